#include "compiler/table/dump.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>
#include <vector>

#include "runtime/decide/program.h"
#include "runtime/decide/validate.h"
#include "runtime/text/utf8.h"

namespace envelope::table {
namespace {

using format::NodeRecord;
using format::Operation;
using format::Source;

std::string hex(const std::uint8_t (&digest)[32]) {
  std::string text;
  for (const std::uint8_t byte : digest) text += fmt::format("{:02x}", byte);
  return text;
}

constexpr std::string_view kSourceNames[] = {"attribute", "fact", "origin", "depth", "time", "time of day", "day", "job", ""};
constexpr std::string_view kTypeNames[] = {"Bool", "Count",  "Bytes", "Money", "Duration", "Percent",
                                           "Time", "String", "Path",  "Host",  "Command",  "name"};

class Dumper {
 public:
  explicit Dumper(const env_table& table) : table_(table), s_(table.sections) {}

  std::string run() {
    header();
    world();
    rows();
    places();
    groups();
    return std::move(out_);
  }

 private:
  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    out_ += fmt::format(format, std::forward<Args>(args)...);
    out_ += '\n';
  }

  void header() {
    const format::FileHeader& header = *table_.header;
    line("table {}.{} of policy {}, {} bytes{}", header.major_version, header.minor_version, table_.name(s_.policy[0].name), table_.size,
         table_.is_stripped() ? ", stripped" : "");
    line("compiler {} tzdata {}", header.compiler_version, header.tzdata_version[0] == '\0' ? "none" : header.tzdata_version);
    line("decision digest {}", hex(header.decision_digest));
    line("source digest   {}", hex(header.source_digest));
    const auto* entries = reinterpret_cast<const format::SectionEntry*>(table_.bytes + sizeof header);
    for (std::uint32_t i = 0; i < header.section_count; ++i) {
      const bool explains = entries[i].kind >= format::kFirstExplaining;
      line("section {:<16} {:>8} bytes{}", decide::section_name(static_cast<format::SectionKind>(entries[i].kind)), entries[i].bytes,
           explains ? ", explaining" : "");
    }
  }

  std::string type(const format::ValueType& from) const {
    const std::string name = from.kind != static_cast<std::uint8_t>(format::ValueKind::name) ? std::string(kTypeNames[from.kind])
                             : from.name_set == format::kAgentNames                          ? "Agent"
                                                                                             : fmt::format("name of set {}", from.name_set);
    return from.is_set != 0 ? "[" + name + "]" : name;
  }

  void world() {
    for (const format::ActionRecord& action : s_.actions) {
      std::vector<std::string> attributes;
      for (std::uint32_t slot = 0; slot < action.attribute_count; ++slot) {
        const format::AttributeRecord& attribute = s_.attributes[action.first_attribute + slot];
        attributes.push_back(
            fmt::format("{}{}: {}", table_.name(attribute.name), (action.required >> slot & 1U) != 0 ? "" : "?", type(attribute.type)));
      }
      line("{} {}({})", (action.flags & format::kIsEvent) != 0 ? "event" : "action", table_.name(action.name), fmt::join(attributes, ", "));
    }
    for (std::size_t set = 0; set < s_.name_sets.size(); ++set) {
      std::vector<std::string> members(s_.name_sets[set].count);
      for (std::uint32_t i = 0; i < s_.name_sets[set].count; ++i) {
        const format::NameRecord& name = s_.names[s_.name_sets[set].first_name + i];
        members[name.number] = table_.name(name.name);
      }
      if (!members.empty()) line("names {}: {}", set, fmt::join(members, ", "));
    }
    for (const format::FactRecord& fact : s_.facts) line("fact {}: {}", table_.name(fact.name), type(fact.type));
  }

  static std::string target(std::uint32_t to) {
    if ((to & format::kLeafBit) == 0)
      return (to & format::kProgramBit) == 0 ? fmt::format("n{}", to) : fmt::format("p{}", to & ~format::kProgramBit);
    const char* effect = env_effect_name(static_cast<env_effect>(to >> format::kLeafEffectShift & 3U));
    const std::uint32_t statement = to & format::kLeafStatementMask;
    if (statement == 0) return effect;
    return fmt::format("{} by {}{}", effect, (to & format::kRelative) != 0 ? "own " : "", statement - 1);
  }

