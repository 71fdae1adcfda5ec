#include "compiler/diagnostics/apply_fixes.h"

#include <catch2/catch.hpp>

namespace envelope::diagnostics {

namespace {

constexpr base::FileId kFile{0};

Diagnostic with_fix(std::vector<Edit> edits) {
  Diagnostic diagnostic;
  diagnostic.fixes.push_back({"title", std::move(edits)});
  return diagnostic;
}

Edit edit(std::uint32_t begin, std::uint32_t end, std::string replacement) { return {{kFile, begin, end}, std::move(replacement)}; }

struct Case {
  const char* what;
  std::vector<Diagnostic> diagnostics;
  const char* expected;
  std::size_t applied;
};

}  // namespace

TEST_CASE("fixes are applied whole, the first of those that overlap") {
  const Edit elsewhere{{base::FileId{1}, 0, 1}, "Z"};
  const std::vector<Case> cases = {
      {"nothing", {}, "0123456789", 0},
      {"a finding without fix", {Diagnostic{}}, "0123456789", 0},
      {"replace, insert, delete", {with_fix({edit(8, 9, "")}), with_fix({edit(1, 3, "ab")}), with_fix({edit(5, 5, "+")})}, "0ab34+5679", 3},
      {"at both ends", {with_fix({edit(10, 10, "end")}), with_fix({edit(0, 0, "start")})}, "start0123456789end", 2},
      {"the first of two that overlap", {with_fix({edit(2, 5, "A")}), with_fix({edit(4, 6, "B")})}, "01A56789", 1},
      {"touching is no overlap", {with_fix({edit(2, 5, "A")}), with_fix({edit(5, 6, "B")}), with_fix({edit(0, 2, "C")})}, "CAB6789", 3},
      {"two insertions at one place", {with_fix({edit(2, 2, "A")}), with_fix({edit(2, 2, "B")})}, "01A23456789", 1},
      {"insertion before a replacement", {with_fix({edit(2, 4, "B")}), with_fix({edit(2, 2, "A")})}, "01AB456789", 2},
      {"insertion inside a replacement", {with_fix({edit(2, 5, "B")}), with_fix({edit(3, 3, "A")})}, "01B56789", 1},
      {"replacement around an insertion", {with_fix({edit(3, 3, "A")}), with_fix({edit(2, 5, "B")})}, "012A3456789", 1},
      {"all edits of a fix or none", {with_fix({edit(4, 5, "A")}), with_fix({edit(1, 2, "B"), edit(4, 5, "C")})}, "0123A56789", 1},
      {"a fix that overlaps itself", {with_fix({edit(1, 4, "A"), edit(2, 3, "B")}), with_fix({edit(2, 3, "C")})}, "01C3456789", 1},
      {"a fix that reaches into another file", {with_fix({edit(1, 2, "A"), elsewhere})}, "0123456789", 0},
      {"beyond the end", {with_fix({edit(9, 11, "A")})}, "0123456789", 0},
      {"backwards", {with_fix({edit(5, 3, "A")})}, "0123456789", 0},
  };
  for (const Case& test : cases) {
    CAPTURE(test.what);
    std::size_t applied = 99;
    CHECK(apply("0123456789", kFile, test.diagnostics, &applied) == test.expected);
    CHECK(applied == test.applied);
    CHECK(apply("0123456789", kFile, test.diagnostics) == test.expected);
  }
}

TEST_CASE("only the first fix of a finding is applied") {
  Diagnostic diagnostic = with_fix({edit(0, 1, "A")});
  diagnostic.fixes.push_back({"another way", {edit(5, 6, "B")}});
  CHECK(apply("0123456789", kFile, {diagnostic}) == "A123456789");
}

TEST_CASE("a fix that is not certain is applied only when all are wanted") {
  Diagnostic guess = with_fix({edit(0, 1, "A")});
  guess.fixes.front().is_certain = false;
  const std::vector<Diagnostic> diagnostics{guess, with_fix({edit(0, 2, "B")})};
  std::size_t applied = 0;
  CHECK(apply("0123456789", kFile, diagnostics, &applied) == "B23456789");  // and takes no room from others
  CHECK(applied == 1);
  CHECK(apply("0123456789", kFile, diagnostics, nullptr, FixChoice::all) == "A123456789");
}

}  // namespace envelope::diagnostics
