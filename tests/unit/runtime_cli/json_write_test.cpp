#include "runtime/cli/json_write.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <string>

using namespace envelope::runtime_cli;

namespace {

std::string text(std::string_view raw) {
  std::string out;
  append_json_text(out, raw);
  return out;
}

std::string json(std::string_view raw) {
  std::string out;
  append_json(out, raw);
  return out;
}

}  // namespace

TEST_CASE("texts are written as plain ASCII") {
  CHECK(text("") == R"("")");
  CHECK(text("a b") == R"("a b")");
  CHECK(text("\"\\/") == R"("\"\\/")");
  CHECK(text(std::string_view("\0\n\x1b\x7f", 4)) == R"("\u0000\u000a\u001b\u007f")");
  CHECK(text("\xC3\xA4\xE2\x80\xAE") == R"("\u00e4\u202e")");
  CHECK(text("\xF0\x9F\x98\x80") == R"("\ud83d\ude00")");
  CHECK(text("a\xFF\xC3") == R"("a\ufffd\ufffd")");
}

TEST_CASE("numbers are written in full") {
  std::string out;
  append_json_number(out, 0);
  append_json_number(out, std::numeric_limits<std::uint64_t>::max());
  CHECK(out == "018446744073709551615");
}

TEST_CASE("JSON of others stays on one line and does nothing to a terminal") {
  CHECK(json("{\n\t\"a\": \"\xC3\xA4\x1b\\n\"}\n") == R"({  "a": "\u00e4 \n"} )");
}
