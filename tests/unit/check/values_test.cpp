#include <catch2/catch.hpp>

#include "compiler/check/limits.h"
#include "compiler/check/numbers.h"
#include "tests/unit/check/snippet.h"

namespace envelope::check {

namespace {

// One action with an attribute of every type.
constexpr std::string_view kWorld = R"(policy p timezone "UTC"
enum E { one, two }
action a(b: Bool, n: Count, z: Bytes, m: Money, d: Duration, c: Percent, t: Time, s: String, p: Path, )"
                                    R"(h: Host, k: Command, e: E, g: Agent, w: Mode, es: [E])
agent bolt
human taylor
)";

std::string condition(std::string_view text) { return check_text(std::string(kWorld) + "deny a when " + std::string(text)).findings; }

}  // namespace

TEST_CASE("numbers are read exactly") {
  using syntax::ValueKind;
  const auto number = [](ValueKind kind, std::string_view text) { return read_number(kind, text).number; };
  CHECK(number(ValueKind::integer, "1_000") == 1'000);
  CHECK(number(ValueKind::integer, "9223372036854775807") == INT64_MAX);
  CHECK(number(ValueKind::money, "$5") == 5'000'000);
  CHECK(number(ValueKind::money, "$5.50") == 5'500'000);
  CHECK(number(ValueKind::money, "$0.000001") == 1);
  CHECK(number(ValueKind::percent, "80%") == 800'000);
  CHECK(number(ValueKind::percent, "2.5%") == 25'000);
  CHECK(number(ValueKind::size, "2KB") == 2'000);
  CHECK(number(ValueKind::size, "2KiB") == 2'048);
  CHECK(number(ValueKind::size, "3GiB") == 3'221'225'472);
  CHECK(number(ValueKind::duration, "250ms") == 250);
  CHECK(number(ValueKind::duration, "15min") == 900'000);
  CHECK(number(ValueKind::duration, "2w") == 1'209'600'000);
  CHECK(number(ValueKind::ratio, "10x") == 10'000);
  CHECK(number(ValueKind::ratio, "1.5x") == 1'500);

  const auto fault = [](ValueKind kind, std::string_view text) { return read_number(kind, text).fault; };
  CHECK(fault(ValueKind::integer, "9223372036854775808") == NumberFault::too_large);
  CHECK(fault(ValueKind::money, "$9223372036854.775807") == NumberFault::none);
  CHECK(fault(ValueKind::money, "$9223372036854.775808") == NumberFault::too_large);
  CHECK(fault(ValueKind::size, "9007199254740992TB") == NumberFault::too_large);
  CHECK(fault(ValueKind::duration, "106751991168d") == NumberFault::too_large);
  CHECK(fault(ValueKind::duration, "106751991167d") == NumberFault::none);
  CHECK(fault(ValueKind::money, "$0.0000001") == NumberFault::too_precise);
  CHECK(fault(ValueKind::money, "$0.0000010") == NumberFault::none);
  CHECK(fault(ValueKind::percent, "0.00001%") == NumberFault::too_precise);
  CHECK(fault(ValueKind::integer, "") == NumberFault::unreadable);
  CHECK(fault(ValueKind::duration, "5min30") == NumberFault::unreadable);
}

TEST_CASE("every type takes its own literals") {
  for (const std::string_view good : {"b",
                                      "b is true",
                                      "n < 5",
                                      "n is 1_000",
                                      "z > 10MB",
                                      "z > 10",
                                      "m >= $5.50",
                                      "d <= 15min",
                                      "c > 80%",
                                      "t < 2026-05-10",
                                      "t < 2026-05-10T09:30Z",
                                      "s is \"x\"",
                                      "s matches \"x/*\"",
                                      "p is \"/x\"",
                                      "p under \"~/x\"",
                                      "p matches [\"/a/**\", \"~/b\"]",
                                      "h is \"EXAMPLE.org.\"",
                                      "h matches \"*.example.org\"",
                                      "k matches \"npm *\"",
                                      "e is one",
                                      "e in [one, two]",
                                      "e is not two",
                                      "g is bolt",
                                      "g is taylor",
                                      "g is self",
                                      "es has one",
                                      "n in 1..5",
                                      "m in $1..$2",
                                      "not (b and n < 5) or e is one",
                                      "agent is bolt",
                                      "depth > 0",
                                      "origin is cron",
                                      "time in 22:00..06:00",
                                      "time < 22:00",
                                      "time > 2026-01-01",
                                      "day in [saturday, sunday]",
                                      "day is monday",
                                      "s not in [\"a\", \"b\"]"}) {
    INFO(good);
    CHECK(condition(good) == "");
  }
}

TEST_CASE("a value of another type is told apart from a missing unit") {
  const std::vector<std::pair<std::string_view, std::string_view>> table = {
      {"d < 15", "6:17 ENV0302 `d` is a Duration, and `15` has no unit"},
      {"m < 5", "6:17 ENV0302 `m` is Money, and `5` has no unit"},
      {"c > 80", "6:17 ENV0302 `c` is a Percent, and `80` has no unit"},
      {"n < 5min", "6:17 ENV0302 `n` is a Count, and `5min` is a length of time"},
      {"d < $5", "6:17 ENV0302 `d` is a Duration, and `$5` is an amount of money"},
      {"n < 2.5", "6:17 ENV0302 `n` is a Count, and `2.5` is a decimal number"},
      {"t < 5", "6:17 ENV0301 `t` is a Time, and `5` is a plain number"},
      {"n < \"5\"", "6:17 ENV0301 `n` is a Count, and this is text"},
      {"b is 1", "6:18 ENV0301 `b` is a Bool, and `1` is a plain number"},
      {"s is 5", "6:18 ENV0301 `s` is a String, and `5` is a plain number"},
      {"s is main", "6:18 ENV0303 `s` is a String, and `main` is a bare word"},
      {"p under home", "6:21 ENV0303 `p` is a Path, and `home` is a bare word"},
      {"s is bolt", "6:18 ENV0301 `s` is a String, and `bolt` is an agent"},
      {"s is self", "6:18 ENV0301 `s` is a String, and `self` is the agent that acts"},
      {"e is \"one\"", "6:18 ENV0304 `e` is an E, whose values are names, and this is text"},
      {"g is \"bolt\"", "6:18 ENV0304 `g` is an Agent, whose values are names, and this is text"},
      {"e is three", "6:18 ENV0305 `E` has no member `three`"},
      {"g is blot", "6:18 ENV0305 `g` is an Agent, and there is no agent or human `blot`"},
      {"e is 5", "6:18 ENV0301 `e` is an E, and `5` is a plain number"},
      {"e is allow", "6:18 ENV0301 `e` is an E, and `allow` is an effect"},
      {"n is [1, 2]", "6:18 ENV0301 `is` compares with one value, and this is a list"},
      {"n in 5", "6:18 ENV0301 `in` takes a list or a range, and this is one value"},
      {"n > 99999999999999999999", "6:17 ENV0306 `99999999999999999999` is larger than a number can be"},
      {"c > 0.00001%", "6:17 ENV0307 `0.00001%` is finer than can be counted"},
      {"t > 2026-02-30", "6:17 ENV0308 `2026-02-30` does not exist"},
      {"time in 22:00..25:00", "6:28 ENV0308 no clock shows `25:00`"},
      {"t > 2099-01-01", ""},
  };
  for (const auto& [text, findings] : table) {
    INFO(text);
    CHECK(condition(text) == findings);
  }
}

TEST_CASE("fixes give what was meant") {
  const auto fixed = [](std::string_view text) {
    const std::string whole = check_text(std::string(kWorld) + "deny a when " + std::string(text)).fixed;
    return whole.substr(kWorld.size() + 12);
  };
  CHECK(fixed("s is main") == "s is \"main\"");
  CHECK(fixed("e is \"one\"") == "e is one");
  CHECK(fixed("m < 5") == "m < $5");
  CHECK(fixed("c > 80") == "c > 80%");
  CHECK(fixed("es is one") == "es has one");
  CHECK(fixed("e is [one]") == "e in [one]");
  CHECK(fixed("e has one") == "e is one");
  CHECK(fixed("p under \"~/x/**\"") == "p under \"~/x\"");
}

TEST_CASE("comparisons fit their types") {
  const std::vector<std::pair<std::string_view, std::string_view>> table = {
      {"e < two", "6:15 ENV0312 `e` is an E, which has no order"},
      {"s > \"a\"", "6:15 ENV0312 `s` is a String, which has no order"},
      {"n matches \"5*\"", "6:15 ENV0312 `n` is a Count, and `matches` compares text"},
      {"s under \"/x\"", "6:15 ENV0312 `s` is a String, and `under` compares paths"},
      {"n", "6:13 ENV0312 `n` is a Count, which is neither true nor false by itself"},
      {"es", "6:13 ENV0312 `es` is a set of E, which is neither true nor false by itself"},
      {"es is one", "6:16 ENV0312 `es` is a set, and is asked for one of its members"},
      {"e has one", "6:15 ENV0312 `e` is an E and holds one value, not several"},
      {"day in monday..friday", "6:20 ENV0312 `day` is a Day, which has no order"},
      {"time is 22:00", "6:21 ENV0312 `time is 22:00` would hold for one millisecond of the day"},
      {"session", "6:13 ENV0312 `session` holds labels, and is asked for one of them"},
      {"n in 5..5", "6:18 ENV0313 nothing is in this range"},
      {"n in 5..1", "6:18 ENV0313 nothing is in this range"},
      {"time in 22:00..22:00", "6:21 ENV0313 nothing is in this range"},
      {"s in []", "6:18 ENV0313 this list is empty, so nothing is in it"},
      {"outcome is success", "6:13 ENV0411 `outcome` is not known yet when this statement is looked at"},
  };
  for (const auto& [text, findings] : table) {
    INFO(text);
    CHECK(condition(text) == findings);
  }
}

TEST_CASE("texts are brought to their canonical form or refused where they are wrong") {
  const std::vector<std::pair<std::string_view, std::string_view>> table = {
      {"p under \"projects\"", "6:21 ENV0311 no path can ever be `projects`"},
      {"p is \"/a/../b\"", "6:18 ENV0311 no path can ever be `/a/../b`"},
      {"h is \"http://x\"", "6:18 ENV0311 `http://x` is an address, and a host is only the name in it"},
      {"h is \"*.example.org\"", "6:18 ENV0311 no host can ever be `*.example.org`"},
      {"p under \"~/x/*\"", "6:21 ENV0310 `under` takes a folder, and `~/x/*` is a pattern"},
      {"k is \" \"", "6:18 ENV0311 no command can ever be this text"},
  };
  for (const auto& [text, findings] : table) {
    INFO(text);
    CHECK(condition(text) == findings);
  }
  CHECK(condition("s matches \"feature/[a-z\"").find("ENV0310 `feature/[a-z` cannot be read as a pattern") != std::string::npos);
  CHECK(condition("p matches \"x/**\"").find("ENV0311 no path can ever match `x/**`") != std::string::npos);
  expect_typed(
      "action a(p: Path, h: Host)\ndeny a when p is \"/a//b/./c/\" and h is \"B\u00FCcher.Example.\" or h is \"b\u00FCcher.example\"",
      "action a(p: Path, h: Host)\ndeny a when (p is \"/a/b/c\" and h is \"xn--bcher-kva.example\") or h is \"xn--bcher-kva.example\"\n");
}

TEST_CASE("civil time belongs to the zone of its file") {
  expect_findings({
      {"missing, once a file", "action a(t: Time)\ndeny a when time in 22:00..06:00 or day is monday or t < 2026-01-01\nlimit a 5 per day",
       "2:21 ENV0309 a time of day needs a time zone, and this file declares none"},
      {"an instant in UTC needs none", "action a(t: Time)\ndeny a when t < 2026-01-01T00:00Z", ""},
      {"a rolling period needs none", "action a\nlimit a 5 per hour", ""},
      {"a calendar does", "action a\nlimit a 5 per day", "2:15 ENV0309 `per day` needs a time zone, and this file declares none"},
      {"unknown", "policy p timezone \"Europe/Belin\"", "1:19 ENV0211 there is no time zone `Europe/Belin`"},
      {"unknown, and nothing more about it", "policy p timezone \"Mars\"\naction a\ndeny a when time < 22:00",
       "1:19 ENV0211 there is no time zone `Mars`"},
  });
  CHECK(check_text("policy p timezone \"Europe/Belin\"").fixed == "policy p timezone \"Europe/Berlin\"");
  CHECK(check_text("policy p\naction a\ndeny a when time < 22:00").fixed ==
        "policy p timezone \"UTC\"\naction a\ndeny a when time < 22:00");
  expect_typed(
      "policy p timezone \"Europe/Berlin\"\naction a(t: Time)\ndeny a when t < 2026-07-01T12:00 and time in 22:00..06:00",
      "policy p\nzone Europe/Berlin\naction a(t: Time)\ndeny a when t < 2026-07-01T10:00:00Z and time in 22:00..06:00 (Europe/Berlin)\n");
}

TEST_CASE("a let stands for its value") {
  expect_findings({
      {"value, list, range",
       "policy p timezone \"UTC\"\naction a(n: Count, h: Host)\nlet most = 5\nlet trusted = [\"a.b\", others]\nlet others = \"c.d\"\nlet "
       "night = 22:00..06:00\n"
       "deny a when n > most and h matches trusted and time in night and h in trusted",
       ""},
      {"wrong where it is used", "action a(d: Duration)\nlet most = 5\ndeny a when d > most",
       "3:17 ENV0302 `d` is a Duration, and `5` has no unit"},
      {"declared type", "let most: Duration = 5", "1:22 ENV0302 `most` is a Duration, and `5` has no unit"},
      {"declared type does not fit", "action a(n: Count)\nlet most: Duration = 5min\ndeny a when n > most",
       "3:17 ENV0301 `n` is a Count, and `most` is a Duration"},
      {"too large though unused", "let most = 99999999999999999999", "1:12 ENV0306 `99999999999999999999` is larger than a number can be"},
      {"circle", "action a(n: Count)\nlet x = y\nlet y = x\ndeny a when n > x", "2:5 ENV0210 `x` stands for itself, through `y`"},
      {"itself", "let x = [x]", "1:5 ENV0210 `x` stands for itself"},
      {"hole", "let x: Count", "1:5 ENV0209 `x` has no value, and nobody imports this file to give it one"},
      {"members come first", "enum E { one }\naction a(e: E)\nlet one = 5\ndeny a when e is one", ""},
  });
}

TEST_CASE("lets too deep and too large: at the limit and one over") {
  const auto chain = [](std::size_t count) {
    std::string text = "let a1 = \"x\"\n";
    for (std::size_t i = 2; i <= count; ++i) text += "let a" + std::to_string(i) + " = a" + std::to_string(i - 1) + "\n";
    return text;
  };
  CHECK(check_text(chain(kLetDepthMax)).findings == "");
  CHECK(check_text(chain(kLetDepthMax + 1)).findings == "17:5 ENV0505 `a17` names a `let` that names a `let`, 17 deep");
  CHECK(check_text(chain(kLetDepthMax + 5)).findings == "17:5 ENV0505 `a17` names a `let` that names a `let`, 17 deep");

  const std::string laughs =
      "let a = [1,2,3,4,5,6,7,8,9,0]\nlet b = [a,a,a,a,a,a,a,a,a,a]\nlet c = [b,b,b,b,b,b,b,b,b,b]\nlet d = [c,c,c,c,c,c,c,c,c,c]\n";
  CHECK(check_text(laughs).findings == "");
  CHECK(check_text(laughs + "let e = [d, 1]").findings == "5:5 ENV0506 `e` stands for more than 10000 values");
  CHECK(
      check_text(laughs + "let e = [d, d]\nlet f = [e, e, e, e]\nlet g = [f, f, f, f]\naction x(n: Count)\ndeny x when n in g").findings ==
      "5:5 ENV0506 `e` stands for more than 10000 values");

  CheckLimits limits;
  limits.constants_max = 20;
  const std::string two = "let a = [1,2,3,4,5,6,7,8,9,0]\naction x(n: Count)\ndeny x when n in a\ndeny x when n in a\n";
  CHECK(check_text(two, limits).findings == "");
  CHECK(check_text(two + "deny x when n in [7]", limits).findings ==
        "5:19 ENV0507 with this list, the lists of the policy hold more than 20 values");
}

TEST_CASE("templates: holes are filled by the import, in the importer's words") {
  const std::string part =
      "policy part timezone \"UTC\"\nlet most: Count\nlet since: Time\naction a(n: Count, t: Time)\ndeny a when n > most and t > since";
  const auto with = [&](const std::string& arguments) {
    return check_modules({{"policy main timezone \"Europe/Berlin\"\nimport part" + arguments}, {part}});
  };
  const Checked good = with("(most: 5, since: 2026-07-01T12:00)");
  CHECK(good.findings == "");
  REQUIRE(good.program.rules.size() == 1);
  CHECK(good.program.rules[0].conditions[0].expr.items[0].atom.constants[0].number == 5);
  CHECK(good.program.rules[0].conditions[0].expr.items[1].atom.constants[0].number == 1'782'900'000'000);  // noon in Berlin
  CHECK(with("(most: 5)").findings == "2:1 ENV0208 this import gives no value for `since`");
  CHECK(with("(most: 5min, since: 2026-07-01)").findings == "2:19 ENV0302 `most` is a Count, and `5min` is a length of time");
  CHECK(with("(mots: 5, most: 5, since: 2026-07-01)").findings == "2:13 ENV0207 the imported file has no `let mots` to fill");
  CHECK(with("(5, most: 5, since: 2026-07-01)").findings == "2:13 ENV0207 a value is given to the import without saying for which `let`");
  CHECK(with("(most: 5, most: 6, since: 2026-07-01)").findings == "2:22 ENV0429 `most` is given twice");
  CHECK(check_modules({{"import part(x: 5)"}, {"let x = 4"}}).findings ==
        "1:13 ENV0207 `x` has a value of its own, which an import does not replace");
}

}  // namespace envelope::check