  static std::string text(std::uint16_t word) { return fmt::format("[{}]", word); }

  std::string test(const format::TestRecord& of, const format::ActionRecord& action) const {
    static constexpr std::string_view kForms[] = {"is {0}", "is {0} or below", "is {0}..{1}", "is {0}.{1}"};
    const std::string what = of.slot < action.attribute_count
                                 ? std::string(table_.name(s_.attributes[action.first_attribute + of.slot].name))
                                 : fmt::format("attribute {}", of.slot);
    switch (static_cast<format::TestOperation>(of.operation)) {
      case format::TestOperation::question:
        return question(s_.deciding.nodes[of.operand], action);
      case format::TestOperation::equals:
        return fmt::format("{} = {}", what, of.operand);
      case format::TestOperation::in_mask:
        return fmt::format("{} in mask {:#x}", what, static_cast<std::uint64_t>(s_.constants[of.operand]));
      case format::TestOperation::less:
      case format::TestOperation::less_wide:
        return fmt::format("{} < {}", what, text(of.parameter));
      case format::TestOperation::grouped:
        return fmt::format("{} in the group and atom of {}", what, text(of.parameter));
      default:  // texts
        return fmt::format(
            "{} {}{}", what,
            fmt::format(fmt::runtime(kForms[static_cast<std::size_t>(format::form_of(of.operation))]), text(of.parameter), text(of.second)),
            (of.flags & format::kNotEmpty) != 0 ? " with something between" : "");
    }
  }

  std::string leaf(const format::LeafRecord& of) const {
    std::string words = target(of.target);
    if (of.obligations == 0) return words;
    const std::uint32_t* const set = &s_.obligation_sets[of.obligations - 1];
    const std::uint32_t approvals = *set & 0xFFFFU, duties = *set >> 16U;
    for (std::uint32_t i = 0; i < approvals; ++i) words += " via " + member(format::kApprovalNames, set[1 + i]);
    for (std::uint32_t i = 0; i < duties; ++i) words += fmt::format(" with duty {}", set[1 + approvals + i]);
    return words;
  }

  // Tests, then leaves: those for no, unknown and yes of the first test, then the same for unknown and yes of the second, and so on.
  void program(std::uint32_t number, const format::ActionRecord& action) {
    const format::ProgramRecord& of = s_.deciding.programs[number];
    std::string tests;
    for (const format::TestRecord& one : s_.deciding.tests.subspan(of.first_test, of.test_count))
      tests += test(one, action) + ((one.flags & format::kContinues) != 0 ? " or " : "; ");
    line("    p{}: {}", number, tests.substr(0, tests.size() < 2 ? 0 : tests.size() - 2));
    std::vector<std::pair<std::string, std::size_t>> runs;
    for (const format::LeafRecord& one : s_.deciding.leaves.subspan(of.first_leaf, of.leaf_count)) {
      const std::string words = leaf(one);
      if (runs.empty() || runs.back().first != words) runs.emplace_back(words, 0);
      ++runs.back().second;
    }
    std::vector<std::string> leaves;
    for (const auto& [words, count] : runs) leaves.push_back(count == 1 ? words : fmt::format("{} x{}", words, count));
    line("      {}", fmt::join(leaves, " | "));
  }

  std::string place(const NodeRecord& node, const format::ActionRecord& action) const {
    const std::uint32_t index = node.index & format::kSourceIndexMask;
    switch (static_cast<Source>(node.source)) {
      case Source::attribute:
        return index < action.attribute_count ? std::string(table_.name(s_.attributes[action.first_attribute + index].name))
                                              : fmt::format("attribute {}", index);
      case Source::fact:
        return std::string(table_.name(s_.facts[index].name));
      case Source::time_of_day:
      case Source::day:
        return fmt::format("{} in zone {}", kSourceNames[node.source], index);
      case Source::origin:
      case Source::depth:
      case Source::time:
      case Source::job:
      case Source::none:
        break;
    }
    return std::string(kSourceNames[node.source]);
  }

