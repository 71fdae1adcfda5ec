#include "compiler/equate/text_cases.h"

#include <algorithm>

#include "compiler/automata/text_shape.h"
#include "compiler/equate/interner.h"
#include "runtime/text/command.h"

namespace envelope::equate {

using automata::TextShape;

namespace {

// The shape of commands as they are written, plain or not: valid text in which one byte is no blank. Beside it, what makes a command not
// plain, as far as one pass can tell: whoever takes a text from it asks command_key() about it.
class RawCommands {
 public:
  // Bits of a state.
  enum : std::uint32_t { in_single = 1, in_double = 2, escaped = 4, acted_upon = 8, has_word = 16, kStates = 32 };

  [[nodiscard]] static std::uint32_t step(std::uint32_t state, std::uint8_t byte) {
    const bool is_blank = byte == ' ' || byte == '\t';
    std::uint32_t next = (state & ~std::uint32_t{escaped}) | (is_blank ? 0U : std::uint32_t{has_word});
    if ((state & escaped) != 0) return next;
    if ((state & in_single) != 0) return byte == '\'' ? next & ~std::uint32_t{in_single} : next;
    if (byte == '\\') return next | escaped;
    if (byte == '"') return next ^ in_double;
    if ((state & in_double) != 0) return byte == '$' || byte == '`' || byte == '!' ? next | acted_upon : next;
    if (byte == '\'') return next | in_single;
    constexpr std::string_view kActedUpon = ";&|<>()$`*?[]{}!~#%^=";
    return byte < 0x20 || kActedUpon.find(static_cast<char>(byte)) != std::string_view::npos ? next | acted_upon : next;
  }
  [[nodiscard]] static bool may_be_exact(std::uint32_t state) { return (state & (in_single | in_double | escaped | acted_upon)) != 0; }
};

const TextShape& shape_of(Texts texts) {
  switch (texts) {
    case Texts::paths:
      return TextShape::of(text::Domain::path);
    case Texts::hosts:
      return TextShape::of(text::Domain::host);
    case Texts::command_words:
      return TextShape::commands_with_empty_words();
    case Texts::strings:
    case Texts::command_texts:
    case Texts::exact_texts:
      break;
  }
  return TextShape::of(text::Domain::string);
}

// The words of a key; requires that it is one of a plain command.
std::vector<std::string> words_of(std::string_view key) {
  std::vector<std::string> words;
  for (const char c : key) {
    if (c == text::kTokenMark)
      words.emplace_back();
    else
      words.back().push_back(c);
  }
  return words;
}

text::Domain domain_of(Texts texts) {
  return texts == Texts::paths ? text::Domain::path : texts == Texts::hosts ? text::Domain::host : text::Domain::string;
}

// Breadth first, so that texts come shortest first; within one length as a person would rather read them.
class Search {
 public:
  Search(Texts texts, const std::vector<Machine*>& machines, std::size_t states_max)
      : texts_(texts), shape_(shape_of(texts)), machines_(machines), states_max_(states_max), steps_(machines.size()) {
    split_bytes();
  }

  std::optional<std::vector<TextCase>> run() {
    next_.assign(kHead + machines_.size(), 0);
    next_[0] = TextShape::kStart;
    for (std::size_t i = 0; i < machines_.size(); ++i) {
      next_[kHead + i] = machines_[i]->start();
      if (texts_ == Texts::exact_texts)  // the mark stands before the text
        next_[kHead + i] = machines_[i]->step(next_[kHead + i], static_cast<std::uint8_t>(text::kExactTextMark));
    }
    add(0, 0);
    for (std::uint32_t at = 0; at < reached_.size(); ++at) {
      if (states_.size() > states_max_) return std::nullopt;
      visit(at);
    }
    return std::move(cases_);
  }

 private:
  static constexpr std::size_t kHead = 2;  // of the shape, of RawCommands
  struct Choice {
    std::uint8_t byte;
    std::size_t shape_class;
  };
  struct Reached {
    std::uint32_t from = 0;
    std::uint8_t byte = 0;
  };

  [[nodiscard]] bool is_raw() const { return texts_ == Texts::command_texts || texts_ == Texts::exact_texts; }

  // One byte of each class: the one that reads best.
  void split_bytes() {
    ByteClasses classes;
    for (const Machine* machine : machines_) machine->separate(classes);
    std::vector<std::size_t> shape_class(256);
    const auto of_shape = shape_.byte_classes();
    for (std::size_t c = 0; c < of_shape.size(); ++c)
      for (std::size_t byte = 0; byte < 256; ++byte)
        if (of_shape[c].bytes[byte]) shape_class[byte] = c;
    classes.separate([&](std::uint8_t byte) { return shape_class[byte]; });
    if (is_raw()) classes.separate([](std::uint8_t byte) { return byte < 0x80 ? byte : 0x80; });  // shells tell many apart
    const auto& preference = TextShape::preference();
    std::vector<std::optional<Choice>> choices(classes.count());
    for (std::size_t byte = 0; byte < 256; ++byte) {
      std::optional<Choice>& choice = choices[classes.class_of(byte)];
      if (!choice || preference[byte] < preference[choice->byte]) choice = Choice{static_cast<std::uint8_t>(byte), shape_class[byte]};
    }
    const bool is_ascii_enough = are_others_like_some_letter();
    for (const std::optional<Choice>& choice : choices)
      if (choice->byte < 0x80 || !is_ascii_enough) choices_.push_back(*choice);
    std::sort(choices_.begin(), choices_.end(), [&](const Choice& a, const Choice& b) { return preference[a.byte] < preference[b.byte]; });
  }

