// What is said about a principal reads inside the parameters of its place, and names statements there are.
//
// Principals share rows, rows share rules, and all of them share programs; asking every program about every place would take longer than
// any bound by the size of the file. So what is read is summed up from below: program, list of rules, row and edges, parameters. A sum
// says which words of a place must stand for what, for kWindow words at a time.
#include <algorithm>
#include <bit>
#include <cstring>

#include "runtime/decide/diagrams.h"
#include "runtime/decide/shared_ranges.h"
#include "runtime/decide/validate.h"

namespace envelope::decide {
namespace {

using format::SectionKind;
using format::TestOperation;

constexpr std::uint32_t kWindow = 64;  // words: one bit each

// What something reads of the place it is decided with, and of the request.
struct Reading {
  std::uint32_t words = 0;       // so many words of the place
  std::uint32_t slots = 0;       // so many attributes of the action
  std::uint32_t statements = 0;  // so many statements from the place's first on
  // Words of the window, a bit each, that must stand for an atom of a group, for a text, for a text that is not empty.
  std::uint64_t atoms = 0, texts = 0, filled = 0;

  // Forgets the window before this one; what does not depend on a window stays. False where nothing is read so far behind.
  bool begin(std::uint32_t first_word) {
    atoms = texts = filled = 0;
    return first_word == 0 || words > first_word;
  }

  void add(const Reading& other) {
    words = std::max(words, other.words);
    slots = std::max(slots, other.slots);
    statements = std::max(statements, other.statements);
    atoms |= other.atoms;
    texts |= other.texts;
    filled |= other.filled;
  }
};

bool reads_two_texts(const format::TestRecord& test) {
  return format::is_text_test(test.operation) && format::form_of(test.operation) >= format::TextForm::gap;
}

// The sums of one window.
class PlacesCheck {
 public:
  explicit PlacesCheck(const env_table& table)
      : table_(table),
        s_(table.sections),
        programs_(zeroed<Reading>(s_.deciding.programs.size())),
        rule_programs_(zeroed<Reading>(s_.explaining.programs.size())),
        lists_(zeroed<Reading>(s_.rule_lists.size())),
        rows_(zeroed<Reading>(s_.rows.size())),
        edges_(zeroed<Reading>(s_.principals.size())),
        parameters_(zeroed<Reading>(s_.places.size())),
        open_(zeroed<std::uint32_t>(s_.places.size())),
        same_rules_(s_.rules.size()),
        same_edges_(s_.edges.size()),
        same_parameters_(s_.parameters.size() / 4) {}

  [[nodiscard]] bool is_allocated() const {
    return programs_ && rule_programs_ && lists_ && rows_ && edges_ && parameters_ && open_ && same_rules_.is_allocated() &&
           same_edges_.is_allocated() && same_parameters_.is_allocated();
  }

  [[nodiscard]] Fault check() {
    for (; open_count_ < s_.places.size(); ++open_count_) open_[open_count_] = open_count_;
    for (; open_count_ > 0; first_word_ += kWindow)
      if (const Fault fault = window_fault(); fault.is_fault()) return fault;
    return {};
  }

 private:
  [[nodiscard]] Fault window_fault() {
    add_programs(s_.deciding, programs_.get());
    add_programs(s_.explaining, rule_programs_.get());
    if (const Fault fault = add_lists(); fault.is_fault()) return fault;
    if (const Fault fault = add_rows(); fault.is_fault()) return fault;
    if (const Fault fault = add_edges(); fault.is_fault()) return fault;
    if (const Fault fault = add_places(); fault.is_fault()) return fault;
    return parameters_fault();
  }

  [[nodiscard]] std::uint64_t bit(std::uint32_t word) const {
    return word - first_word_ < kWindow ? std::uint64_t{1} << (word - first_word_) : 0;  // a word before the window wraps around
  }

  void add_test(const format::TestRecord& test, Reading& to) const {
    const auto operation = static_cast<TestOperation>(test.operation);
    if (operation == TestOperation::question) return;
    to.slots = std::max(to.slots, test.slot + std::uint32_t{1});
    if (operation == TestOperation::grouped) to.atoms |= bit(test.parameter);
    if (!format::is_text_test(test.operation)) return;
    const bool is_path = test.operation >= format::kFirstPathTest && test.operation < format::kFirstCommandTest;
    (is_path ? to.filled : to.texts) |= bit(test.parameter);
    if (reads_two_texts(test)) to.texts |= bit(test.second);
  }

