// The first look never calls a text canonical that is not, and calls most that are.
#include "runtime/text/sight.h"

#include <array>
#include <random>
#include <string>

#include <catch2/catch.hpp>

#include "runtime/text/canonical.h"
#include "runtime/text/command.h"
#include "runtime/text/word_scan.h"

namespace envelope::text {
namespace {

Sight see(Domain domain, const std::string& text) {
  std::array<char, 128> room;
  room.fill('/');  // what lies behind a text must not count
  text.copy(room.data(), text.size());
  const bool is_short = text.size() <= 32;
  switch (domain) {
    case Domain::string:
      return is_short ? see_string<2>(room.data(), text.size()) : see_string<4>(room.data(), text.size());
    case Domain::path:
      return is_short ? see_path<2>(room.data(), text.size()) : see_path<4>(room.data(), text.size());
    case Domain::host:
      return is_short ? see_host<2>(room.data(), text.size()) : see_host<4>(room.data(), text.size());
    case Domain::command:
      return is_short ? see_command<2>(room.data(), text.size()) : see_command<4>(room.data(), text.size());
  }
  return {};
}

ByteMask separators_in(Domain domain, const std::string& text) {
  ByteMask mask = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool ends = domain == Domain::host ? c == '.' || c == ':' : c == (domain == Domain::command ? ' ' : '/');
    mask |= ByteMask{ends} << i;
  }
  return mask;
}

// Whether the words that a first look takes for those of a command are its words.
bool has_those_words(const std::string& text) {
  std::string key(1, kTokenMark);
  for (const char c : text) key += c == ' ' ? kTokenMark : c;
  return command_key(text) == key || is_shell_keyword(text.substr(0, text.find(' ')));
}

struct Tally {
  std::size_t canonical = 0, seen = 0;
};

void check(Domain domain, const std::string& text, Tally& tally) {
  const Sight sight = see(domain, text);
  const auto canonical = canonical_value(domain, text);
  const bool is_sound = sight.strange == 0 || is_sound_text(text);
  CAPTURE(static_cast<int>(domain), text);
  if (sight.is_canonical && is_sound && canonical != text) FAIL("a text is called canonical that is not");
  if (domain == Domain::command && sight.is_canonical && !has_those_words(text)) FAIL("these are not its words");
  if (canonical == text) {
    ++tally.canonical;
    tally.seen += sight.is_canonical && is_sound ? 1U : 0U;
    if (sight.separators != separators_in(domain, text)) FAIL("its segments end elsewhere");
  }
}

const std::string& alphabet_of(Domain domain) {
  static const std::string alphabets[] = {std::string("a/\0\x80\xC3\xA9", 6), std::string("a/.~\0\xC3\xA9", 7), "ag.-_A:1",
                                          "ar if ~=/'\"$\t"};
  return alphabets[static_cast<std::size_t>(domain)];
}

}  // namespace

TEST_CASE("all short texts over awkward letters, at first sight") {
  for (const Domain domain : {Domain::string, Domain::path, Domain::host, Domain::command}) {
    const std::string& alphabet = alphabet_of(domain);
    Tally tally;
    for (std::size_t size = 1; size <= 5; ++size) {
      std::size_t count = 1;
      for (std::size_t i = 0; i < size; ++i) count *= alphabet.size();
      for (std::size_t number = 0; number < count; ++number) {
        std::string text;
        for (std::size_t i = 0, rest = number; i < size; ++i, rest /= alphabet.size()) text += alphabet[rest % alphabet.size()];
        check(domain, text, tally);
      }
    }
    CHECK(tally.seen > 0);
    CHECK(tally.seen <= tally.canonical);
  }
}

TEST_CASE("texts of every size up to the largest, at first sight") {
  std::mt19937 random(7);
  for (const Domain domain : {Domain::string, Domain::path, Domain::host, Domain::command}) {
    Tally tally;
    for (std::size_t size = 1; size <= kSightBytesMax; ++size)
      for (int i = 0; i < 400; ++i) {
        std::string text(size, 'g');
        if (domain == Domain::path) text[0] = i % 2 == 0 ? '/' : '~';
        for (unsigned left = random() % 4; left > 0; --left)
          text[random() % size] = alphabet_of(domain)[random() % alphabet_of(domain).size()];
        check(domain, text, tally);
      }
    CHECK(tally.seen > 1'000);
  }
}

}  // namespace envelope::text
