#include <algorithm>
#include <numeric>

#include "compiler/automata/compile.h"
#include "compiler/automata/dfa.h"

namespace envelope::automata {

namespace {

class Grouping {
 public:
  Grouping(std::span<const TextAtom> atoms, std::uint32_t states_max) : states_max_(states_max) {
    parsed_.reserve(atoms.size());
    for (const TextAtom& atom : atoms) parsed_.push_back(parse(atom));
  }

  Compiled run() {
    for (const auto domain : {format::TextDomain::string, format::TextDomain::path, format::TextDomain::host,
                              format::TextDomain::command_text, format::TextDomain::command_words}) {
      std::vector<std::uint32_t> numbers;
      for (std::uint32_t i = 0; i < parsed_.size(); ++i) {
        if (domain_of(*parsed_[i].atom) == domain) numbers.push_back(i);
      }
      for (std::size_t at = 0; at < numbers.size(); at += format::kGroupAtomsMax)
        add(domain, std::span(numbers).subspan(at, std::min<std::size_t>(format::kGroupAtomsMax, numbers.size() - at)));
    }
    std::sort(compiled_.too_large.begin(), compiled_.too_large.end());
    return std::move(compiled_);
  }

 private:
  // Decides `numbers` together or, where that is too large, halves of them.
  void add(format::TextDomain domain, std::span<const std::uint32_t> numbers) {
    GroupNfa nfa(domain);
    for (std::size_t i = 0; i < numbers.size(); ++i) add_atom(nfa, parsed_[numbers[i]], static_cast<std::uint16_t>(i));
    if (add_automaton(nfa, numbers)) return;
    if (numbers.size() == 1) return add_residual(nfa, numbers);
    const std::size_t half = numbers.size() / 2;
    add(domain, numbers.first(half));
    add(domain, numbers.subspan(half));
  }

  // Patience for the subset construction. A lone atom gets more: the way out is a matcher that is slower at run time.
  [[nodiscard]] std::size_t work_max(const GroupNfa& group, std::size_t atoms) const {
    constexpr std::size_t kLooksPerState = 256;
    constexpr std::size_t kLooksPerStateAlone = 1'024;
    return (atoms == 1 ? kLooksPerStateAlone : kLooksPerState) * (states_max_ + group.nfa.size());
  }

  bool add_automaton(const GroupNfa& nfa, std::span<const std::uint32_t> numbers) {
    const auto dfa = determinise(nfa, static_cast<std::uint32_t>(numbers.size()), work_max(nfa, numbers.size()));
    if (!dfa) return false;
    const Dfa small = minimise(*dfa);
    auto words = encode(small, states_max_);
    if (!words) return false;
    compiled_.groups.push_back({.domain = nfa.domain,
                                .is_residual = false,
                                .automaton = std::move(*words),
                                .verdicts = small.verdicts,
                                .class_count = static_cast<std::uint16_t>(small.class_count),
                                .atoms = {numbers.begin(), numbers.end()}});
    return true;
  }

  void add_residual(const GroupNfa& nfa, std::span<const std::uint32_t> numbers) {
    auto words = encode_residual(nfa.nfa);
    if (!words) return compiled_.too_large.push_back(numbers[0]);
    compiled_.groups.push_back({.domain = nfa.domain,
                                .is_residual = true,
                                .automaton = std::move(*words),
                                .verdicts = {0, 1, 2},
                                .class_count = 3,
                                .atoms = {numbers.begin(), numbers.end()}});
  }

  std::uint32_t states_max_;
  std::vector<ParsedAtom> parsed_;
  Compiled compiled_;
};

}  // namespace

Compiled compile(std::span<const TextAtom> atoms, std::uint32_t states_max) { return Grouping(atoms, states_max).run(); }

}  // namespace envelope::automata
