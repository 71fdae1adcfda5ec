// Tests of the form `test "…" { … }`.
#include <catch2/catch.hpp>

#include "tests/unit/check/snippet.h"

namespace envelope::check {

namespace {

constexpr std::string_view kWorld = R"(policy p timezone "Europe/Berlin"
enum E { sandbox, production }
action deploy(to: E, cost?: Money), write(path: Path, bytes: Bytes), tag(as: [E])
agent bolt
agent atlas
human taylor
approval v { from taylor }
window w
stop s
fact ready: Bool
fact disk: Bytes
label secret from write
job j of bolt { every 1h run tag(as: [sandbox]) }
)";

Checked test(const std::string& line) { return check_text(std::string(kWorld) + "test \"t\" {\n" + line + "\n}"); }
std::string findings(const std::string& line) { return test(line).findings; }

request::Request request(const std::string& line) {
  const Checked checked = test(line);
  INFO(line);
  CHECK(checked.findings == "");
  REQUIRE(checked.program.tests.size() == 1);
  REQUIRE(checked.program.tests[0].cases.size() == 1);
  return checked.program.tests[0].cases[0].request;
}

}  // namespace

TEST_CASE("a case is a complete request (S16)") {
  const request::Request plain = request("bolt deploy(to: sandbox, cost: $2.50) -> allow");
  CHECK(plain.principal == "bolt");
  CHECK(plain.action == "deploy");
  CHECK(!plain.requested);
  CHECK(plain.attributes.at("to") == request::RawValue{std::string("sandbox")});
  CHECK(plain.attributes.at("cost") == request::RawValue{std::int64_t{2'500'000}});
  CHECK(plain.lineage == std::vector<std::string>{});
  CHECK(plain.labels == std::vector<std::string>{});
  CHECK(plain.job == "");
  CHECK(!plain.origin);
  CHECK(!plain.time_ms);
  CHECK(plain.facts.empty());
  CHECK(plain.switches == std::map<std::string, text::Truth>{{"s", text::Truth::no}, {"w", text::Truth::no}});

  const request::Request full = request(
      "bolt request atlas for write(path: \"../x\", bytes: 10) in w with (ready: true, disk: 5KB, depth: 2, time: 2026-07-01T12:00, "
      "origin: cron, labels: [secret], job: j) -> ask via v");
  CHECK(full.requested == std::string("atlas"));
  CHECK(full.attributes.at("path") == request::RawValue{std::string("../x")});
  CHECK(full.attributes.at("bytes") == request::RawValue{std::int64_t{10}});
  CHECK(full.switches.at("w") == text::Truth::yes);
  CHECK(full.switches.at("s") == text::Truth::no);
  CHECK(full.facts.at("ready") == request::RawValue{true});
  CHECK(full.facts.at("disk") == request::RawValue{std::int64_t{5'000}});
  CHECK(full.lineage == std::vector<std::string>{"bolt", "bolt"});
  CHECK(full.time_ms == 1'782'900'000'000);
  CHECK(full.origin == request::Origin::cron);
  CHECK(full.labels == std::vector<std::string>{"secret"});
  CHECK(full.job == std::string("j"));

  CHECK(request("bolt tag(as: [sandbox, production]) -> deny").attributes.at("as") ==
        request::RawValue{request::MemberList{{"sandbox", "production"}}});
  CHECK(request("bolt deploy(sandbox) with (lineage: [atlas]) -> deny").lineage == std::vector<std::string>{"atlas"});
  CHECK(request("bolt write(path: \"/x\") -> deny").attributes.size() == 1);  // malformed on purpose
  CHECK(request("taylor deploy(to: sandbox) -> deny").principal == "taylor");
}

TEST_CASE("a case overrides what its test says") {
  const Checked checked = check_text(std::string(kWorld) +
                                     "test \"t\" with (ready: true, depth: 1) {\nbolt deploy(to: sandbox) -> deny\nbolt deploy(to: "
                                     "sandbox) with (ready: false, depth: 0) -> deny\n}");
  CHECK(checked.findings == "");
  const auto& cases = checked.program.tests.at(0).cases;
  REQUIRE(cases.size() == 2);
  CHECK(cases[0].request.facts.at("ready") == request::RawValue{true});
  CHECK(cases[0].request.lineage == std::vector<std::string>{"bolt"});
  CHECK(cases[1].request.facts.at("ready") == request::RawValue{false});
  CHECK(cases[1].request.lineage == std::vector<std::string>{});
}

TEST_CASE("too many facts and switches in tests: at the limit and one over") {
  CheckLimits limits;
  limits.test_states_max = 6;  // each case: itself, a window, a fact
  const std::string text = "action a\nagent b\nwindow w\nfact f: Bool\ntest \"t\" with (f: true) {\nb a -> deny\nb a -> deny\n";
  CHECK(check_text(text + "}", limits).findings == "");
  CHECK(check_text(text + "b a -> deny\nb a -> deny\n}", limits).findings ==
        "8:1 ENV0509 with this case, the tests set more than 6 facts and switches");
}

TEST_CASE("what a test cannot mean") {
  const std::vector<std::pair<std::string, std::string>> table = {
      {"blot deploy(to: sandbox) -> deny", "15:1 ENV0201 there is no agent or human `blot`"},
      {"bolt deplyo(to: sandbox) -> deny", "15:6 ENV0201 there is no action `deplyo`"},
      {"bolt deploy(to: sandbx) -> deny", "15:17 ENV0305 `E` has no member `sandbx`"},
      {"bolt deploy(to: \"sandbox\") -> deny", "15:17 ENV0304 `to` is an E, whose values are names, and this is text"},
      {"bolt deploy(too: sandbox) -> deny", "15:13 ENV0428 `deploy` has no attribute `too`"},
      {"bolt deploy(sandbox, $2, 3) -> deny", "15:26 ENV0428 `deploy` takes 2 arguments and this is one more"},
      {"bolt write(path: home) -> deny", "15:18 ENV0303 `path` is a Path, and `home` is a bare word"},
      {"bolt deploy(to: sandbox) in x -> deny", "15:29 ENV0201 there is no window, phase or stop `x`"},
      {"bolt deploy(to: sandbox) with (redy: true) -> deny", "15:32 ENV0428 a test cannot say anything about `redy`"},
      {"bolt deploy(to: sandbox) with (w: true) -> deny", "15:32 ENV0428 a test cannot say anything about `w`"},
      {"bolt deploy(to: sandbox) with (ready: 5) -> deny", "15:39 ENV0301 `ready` is a Bool, and `5` is a plain number"},
      {"bolt deploy(to: sandbox) with (true) -> deny", "15:32 ENV0428 a value is given without saying for what"},
      {"bolt deploy(to: sandbox) with (depth: 2, lineage: [atlas]) -> deny", "15:39 ENV0427 the depth is 2 and the lineage holds 1"},
      {"bolt deploy(to: sandbox) with (depth: 65) -> deny", "15:39 ENV0427 a depth of 65 is more than a test can stage"},
      {"bolt deploy(to: sandbox) with (depth: 64) -> deny", ""},
      {"bolt deploy(to: sandbox) with (lineage: [taylor]) -> deny", "15:42 ENV0427 `taylor` is a human, and a lineage consists of agents"},
      {"taylor deploy(to: sandbox) with (depth: 1) -> deny", "15:1 ENV0427 `taylor` is a human, who acts for nobody else"},
      {"bolt deploy(to: sandbox) with (time: 22:30) -> deny", "15:38 ENV0301 `time` is an instant, and `22:30` comes every day"},
      {"bolt deploy(to: sandbox) with (labels: secret) -> deny", "15:40 ENV0301 `labels` takes a list"},
      {"bolt deploy(to: sandbox) with (labels: [secrets]) -> deny", "15:41 ENV0201 there is no label `secrets`"},
      {"bolt deploy(to: sandbox) with (origin: cronn) -> deny", "15:40 ENV0305 `Origin` has no member `cronn`"},
      {"bolt deploy(to: sandbox) with (ready: true, ready: true) -> deny", "15:45 ENV0429 `ready` is given twice"},
      {"bolt deploy(to: sandbox) -> allow via v", "15:39 ENV0408 `allow` asks nobody, so it needs no approval"},
      {"bolt request bolt for deploy(to: sandbox) -> deny", "15:6 ENV0412 `bolt` would request something of itself"},
      {"bolt request taylor for deploy(to: sandbox) -> deny", "15:14 ENV0203 `taylor` is a human, not an agent"},
  };
  for (const auto& [line, expected] : table) {
    INFO(line);
    CHECK(findings(line) == expected);
  }
}

}  // namespace envelope::check
