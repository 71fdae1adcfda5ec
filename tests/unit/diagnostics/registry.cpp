#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "compiler/diagnostics/diagnostic.h"

namespace envelope::diagnostics {

TEST_CASE("a code knows its text, name, title, severity and page") {
  CHECK(code_text(Code::UnreadableFile) == "ENV0001");
  CHECK(code_name(Code::UnreadableFile) == "UnreadableFile");
  CHECK(code_title(Code::UnreadableFile) == "a file cannot be read");
  CHECK(default_severity(Code::UnreadableFile) == Severity::error);
  CHECK(page_url(Code::UnreadableFile).ends_with("/ENV0001.md"));
  CHECK(code_text(Code{2201}) == "ENV2201");
}

TEST_CASE("codes are found however they are spelt") {
  for (const char* text : {"ENV0005", "env0005", "Env5", "0005", "5"}) {
    CAPTURE(text);
    CHECK(find_code(text) == Code::InvisibleCharacter);
  }
  for (const char* text : {"", "ENV", "ENV0000", "ENV99999", "EN0005", "ENV0005x", " 5", "-5", "+5", "0x5", "70000"}) {
    CAPTURE(text);
    CHECK_FALSE(find_code(text).has_value());
  }
}

TEST_CASE("all codes stand once, in the order of their numbers, and can be found") {
  const std::vector<Code>& codes = all_codes();
  CHECK(std::is_sorted(codes.begin(), codes.end()));
  CHECK(std::set(codes.begin(), codes.end()).size() == codes.size());
  std::set<std::string_view> names;
  for (const Code code : codes) {
    CAPTURE(code_text(code));
    CHECK(find_code(code_text(code)) == code);
    CHECK(names.insert(code_name(code)).second);
  }
}

TEST_CASE("catalogue pages are part of the program, from the first line to the last") {
  CHECK(catalogue_page(Code::UnreadableFile).starts_with("# ENV0001: a file cannot be read\n"));
  for (const Code code : all_codes()) {
    CAPTURE(code_text(code));
    const std::string_view page = catalogue_page(code);
    if (page.empty()) continue;  // that every code has a page is a rule of the repository, see tests/tidy/codes.cpp
    CHECK(page.starts_with("# " + code_text(code) + ": "));
    CHECK(page.find("\n## See also\n") != std::string_view::npos);
    CHECK(page.ends_with('\n'));
  }
  CHECK(catalogue_page(Code{9876}).empty());
}

TEST_CASE("a sink counts errors and keeps the order of emission") {
  Sink sink;
  CHECK_FALSE(sink.has_errors());
  const base::Span span{base::FileId{0}, 1, 2};
  sink.emit(Code::EmptyPolicy, span, "first").under("caret").label(span, "label").note("note").with_help("help").fix("title", span, "x");
  sink.emit(Code::FileTooLarge, {}, "second");
  CHECK(sink.error_count() == 2);
  const std::vector<Diagnostic> taken = sink.take();
  REQUIRE(taken.size() == 2);
  CHECK(taken[0].message == "first");
  CHECK(taken[0].severity == default_severity(Code::EmptyPolicy));
  CHECK(taken[0].fixes[0].edits[0] == Edit{span, "x"});
  CHECK(taken[1].message == "second");
  CHECK(sink.diagnostics().empty());
}

}  // namespace envelope::diagnostics
