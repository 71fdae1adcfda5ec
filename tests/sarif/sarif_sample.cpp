// Prints a SARIF log that uses every field the printer knows, or with an argument one without findings, for tests/sarif/validate.sh.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/render.h"

namespace {

using namespace envelope;
using diagnostics::Code;

base::Span span_of(const base::SourceMap& sources, base::FileId file, std::string_view word) {
  const auto begin = static_cast<std::uint32_t>(sources.file(file).text.find(word));
  return {file, begin, begin + static_cast<std::uint32_t>(word.size())};
}

}  // namespace

int main(int argc, char**) {
  base::SourceMap sources;
  const base::FileId policy = sources.add("policies/my team/a%b:c.envelope", "agent bölt is autonomous {\n  allow spawn\n}\nagent bölt\n");
  const base::FileId absolute = sources.add("/srv/policies/b.envelope", "deny anything");
  const base::FileId standard_input = sources.add("<stdin>", "\x1b[2J \u202e\n");

  diagnostics::Sink sink;
  sink.emit(Code::UnreadableFile, {}, "`missing.envelope` cannot be read: no such file")
      .about("missing.envelope")
      .with_help("check the path");
  sink.emit(Code::InvisibleCharacter, span_of(sources, policy, "agent bölt is autonomous {\n  allow spawn\n}"),
            "agent `bölt` [1](2) clashes")
      .under("declared here \x1b[31m")
      .label(span_of(sources, absolute, "anything"), "this binds it too")
      .label({policy, 46, 51}, "declared again")
      .note("a note")
      .with_help("remove one of them")
      .fix("write `bolt`", span_of(sources, policy, "bölt"), "bolt")
      .witness = diagnostics::Witness{"bolt git_push branch=main", "deny", "allow"};
  diagnostics::Diagnostic& everywhere = sink.emit(Code::EmptyPolicy, {standard_input, 0, 0}, "nothing is said \xff");
  everywhere.severity = diagnostics::Severity::info;
  everywhere.fixes.push_back({"say it in both", {{{policy, 0, 0}, "// first\n"}, {{absolute, 0, 4}, "allow"}}});
  diagnostics::Diagnostic& warning = sink.emit(Code::FileTooLarge, {absolute, 0, 4}, "why?");
  warning.severity = diagnostics::Severity::warning;

  const std::string log = diagnostics::render_sarif(argc > 1 ? std::vector<diagnostics::Diagnostic>() : sink.take(), sources);
  std::fwrite(log.data(), 1, log.size(), stdout);
  return 0;
}
