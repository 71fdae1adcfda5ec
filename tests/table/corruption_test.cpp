// Every byte and every length of a table: refused, or decided within bounds.
#include <fstream>
#include <iterator>

#include <catch2/catch.hpp>

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

}  // namespace envelope::table::test
