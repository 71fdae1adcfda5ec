// Every byte and every length of a table: refused, or decided within bounds.
#include <algorithm>
#include <cstring>
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

#include "compiler/table/assemble.h"
#include "runtime/decide/table.h"
#include "runtime/include/envelope/decide.h"
#include "tests/table/tables.h"

namespace envelope::table::test {
namespace {

constexpr unsigned kFlips[] = {0x01, 0x80, 0xFF};

}  // namespace

TEST_CASE("the rich policy makes a table that decides") {
  int status = -1;
  const TablePtr table = load(build_table(rich_policy()), &status);
  REQUIRE(status == ENV_OK);
  CHECK(exercise(table.get()) > 30);
}

TEST_CASE("the seed of the fuzz target is a table of this version") {
  std::ifstream file(std::string(ENVELOPE_SOURCE_DIR) + "/tests/fuzz/corpus/table_bytes/rich.envt", std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
  CHECK(load(bytes) != nullptr);
}

TEST_CASE("a flipped byte is found by a checksum") {
  const std::vector<char> whole = build_table(rich_policy());
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::vector<char> damaged = whole;
    damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ 0x10U);
    int status = -1;
    CHECK(load(damaged, &status) == nullptr);
    CHECK(status >= ENV_NOT_A_TABLE);
  }
}

TEST_CASE("a flipped byte with fitting checksums is refused or harmless") {
  const std::vector<char> whole = build_table(rich_policy());
  std::size_t refused = 0, harmless = 0;
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const unsigned flip : kFlips) {
      std::vector<char> damaged = whole;
      damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ flip);
      mend_checksums(damaged);
      const TablePtr table = load(damaged);
      if (table == nullptr) {
        ++refused;
      } else {
        ++harmless;
        (void)exercise(table.get());
      }
    }
  CHECK(refused > whole.size());  // most of a table is structure
  CHECK(harmless > 0);            // names, words and constants may say anything
}

TEST_CASE("a table of another length is refused") {
  const std::vector<char> whole = build_table(rich_policy());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    std::vector<char> cut(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(size));
    int status = -1;
    CHECK(load(cut, &status) == nullptr);
    CHECK(status >= (size == 0 ? ENV_BAD_ARGUMENT : ENV_CANNOT_READ));
    mend_checksums(cut);
    CHECK(load(cut) == nullptr);
  }
  std::vector<char> longer = whole;
  longer.resize(whole.size() + 16);
  CHECK(load(longer) == nullptr);
}

