#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.h"
#include "tests/unit/diagnostics/sample.h"

namespace envelope::diagnostics {

TEST_CASE("findings become failures, and what asks for nothing a test that passed") {
  base::SourceMap sources;
  const base::FileId file = sources.add("a<b>.envelope", "deny spend\nallow x\n");
  Sink sink;
  sink.emit(Code::EmptyPolicy, place(sources, file, "spend"), "a & b < c").label(place(sources, file, "x"), "\"here\"").note("a note");
  sink.emit(Code::FileTooLarge, place(sources, file, "allow"), "it's so").with_help("do it").severity = Severity::warning;
  sink.all().back().witness = Witness{"envelope decide 'a'", "deny", "allow"};
  sink.emit(Code::UnreadableFile, {}, "]]></failure>\nforged \x1b[31m\x01\xff").severity = Severity::info;
  CHECK(render_junit(sink.take(), sources) == R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="3" failures="2">
  <testsuite name="envc" tests="3" failures="2">
    <testcase classname="ENV0006" name="a &amp; b &lt; c">
      <failure type="error" message="a &amp; b &lt; c">a&lt;b&gt;.envelope:1:6
a&lt;b&gt;.envelope:2: &quot;here&quot;
note: a note</failure>
    </testcase>
    <testcase classname="ENV0002" name="it&apos;s so">
      <failure type="warning" message="it&apos;s so">a&lt;b&gt;.envelope:2:1
help: do it
witness: envelope decide &apos;a&apos;</failure>
    </testcase>
    <testcase classname="ENV0001" name="]]&gt;&lt;/failure&gt;\u{a}forged \u{1b}[31m\u{1}\xff"/>
  </testsuite>
</testsuites>
)");
}

TEST_CASE("no findings, a suite without tests") {
  CHECK(render_junit({}, base::SourceMap()) ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites tests=\"0\" failures=\"0\">\n  <testsuite name=\"envc\" tests=\"0\" "
        "failures=\"0\">\n  </testsuite>\n</testsuites>\n");
}

}  // namespace envelope::diagnostics
