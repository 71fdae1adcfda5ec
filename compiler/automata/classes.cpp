#include "compiler/automata/classes.h"

#include <algorithm>
#include <map>
#include <optional>

#include "compiler/automata/dfa.h"
#include "compiler/automata/text_shape.h"
#include "runtime/text/command.h"
#include "runtime/text/path.h"

namespace envelope::automata {

namespace {

using text::Domain;
using text::Truth;

// The answers of the runtime's own matchers.
Truth truth_of_atom(const ParsedAtom& parsed, std::string_view value) {
  const TextAtom& atom = *parsed.atom;
  Truth result = Truth::no;
  for (std::size_t i = 0; i < atom.texts.size(); ++i) {
    const std::string& other = atom.texts[i];
    if (atom.op == TextOperator::matches)
      result = text::truth_or(result, parsed.globs[i] ? text::match(*parsed.globs[i], value) : Truth::unknown);
    else if (atom.op == TextOperator::under)
      result = text::truth_or(result, text::match_under(other, value));
    else
      result = text::truth_or(result, atom.domain == Domain::path ? text::match_same_path(other, value) : text::truth_of(other == value));
  }
  return result;
}

bool precedes(const std::string& a, const std::string& b) {
  if (a.size() != b.size()) return a.size() < b.size();
  const auto& place = TextShape::preference();
  return std::lexicographical_compare(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) {
    return place[static_cast<std::uint8_t>(x)] < place[static_cast<std::uint8_t>(y)];
  });
}

// Breadth first through a group's automaton and the shape of canonical texts at once: the first text that ends in a class is its shortest.
class ShortestTexts {
 public:
  ShortestTexts(const Dfa& dfa, const TextShape& shape) : dfa_(dfa), shape_(shape), visited_(dfa.size() * shape.size(), false) {}

  // By class; nothing where no canonical text ends in it.
  std::vector<std::optional<std::string>> run() {
    std::vector<std::optional<std::string>> texts(dfa_.class_count);
    std::size_t found = 0;
    visit(Dfa::kStart, TextShape::kStart, 0, 0);
    for (std::size_t at = 0; at < places_.size() && found < dfa_.class_count; ++at) {
      const Place place = places_[at];
      std::optional<std::string>& text = texts[dfa_.classes[place.state]];
      if (shape_.accepts(place.shape) && !text) {
        text = text_to(at);
        ++found;
      }
      go_on(at);
    }
    return texts;
  }

 private:
  struct Place {
    Dfa::StateId state = 0;
    TextShape::StateId shape = 0;
    std::uint32_t before = 0;
    std::uint8_t byte = 0;
  };
  struct Way {
    std::uint8_t byte = 0;
    Dfa::StateId state = 0;
    TextShape::StateId shape = 0;
  };

  void visit(Dfa::StateId state, TextShape::StateId shape, std::size_t before, std::uint8_t byte) {
    auto seen = visited_[state * shape_.size() + shape];
    if (seen) return;
    seen = true;
    places_.push_back({state, shape, static_cast<std::uint32_t>(before), byte});
  }

  // The best byte of a class of bytes within [low, high].
  static std::optional<std::uint8_t> best(const TextShape::ByteClass& bytes, unsigned low, unsigned high) {
    constexpr unsigned kNarrow = 16;
    const auto& preference = TextShape::preference();
    std::optional<std::uint8_t> found;
    if (high - low < kNarrow) {
      for (unsigned byte = low; byte <= high; ++byte)
        if (bytes.bytes[byte] && (!found || preference[byte] < preference[*found])) found = static_cast<std::uint8_t>(byte);
      return found;
    }
    for (const std::uint8_t byte : bytes.by_preference)
      if (low <= byte && byte <= high) return byte;
    return found;
  }

  void go_on(std::size_t at) {
    const Place place = places_[at];
    ways_.clear();
    unsigned low = 0;
    for (const Dfa::Edge& edge : dfa_.edges_of(place.state)) {
      for (std::size_t c = 0; c < shape_.byte_classes().size(); ++c) {
        const TextShape::StateId shape = shape_.next(place.shape, c);
        if (shape == TextShape::kDead || visited_[edge.target * shape_.size() + shape]) continue;
        if (const auto byte = best(shape_.byte_classes()[c], low, edge.last)) ways_.push_back({*byte, edge.target, shape});
      }
      low = edge.last + 1U;
    }
    const auto& preference = TextShape::preference();
    std::sort(ways_.begin(), ways_.end(), [&](const Way& a, const Way& b) { return preference[a.byte] < preference[b.byte]; });
    for (const Way& way : ways_) visit(way.state, way.shape, at, way.byte);
  }

  [[nodiscard]] std::string text_to(std::size_t at) const {
    std::string text;
    for (; at != 0; at = places_[at].before) text += static_cast<char>(places_[at].byte);
    std::reverse(text.begin(), text.end());
    return text;
  }

  const Dfa& dfa_;
  const TextShape& shape_;
  std::vector<bool> visited_;
  std::vector<Place> places_;
  std::vector<Way> ways_;
};

// A plain command line whose key is `key`.
std::string command_of_key(const std::string& key) {
  std::vector<std::string> tokens;
  for (const char c : key) {
    if (c == text::kTokenMark)
      tokens.emplace_back();
    else
      tokens.back() += c;
  }
  return text::quote_command(tokens);
}

class Classification {
 public:
  Classification(std::span<const TextAtom> atoms, std::size_t work_max) : atoms_(atoms), work_max_(work_max) {
    for (const TextAtom& atom : atoms) parsed_.push_back(parse(atom));
  }

