#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.h"
#include "tests/unit/diagnostics/sample.h"

namespace envelope::diagnostics {

TEST_CASE("findings become workflow commands with the runner's escapes") {
  base::SourceMap sources;
  const base::FileId file = sources.add("a,b:c%.envelope", "deny spend\nallow x\n");
  Sink sink;
  sink.emit(Code::EmptyPolicy, place(sources, file, "spend"), "100% of: this, too").under("caret");
  sink.emit(Code::FileTooLarge, {file, 0, 16}, "two lines").note("a note").with_help("do it").severity = Severity::warning;
  sink.emit(Code::UnreadableFile, {}, "::error::\r\nforged \x1b[31m").severity = Severity::info;
  CHECK(render_github(sink.take(), sources) ==
        "::error file=a%2Cb%3Ac%25.envelope,line=1,col=6,endLine=1,endColumn=11,title=ENV0006::100%25 of: this, too (caret)\n"
        "::warning file=a%2Cb%3Ac%25.envelope,line=1,endLine=2,title=ENV0002::two lines%0Anote: a note%0Ahelp: do it\n"
        "::notice title=ENV0001::::error::\\u{d}\\u{a}forged \\u{1b}[31m\n");
}

TEST_CASE("no findings, no commands") { CHECK(render_github({}, base::SourceMap()) == ""); }

}  // namespace envelope::diagnostics
