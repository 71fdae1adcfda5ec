#include "runtime/cli/json_read.h"

#include <catch2/catch.hpp>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "runtime/cli/limits.h"

using namespace envelope::runtime_cli;
using Kind = JsonValue::Kind;

namespace {

constexpr std::string_view kHead = R"({"agent":"bolt","action":"push",)";

// The code of the fault, or "" for a request.
std::string code_of(std::string_view line) {
  RequestFields fields;
  LineFault fault;
  return read_request_line(line, fields, fault) ? "" : fault.code;
}

// Of a request with these further members.
std::string code_with(std::string_view members) { return code_of(std::string(kHead) + std::string(members) + "}"); }

struct Read {
  RequestFields fields;
  LineFault fault;
  bool is_request;
  explicit Read(std::string_view members) : is_request(read_request_line(std::string(kHead) + std::string(members) + "}", fields, fault)) {
    INFO(members << " " << fault.message);
    REQUIRE(is_request);
  }
};

JsonValue attribute(std::string_view json) {
  const Read read(R"("attributes":{"x":)" + std::string(json) + "}");
  REQUIRE(read.fields.attributes.size() == 1);
  return read.fields.attributes[0].value;
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("a request is read in full") {
  const Read read(
      R"("request":"atlas","attributes":{"branch":"m\u00e4in","n":-3,"b":true,"set":["a","b",7]},"lineage":["x","y"],"origin":"cron",)"
      R"("time":"1970-01-01T00:00:01Z","job":"digest","labels":["l"],"switches":{"s":true,"t":false,"u":null},"facts":{"f":7})");
  const RequestFields& fields = read.fields;
  CHECK(fields.principal == "bolt");
  CHECK(fields.action == "push");
  CHECK(fields.requested == "atlas");
  REQUIRE(fields.attributes.size() == 4);
  CHECK(fields.attributes[0].value.text == "m\xC3\xA4in");
  CHECK(fields.attributes[1].value.number == -3);
  CHECK(fields.attributes[2].value.boolean);
  CHECK(fields.attributes[3].value.kind == Kind::list);
  CHECK(fields.attributes[3].value.count == 3);
  CHECK(fields.items[fields.attributes[3].value.first + 1].text == "b");
  CHECK(fields.items[fields.attributes[3].value.first + 2].number == 7);
  CHECK(fields.lineage == std::vector<std::string_view>{"x", "y"});
  CHECK(fields.has_lineage);
  CHECK(fields.origin == ENV_ORIGIN_CRON);
  CHECK(fields.time_ms == 1000);
  CHECK(fields.job == "digest");
  CHECK(fields.has_labels);
  CHECK(fields.labels == std::vector<std::string_view>{"l"});
  REQUIRE(fields.switches.size() == 3);
  CHECK(fields.switches[0].state == ENV_YES);
  CHECK(fields.switches[1].state == ENV_NO);
  CHECK(fields.switches[2].state == ENV_UNKNOWN);
  CHECK_FALSE(fields.switches_off);
  REQUIRE(fields.facts.size() == 1);
  CHECK(fields.facts[0].name == "f");
  CHECK(fields.facts[0].value.number == 7);
}

TEST_CASE("what is not given is not known") {
  RequestFields fields;
  LineFault fault;
  REQUIRE(read_request_line(R"({"lineage":[],"job":null,"principal":"a","action":"b","time":5,"switches_off":true})", fields, fault));
  CHECK(fields.has_lineage);
  CHECK(fields.job == "");
  CHECK(fields.switches_off);
  // Nothing of the line before is left.
  REQUIRE(read_request_line(R"({"agent":"a","action":"b","lineage":null,"time":null,"origin":null,"labels":null})", fields, fault));
  CHECK_FALSE(fields.has_lineage);
  CHECK_FALSE(fields.has_labels);
  CHECK_FALSE(fields.job);
  CHECK_FALSE(fields.time_ms);
  CHECK_FALSE(fields.origin);
  CHECK_FALSE(fields.requested);
  CHECK_FALSE(fields.switches_off);
}

TEST_CASE("a value that no type has is missing and spoils nothing else") {
  for (const char* const json :
       {"null", "1.5", "1e400", "-1e400", "1e3", "1.0", "99999999999999999999", "9223372036854775808", "-9223372036854775809",
        "1E+999999999", "{}", R"({"a":[1,{"b":2}]})", R"([1.5])", R"(["a",null])", R"([["a"]])", R"([{"a":"b"}])", R"([true])"}) {
    INFO(json);
    CHECK(attribute(json).kind == Kind::missing);
  }
  CHECK(attribute("9223372036854775807").number == std::numeric_limits<std::int64_t>::max());
  CHECK(attribute("-9223372036854775808").number == std::numeric_limits<std::int64_t>::min());
  CHECK(attribute("0").number == 0);
  CHECK(attribute("[]").kind == Kind::list);
  CHECK(attribute(repeated("7", 400)).kind == Kind::missing);
  CHECK(attribute("-" + repeated("7", 400)).kind == Kind::missing);
  const std::string longest(kValueBytesMax, 'x');
  CHECK(attribute("\"" + longest + "\"").kind == Kind::text);
  CHECK(attribute("\"" + longest + "x\"").kind == Kind::missing);
  CHECK(attribute("[\"" + longest + "x\"]").kind == Kind::missing);
  const Read beside(R"("attributes":{"a":"1e400 \" 1e400","huge":1e400,"b":"2e999","c":12},"facts":{"d":3e888,"e":[]})");
  CHECK(beside.fields.attributes[0].value.text == "1e400 \" 1e400");
  CHECK(beside.fields.attributes[1].value.kind == Kind::missing);
  CHECK(beside.fields.attributes[2].value.text == "2e999");
  CHECK(beside.fields.attributes[3].value.number == 12);
  CHECK(beside.fields.facts[0].value.kind == Kind::missing);
}

TEST_CASE("huge numbers are still held to the grammar of JSON") {
  for (const char* const json : {"1e400,01", "1e400,1e", "1e400,1.", "1e400,-", "1e400,1.e5", "1e400,00e5", "1e400,+1", "1e400,1e400x"})
    CHECK(code_with(R"("attributes":{"x":[)" + std::string(json) + "]}") == "bad_json");
  CHECK(code_with(R"("time":1e400)") == "bad_field");
}

TEST_CASE("a key stands once in every object") {
  CHECK(code_of(R"({"agent":"a","agent":"a","action":"b"})") == "duplicate_key");
  CHECK(code_of(R"({"agent":"a","principal":"a","action":"b"})") == "duplicate_key");
  CHECK(code_with(R"("attributes":{"x":1,"y":2,"x":1})") == "duplicate_key");
  CHECK(code_with(R"("attributes":{"x":1,"\u0078":1})") == "duplicate_key");
  CHECK(code_with(R"("facts":{"x":1,"x":1})") == "duplicate_key");
  CHECK(code_with(R"("switches":{"x":true,"x":true})") == "duplicate_key");
  CHECK(code_with(R"("attributes":{"x":{"k":1,"k":1}})") == "duplicate_key");
  CHECK(code_with(R"("attributes":{"x":[{"k":{"k":1},"l":1,"l":2}]})") == "duplicate_key");
  CHECK(code_with(R"("attributes":{"x":{"k":1},"k":{"k":{"k":2}}},"facts":{"x":1})").empty());
  std::string many;
  for (int i = 0; i < 500; ++i) many += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  CHECK(code_with("\"attributes\":{" + many + "\"z\":0}").empty());
  CHECK(code_with("\"attributes\":{" + many + "\"k7\":0}") == "duplicate_key");
  CHECK(code_with("\"attributes\":{" + many + "\"k499\":0}") == "duplicate_key");
}

TEST_CASE("lines that are no request") {
  CHECK(code_of("") == "empty_line");
  CHECK(code_of(" \t\r") == "empty_line");
  CHECK(code_of("null") == "bad_json");
  CHECK(code_of("[]") == "bad_json");
  CHECK(code_of("\"a\"") == "bad_json");
  CHECK(code_of("7") == "bad_json");
  CHECK(code_of("{") == "bad_json");
  CHECK(code_of("{}") == "missing_field");
  CHECK(code_of(R"({"agent":"a"})") == "missing_field");
  CHECK(code_of(R"({"action":"a"})") == "missing_field");
  CHECK(code_of(R"({"agent":"a","action":"b"} )").empty());
  CHECK(code_of("{\"agent\":\"a\",\"action\":\"b\"}\r").empty());
  CHECK(code_of(R"({"agent":"a","action":"b"}{})") == "trailing_data");
  CHECK(code_of(R"({"agent":"a","action":"b"},)") == "trailing_data");
  CHECK(code_of(std::string_view("{\"agent\":\"a\",\"action\":\"b\"}\0", 27)) == "bad_json");
  CHECK(code_of(std::string_view("{\"agent\":\"a\",\"action\":\"b\"}\0{}", 29)) == "bad_json");
  CHECK(code_of(R"({"agent":"a","action":"b",})") == "bad_json");
  CHECK(code_of(R"({"agent":"a","action":"b"/**/})") == "bad_json");
  CHECK(code_of(R"({'agent':"a","action":"b"})") == "bad_json");
  CHECK(code_with(R"("atributes":{})") == "unknown_key");
  CHECK(code_with(R"("attributes":{"x":NaN})") == "bad_json");
  CHECK(code_with(R"("attributes":{"x":Infinity})") == "bad_json");
  CHECK(code_with(R"("attributes":{"x":-})") == "bad_json");
  CHECK(code_with(R"("attributes":{"x":01})") == "bad_json");
  CHECK(code_of("\xEF\xBB\xBF{\"agent\":\"a\",\"action\":\"b\"}") == "bad_json");
}

TEST_CASE("texts are UTF-8 without raw control characters") {
  const auto with_text = [](std::string_view text) { return code_with(R"("attributes":{"x":")" + std::string(text) + "\"}"); };
  CHECK(with_text("\xC3\xA4 \xF0\x9F\x98\x80").empty());
  CHECK(with_text(R"(\ud83d\ude00 \u0000 \u001b)").empty());
  for (const char* const text : {"\xFF", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80", "\xF8\x88\x80\x80\x80"}) {
    INFO(text);
    CHECK(with_text(text) == "bad_encoding");
  }
  for (const char* const text : {R"(\ud83d)", R"(\ude00)", R"(\ud83dx)", R"(\ud83d\u0041)", R"(\ude00\ud83d)"}) {
    INFO(text);
    CHECK(with_text(text) == "bad_encoding");
  }
  for (const char* const text : {"\x01", "\t", "\x1b", R"(\x41)", R"(\u12g4)"}) {
    INFO(text);
    CHECK(with_text(text) == "bad_json");
  }
  for (const char* const end : {"\xE2", "\xE2\x82", "\xF0", "\xF0\x9F\x98", "\xC3"})  // the line ends within a character
    CHECK(code_of("{\"agent\":\"" + std::string(end)) == "bad_encoding");
  CHECK(code_of("{\"agent\":\"a\",\"act\xFFion\":\"b\"}") == "bad_encoding");
}

TEST_CASE("objects and arrays are bounded in depth") {
  const auto nested = [](std::size_t arrays) {  // the request and its attributes are two
    return code_with(R"("attributes":{"x":)" + repeated("[", arrays) + repeated("]", arrays) + "}");
  };
  CHECK(nested(kJsonDepthMax - 2).empty());
  CHECK(nested(kJsonDepthMax - 1) == "too_deep");
  CHECK(code_with(R"("attributes":{"x":)" + repeated("[", 500'000)) == "too_deep");
  CHECK(code_with(R"("attributes":{"x":)" + repeated("{\"a\":", 100'000)) == "too_deep");
}

TEST_CASE("circumstances have their kinds") {
  for (const char* const members : {R"("request":7)",
                                    R"("attributes":[])",
                                    R"("attributes":"x")",
                                    R"("lineage":"a")",
                                    R"("lineage":{})",
                                    R"("lineage":[null])",
                                    R"("lineage":[["a"]])",
                                    R"("lineage":[{}])",
                                    R"("origin":"clock")",
                                    R"("origin":3)",
                                    R"("time":"yesterday")",
                                    R"("time":1.5)",
                                    R"("time":-1)",
                                    R"("time":253402300800000)",
                                    R"("time":[])",
                                    R"("job":true)",
                                    R"("labels":"a")",
                                    R"("switches":{"s":"on"})",
                                    R"("switches":{"s":1})",
                                    R"("switches":{"s":{}})",
                                    R"("switches":{"s":[]})",
                                    R"("switches_off":null)",
                                    R"("switches_off":1)",
                                    R"("facts":7)",
                                    R"("job":{})"}) {
    INFO(members);
    CHECK(code_with(members) == "bad_field");
  }
  CHECK(code_of(R"({"agent":null,"action":"b"})") == "missing_field");
  CHECK(code_of(R"({"principal":null,"action":"b"})") == "missing_field");
  CHECK(code_of(R"({"agent":null,"principal":"a","action":"b"})") == "missing_field");
  CHECK(code_of(R"({"agent":"a","action":null})") == "missing_field");
  CHECK(code_of(R"({"agent":"b","action":["b"]})") == "bad_field");
}

TEST_CASE("a line has a greatest length") {
  const std::string head = std::string(kHead) + R"("attributes":{"x":")";
  const std::string fitting = head + std::string(kLineBytesMax - head.size() - 3, 'x') + "\"}}";
  CHECK(fitting.size() == kLineBytesMax);
  CHECK(code_of(fitting).empty());
  CHECK(code_of(fitting + " ") == "line_too_long");
}