  [[nodiscard]] static std::uint32_t statements_of(std::uint32_t leaf) {
    return (leaf & format::kRelative) != 0 ? leaf & format::kLeafStatementMask : 0;
  }

  void add_programs(const Bodies& bodies, Reading* to) const {
    for (std::size_t i = 0; i < bodies.programs.size(); ++i) {
      const format::ProgramRecord& program = bodies.programs[i];
      Reading& reading = to[i];
      if (!reading.begin(first_word_)) continue;
      reading.words = program.parameter_words;
      for (const format::TestRecord& test : bodies.tests.subspan(program.first_test, program.test_count)) add_test(test, reading);
      if (first_word_ > 0) continue;
      for (const format::LeafRecord& leaf : bodies.leaves.subspan(program.first_leaf, program.leaf_count))
        reading.statements = std::max(reading.statements, statements_of(leaf.target));
    }
  }

  static void add_root(std::uint32_t target, const Reading* programs, Reading& to) {
    if ((target & format::kLeafBit) != 0)
      to.statements = std::max(to.statements, statements_of(target));
    else if ((target & format::kProgramBit) != 0)
      to.add(programs[target & ~format::kProgramBit]);
  }

  [[nodiscard]] Fault add_lists() {
    for (std::uint32_t i = 0; i < s_.rule_lists.size(); ++i) {
      const format::RuleListRecord& list = s_.rule_lists[i];
      if (list.count == 0) continue;
      const std::uint32_t same = same_rules_.first_user(list.first_rule, i);
      if (s_.rule_lists[same].count != list.count) return malformed(SectionKind::rule_lists, i, "it shares some of its rules with another");
      Reading& reading = lists_[i];
      if (same != i || !reading.begin(first_word_)) continue;
      for (const format::RuleRecord& rule : s_.rules.subspan(list.first_rule, list.count)) {
        if ((rule.statement & format::kRelative) != 0)
          reading.statements = std::max(reading.statements, (rule.statement & format::kLeafStatementMask) + 1);
        add_root(rule.must, rule_programs_.get(), reading);
        add_root(rule.may, rule_programs_.get(), reading);
      }
    }
    if (first_word_ > 0) return {};
    const bool are_apart = same_rules_.are_apart([&](std::uint32_t list) { return s_.rule_lists[list].count; });
    return are_apart ? Fault{} : malformed(SectionKind::rule_lists, 0, "some share some of their rules");
  }

  // Whether the action has the attributes that are read; `list` is the number of the cell's list of rules.
  [[nodiscard]] bool add_cell(const format::CellRecord& cell, std::size_t action, std::size_t list, Reading& to) {
    Reading reading;
    add_root(cell.root, programs_.get(), reading);
    if (!table_.is_stripped() && s_.rule_lists[list].count > 0)
      reading.add(lists_[same_rules_.first_user(s_.rule_lists[list].first_rule, static_cast<std::uint32_t>(list))]);
    to.add(reading);
    return reading.slots <= s_.actions[action].attribute_count;
  }

  [[nodiscard]] Fault add_rows() {
    const std::size_t blocks = s_.policy[0].action_blocks;
    for (std::size_t i = 0; i < s_.rows.size(); i += blocks) {
      Reading& reading = rows_[i / blocks];
      if (!reading.begin(first_word_)) continue;
      for (std::size_t action = 0; action < blocks * 64; ++action) {
        const format::RowBlock& block = s_.rows[i + action / 64];
        if (block.rank[action % 64] == format::kNoRank) continue;
        const std::size_t cell = std::size_t{block.first_cell} + block.rank[action % 64];
        if (!add_cell(s_.cells[cell], action, cell, reading))
          return malformed(SectionKind::cells, cell, "it reads an attribute its action does not have");
      }
    }
    return {};
  }

  [[nodiscard]] Fault add_edges() {
    for (std::uint32_t i = 0; i < s_.principals.size(); ++i) {
      const format::PrincipalRecord& principal = s_.principals[i];
      if (principal.edge_count == 0 || same_edges_.first_user(principal.first_edge, i) != i) continue;
      if (!edges_[i].begin(first_word_)) continue;
      for (std::size_t at = principal.first_edge; at < std::size_t{principal.first_edge} + principal.edge_count; ++at)
        if (!add_cell(s_.edges[at].cell, s_.edges[at].action, s_.cells.size() + at, edges_[i]))
          return malformed(SectionKind::edges, at, "it reads an attribute its action does not have");
    }
    return {};
  }

