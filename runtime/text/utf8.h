// UTF-8, read strictly, and what it takes to show somebody else's text safely.
//
// Nothing here depends on a locale or on tables that change under us: the few Unicode facts needed stand in the source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace envelope::text {

// --- Reading ---------------------------------------------------------------------------------------------------------

inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// One step of decoding. `size` is 1..4, or 0 at the end of the text. When `valid` is false the byte at this place starts
// no well-formed sequence: `code` is kReplacementCharacter and `size` is 1, so that a reader always moves on.
struct Decoded {
  char32_t code = kReplacementCharacter;
  std::uint8_t size = 0;
  bool valid = false;
};

// Decodes the sequence that starts at byte `at`. Refused: overlong forms, surrogates, anything above U+10FFFF, stray
// continuation bytes and cut-off sequences; accepting those would give one character several spellings.
[[nodiscard]] Decoded decode_at(std::string_view text, std::size_t at);

// The offset of the first byte that is not part of a well-formed sequence, or nothing when all is well.
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text);
[[nodiscard]] bool is_valid_utf8(std::string_view text);

// Appends `code` to `out`. Surrogates and values above U+10FFFF are written as kReplacementCharacter.
void append_utf8(std::string& out, char32_t code);

// Walks over a text: `for (Decoded d : CodePoints(text))`. Bad bytes come one by one with `valid` false.
class CodePoints {
 public:
  class Iterator {
   public:
    Iterator(std::string_view text, std::size_t at) : text_(text), at_(at), current_(decode_at(text, at)) {}
    Decoded operator*() const { return current_; }
    // The byte offset of the current code point.
    [[nodiscard]] std::size_t offset() const { return at_; }
    Iterator& operator++() {
      at_ += current_.size;
      current_ = decode_at(text_, at_);
      return *this;
    }
    bool operator==(const Iterator& other) const { return at_ == other.at_; }

   private:
    std::string_view text_;
    std::size_t at_;
    Decoded current_;
  };

  // Keeps a view: `text` must outlive the walk.
  explicit CodePoints(std::string_view text) : text_(text) {}
  [[nodiscard]] Iterator begin() const { return {text_, 0}; }
  [[nodiscard]] Iterator end() const { return {text_, text_.size()}; }

 private:
  std::string_view text_;
};

// --- Showing ---------------------------------------------------------------------------------------------------------

// Characters that show nothing, or that change how their neighbours are shown: zero-width spaces and joiners, soft
// hyphen, bidirectional marks, embeddings, overrides and isolates, byte-order mark, line and paragraph separator,
// fillers, variation selectors, interlinear and musical format characters, the whole tag block. The compiler refuses
// them in policies, since a reviewer cannot see them. ASCII controls are a matter of their own and answer false.
[[nodiscard]] bool is_invisible_or_bidi(char32_t code);

// `text` with everything a terminal could act upon, or a reader could not see, written out as `\u{1b}` (code points) or
// `\xff` (bytes that are no UTF-8): C0 and C1 controls (ESC, newline and tab too), DEL, everything of
// is_invisible_or_bidi, private-use characters and noncharacters. What is left is printable, so applying it twice
// changes nothing. A backslash is not escaped: the result is for people, not for reading back.
[[nodiscard]] std::string escape_for_terminal(std::string_view text);

// Terminal columns that `text` takes, approximately: 2 for wide East Asian characters and emoji, 0 for combining marks,
// controls and invisible characters, 1 for everything else and for each byte that is no UTF-8. Call it on escaped text.
[[nodiscard]] std::size_t display_width(std::string_view text);

// Maps texts that are easily mistaken for each other to one text; two different names with equal skeletons look alike.
// Folded: `l` `1` `I` `|`, `O` `0`, `rn` and `m`, `vv` and `w`, the common Cyrillic, Greek and Armenian look-alikes of
// Latin letters, full-width and mathematical letters; invisible characters are dropped, bytes that are no UTF-8 become
// U+FFFD. Case is kept: `a` and `A` do not look alike. Idempotent. Not a full UTS 39 skeleton: rarer scripts and accents
// are left as they are.
[[nodiscard]] std::string confusable_skeleton(std::string_view text);

}  // namespace envelope::text
