#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.h"
#include "tests/unit/diagnostics/sample.h"

namespace envelope::diagnostics {

namespace {

constexpr std::string_view kPolicy =
    "agent bolt is autonomous {\n"                // line 1
    "  allow git_push when branch is \"main\"\n"  // line 2
    "}\n"                                         // line 3
    "\n"                                          // line 4
    "agent atlas { }\n"                           // line 5
    "\n"                                          // line 6
    "agent bolt is supervised {\n"                // line 7
    "  deny spend\n"                              // line 8
    "  deny deploy\n"                             // line 9
    "}\n";                                        // line 10

class Fixture {
 public:
  Fixture() : file(sources.add("policies/ops.envelope", std::string(kPolicy))) {}

 protected:
  [[nodiscard]] base::Span at(std::string_view words, int nth = 0) const { return place(sources, file, words, nth); }
  // What is said about the findings so far, without the line that counts them.
  std::string text(RenderOptions options = {}) {
    std::string all = render_text(sink.take(), sources, options);
    REQUIRE(all.size() >= 2);
    return all.substr(0, all.rfind('\n', all.size() - 2) + 1);
  }

  base::SourceMap sources;
  base::FileId file;
  Sink sink;
};

}  // namespace

TEST_CASE("nothing to say is nothing printed") { CHECK(render_text({}, base::SourceMap(), {}) == ""); }

TEST_CASE_METHOD(Fixture, "two places of one clash, with dots between distant lines, and remarks below") {
  sink.emit(Code::EmptyPolicy, at("bolt", 1), "agent `bolt` is declared twice")
      .under("declared again here")
      .label(at("bolt"), "declared here")
      .note("an agent has one block in the whole project")
      .with_help("merge the two blocks");
  CHECK(text() == R"(error[ENV0006]: agent `bolt` is declared twice
 --> policies/ops.envelope:7:7
  |
1 | agent bolt is autonomous {
  |       ---- declared here
...
7 | agent bolt is supervised {
  |       ^^^^ declared again here
  |
  = note: an agent has one block in the whole project
  = help: merge the two blocks

)");
}

TEST_CASE_METHOD(Fixture, "several labels on one line hang below each other") {
  sink.emit(Code::EmptyPolicy, at("git_push"), "message")
      .under("the action")
      .label(at("branch"), "the attribute")
      .label(at("allow"), "the effect")
      .label(at("\"main\""), "the value");
  CHECK(text() == R"(error[ENV0006]: message
 --> policies/ops.envelope:2:9
  |
2 |   allow git_push when branch is "main"
  |   ----- ^^^^^^^^      ------    ------ the value
  |   |     |             |
  |   |     |             the attribute
  |   |     the action
  |   the effect

)");
}

TEST_CASE_METHOD(Fixture, "a shorter span is seen on top of a longer one, and both are explained") {
  sink.emit(Code::EmptyPolicy, at("allow git_push when"), "message").under("the whole rule").label(at("git_push"), "the action");
  CHECK(text() == R"(error[ENV0006]: message
 --> policies/ops.envelope:2:3
  |
2 |   allow git_push when branch is "main"
  |   ^^^^^^--------^^^^^
  |   |     |
  |   |     the action
  |   the whole rule

)");
}

TEST_CASE_METHOD(Fixture, "spans over several lines are brackets in the margin") {
  const base::SourceFile& source = sources.file(file);
  const auto end = static_cast<std::uint32_t>(source.text.size());
  sink.emit(Code::EmptyPolicy, {file, at("agent bolt", 1).begin, end}, "message")
      .under("this block")
      .label({file, at("autonomous").begin, at("}").end}, "clashes with this one")
      .label(at("deploy"), "and this");
  CHECK(text() == R"(error[ENV0006]: message
  --> policies/ops.envelope:7:1
   |
 1 |   agent bolt is autonomous {
   |  _______________-
 2 | |   allow git_push when branch is "main"
 3 | | }
   | |_- clashes with this one
...
 7 | / agent bolt is supervised {
 8 | |   deny spend
 9 | |   deny deploy
   | |        ------ and this
10 | | }
   | |_^ this block

)");
}

TEST_CASE_METHOD(Fixture, "brackets that share lines stand side by side") {
  sink.emit(Code::EmptyPolicy, {file, at("bolt").begin, at("spend").end}, "message")
      .under("from bolt to spend")
      .label({file, at("agent atlas").begin, at("supervised").end}, "from atlas on");
  CHECK(text() == R"(error[ENV0006]: message
 --> policies/ops.envelope:1:7
  |
1 |    agent bolt is autonomous {
  |  ________^
... |
5 | |/ agent atlas { }
6 | ||
7 | || agent bolt is supervised {
  | ||________________________- from atlas on
8 | |    deny spend
  | |_____________^ from bolt to spend

)");
}

TEST_CASE_METHOD(Fixture, "labels in another file, and labels without a place") {
  const base::FileId vocabulary = sources.add("std.envelope", "action git_push(branch: String)\n");
  sink.emit(Code::EmptyPolicy, at("branch"), "message").label(place(sources, vocabulary, "branch"), "declared here").label({}, "built in");
  CHECK(text() == R"(error[ENV0006]: message
 --> policies/ops.envelope:2:23
  |
2 |   allow git_push when branch is "main"
  |                       ^^^^^^
  |
 ::: std.envelope:1:17
  |
1 | action git_push(branch: String)
  |                 ------ declared here
  |
  = note: built in

)");
}

TEST_CASE_METHOD(Fixture, "a finding without any place has no source lines") {
  sink.emit(Code::UnreadableFile, {}, "`x.envelope` cannot be read").with_help("check the path");
  CHECK(text() == "error[ENV0001]: `x.envelope` cannot be read\n  = help: check the path\n\n");
}

TEST_CASE_METHOD(Fixture, "gaps: at the end of a line, on an empty line, at the end of the file") {
  sink.emit(Code::EmptyPolicy, gap(file, 26), "message").under("`}` is missing").label(gap(file, at("}").end + 1), "empty line");
  CHECK(text() == R"(error[ENV0006]: message
 --> policies/ops.envelope:1:27
  |
1 | agent bolt is autonomous {
  |                           ^ `}` is missing
...
4 |
  | - empty line

)");
  sink.emit(Code::EmptyPolicy, gap(file, static_cast<std::uint32_t>(kPolicy.size())), "message");
  CHECK(text() == "error[ENV0006]: message\n  --> policies/ops.envelope:11:1\n   |\n11 |\n   | ^\n\n");
}

TEST_CASE_METHOD(Fixture, "an empty file can be pointed at") {
  const base::FileId empty = sources.add("empty.envelope", "");
  sink.emit(Code::EmptyPolicy, gap(empty, 0), "message");
  CHECK(text() == "error[ENV0006]: message\n --> empty.envelope:1:1\n  |\n1 |\n  | ^\n\n");
}

TEST_CASE_METHOD(Fixture, "a fix is shown as a difference") {
  sink.emit(Code::EmptyPolicy, at("spend"), "message")
      .fix("write `buy`", at("spend"), "buy")
      .fix("add a line", gap(file, at("  deny spend").begin), "  holds NET_ACCESS\n")
      .fix("delete the line", {file, at("  deny spend").begin, at("  deny deploy").begin}, "")
      .fixes.push_back({"do both", {{at("spend"), "x"}, {at("deploy"), "y"}}});
  CHECK(text() == R"(error[ENV0006]: message
 --> policies/ops.envelope:8:8
  |
8 |   deny spend
  |        ^^^^^
  |
  = fix: write `buy`
8 -   deny spend
8 +   deny buy
  = fix: add a line
8 +   holds NET_ACCESS
  = fix: delete the line
8 -   deny spend
  = fix: do both

)");
}

TEST_CASE_METHOD(Fixture, "a fix that only adds or changes a line end is shown too, a long one by its title alone") {
  sink.emit(Code::EmptyPolicy, {}, "message")
      .fix("append", gap(file, static_cast<std::uint32_t>(kPolicy.size())), "deny anything")
      .fix("join", {file, 26, 28}, " ")
      .fix("rewrite", at("agent atlas"), "1\n2\n3\n4\n5\n6\n7\n8\n9\n");
  CHECK(text() == R"(error[ENV0006]: message
   = fix: append
11 + deny anything
   = fix: join
 1 - agent bolt is autonomous {
 2 -   allow git_push when branch is "main"
 1 + agent bolt is autonomous {  allow git_push when branch is "main"
   = fix: rewrite

)");
}

TEST_CASE_METHOD(Fixture, "a witness is a request with what was expected and what happens") {
  sink.emit(Code::EmptyPolicy, at("git_push"), "message").witness = Witness{"bolt git_push branch=main", "deny", "allow"};
  CHECK(text() == R"(error[ENV0006]: message
 --> policies/ops.envelope:2:9
  |
2 |   allow git_push when branch is "main"
  |         ^^^^^^^^
  |
  = witness: bolt git_push branch=main
             expected: deny
             actual:   allow

)");
  sink.emit(Code::EmptyPolicy, {}, "message").witness = Witness{"bolt spend", "", ""};
  CHECK(text() == "error[ENV0006]: message\n  = witness: bolt spend\n\n");
}

TEST_CASE("tabs and wide characters keep the carets in place") {
  base::SourceMap sources;
  const base::FileId file = sources.add("a.envelope", "\tallow \xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E when e\xCC\x81t is x\n");
  Sink sink;
  sink.emit(Code::EmptyPolicy, place(sources, file, "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E"), "message")
      .label(place(sources, file, "is"), "here");
  CHECK(render_text(sink.take(), sources, {}) ==
        "error[ENV0006]: message\n"
        " --> a.envelope:1:8\n"
        "  |\n"
        "1 |     allow \xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E when e\xCC\x81t is x\n"
        "  |           ^^^^^^         -- here\n"
        "\n"
        "1 error\n");
}

TEST_CASE("nothing from a file reaches the terminal as it is") {
  base::SourceMap sources;
  const base::FileId file = sources.add("\x1b[2Jdir/\xE2\x80\xAE.envelope", "deny \x1b[31m \xE2\x80\xAE x \xC2\x9B \r y\n");
  Sink sink;
  sink.emit(Code::EmptyPolicy, place(sources, file, "x"), "name `\x1b]0;title\x07` \xFF\nerror: forged")
      .under("\x1b[0m")
      .note("\xE2\x81\xA6note\r")
      .with_help("\x7f")
      .fix("\x1b", place(sources, file, "x"), "\x1b[32m")
      .witness = Witness{"\x1b", "\x1b", "\x1b"};
  const std::vector<Diagnostic> diagnostics = sink.take();
  CHECK(render_text(diagnostics, sources, {}) ==
        R"(error[ENV0006]: name `\u{1b}]0;title\u{7}` \xff\u{a}error: forged
 --> \u{1b}[2Jdir/\u{202e}.envelope:1:14
  |
1 | deny \u{1b}[31m \u{202e} x \u{9b} \u{d} y
  |                          ^ \u{1b}[0m
  |
  = note: \u{2066}note\u{d}
  = witness: \u{1b}
             expected: \u{1b}
             actual:   \u{1b}
  = help: \u{7f}
  = fix: \u{1b}
1 - deny \u{1b}[31m \u{202e} x \u{9b} \u{d} y
1 + deny \u{1b}[31m \u{202e} \u{1b}[32m \u{9b} \u{d} y

1 error
)");
  CHECK(render_short(diagnostics, sources, {}) ==
        "\\u{1b}[2Jdir/\\u{202e}.envelope:1:14: error[ENV0006]: name `\\u{1b}]0;title\\u{7}` \\xff\\u{a}error: forged\n");
}

TEST_CASE("long lines are clipped around what is said about them") {
  std::string line = "deny ";
  for (int i = 10; i < 60; ++i) line += "action_" + std::to_string(i) + ", ";
  line += "last";
  base::SourceMap sources;
  const base::FileId file = sources.add("a.envelope", line);
  Sink sink;
  sink.emit(Code::EmptyPolicy, place(sources, file, "action_30"), "message").under("here").label(place(sources, file, "last"), "the end");
  RenderOptions options;
  options.width = 60;
  CHECK(render_text(sink.take(), sources, options) == R"(error[ENV0006]: message
 --> a.envelope:1:226
  |
1 | …action_28, action_29, action_30, action_31, action_32,…
  |                        ^^^^^^^^^ here
1 | …n_55, action_56, action_57, action_58, action_59, last
  |                                                    ---- the end

1 error
)");
}

TEST_CASE("a span longer than the page is cut at the page's edge") {
  base::SourceMap sources;
  const base::FileId file = sources.add("a.envelope", "deny " + std::string(300, 'x') + " end");
  Sink sink;
  sink.emit(Code::EmptyPolicy, {file, 5, 305}, "message").under("all of it");
  RenderOptions options;
  options.width = 40;
  CHECK(render_text(sink.take(), sources, options) == R"(error[ENV0006]: message
 --> a.envelope:1:6
  |
1 | …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
  |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |  |
  |  all of it

1 error
)");
}

TEST_CASE("notes are wrapped") {
  Sink sink;
  sink.emit(Code::EmptyPolicy, {}, "message")
      .note("one two three four five six seven eight nine ten")
      .note("pneumonoultramicroscopicsilicovolcanoconiosis x");
  RenderOptions options;
  options.width = 40;
  CHECK(render_text(sink.take(), base::SourceMap(), options) == R"(error[ENV0006]: message
  = note: one two three four five six
          seven eight nine ten
  = note: pneumonoultramicroscopicsilicovolcanoconiosis
          x

1 error
)");
}

TEST_CASE("the limit leaves a count, and the summary counts all") {
  Sink sink;
  for (int i = 0; i < 5; ++i) sink.emit(Code::EmptyPolicy, {}, "m" + std::to_string(i));
  sink.emit(Code::EmptyPolicy, {}, "w").severity = Severity::warning;
  sink.emit(Code::EmptyPolicy, {}, "i").severity = Severity::info;
  const std::vector<Diagnostic> diagnostics = sink.take();
  RenderOptions options;
  options.limit = 2;
  CHECK(render_text(diagnostics, base::SourceMap(), options) ==
        "error[ENV0006]: m0\n\nerror[ENV0006]: m1\n\n\xE2\x80\xA6 and 5 more\n5 errors, 1 warning, 1 info\n");
  CHECK(render_short(diagnostics, base::SourceMap(), options) == "error[ENV0006]: m0\nerror[ENV0006]: m1\n\xE2\x80\xA6 and 5 more\n");
  options.limit = 0;
  CHECK(render_short(diagnostics, base::SourceMap(), options) ==
        "error[ENV0006]: m0\nerror[ENV0006]: m1\nerror[ENV0006]: m2\nerror[ENV0006]: m3\nerror[ENV0006]: m4\n"
        "warning[ENV0006]: w\ninfo[ENV0006]: i\n");
}

TEST_CASE("colour marks what it marks and is always closed") {
  base::SourceMap sources;
  const base::FileId file = sources.add("a.envelope", "ab cd\n");
  Sink sink;
  sink.emit(Code::EmptyPolicy, {file, 0, 2}, "message").label({file, 3, 5}, "x").severity = Severity::warning;
  RenderOptions options;
  options.color = true;
  CHECK(render_text(sink.take(), sources, options) ==
        "\x1b[1;33mwarning[ENV0006]\x1b[0m\x1b[1m: message\x1b[0m\n"
        " \x1b[1;34m--> \x1b[0ma.envelope:1:1\n"
        "  \x1b[1;34m|\x1b[0m\n"
        "\x1b[1;34m1 |\x1b[0m ab cd\n"
        "  \x1b[1;34m|\x1b[0m \x1b[1;33m^^\x1b[0m \x1b[1;34m--\x1b[0m \x1b[1;34mx\x1b[0m\n"
        "\n"
        "1 warning\n");
}

}  // namespace envelope::diagnostics
