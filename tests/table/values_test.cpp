// What a request may give at the limits of its values and one beyond: beyond is missing or refused, and never adds authority.
#include <catch2/catch.hpp>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "runtime/format/table_format.h"
#include "runtime/include/envelope/decide.hpp"
#include "runtime/text/limits.h"
#include "tests/table/tables.h"

namespace envelope::table::test {

namespace {

Table table_of(const std::string& policy) {
  const std::vector<char> bytes = build_table(policy);
  return Table::load({bytes.data(), bytes.size()});
}

constexpr const char* kOptional = R"(policy p
enum Env { dev, prod }
action go(path?: Path, host?: Host, command?: Command, count?: Count, flag?: Bool, to?: Env, tags?: [Env], note?: String)
)";

env_decision ask(const Table& table, const char* attribute, env_value value) {
  const env_attribute given{env_name_of(attribute), value};
  env_request request = env_new_request();
  request.principal = env_name_of("ann");
  request.action = env_name_of("go");
  request.attributes = &given;
  request.attribute_count = 1;
  request.flags = ENV_LINEAGE_KNOWN;
  return table.decide(request);
}

env_value text_of(std::string_view text) {
  env_value value{};
  value.kind = ENV_VALUE_TEXT;
  value.as.text = {text.data(), text.size()};
  return value;
}

env_value numbers_of(std::span<const std::int64_t> numbers) {
  env_value value{};
  value.kind = ENV_VALUE_NUMBERS;
  value.count = static_cast<std::uint32_t>(numbers.size());
  value.as.numbers = numbers.data();
  return value;
}

env_value number_of(std::uint32_t kind, std::int64_t number) {
  env_value value{};
  value.kind = kind;
  value.as.number = number;
  return value;
}

}  // namespace

TEST_CASE("a text of 64 KiB is read, one byte more is missing") {
  const Table table = table_of(std::string(kOptional) + "agent ann { allow go }\ndeny go when note matches \"secret*\"\n");
  REQUIRE(table);
  const std::string long_text(text::kStringBytesMax + 1, 'x');
  CHECK(ask(table, "note", text_of(std::string_view(long_text).substr(1))).effect == ENV_ALLOW);
  const env_decision hidden = ask(table, "note", text_of(long_text));
  CHECK(hidden.effect == ENV_DENY);  // unknown whether it begins with `secret`
  CHECK(hidden.status == ENV_OK);
}

TEST_CASE("values of another kind, beyond the type or without a canonical form are missing") {
  const std::map<std::string, std::string> conditions = {{"path", "path under \"/secret\""},
                                                         {"host", "host is \"evil.example\""},
                                                         {"command", "command matches \"rm **\""},
                                                         {"count", "count > 5"},
                                                         {"flag", "flag"},
                                                         {"to", "to is prod"},
                                                         {"tags", "tags has prod"},
                                                         {"note", "note is \"no\""}};
  const std::string far(text::kPathBytesMax + 1, '/');
  const std::pair<const char*, env_value> missing[] = {
      {"path", text_of("../x")},
      {"path", text_of(far)},
      {"path", number_of(ENV_VALUE_NUMBER, 7)},
      {"host", text_of("not a host")},
      {"command", text_of("rm \"")},
      {"count", number_of(ENV_VALUE_NUMBER, -1)},
      {"count", number_of(ENV_VALUE_NUMBER, INT64_MIN)},
      {"count", number_of(ENV_VALUE_BOOL, 1)},
      {"count", text_of("5")},
      {"flag", number_of(ENV_VALUE_NUMBER, 0)},
      {"flag", text_of("false")},
      {"to", text_of("staging")},
      {"to", number_of(ENV_VALUE_ID, 2)},
      {"to", number_of(ENV_VALUE_ID, -1)},
      {"to", number_of(ENV_VALUE_NUMBER, INT64_MAX)},
      {"tags", text_of("dev")},
      {"note", text_of("\xFF")},
      {"note", number_of(77, 0)},
      {"note", number_of(ENV_VALUE_MISSING, 0)},
  };
  for (const auto& [attribute, value] : missing) {
    INFO(attribute << " kind " << value.kind);
    const Table restricted = table_of(std::string(kOptional) + "agent ann { allow go }\ndeny go when " + conditions.at(attribute) + "\n");
    const Table granted = table_of(std::string(kOptional) + "agent ann { allow go when not (" + conditions.at(attribute) + ") }\n");
    CHECK(ask(restricted, attribute, value).status == ENV_OK);
    CHECK(ask(restricted, attribute, value).effect == ENV_DENY);
    CHECK(ask(granted, attribute, value).effect == ENV_DENY);
  }
}

