#include <catch2/catch.hpp>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/render.h"

namespace envelope::diagnostics {

namespace {

bool holds(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("a finding about a whole file carries its path in every format for programs") {
  Sink sink;
  sink.emit(Code::UnreadableFile, {}, "it cannot be read").about("my, policies/a b.envelope");
  const base::SourceMap sources;
  CHECK(render_short(sink.diagnostics(), sources, {}) == "my, policies/a b.envelope: error[ENV0001]: it cannot be read\n");
  CHECK(render_github(sink.diagnostics(), sources) == "::error file=my%2C policies/a b.envelope,title=ENV0001::it cannot be read\n");
  const std::string json = render_json(sink.diagnostics(), sources);
  CHECK(holds(json, R"("path": "my, policies/a b.envelope")"));
  CHECK(holds(json, R"("start": null)"));
  CHECK(holds(render_sarif(sink.diagnostics(), sources), R"("uri": "my%2C%20policies/a%20b.envelope")"));
}

TEST_CASE("one about nothing in particular carries none") {
  Sink sink;
  sink.emit(Code::InternalFault, {}, "it stopped");
  const base::SourceMap sources;
  CHECK(render_short(sink.diagnostics(), sources, {}) == "error[ENV9001]: it stopped\n");
  CHECK(render_github(sink.diagnostics(), sources) == "::error title=ENV9001::it stopped\n");
  CHECK(holds(render_json(sink.diagnostics(), sources), R"("path": null)"));
  CHECK_FALSE(holds(render_sarif(sink.diagnostics(), sources), "artifactLocation"));
}

}  // namespace envelope::diagnostics
