// The proof of a table notices every change of its bytes that matters, and none that does not: thousands of changed tables, their checksums
// made to fit, against requests that were decided before.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cstring>
#include <map>

#include "compiler/equate/equate.h"
#include "compiler/loaded/loaded_table.h"
#include "compiler/request/print.h"
#include "runtime/decide/table.h"
#include "runtime/decide/validate.h"
#include "tests/differential/random.h"
#include "tests/differential/request_maker.h"
#include "tests/table/exercise.h"
#include "tests/table/tables.h"

namespace envelope::table::test {

namespace {

constexpr bool kSanitized =
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    true;
#else
    false;
#endif
constexpr std::size_t kMutants = kSanitized ? 100 : 5'000;
constexpr std::size_t kRequests = 400;  // that a mutant is asked before it is taken for harmless

// Deciding sections, as they lie in the file.
std::vector<format::SectionEntry> deciding_sections(const std::vector<char>& bytes) {
  std::vector<format::SectionEntry> entries(format::kDecidingSections);
  std::memcpy(entries.data(), bytes.data() + sizeof(format::FileHeader), entries.size() * sizeof entries[0]);
  std::erase_if(entries, [](const format::SectionEntry& entry) { return entry.bytes == 0; });
  return entries;
}

// One byte of some deciding section becomes another: every section as often as any other, however large it is.
std::vector<char> mutated(std::vector<char> bytes, differential::Random& random, std::string& section) {
  const std::vector<format::SectionEntry> entries = deciding_sections(bytes);
  const format::SectionEntry& entry = entries[random.below(entries.size())];
  section = decide::section_name(static_cast<format::SectionKind>(entry.kind));
  char& byte = bytes[entry.offset + random.below(entry.bytes)];
  const std::size_t flipped = random.below(2) == 0 ? std::size_t{1} << random.below(8) : 1 + random.below(255);
  byte = static_cast<char>(static_cast<unsigned char>(byte) ^ flipped);
  mend_checksums(bytes);
  return bytes;
}

struct Asked {
  request::Request request;
  request::Outcome outcome;
};

}  // namespace

TEST_CASE("a table is proved equal to its source, and a changed one is not", "[equate]") {
  const auto compilation = compile_policy(rich_policy());
  const std::vector<char> bytes = build_table(rich_policy());
  const TablePtr original = load(bytes);
  REQUIRE(original);
  REQUIRE(equate::prove_equal(*compilation->program, *original).is_proved());

  const differential::RequestMaker maker(*compilation->program);
  differential::Random random(1);
  std::vector<Asked> asked;
  for (std::size_t i = 0; i < kRequests; ++i) {
    request::Request request = maker.make(random).request;
    const request::Outcome outcome = loaded::decide(*original, request);
    asked.push_back({std::move(request), outcome});
  }

  std::size_t refused = 0, found = 0, harmless = 0, shown_by_requests = 0;
  for (std::size_t i = 0; i < kMutants; ++i) {
    std::string section;
    const TablePtr table = load(mutated(bytes, random, section));
    if (!table) {
      ++refused;
      continue;
    }
    const equate::Result result = equate::prove_equal(*compilation->program, *table);
    const auto differs =
        std::find_if(asked.begin(), asked.end(), [&](const Asked& each) { return loaded::decide(*table, each.request) != each.outcome; });
    if (differs != asked.end()) {
      ++shown_by_requests;
      INFO(section << ": " << request::print(differs->request));
      CHECK_FALSE(result.is_proved());
    }
    // Whoever is found guilty is shown a request that both decide differently, or a name.
    INFO(section);
    CHECK(result.faults == std::vector<std::string>{});
    CHECK(result.limits.empty());
    result.is_proved() ? ++harmless : ++found;
  }
  fmt::print("{} changed tables: {} refused, {} refuted ({} of them by {} random requests too), {} proved harmless\n", kMutants, refused,
             found, shown_by_requests, kRequests, harmless);
  CHECK(found > kMutants / 20);
  CHECK(harmless > 0);
}

}  // namespace envelope::table::test
