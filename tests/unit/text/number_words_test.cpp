#include "runtime/text/number_words.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <string>

using namespace envelope::text;

TEST_CASE("counts are digits with single underscores between them") {
  CHECK(parse_count("0") == 0);
  CHECK(parse_count("007") == 7);
  CHECK(parse_count("1_000_000") == 1'000'000);
  CHECK(parse_count("9223372036854775807") == std::numeric_limits<std::int64_t>::max());
  for (const char* const word :
       {"", "_1", "1_", "1__0", "-1", "+1", "1.0", "1.", ".5", "1e3", " 1", "1 ", "0x10", "9223372036854775808", "NaN"})
    CHECK_FALSE(parse_count(word));
}

TEST_CASE("bytes take units of thousands and of 1024") {
  CHECK(parse_bytes("10") == 10);
  CHECK(parse_bytes("10B") == 10);
  CHECK(parse_bytes("10KB") == 10'000);
  CHECK(parse_bytes("1.5MB") == 1'500'000);
  CHECK(parse_bytes("2GB") == 2'000'000'000);
  CHECK(parse_bytes("1TB") == 1'000'000'000'000);
  CHECK(parse_bytes("64KiB") == 65'536);
  CHECK(parse_bytes("3MiB") == 3 << 20);
  CHECK(parse_bytes("1GiB") == 1 << 30);
  CHECK(parse_bytes("1TiB") == std::int64_t{1} << 40);
  for (const char* const word : {"", "B", "KB", "1.5KiB", "1.5B", "10 MB", "10mb", "10PB", "9223372036854775807KB", "1.0000MB_"})
    CHECK_FALSE(parse_bytes(word));
}

TEST_CASE("money is exact in millionths") {
  CHECK(parse_money("$5") == 5'000'000);
  CHECK(parse_money("5") == 5'000'000);
  CHECK(parse_money("$0.50") == 500'000);
  CHECK(parse_money("$0.000001") == 1);
  CHECK(parse_money("$1_000.25") == 1'000'250'000);
  CHECK(parse_money("$9223372036854.775807") == std::numeric_limits<std::int64_t>::max());
  for (const char* const word : {"", "$", "$$5", "5$", "$-5", "$0.0000001", "$9223372036854.775808", "$1._5", "$.5", "$5."})
    CHECK_FALSE(parse_money(word));
}

TEST_CASE("percent is exact in ten-thousandths") {
  CHECK(parse_percent("80%") == 800'000);
  CHECK(parse_percent("80") == 800'000);
  CHECK(parse_percent("0.0001%") == 1);
  CHECK_FALSE(parse_percent("%"));
  CHECK_FALSE(parse_percent("0.00001%"));
  CHECK_FALSE(parse_percent("80%%"));
}
