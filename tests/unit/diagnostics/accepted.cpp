// Accepted findings are listed in every format and counted in none.
#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.h"

namespace envelope::diagnostics {
namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

struct Sample {
  base::SourceMap sources;
  std::vector<Accepted> accepted;

  Sample() {
    const base::FileId file = sources.add("a.envelope", "job x\naccept ENV1011 because \"\x1b\"\n");
    Sink sink;
    sink.emit(Code::JobWithoutExpiry, {file, 4, 5}, "the job `x` never ends").with_help("give it an end");
    accepted = {{sink.diagnostics().front(), {file, 6, 20}, "known\x1b"}};
  }
};

}  // namespace

TEST_CASE("an accepted finding is a line of text") {
  const Sample sample;
  CHECK(render_accepted(sample.accepted, sample.sources) ==
        "a.envelope:1:5: accepted[ENV1011]: the job `x` never ends (by a.envelope:2:1)\n");
  CHECK(render_accepted({}, sample.sources).empty());
}

TEST_CASE("an accepted finding stands apart in JSON and is not counted") {
  const Sample sample;
  const std::string json = render_json({}, sample.sources, sample.accepted);
  CHECK(holds(json, "\"diagnostics\": [],\n  \"accepted\": [\n    {\n      \"code\": \"ENV1011\""));
  CHECK(holds(json, "\"accepted_by\": {\n        \"path\": \"a.envelope\",\n        \"start\": {\n          \"line\": 2"));
  CHECK(holds(json, R"("because": "known\u001b")"));
  CHECK(holds(json, "\"warnings\": 0"));
}

TEST_CASE("an accepted finding is a suppressed result of SARIF") {
  const Sample sample;
  const std::string log = render_sarif({}, sample.sources, sample.accepted);
  CHECK(holds(log, R"("ruleId": "ENV1011")"));
  CHECK(holds(log, R"("kind": "inSource")"));
  CHECK(holds(log, R"("justification": "known\u001b")"));
  CHECK_FALSE(holds(render_sarif({sample.accepted.front().finding}, sample.sources), "suppressions"));
}

TEST_CASE("an accepted finding is a notice for GitHub, without what to do") {
  const Sample sample;
  const std::string line = render_github({}, sample.sources, sample.accepted);
  CHECK(line.starts_with("::notice file=a.envelope,line=1,"));
  CHECK(holds(line, "title=ENV1011::accepted: the job `x` never ends"));
  CHECK(holds(line, "accepted by a.envelope:2"));
  CHECK_FALSE(holds(line, "give it an end"));
  CHECK_FALSE(holds(line, "\x1b"));
}

}  // namespace envelope::diagnostics
