// Checking a table takes as long as it is large, whatever it holds: records that would have the same records checked again and again are
// refused. All tables here have checksums that fit.
#include <algorithm>
#include <cstring>

#include <catch2/catch.hpp>

#include "runtime/decide/table.h"
#include "runtime/include/envelope/decide.h"
#include "tests/table/tables.h"

namespace envelope::table::test {
namespace {

using format::SectionKind;

std::string refusal_of(const std::vector<char>& bytes) {
  env_table* table = nullptr;
  env_fault fault{};
  const env_status status = env_table_load(bytes.data(), bytes.size(), &table, &fault);
  const TablePtr owner(table);
  CHECK((status == ENV_OK || status == ENV_MALFORMED_TABLE));
  return status == ENV_OK ? "" : fault.message;
}

// A table whose sections a test changes.
class Changing {
 public:
  explicit Changing(const std::string& policy) {
    const TablePtr table = load(build_table(policy));
    REQUIRE(table != nullptr);
    header_ = *table->header;
    sections_ = sections_of(*table);
    REQUIRE(refusal() == "");
  }

  // Calls `change` with the records of a section.
  template <typename Record, typename Change>
  void change(SectionKind kind, const Change& change) {
    const auto section = std::find_if(sections_.begin(), sections_.end(), [&](const Section& s) { return s.kind == kind; });
    REQUIRE(section != sections_.end());
    std::vector<Record> records(section->bytes.size() / sizeof(Record));
    std::memcpy(records.data(), section->bytes.data(), records.size() * sizeof(Record));
    change(records);
    section->bytes.resize(records.size() * sizeof(Record));
    std::memcpy(section->bytes.data(), records.data(), section->bytes.size());
  }

  [[nodiscard]] std::string refusal() const { return refusal_of(assemble(header_, sections_)); }

 private:
  format::FileHeader header_{};
  std::vector<Section> sections_;
};

// Agents with rows, edges, rules and parameters of their own.
const std::string kTwoAgents = R"(policy p
action go(to: String, size: Count)
action read(path: Path)
agent one {
  allow go when to is "first" and size < 10
  deny go when size > 100_000
  allow read when path under "/srv"
  allow request two for go when to is "there"
  allow request two for read
}
agent two {
  allow go when to is "second" and size < 20
  ask go when to is "third" and size < 30 via ok
  allow request one for go
}
human h
approval ok { from h }
)";

void expect(const Changing& changed, const std::string& refusal) { CHECK(changed.refusal() == "malformed_table: " + refusal); }

}  // namespace

TEST_CASE("lists of rules are the same or apart") {
  Changing part(kTwoAgents);
  part.change<format::RuleListRecord>(SectionKind::rule_lists, [](auto& lists) {
    REQUIRE(lists[0].count == 2);
    lists[1] = {lists[0].first_rule, 1};
  });
  expect(part, "record 1 of `rule_lists`: it shares some of its rules with another");

  Changing overlapping(kTwoAgents);
  overlapping.change<format::RuleListRecord>(SectionKind::rule_lists, [](auto& lists) { lists[1] = {lists[0].first_rule + 1, 1}; });
  expect(overlapping, "record 0 of `rule_lists`: some share some of their rules");

  Changing same(kTwoAgents);
  same.change<format::RuleListRecord>(SectionKind::rule_lists, [](auto& lists) { lists[2] = lists[0]; });
  CHECK(same.refusal() == "");
}

// As a hostile file would have it: half of it rules, the other half lists of a third of them each.
TEST_CASE("thousands of lists that have most rules in common are refused") {
  constexpr std::uint32_t kLists = 10'000;
  Changing hostile(kTwoAgents);
  std::uint32_t cells = 0;
  hostile.change<format::CellRecord>(SectionKind::cells, [&](auto& records) {
    cells = static_cast<std::uint32_t>(records.size());
    records.resize(kLists, records[0]);
  });
  hostile.change<format::RuleRecord>(SectionKind::rules, [](auto& rules) { rules.resize(std::size_t{3} * kLists, rules[0]); });
  hostile.change<format::RuleListRecord>(SectionKind::rule_lists, [&](auto& lists) {
    std::vector<format::RuleListRecord> added;
    for (std::uint32_t i = cells; i < kLists; ++i) added.push_back({2 * kLists - i, kLists});
    lists.insert(lists.begin() + cells, added.begin(), added.end());
  });
  expect(hostile, "record 0 of `rule_lists`: some share some of their rules");
}