  std::string member(format::NameSet set, std::uint32_t number) const {
    const format::NameSetRecord& record = s_.name_sets[set];
    for (std::uint32_t i = 0; i < record.count; ++i)
      if (s_.names[record.first_name + i].number == number) return std::string(table_.name(s_.names[record.first_name + i].name));
    return {};
  }

  std::string question(const NodeRecord& node, const format::ActionRecord& action) const {
    const std::string what = place(node, action);
    switch (static_cast<Operation>(node.operation)) {
      case Operation::mark:
        return fmt::format("mark statement {}", node.operand);
      case Operation::equals:
        return fmt::format("{} = {}", what, node.operand);
      case Operation::less:
        return fmt::format("{} < {}", what, node.operand);
      case Operation::equals_wide:
        return fmt::format("{} = {}", what, s_.constants[node.operand]);
      case Operation::less_wide:
        return fmt::format("{} < {}", what, s_.constants[node.operand]);
      case Operation::in_mask:
        return fmt::format("{} in mask {:#x}", what, static_cast<std::uint64_t>(s_.constants[node.operand]));
      case Operation::is_self:
        return what + " is self";
      case Operation::has:
        return fmt::format("{} has {}", what, node.operand);
      case Operation::has_wide:
        return fmt::format("{} has {}", what, s_.constants[node.operand]);
      case Operation::text:
        return fmt::format("{} in group {} atom {}", what, node.operand >> 8U, node.operand & 0xFFU);
      case Operation::text_has:
        return fmt::format("{} has one in group {} atom {}", what, node.operand >> 8U, node.operand & 0xFFU);
      case Operation::switch_on:
        return "in " + member(format::kSwitchNames, node.operand);
      case Operation::label_held:
        return "session has " + member(format::kLabelNames, node.operand);
    }
    return {};
  }

  void diagram(std::uint32_t root, const format::ActionRecord& action) {
    std::vector<std::uint32_t> open{root};
    std::set<std::uint32_t> seen;
    while (!open.empty()) {
      const std::uint32_t at = open.back();
      open.pop_back();
      if ((at & format::kLeafBit) != 0 || !seen.insert(at).second) continue;
      if ((at & format::kProgramBit) != 0) {
        program(at & ~format::kProgramBit, action);
        continue;
      }
      const NodeRecord& node = s_.deciding.nodes[at];
      if (node.operation == static_cast<std::uint8_t>(Operation::mark)) {
        line("    n{}: {} then {}", at, question(node, action), target(node.yes));
      } else {
        line("    n{}: {} ? {} : {}{}", at, question(node, action), target(node.yes), target(node.no),
             (node.index & format::kUnknownIsYes) != 0 ? " (unknown: yes)" : "");
        open.push_back(node.no);
      }
      open.push_back(node.yes);
    }
  }

  void cell(const format::CellRecord& from, const format::ActionRecord& action, const std::string& name) {
    line("  {}: {}", name, target(from.root));
    diagram(from.root, action);
    if (from.obligations == 0) return;
    for (std::size_t at = from.obligations - 1;; ++at) {
      const format::ObligationRecord& record = s_.obligations[at];
      const bool is_approval = record.kind == static_cast<std::uint8_t>(format::ObligationKind::approval);
      line("    {} when {}", is_approval ? "approval " + member(format::kApprovalNames, record.id) : fmt::format("duty {}", record.id),
           target(record.root));
      diagram(record.root, action);
      if (record.is_last != 0) return;
    }
  }

  void rows() {
    const std::size_t blocks = s_.policy[0].action_blocks;
    const std::size_t count = blocks == 0 ? 0 : s_.rows.size() / blocks;
    for (std::size_t row = 0; row < count; ++row) {
      std::vector<std::string_view> names;
      for (std::size_t who = 0; who < s_.principals.size(); ++who)
        if (s_.places[who].row == row) names.push_back(table_.name(s_.principals[who].name));
      line("row {}: {}", row, fmt::join(names, ", "));
      for (std::size_t action = 0; action < s_.actions.size(); ++action) {
        const format::RowBlock& block = s_.rows[row * blocks + action / 64];
        const std::uint8_t rank = block.rank[action % 64];
        if (rank != format::kNoRank)
          cell(s_.cells[block.first_cell + rank], s_.actions[action], std::string(table_.name(s_.actions[action].name)));
      }
    }
  }

