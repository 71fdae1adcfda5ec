// What the log says is tested here; that it is SARIF at all, tests/sarif/validate.sh tests with a validator.
#include <catch2/catch.hpp>

#include "compiler/diagnostics/json/uri.h"
#include "compiler/diagnostics/render.h"
#include "tests/unit/diagnostics/sample.h"

namespace envelope::diagnostics {

namespace {

// The log without the layout between its strings.
std::string log_of(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources) {
  std::string compact;
  bool inside_string = false;
  bool escaped = false;
  for (const char c : render_sarif(diagnostics, sources)) {
    if (inside_string || (c != ' ' && c != '\n')) compact += c;
    if (c == '"' && !escaped) inside_string = !inside_string;
    escaped = inside_string && c == '\\' && !escaped;
  }
  return compact;
}

using Catch::Matchers::Contains;

}  // namespace

TEST_CASE("paths become URI references") {
  CHECK(uri_of_path("a/b.envelope") == "a/b.envelope");
  CHECK(uri_of_path("././a.envelope") == "a.envelope");
  CHECK(uri_of_path("../a.envelope") == "../a.envelope");
  CHECK(uri_of_path("/srv/my policy.envelope") == "file:///srv/my%20policy.envelope");
  CHECK(uri_of_path("a:b%\xC3\xA9?#[\x1b]\\.envelope") == "a%3Ab%25%C3%A9%3F%23%5B%1B%5D%5C.envelope");
  CHECK(uri_of_path("<stdin>") == "%3Cstdin%3E");
}

TEST_CASE("each code that occurs is one rule, and results point at it") {
  Sink sink;
  const base::Span span{base::FileId{0}, 0, 1};
  base::SourceMap sources;
  sources.add("a.envelope", "x");
  for (const Code code : {Code::EmptyPolicy, Code::FileTooLarge, Code::EmptyPolicy}) sink.emit(code, span, "message");
  const std::string log = log_of(sink.take(), sources);
  CHECK_THAT(log, Contains(R"("version":"2.1.0","runs":[{"tool":{"driver":{"name":"envc",)"));
  CHECK_THAT(log, Contains(R"("rules":[{"id":"ENV0002","name":"FileTooLarge",)"));
  CHECK_THAT(log, Contains(R"(},{"id":"ENV0006","name":"EmptyPolicy","shortDescription":{"text":"a policy file says nothing."},)"
                           R"("fullDescription":{"text":"a policy file says nothing."},"defaultConfiguration":{"level":"error"},)"
                           R"("helpUri":")" +
                           page_url(Code::EmptyPolicy) + R"(","help":{"text":"See )" + page_url(Code::EmptyPolicy) +
                           R"(.","markdown":"# ENV0006: a policy file says nothing\n\n## What it means\n)"));
  CHECK_THAT(log, Contains(R"("columnKind":"unicodeCodePoints","results":[{"ruleId":"ENV0006","ruleIndex":1,"level":"error",)"));
  CHECK_THAT(log, Contains(R"({"ruleId":"ENV0002","ruleIndex":0,"level":"error",)"));
  CHECK(log.find(R"("id":"ENV0006")") == log.rfind(R"("id":"ENV0006")"));
}

TEST_CASE("a result has its places, fixes and witness") {
  base::SourceMap sources;
  const base::FileId file = sources.add("my policy.envelope", "deny s\xC3\xA9p\n  x\n");
  Sink sink;
  sink.emit(Code::EmptyPolicy, {file, 5, 12}, "a [link](0) in a name")
      .under("caret")
      .label({file, 0, 4}, "label")
      .label({}, "without a place")
      .note("note")
      .with_help("help")
      .fix("title", gap(file, 10), "y")
      .witness = Witness{"bolt spend", "deny", "allow"};
  const std::string artifact = R"("artifactLocation":{"uri":"my%20policy.envelope","uriBaseId":"%SRCROOT%"})";
  CHECK_THAT(log_of(sink.take(), sources),
             Contains(R"("results":[{"ruleId":"ENV0006","ruleIndex":0,"level":"error",)"
                      R"("message":{"text":"a \\[link\\](0) in a name. Help: help."},)"
                      R"("locations":[{"physicalLocation":{)" +
                      artifact +
                      R"(,"region":{"startLine":1,"startColumn":6,"endLine":2,"endColumn":3}}}],)"
                      R"("relatedLocations":[{"physicalLocation":{)" +
                      artifact +
                      R"(,"region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":5}},"message":{"text":"label."}}],)"
                      R"("fixes":[{"description":{"text":"title."},"artifactChanges":[{)" +
                      artifact +
                      R"(,"replacements":[{"deletedRegion":{"startLine":2,"startColumn":1,"endLine":2,"endColumn":1},)"
                      R"("insertedContent":{"text":"y"}}]}],"properties":{"certain":true}}],)"
                      R"("properties":{"primaryText":"caret","notes":["note"],)"
                      R"("witness":{"request":"bolt spend","expected":"deny","actual":"allow"}}}]}]})"));
}

TEST_CASE("severities become levels, and a question keeps its mark") {
  base::SourceMap sources;
  const base::FileId file = sources.add("/a.envelope", "x");
  Sink sink;
  sink.emit(Code::EmptyPolicy, {file, 0, 1}, "why?").severity = Severity::info;
  sink.emit(Code::EmptyPolicy, {file, 0, 1}, "careful").severity = Severity::warning;
  const std::string log = log_of(sink.take(), sources);
  CHECK_THAT(log, Contains(R"("level":"note","message":{"text":"why?"})"));
  CHECK_THAT(log, Contains(R"("level":"warning","message":{"text":"careful."})"));
  CHECK_THAT(log, Contains(R"("artifactLocation":{"uri":"file:///a.envelope"})"));
}

TEST_CASE("a finding without a place is a notification of a failed run, not a result") {
  base::SourceMap sources;
  const base::FileId file = sources.add("a.envelope", "x");
  Sink sink;
  sink.emit(Code::UnreadableFile, {}, "cannot be read");
  sink.emit(Code::EmptyPolicy, {}, "placed by its label").label({file, 0, 1}, "here");
  const std::string log = log_of(sink.take(), sources);
  CHECK_THAT(log, Contains(R"("results":[{"ruleId":"ENV0006",)"));
  CHECK_THAT(log, Contains(R"("invocations":[{"executionSuccessful":false,"toolExecutionNotifications":[{"level":"error",)"
                           R"("message":{"text":"cannot be read."},"associatedRule":{"id":"ENV0001","index":0}}]}])"));
}

TEST_CASE("a log without findings has an empty list of results") {
  CHECK_THAT(log_of({}, base::SourceMap()), Contains(R"("rules":[]}},"columnKind":"unicodeCodePoints","results":[]}]})"));
}

TEST_CASE("a SARIF log is harmless on a terminal") {
  base::SourceMap sources;
  const base::FileId file = sources.add("\x1b.envelope", "x");
  Sink sink;
  sink.emit(Code::EmptyPolicy, {file, 0, 1}, "\x1b[2J \xE2\x80\xAE \xFF");
  const std::string log = render_sarif(sink.take(), sources);
  CHECK(log.find(R"("text": "\u001b[2J \u202e )"
                 "\xEF\xBF\xBD.\"") != std::string::npos);
  CHECK(log.find("\"uri\": \"%1B.envelope\"") != std::string::npos);
  CHECK(log.find('\x1b') == std::string::npos);
}

}  // namespace envelope::diagnostics