  // Whether a letter or digit can stand in for everything beyond ASCII: for all machines, and for the shape of values, which takes both
  // alike where it takes them at all.
  [[nodiscard]] bool are_others_like_some_letter() const {
    for (const char letter : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789")) {
      const auto reads_alike = [&](const Machine* machine) { return machine->reads_all_others_as(static_cast<std::uint8_t>(letter)); };
      if (std::ranges::all_of(machines_, reads_alike)) return true;
    }
    return false;
  }

  // `next_`, reached by a byte.
  void add(std::uint32_t from, std::uint8_t byte) {
    if (states_.number_of(next_) == reached_.size()) reached_.push_back({from, byte});
  }

  void visit(std::uint32_t at) {
    const Interner::List state = states_.list(at);
    state_.assign(state.begin(), state.end());
    const std::uint32_t combination = combination_of_state();
    if (!is_shown_[combination]) take(at, combination);
    if (is_shown_[combination] && is_final(combination)) return;  // nothing else is to be seen from here
    for (std::size_t c = 0; c < choices_.size(); ++c) {
      next_[0] = shape_.next(state_[0], choices_[c].shape_class);
      if (next_[0] == TextShape::kDead) continue;
      next_[1] = is_raw() ? RawCommands::step(state_[1], choices_[c].byte) : 0;
      for (std::size_t i = 0; i < machines_.size(); ++i) next_[kHead + i] = step(i, state_[kHead + i], c);
      add(at, choices_[c].byte);
    }
  }

  // A step of a machine, worked out once.
  [[nodiscard]] Machine::State step(std::size_t machine, Machine::State from, std::size_t choice) {
    constexpr Machine::State kUnknown = UINT32_MAX;
    std::vector<Machine::State>& steps = steps_[machine];
    const std::size_t at = from * choices_.size() + choice;
    if (at >= steps.size()) steps.resize((from + 1) * choices_.size() * 2, kUnknown);
    if (steps[at] == kUnknown) steps[at] = machines_[machine]->step(from, choices_[choice].byte);
    return steps[at];
  }

  // The states of all machines, as a number.
  [[nodiscard]] std::uint32_t combination_of_state() {
    const std::uint32_t number = combinations_.number_of(std::span(state_).subspan(kHead));
    if (number == is_shown_.size()) {
      is_shown_.push_back(false);
      is_final_.emplace_back();
    }
    return number;
  }

  // Whether no byte leads any machine away.
  [[nodiscard]] bool is_final(std::uint32_t combination) {
    std::optional<bool>& known = is_final_[combination];
    if (known) return *known;
    known = true;
    for (std::size_t i = 0; i < machines_.size(); ++i)
      for (std::size_t c = 0; c < choices_.size(); ++c)
        if (step(i, state_[kHead + i], c) != state_[kHead + i]) return *(known = false);
    return true;
  }

  // Keeps the text that leads here, where it is a value. Where it is none, another text may lead to the same states.
  void take(std::uint32_t at, std::uint32_t combination) {
    if (!shape_.accepts(state_[0])) return;
    if (is_raw() && (state_[1] & RawCommands::has_word) == 0) return;
    if (texts_ == Texts::exact_texts && !RawCommands::may_be_exact(state_[1])) return;
    std::optional<std::string> value = value_of(text_at(at));
    if (!value) return;
    is_shown_[combination] = true;
    cases_.push_back({std::move(*value), {state_.begin() + kHead, state_.end()}});
  }

  [[nodiscard]] std::string text_at(std::uint32_t at) const {
    std::string text;
    for (; at != 0; at = reached_[at].from) text.push_back(static_cast<char>(reached_[at].byte));
    std::reverse(text.begin(), text.end());
    return text;
  }

  // The value that is read as `text`, where there is one.
  [[nodiscard]] std::optional<std::string> value_of(std::string text) const {
    switch (texts_) {
      case Texts::strings:
      case Texts::paths:
      case Texts::hosts:
        if (text::canonical_value(domain_of(texts_), text) != text) return std::nullopt;
        return text;
      case Texts::command_texts:
        return text::is_command(text) ? std::optional(std::move(text)) : std::nullopt;
      case Texts::command_words: {
        std::string value = text::quote_command(words_of(text));
        return text::command_key(value) == text ? std::optional(std::move(value)) : std::nullopt;
      }
      case Texts::exact_texts:
        break;
    }
    return text::command_key(text).starts_with(text::kExactTextMark) ? std::optional(std::move(text)) : std::nullopt;
  }

  Texts texts_;
  const TextShape& shape_;
  const std::vector<Machine*>& machines_;
  std::size_t states_max_;
  std::vector<Choice> choices_;
  std::vector<std::vector<Machine::State>> steps_;  // by machine: state and choice
  std::vector<std::uint32_t> state_, next_;         // scratch
  Interner states_, combinations_;
  std::vector<bool> is_shown_;  // by combination
  std::vector<std::optional<bool>> is_final_;
  std::vector<Reached> reached_;
  std::vector<TextCase> cases_;
};

}  // namespace

std::optional<std::vector<TextCase>> text_cases(Texts texts, const std::vector<Machine*>& machines, std::size_t states_max) {
  return Search(texts, machines, states_max).run();
}

}  // namespace envelope::equate