  [[nodiscard]] Fault add_places() {
    for (std::uint32_t at = 0; at < open_count_; ++at) {
      const std::uint32_t i = open_[at];
      const format::PlaceRecord& place = s_.places[i];
      const format::PrincipalRecord& principal = s_.principals[i];
      if (place.parameters % 4 != 0 || !is_range(place.parameters, format::kTextSlack, s_.parameters.size()))
        return malformed(SectionKind::places, i, "its parameters lie outside");
      Reading reading;
      if (s_.policy[0].action_blocks > 0) reading.add(rows_[place.row]);
      if (principal.edge_count > 0) reading.add(edges_[same_edges_.first_user(principal.first_edge, i)]);
      if (reading.statements > 0 && std::uint64_t{place.first_statement} + reading.statements > s_.policy[0].statement_count)
        return malformed(SectionKind::places, i, "what is said about it names no statement");
      parameters_of(i).add(reading);
    }
    return {};
  }

  // Every word that something reads is what it reads it as. Parameters lie apart: else many places would be read in one stretch of them.
  [[nodiscard]] Fault parameters_fault() {
    if (first_word_ == 0 && !same_parameters_.are_apart([&](std::uint32_t place) { return parameters_[place].words; }))
      return malformed(SectionKind::places, 0, "some share some of their parameters");
    std::uint32_t still_open = 0;
    for (std::uint32_t number = 0; number < open_count_; ++number) {
      const std::uint32_t i = open_[number], at = s_.places[i].parameters;
      Reading& reading = parameters_of(i);
      if (!is_range(at, std::uint64_t{4} * reading.words, s_.parameters.size()) ||
          !all(reading.atoms, [&](std::uint32_t word) { return is_text_atom(table_, value(at, word)); }) ||
          !all(reading.texts, [&](std::uint32_t word) { return is_text(at, value(at, word), true); }) ||
          !all(reading.filled, [&](std::uint32_t word) { return is_text(at, value(at, word), false); }))
        return malformed(SectionKind::places, i, "what is said about it reads beyond its parameters");
      if (reading.begin(first_word_ + kWindow)) open_[still_open++] = i;  // the next place with these parameters finds nothing to ask
    }
    open_count_ = still_open;
    return {};
  }

  [[nodiscard]] Reading& parameters_of(std::uint32_t place) {
    return parameters_[same_parameters_.first_user(s_.places[place].parameters / 4, place)];
  }

  template <typename Holds>
  [[nodiscard]] bool all(std::uint64_t words, const Holds& holds) const {
    for (; words != 0; words &= words - 1)
      if (!holds(first_word_ + static_cast<std::uint32_t>(std::countr_zero(words)))) return false;
    return true;
  }

  [[nodiscard]] std::uint32_t value(std::uint32_t at, std::uint32_t word) const {
    std::uint32_t value = 0;
    std::memcpy(&value, s_.parameters.data() + at + std::size_t{4} * word, sizeof value);
    return value;
  }

  [[nodiscard]] bool is_text(std::uint32_t at, std::uint32_t reference, bool may_be_empty) const {
    const std::uint32_t offset = reference & 0xFFFFU, bytes = reference >> 16U;
    if (bytes > format::kParameterTextMax || (bytes == 0 && !may_be_empty)) return false;
    return is_range(std::uint64_t{at} + offset, std::uint64_t{bytes} + format::kTextSlack, s_.parameters.size());
  }

  const env_table& table_;
  const Sections& s_;
  std::uint32_t first_word_ = 0;  // of the window
  // By program, first list with the rules, row, first principal with the edges, first place with the parameters.
  Zeroed<Reading> programs_, rule_programs_, lists_, rows_, edges_, parameters_;
  Zeroed<std::uint32_t> open_;  // places of which words are read from the window on
  std::uint32_t open_count_ = 0;
  SharedRanges same_rules_, same_edges_, same_parameters_;
};

}  // namespace

Fault validate_places(const env_table& table) {
  PlacesCheck check(table);
  return check.is_allocated() ? check.check() : no_memory();
}

}  // namespace envelope::decide