// Cutting the file leaves its header's sizes wrong, which says everything. Here each section is cut by itself, and everything fits again.
TEST_CASE("a table with a section cut short, all sizes and checksums fitting, is refused or harmless") {
  const std::vector<char> whole = build_table(rich_policy());
  const TablePtr table = load(whole);
  REQUIRE(table != nullptr);
  format::FileHeader header = *table->header;
  std::vector<Section> sections = sections_of(*table);
  REQUIRE(assemble(header, sections) == whole);
  std::size_t refused = 0, harmless = 0;
  for (Section& section : sections) {
    const std::vector<char> bytes = section.bytes;
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      section.bytes.assign(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
      const TablePtr cut = load(assemble(header, sections));
      refused += cut == nullptr ? 1 : 0;
      harmless += cut != nullptr ? 1 : 0;
      if (cut != nullptr) (void)exercise(cut.get());
    }
    section.bytes = bytes;
  }
  CHECK(refused > 1'000);
  CHECK(harmless > 0);  // the text of the policy, which nothing refers to
}

// A section that is empty or twice as long fits where the counts beside it were changed as well.
TEST_CASE("a table with a section emptied or doubled, and a count changed, is refused or harmless") {
  const std::vector<char> whole = build_table(rich_policy());
  const TablePtr table = load(whole);
  REQUIRE(table != nullptr);
  format::FileHeader header = *table->header;
  std::vector<Section> sections = sections_of(*table);
  const auto policy =
      std::find_if(sections.begin(), sections.end(), [](const Section& s) { return s.kind == format::SectionKind::policy; });
  REQUIRE(policy != sections.end());
  const std::vector<char> counts = policy->bytes;
  std::size_t refused = 0;
  const auto look = [&] {
    const TablePtr changed = load(assemble(header, sections));
    refused += changed == nullptr ? 1 : 0;
    if (changed != nullptr) (void)exercise(changed.get());
  };
  for (Section& section : sections) {
    if (&section == &*policy) continue;
    const std::vector<char> bytes = section.bytes;
    for (const bool is_doubled : {false, true}) {
      section.bytes = is_doubled ? bytes : std::vector<char>();
      if (is_doubled) section.bytes.insert(section.bytes.end(), bytes.begin(), bytes.end());
      for (std::size_t at = 0; at + 4 <= counts.size(); at += 4)
        for (const std::uint32_t count : {0U, 1U, 2U, UINT32_MAX}) {
          policy->bytes = counts;
          std::memcpy(policy->bytes.data() + at, &count, sizeof count);
          look();
        }
    }
    section.bytes = bytes;
    policy->bytes = counts;
  }
  CHECK(refused > 1'000);
}

TEST_CASE("a name set whose numbers are not each given once is refused") {
  const std::vector<char> whole = build_table(
      "policy p\naction go\nhuman a\napproval one { from a }\napproval two { from a }\n"
      "agent b { ask go via one  ask go via two }\n");
  const TablePtr table = load(whole);
  REQUIRE(table != nullptr);
  const auto& set = table->sections.name_sets[format::kApprovalNames];
  REQUIRE(set.count == 2);
  format::FileHeader header = *table->header;
  std::vector<Section> sections = sections_of(*table);
  for (Section& section : sections)
    if (section.kind == format::SectionKind::names)
      for (std::size_t i = set.first_name; i < set.first_name + 2; ++i) {
        const std::uint32_t one = 1;
        std::memcpy(section.bytes.data() + i * sizeof(format::NameRecord) + offsetof(format::NameRecord, number), &one, sizeof one);
      }
  CHECK(load(assemble(header, sections)) == nullptr);
}

TEST_CASE("a proof record that contradicts itself or the table is refused") {
  const TablePtr table = load(build_table("policy p\naction go\nagent b { allow go }\n"));
  REQUIRE(table != nullptr);
  format::FileHeader header = *table->header;
  std::vector<Section> sections = sections_of(*table);
  const auto is_accepted = [&](const format::ProofRecord& record) {
    for (Section& section : sections)
      if (section.kind == format::SectionKind::proof) std::memcpy(section.bytes.data(), &record, sizeof record);
    return load(assemble(header, sections)) != nullptr;
  };
  format::ProofRecord honest{};
  honest.state = static_cast<std::uint32_t>(format::ProofState::proved);
  honest.method = format::kProofMethod;
  honest.cells = 3;
  honest.distinct = honest.exhausted = 1;
  std::memcpy(honest.decision_digest, header.decision_digest, sizeof header.decision_digest);
  std::memcpy(honest.source_digest, header.source_digest, sizeof header.source_digest);
  CHECK(is_accepted(honest));
  const auto is_accepted_with = [&](auto change) {
    format::ProofRecord changed = honest;
    change(changed);
    return is_accepted(changed);
  };
  CHECK_FALSE(is_accepted_with([](auto& record) { record.distinct = 4; }));
  CHECK_FALSE(is_accepted_with([](auto& record) { record.exhausted = 2; }));
  CHECK_FALSE(is_accepted_with([](auto& record) { record.by_engines = 1; }));
  CHECK_FALSE(is_accepted_with([](auto& record) { record.method = 0; }));
  CHECK_FALSE(is_accepted_with([](auto& record) { record.state = 0; }));
  CHECK_FALSE(is_accepted_with([](auto& record) { std::memset(record.solver_version, 'x', sizeof record.solver_version); }));
  CHECK_FALSE(is_accepted_with([](auto& record) { record.solver_version[3] = 'x'; }));
  CHECK_FALSE(is_accepted_with([](auto& record) { record.decision_digest[0] ^= 1U; }));
  CHECK_FALSE(is_accepted_with([](auto& record) { record.source_digest[31] ^= 1U; }));
}

}  // namespace envelope::table::test