  TextClasses run() {
    if (atoms_.empty() || atoms_.front().domain == Domain::command)
      classify_commands();
    else
      classify(atoms_.front().domain);
    for (auto& [truths, text] : found_) result_.classes.push_back({truths, text});
    std::sort(result_.classes.begin(), result_.classes.end(),
              [](const TextClass& a, const TextClass& b) { return precedes(a.text, b.text); });
    return std::move(result_);
  }

 private:
  [[nodiscard]] std::vector<Truth> truths_of(std::string_view value) const {
    std::vector<Truth> truths;
    for (const ParsedAtom& parsed : parsed_) truths.push_back(truth_of_atom(parsed, value));
    return truths;
  }

  void add(const std::string& value, std::vector<Truth> truths) {
    const auto [entry, is_new] = found_.try_emplace(std::move(truths), value);
    if (!is_new && precedes(value, entry->second)) entry->second = value;
  }

  void add_point(const std::string& value) {
    if (text::canonical_value(atoms_.front().domain, value) == value) add(value, truths_of(value));
  }

  static Truth verdict(const Dfa& dfa, std::uint32_t row, std::size_t atom, std::size_t row_bytes) {
    return static_cast<Truth>(dfa.verdicts[row * row_bytes + atom / 4] >> atom % 4 * 2 & 3U);
  }

  std::optional<Dfa> automaton_of(format::TextDomain domain, const std::vector<std::size_t>& numbers) {
    GroupNfa nfa(domain);
    for (std::size_t i = 0; i < numbers.size(); ++i) add_atom(nfa, parsed_[numbers[i]], static_cast<std::uint16_t>(i));
    std::optional<Dfa> dfa = determinise(nfa, static_cast<std::uint32_t>(numbers.size()), work_max_);
    if (!dfa) result_.fault = ClassesFault::too_large;
    return dfa;
  }

  void classify(Domain domain) {
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < atoms_.size(); ++i) numbers.push_back(i);
    const std::optional<Dfa> dfa = automaton_of(domain_of(atoms_.front()), numbers);
    if (!dfa) return;
    const auto texts = ShortestTexts(*dfa, TextShape::of(domain)).run();
    for (std::uint32_t row = 0; row < texts.size(); ++row) {
      if (!texts[row]) continue;
      if (text::canonical_value(domain, *texts[row]) != texts[row]) {
        result_.fault = ClassesFault::no_example;
        continue;
      }
      add_checked(*dfa, row, numbers, *texts[row]);
    }
  }

  void add_checked(const Dfa& dfa, std::uint32_t row, const std::vector<std::size_t>& numbers, const std::string& value) {
    std::vector<Truth> truths = truths_of(value);
    for (std::size_t i = 0; i < numbers.size(); ++i)
      if (truths[numbers[i]] != verdict(dfa, row, i, (numbers.size() + 3) / 4)) result_.fault = ClassesFault::disagreement;
    add(value, std::move(truths));
  }

  // Commands are compared as raw texts and matched as words. Few raw texts matter by themselves: those an atom names. Of all others,
  // plain ones are told apart by their words and the rest not at all.
  void classify_commands() {
    std::vector<std::size_t> matching;
    std::vector<std::string> named;
    for (std::size_t i = 0; i < atoms_.size(); ++i) {
      if (atoms_[i].op == TextOperator::matches) matching.push_back(i);
      named.insert(named.end(), atoms_[i].texts.begin(), atoms_[i].texts.end());
    }
    for (const std::string& text : named) add_point(text);
    const auto is_named = [&](const std::string& text) { return std::find(named.begin(), named.end(), text) != named.end(); };
    std::string not_plain = ";";
    while (is_named(not_plain)) not_plain += ';';
    add(not_plain, truths_of(not_plain));
    const std::optional<Dfa> dfa = automaton_of(format::TextDomain::command_words, matching);
    if (!dfa) return;
    auto keys = ShortestTexts(*dfa, TextShape::of(Domain::command)).run();
    if (std::find(keys.begin(), keys.end(), std::nullopt) != keys.end()) {  // what takes an empty word, which nobody likes to read
      const auto more = ShortestTexts(*dfa, TextShape::commands_with_empty_words()).run();
      for (std::size_t row = 0; row < keys.size(); ++row)
        if (!keys[row]) keys[row] = more[row];
    }
    for (std::uint32_t row = 0; row < keys.size(); ++row) {
      if (!keys[row]) continue;
      std::string value = command_of_key(*keys[row]);
      while (is_named(value)) value += ' ';  // the same words, spelt otherwise
      if (text::command_key(value) != *keys[row]) {
        result_.fault = ClassesFault::no_example;
        continue;
      }
      add_checked(*dfa, row, matching, value);
    }
  }

  std::span<const TextAtom> atoms_;
  std::size_t work_max_;
  std::vector<ParsedAtom> parsed_;
  std::map<std::vector<Truth>, std::string> found_;
  TextClasses result_;
};

}  // namespace

TextClasses text_classes(std::span<const TextAtom> atoms, std::size_t work_max) { return Classification(atoms, work_max).run(); }

}  // namespace envelope::automata