TEST_CASE("a set has at most 256 members") {
  const Table table = table_of("policy p\naction go(tags?: [String])\nlet bad = \"bad\"\nagent ann { allow go when not tags has bad }\n");
  REQUIRE(table);
  const std::vector<env_text> members(text::kSetMembersMax + 1, env_text{"fine", 4});
  env_value value{};
  value.kind = ENV_VALUE_LIST;
  value.as.members = members.data();
  value.count = text::kSetMembersMax;
  CHECK(ask(table, "tags", value).effect == ENV_ALLOW);
  value.count = text::kSetMembersMax + 1;
  CHECK(ask(table, "tags", value).effect == ENV_DENY);
}

TEST_CASE("a set of numbers holds numbers that are not negative, and nothing else") {
  const std::string head = "policy p\naction go(ports?: [Count], tags?: [String])\n";
  const Table granted = table_of(head + "agent ann { allow go when ports has 443 or ports has 9_000_000_000 or not tags has \"bad\" }\n");
  REQUIRE(granted);
  const std::int64_t small[] = {80, 443}, wide[] = {9'000'000'000}, none[] = {442, 444}, negative[] = {443, -1};
  const env_text words[] = {{"443", 3}};
  CHECK(ask(granted, "ports", numbers_of(small)).effect == ENV_ALLOW);
  CHECK(ask(granted, "ports", numbers_of(wide)).effect == ENV_ALLOW);
  CHECK(ask(granted, "ports", numbers_of(none)).effect == ENV_DENY);
  CHECK(ask(granted, "ports", numbers_of(negative)).effect == ENV_DENY);
  CHECK(ask(granted, "ports", numbers_of({})).effect == ENV_DENY);
  CHECK(ask(granted, "ports", number_of(ENV_VALUE_NUMBER, 443)).effect == ENV_DENY);
  env_value texts{};
  texts.kind = ENV_VALUE_LIST;
  texts.count = 1;
  texts.as.members = words;
  CHECK(ask(granted, "ports", texts).effect == ENV_DENY);
  CHECK(ask(granted, "tags", numbers_of(small)).effect == ENV_DENY);
  CHECK(ask(granted, "tags", numbers_of({})).effect == ENV_ALLOW);  // the empty set is one of either kind
  const std::vector<std::int64_t> many(text::kSetMembersMax + 1, 443);
  CHECK(ask(granted, "ports", numbers_of(std::span(many).first(text::kSetMembersMax))).effect == ENV_ALLOW);
  CHECK(ask(granted, "ports", numbers_of(many)).effect == ENV_DENY);
}

TEST_CASE("a lineage has at most 64 members") {
  const Table table = table_of("policy p\naction go\nagent ann { allow go }\n");
  const std::vector<env_name> lineage(format::kLineageMax + 1, env_name_of("ann"));
  env_request request = env_new_request();
  request.principal = env_name_of("ann");
  request.action = env_name_of("go");
  request.flags = ENV_LINEAGE_KNOWN;
  request.lineage = lineage.data();
  request.lineage_count = format::kLineageMax;
  CHECK(table.decide(request).effect == ENV_ALLOW);
  request.lineage_count = format::kLineageMax + 1;
  CHECK(table.decide(request).effect == ENV_DENY);
  CHECK(table.decide(request).status == ENV_TOO_MUCH);
}

TEST_CASE("circumstances that are none are unknown") {
  const Table table = table_of(R"(policy p timezone "UTC"
action go, stay, sit
window calm
agent ann { allow go when time in 00:00..23:59  allow stay when not origin is cron  allow sit when not in calm }
)");
  env_request request = env_new_request();
  request.principal = env_name_of("ann");
  request.flags = ENV_LINEAGE_KNOWN | ENV_TIME_KNOWN | ENV_ORIGIN_KNOWN;
  request.action = env_name_of("go");
  request.time_ms = 3'600'000;
  CHECK(table.decide(request).effect == ENV_ALLOW);
  for (const std::int64_t time_ms : {std::int64_t{-1}, INT64_MIN, INT64_MAX}) {
    request.time_ms = time_ms;
    CHECK(table.decide(request).effect == ENV_DENY);
  }
  request.action = env_name_of("stay");
  CHECK(table.decide(request).effect == ENV_ALLOW);
  request.origin = ENV_ORIGIN_EVENT + 1;
  CHECK(table.decide(request).effect == ENV_DENY);
  request.action = env_name_of("sit");
  const env_switch both[] = {{env_name_of("calm"), ENV_NO}, {env_name_of("calm"), ENV_YES}, {env_name_of("calm"), 77}};
  request.switches = both;
  request.switch_count = 1;
  CHECK(table.decide(request).effect == ENV_ALLOW);
  request.switch_count = 2;  // said both ways
  CHECK(table.decide(request).effect == ENV_DENY);
  request.switches = both + 2;
  request.switch_count = 1;
  CHECK(table.decide(request).effect == ENV_DENY);
}

}  // namespace envelope::table::test
