#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.h"
#include "runtime/text/utf8.h"
#include "tests/unit/diagnostics/sample.h"

namespace envelope::diagnostics {

namespace {

// $URL stands for where the page is published, which is a matter of the build.
constexpr std::string_view kGolden = R"({
  "schema_version": 1,
  "diagnostics": [
    {
      "code": "ENV0006",
      "name": "EmptyPolicy",
      "severity": "error",
      "message": "message",
      "path": "a.envelope",
      "start": {
        "line": 1,
        "column": 8,
        "byte": 8
      },
      "end": {
        "line": 1,
        "column": 9,
        "byte": 9
      },
      "primary_text": "caret",
      "labels": [
        {
          "path": "a.envelope",
          "start": {
            "line": 1,
            "column": 1,
            "byte": 0
          },
          "end": {
            "line": 2,
            "column": 3,
            "byte": 12
          },
          "text": "label"
        }
      ],
      "notes": [
        "note 1",
        "note 2"
      ],
      "help": "help",
      "fixes": [
        {
          "title": "title",
          "certain": true,
          "edits": [
            {
              "path": "a.envelope",
              "start": {
                "line": 1,
                "column": 1,
                "byte": 0
              },
              "end": {
                "line": 1,
                "column": 1,
                "byte": 0
              },
              "replacement": "at most "
            }
          ]
        }
      ],
      "witness": {
        "request": "bolt spend",
        "expected": "deny",
        "actual": "allow"
      },
      "url": "$URL"
    }
  ],
  "accepted": [],
  "summary": {
    "errors": 1,
    "warnings": 0,
    "infos": 0
  }
}
)";

}  // namespace

TEST_CASE("JSON has every field in a fixed order") {
  base::SourceMap sources;
  const base::FileId file = sources.add("a.envelope", "deny s\xC3\xA9p\n  x\n");
  Sink sink;
  sink.emit(Code::EmptyPolicy, place(sources, file, "p"), "message")
      .under("caret")
      .label({file, 0, 12}, "label")
      .note("note 1")
      .note("note 2")
      .with_help("help")
      .fix("title", gap(file, 0), "at most ")
      .witness = Witness{"bolt spend", "deny", "allow"};
  std::string golden(kGolden);
  golden.replace(golden.find("$URL"), 4, page_url(Code::EmptyPolicy));
  CHECK(render_json(sink.take(), sources) == golden);
}

TEST_CASE("JSON without findings is whole, and a finding without a place has nulls") {
  CHECK(render_json({}, base::SourceMap()) ==
        "{\n  \"schema_version\": 1,\n  \"diagnostics\": [],\n  \"accepted\": [],\n  \"summary\": {\n    \"errors\": 0,\n    \"warnings\": "
        "0,\n    \"infos\": "
        "0\n  }\n}\n");
  Sink sink;
  sink.emit(Code::UnreadableFile, {}, "message").severity = Severity::warning;
  const std::string json = render_json(sink.take(), base::SourceMap());
  CHECK(json.find("\"path\": null,\n      \"start\": null,\n      \"end\": null,") != std::string::npos);
  CHECK(json.find("\"witness\": null") != std::string::npos);
  CHECK(json.find("\"warnings\": 1") != std::string::npos);
}

TEST_CASE("JSON is harmless on a terminal and valid UTF-8, and still says the same") {
  base::SourceMap sources;
  const base::FileId file = sources.add("\x1b/\xFF.envelope", "x");
  Sink sink;
  // ESC, a right-to-left override, a C1 control, DEL, a tag character beyond U+FFFF, a stray byte, and an honest letter.
  sink.emit(Code::EmptyPolicy, {file, 0, 1}, "\x1b \xE2\x80\xAE \xC2\x9B \x7F \xF3\xA0\x81\x81 \xFF \xC3\xA9");
  const std::string json = render_json(sink.take(), sources);
  CHECK(json.find(R"("message": "\u001b \u202e \u009b \u007f \udb40\udc41 )"
                  "\xEF\xBF\xBD \xC3\xA9\"") != std::string::npos);
  CHECK(json.find("\"path\": \"\\u001b/\xEF\xBF\xBD.envelope\"") != std::string::npos);
  CHECK(text::is_valid_utf8(json));
}

}  // namespace envelope::diagnostics
