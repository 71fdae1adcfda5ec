#include "compiler/diagnostics/legible.h"

#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.h"
#include "runtime/text/utf8.h"

namespace envelope::diagnostics {

TEST_CASE("a long name keeps its beginning and its end") {
  const std::string longest(kQuotedBytesMax, 'x');
  CHECK(shortened("there is no `" + longest + "`") == "there is no `" + longest + "`");
  CHECK(shortened("there is no `a" + longest + "b`, and no `c`") ==
        "there is no `a" + std::string(76, 'x') + "…" + std::string(39, 'x') + "b`, and no `c`");
  CHECK(shortened("a quote that does not end: `" + longest + "xx") ==
        "a quote that does not end: `" + std::string(77, 'x') + "…" + std::string(40, 'x'));
  CHECK(shortened("").empty());
  CHECK(shortened("``") == "``");
}

TEST_CASE("many names are no long message either") {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "`name`, ";
  CHECK(shortened(text).size() == kWordsBytesMax);
  CHECK(shortened(text).ends_with("…"));
  CHECK(shortened(std::string(5000, 'x')).size() == kWordsBytesMax);
}

TEST_CASE("no character is cut in two") {
  for (std::size_t lead = 0; lead < 4; ++lead) {
    std::string name(lead, 'x');
    for (int i = 0; i < 2000; ++i) name += "日";
    const std::string in_quotes = shortened("`" + name + "`");
    const std::string alone = shortened(name);
    CHECK(text::is_valid_utf8(in_quotes));
    CHECK(text::is_valid_utf8(alone));
    CHECK(in_quotes.size() <= kQuotedBytesMax + 2);
    CHECK(alone.size() <= kWordsBytesMax);
  }
}

TEST_CASE("no printer makes a finding as long as its names") {
  const std::string name(100'000, 'x');
  base::SourceMap sources;
  const base::FileId file = sources.add("a.envelope", "allow read\n");
  Sink sink;
  sink.emit(Code::UnknownName, {file, 6, 10}, "there is no `" + name + "`")
      .under(name)
      .label({file, 0, 5}, "`" + name + "`")
      .note(name)
      .with_help("did you mean `" + name + "`?");
  const auto& findings = sink.diagnostics();
  CHECK(render_short(findings, sources, {}).size() < 1000);
  CHECK(render_text(findings, sources, {}).size() < 20'000);
  CHECK(render_json(findings, sources).size() < 20'000);
  CHECK(render_sarif(findings, sources).size() < 20'000);
  CHECK(render_github(findings, sources).size() < 20'000);
}

}  // namespace envelope::diagnostics