  // The words of a place that its row reads, as what they are.
  std::string parameters(const format::PlaceRecord& place) const {
    std::map<std::uint16_t, std::string> words;
    const std::size_t blocks = s_.policy[0].action_blocks;
    for (std::size_t block = 0; block < blocks; ++block)
      for (const std::uint8_t rank : s_.rows[place.row * blocks + block].rank) {
        if (rank == format::kNoRank) continue;
        const std::uint32_t root = s_.cells[s_.rows[place.row * blocks + block].first_cell + rank].root;
        if ((root & (format::kLeafBit | format::kProgramBit)) != format::kProgramBit) continue;
        const format::ProgramRecord& of = s_.deciding.programs[root & ~format::kProgramBit];
        for (const format::TestRecord& one : s_.deciding.tests.subspan(of.first_test, of.test_count)) add_words(words, place, one);
      }
    std::string all;
    for (const auto& [number, word] : words) all += fmt::format("{}[{}] = {}", all.empty() ? ", " : " ", number, word);
    return all;
  }

  void add_words(std::map<std::uint16_t, std::string>& words, const format::PlaceRecord& place, const format::TestRecord& test) const {
    const char* const first = s_.parameters.data() + place.parameters;
    const auto quoted = [&](std::uint16_t number) {
      const std::string_view text = decide::text_parameter(first, number);
      return fmt::format("\"{}\"", text::escape_for_terminal(text));
    };
    const auto operation = static_cast<format::TestOperation>(test.operation);
    if (format::is_text_test(test.operation)) {
      words[test.parameter] = quoted(test.parameter);
      if (format::form_of(test.operation) >= format::TextForm::gap) words[test.second] = quoted(test.second);
    } else if (operation == format::TestOperation::less_wide) {
      words[test.parameter] = fmt::to_string(decide::wide_word_of(first, test.parameter));
    } else if (operation == format::TestOperation::less) {
      words[test.parameter] = fmt::to_string(decide::word_of(first, test.parameter));
    } else if (operation == format::TestOperation::grouped) {
      const std::uint32_t operand = decide::word_of(first, test.parameter);
      words[test.parameter] = fmt::format("group {} atom {}", operand >> 8U, operand & 0xFFU);
    }
  }

  // What the principals of a row differ in.
  void places() {
    for (std::size_t who = 0; who < s_.principals.size(); ++who) {
      const format::PlaceRecord& place = s_.places[who];
      const format::PrincipalRecord& principal = s_.principals[who];
      line("{}: row {}, own statements from {}{}", table_.name(principal.name), place.row, place.first_statement, parameters(place));
      for (std::size_t at = principal.first_edge; at < principal.first_edge + std::size_t{principal.edge_count}; ++at)
        cell(s_.edges[at].cell, s_.actions[s_.edges[at].action],
             fmt::format("request {} for {}", table_.name(s_.principals[s_.edges[at].requested].name),
                         table_.name(s_.actions[s_.edges[at].action].name)));
    }
  }

  void groups() {
    static constexpr std::string_view kDomains[] = {"string", "path", "host", "command text", "command words"};
    for (std::size_t i = 0; i < s_.groups.size(); ++i)
      line("group {}: {} atoms on {}, {} classes, {} bytes{}", i, s_.groups[i].atom_count, kDomains[s_.groups[i].domain],
           s_.groups[i].class_count, s_.groups[i].automaton_bytes, s_.groups[i].is_residual != 0 ? ", residual" : "");
  }

  const env_table& table_;
  const decide::Sections& s_;
  std::string out_;
};

}  // namespace

std::string dump(const env_table& table) { return Dumper(table).run(); }

}  // namespace envelope::table
