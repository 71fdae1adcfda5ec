#include "compiler/diagnostics/order.h"

#include <catch2/catch.hpp>

namespace envelope::diagnostics {

namespace {

std::string messages(const std::vector<Diagnostic>& diagnostics) {
  std::string joined;
  for (const Diagnostic& diagnostic : diagnostics) joined += diagnostic.message + " ";
  return joined;
}

}  // namespace

TEST_CASE("findings are read file by file, top to bottom, causes before consequences") {
  base::SourceMap sources;
  const base::FileId b = sources.add("b.envelope", "0123456789");
  const base::FileId a = sources.add("a.envelope", "0123456789");
  Sink sink;
  sink.emit(Code::EmptyPolicy, {b, 5, 6}, "b5");
  sink.emit(Code::EmptyPolicy, {a, 7, 9}, "a7-first");
  sink.emit(Code::EmptyPolicy, {a, 7, 8}, "a7-second");
  sink.emit(Code::EmptyPolicy, {b, 1, 2}, "b1");
  sink.emit(Code::EmptyPolicy, {}, "nowhere");
  sink.emit(Code::EmptyPolicy, {a, 0, 1}, "a0");
  std::vector<Diagnostic> diagnostics = sink.take();
  sort_for_reading(diagnostics, sources);
  CHECK(messages(diagnostics) == "nowhere a0 a7-first a7-second b1 b5 ");
}

TEST_CASE("only exact duplicates are dropped") {
  base::SourceMap sources;
  const base::FileId a = sources.add("a.envelope", "0123456789");
  const base::FileId b = sources.add("b.envelope", "0123456789");
  Sink sink;
  sink.emit(Code::EmptyPolicy, {a, 1, 2}, "same");
  sink.emit(Code::EmptyPolicy, {a, 1, 2}, "between");
  sink.emit(Code::EmptyPolicy, {a, 1, 2}, "same");  // dropped
  sink.emit(Code::EmptyPolicy, {a, 1, 2}, "same").note("but for a note");
  sink.emit(Code::EmptyPolicy, {a, 1, 3}, "same");
  sink.emit(Code::EmptyPolicy, {a, 2, 3}, "same");
  sink.emit(Code::EmptyPolicy, {b, 1, 2}, "same");
  sink.emit(Code::InvisibleCharacter, {a, 1, 2}, "same");
  sink.emit(Code::EmptyPolicy, {a, 1, 2}, "same");  // dropped
  std::vector<Diagnostic> diagnostics = sink.take();
  sort_for_reading(diagnostics, sources);
  CHECK(messages(diagnostics) == "same between same same same same same ");
  sort_for_reading(diagnostics, sources);
  CHECK(diagnostics.size() == 7);
}

}  // namespace envelope::diagnostics
