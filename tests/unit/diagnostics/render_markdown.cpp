#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.h"
#include "tests/unit/diagnostics/sample.h"

namespace envelope::diagnostics {

TEST_CASE("findings become sections, and what would be markup is text") {
  base::SourceMap sources;
  const base::FileId file = sources.add("a.envelope", "deny spend\nallow x\n");
  Sink sink;
  sink.emit(Code::EmptyPolicy, place(sources, file, "spend"), "`a*b_c` and a*b_c <b>[x](y)|#")
      .under("caret")
      .label(place(sources, file, "x"), "*here*")
      .note("a note")
      .with_help("do it");
  sink.all().back().witness = Witness{"envelope decide 'a'", "deny", "allow"};
  sink.emit(Code::UnreadableFile, {}, "# forged\n\n## title \x1b[31m").severity = Severity::info;
  CHECK(render_markdown(sink.take(), sources) == R"(1 error, 1 info.

### error ENV0006: `a*b_c` and a\*b\_c \<b>\[x](y)\|\#

- `a.envelope:1` caret
- `a.envelope:2` \*here\*
- note: a note
- help: do it

```sh
envelope decide 'a'
```

Expected deny, decided allow.

### info ENV0001: \# forged\u{a}\u{a}\#\# title \u{1b}\[31m

)");
}

TEST_CASE("no findings are said in words") { CHECK(render_markdown({}, base::SourceMap()) == "No findings.\n"); }

}  // namespace envelope::diagnostics