// The rules of a row are looked at once, not once for every principal: what honest tables have, too, and is no reason to refuse one.
TEST_CASE("thousands of principals with one long list of rules are read at once") {
  std::string policy = "policy p\naction go(size: Count)\nallow go when size < 10\n";
  for (int i = 0; i < 3'000; ++i) policy += "agent a" + std::to_string(i) + "\n";
  Changing hostile(policy);
  std::uint32_t count = 0;
  hostile.change<format::RuleRecord>(SectionKind::rules, [&](auto& rules) {
    rules.resize(10'000, rules[0]);
    count = static_cast<std::uint32_t>(rules.size());
  });
  hostile.change<format::RuleListRecord>(SectionKind::rule_lists, [&](auto& lists) {
    REQUIRE(lists.size() == 1);
    lists[0].count = count;
  });
  CHECK(hostile.refusal() == "");
}

TEST_CASE("a cell is that of one action of one row") {
  Changing changed(kTwoAgents);
  changed.change<format::RowBlock>(SectionKind::rows, [](auto& rows) {
    REQUIRE(rows.size() >= 2);
    rows[1] = rows[0];
  });
  expect(changed, "record 1 of `rows`: a cell of it is that of another action or row");
  Changing twice(kTwoAgents);
  twice.change<format::RowBlock>(SectionKind::rows, [](auto& rows) { rows[0].rank[1] = rows[0].rank[0]; });
  expect(twice, "record 0 of `rows`: a cell of it is that of another action or row");
}

TEST_CASE("the edges of principals are the same or apart") {
  Changing part(kTwoAgents);
  part.change<format::PrincipalRecord>(SectionKind::principals, [](auto& principals) {
    REQUIRE(principals[0].edge_count == 2);
    principals[1].first_edge = principals[0].first_edge;
    principals[1].edge_count = 1;
  });
  expect(part, "record 1 of `principals`: it shares some of its edges with another");
  Changing overlapping(kTwoAgents);
  overlapping.change<format::PrincipalRecord>(SectionKind::principals, [](auto& principals) {
    principals[1].first_edge = principals[0].first_edge + 1;
    principals[1].edge_count = 1;
  });
  expect(overlapping, "record 0 of `principals`: some share some of their edges");
}

TEST_CASE("what is said of an action or edge reads attributes that the action has") {
  format::CellRecord two_attributes{};
  const auto take = [&](auto& cells) { two_attributes = cells[0]; };
  Changing edge(kTwoAgents);
  edge.change<format::CellRecord>(SectionKind::cells, take);
  edge.change<format::EdgeRecord>(SectionKind::edges, [&](auto& edges) {
    REQUIRE(edges[1].action == 1);
    edges[1].cell = two_attributes;
  });
  expect(edge, "record 1 of `edges`: it reads an attribute its action does not have");
  Changing cell(kTwoAgents);
  cell.change<format::CellRecord>(SectionKind::cells, [&](auto& cells) { cells[1] = two_attributes; });
  expect(cell, "record 1 of `cells`: it reads an attribute its action does not have");
}

TEST_CASE("the parameters of places are the same or apart") {
  Changing changed(kTwoAgents);
  changed.change<format::PlaceRecord>(SectionKind::places, [](auto& places) { places[1].parameters = places[0].parameters + 4; });
  expect(changed, "record 0 of `places`: some share some of their parameters");
  Changing crooked(kTwoAgents);
  crooked.change<format::PlaceRecord>(SectionKind::places, [](auto& places) { places[1].parameters += 2; });
  expect(crooked, "record 1 of `places`: its parameters lie outside");
}

TEST_CASE("an obligation asks a diagram") {
  Changing changed(rich_policy());
  changed.change<format::ObligationRecord>(SectionKind::obligations, [](auto& obligations) {
    if (obligations.empty()) obligations.push_back({0, 0, 0, 1, 0});
    obligations[0].root = format::kProgramBit;
  });
  expect(changed, "record 0 of `obligations`: it stands for nothing");
}

TEST_CASE("sets of names and transitions of zones follow one another") {
  Changing names(rich_policy());
  names.change<format::NameSetRecord>(SectionKind::name_sets, [](auto& sets) { sets[1].first_name = sets[0].first_name; });
  expect(names, "record 1 of `name_sets`: its names do not follow those of the set before");
  Changing zones(rich_policy());
  zones.change<format::ZoneRecord>(SectionKind::zones, [](auto& records) {
    REQUIRE(!records.empty());
    records.push_back(records[0]);
  });
  expect(zones, "record 1 of `zones`: its transitions do not follow those of the zone before");
}

TEST_CASE("numbers of names: what is wrong is said") {
  const auto with_number = [](std::uint32_t number) {
    Changing changed(rich_policy());
    std::size_t at = 0;
    changed.change<format::NameSetRecord>(SectionKind::name_sets, [&](auto& sets) {
      const auto pair = std::find_if(sets.begin(), sets.end(), [](const format::NameSetRecord& set) { return set.count == 2; });
      REQUIRE(pair != sets.end());
      at = pair->first_name;
    });
    changed.change<format::NameRecord>(SectionKind::names, [&](auto& names) { names[at].number = names[at + 1].number = number; });
    const std::string refusal = changed.refusal();
    return refusal.substr(refusal.rfind(": ") + 2);
  };
  CHECK(with_number(1) == "its number is given twice");
  CHECK(with_number(2) == "its number is not below the count of its set");
}

TEST_CASE("groups of texts share whole automata or none, and every verdict is a truth") {
  Changing part(rich_policy());
  part.change<format::GroupRecord>(SectionKind::groups, [](auto& groups) {
    REQUIRE(groups.size() >= 2);
    groups[1].automaton = groups[0].automaton;
    groups[1].automaton_bytes = groups[0].automaton_bytes - 4;
  });
  expect(part, "record 1 of `groups`: it shares its automaton with a group of another kind");

  Changing overlapping(rich_policy());  // two states that each lead to the first: from the second on they are an automaton as well
  std::uint32_t begin = 0;
  overlapping.change<std::uint32_t>(SectionKind::automata, [&](auto& words) {
    begin = static_cast<std::uint32_t>(words.size() * 4);
    for (const std::uint32_t word : {1U, 0U, 1U, 0U}) words.push_back(word);
  });
  overlapping.change<format::GroupRecord>(SectionKind::groups, [&](auto& groups) {
    groups.push_back({begin, 16, 0, 1, 1, 0, 0, 0, 0});
    groups.push_back({begin + 8, 8, 0, 1, 1, 0, 0, 0, 0});
  });
  expect(overlapping, "record 0 of `groups`: some share some of their automata");

  Changing empty(rich_policy());
  empty.change<format::GroupRecord>(SectionKind::groups, [](auto& groups) { groups[0].automaton_bytes = 0; });
  expect(empty, "record 0 of `groups`: its automaton lies outside");

  Changing verdict(rich_policy());
  verdict.change<char>(SectionKind::verdicts, [](auto& bytes) { bytes.back() = 3; });
  CHECK_THAT(verdict.refusal(), Catch::Matchers::EndsWith("of `verdicts`: 3 is no truth"));
}

TEST_CASE("names stand near the place where their search begins") {
  std::string policy = "policy p\naction go\n";
  for (int i = 0; i < 300; ++i) policy += "agent a" + std::to_string(i) + "\n";
  Changing changed(policy);
  changed.change<format::IndexSlot>(SectionKind::principal_index, [](auto& slots) {
    std::rotate(slots.begin(), slots.begin() + static_cast<std::ptrdiff_t>(slots.size() / 2), slots.end());
  });
  expect(changed, "record 0 of `principal_index`: names stand too far from where their search begins");
}

// More words than are looked at in one go: those behind must be what they are read as, too.
TEST_CASE("every one of many parameters is checked") {
  std::string policy = "policy p\naction go(to: String, size: Count)\nagent small { allow go when to is \"one\" }\nagent big {\n";
  for (int i = 0; i < 100; ++i)
    policy += "  allow go when to is \"word" + std::to_string(i) + "\" and size < " + std::to_string(1'000 + i) + "\n";
  const std::string whole = policy + "}\n";
  Changing honest(whole);
  std::uint32_t first = 0;
  honest.change<format::PlaceRecord>(SectionKind::places, [&](auto& places) { first = places[1].parameters; });
  std::size_t texts = 0, numbers = 0;
  for (std::uint32_t word = 0; word < 200; ++word) {
    Changing changed(whole);
    changed.change<char>(SectionKind::parameters, [&](auto& bytes) {
      std::memset(bytes.data() + first + std::size_t{4} * word, 0xFF, 4);  // no text is so long
    });
    const std::string refusal = changed.refusal();
    ++(refusal.empty() ? numbers : texts);
    if (!refusal.empty()) CHECK(refusal == "malformed_table: record 1 of `places`: what is said about it reads beyond its parameters");
  }
  CHECK(texts == 100);
  CHECK(numbers == 100);
}

}  // namespace envelope::table::test
