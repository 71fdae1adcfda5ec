// Whatever spans a finding has, every printer copes: no fault (the sanitizers watch) and nothing harmful in the output.
#include <catch2/catch.hpp>
#include <random>

#include "compiler/diagnostics/apply_fixes.h"
#include "compiler/diagnostics/order.h"
#include "compiler/diagnostics/render.h"
#include "runtime/text/utf8.h"

namespace envelope::diagnostics {

namespace {

class Author {
 public:
  explicit Author(unsigned seed) : random_(seed) {}

  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

  std::string words(std::uint32_t pieces_max) {
    static const std::vector<std::string> pieces = {"a",
                                                    "agent ",
                                                    " ",
                                                    "\t",
                                                    "\n",
                                                    "\r\n",
                                                    "\n\n",
                                                    "\xC3\xA9",
                                                    "\xE6\x97\xA5",
                                                    "{",
                                                    "\x1b[",
                                                    "\\",
                                                    "\x7f",
                                                    "\xE2\x80\xAE",
                                                    "e\xCC\x81",
                                                    "\xFF",
                                                    "\xF0\x9F\x99\x82",
                                                    "\xC2",
                                                    std::string(90, 'x'),
                                                    std::string(1, '\0')};
    std::string text;
    for (std::uint32_t n = below(pieces_max); n > 0; --n) text += pieces[below(static_cast<std::uint32_t>(pieces.size()))];
    return text;
  }

  base::Span span(const base::SourceMap& sources) {
    if (below(10) == 0) return {};
    const base::FileId file{below(static_cast<std::uint32_t>(sources.size()))};
    const auto size = static_cast<std::uint32_t>(sources.file(file).text.size());
    const std::uint32_t begin = below(size + 1);
    return {file, begin, begin + below(below(2) == 0 ? 12 : size - begin + 1)};  // may end beyond the text
  }

  Diagnostic finding(const base::SourceMap& sources) {
    Diagnostic finding;
    finding.code = all_codes()[below(static_cast<std::uint32_t>(all_codes().size()))];
    finding.severity = static_cast<Severity>(below(3));
    finding.primary = span(sources);
    finding.message = words(6);
    finding.primary_text = words(6);
    for (std::uint32_t n = below(5); n > 0; --n) finding.label(span(sources), words(5));
    for (std::uint32_t n = below(3); n > 0; --n) finding.note(words(8));
    finding.help = words(5);
    for (std::uint32_t n = below(3); n > 0; --n) finding.fix(words(3), span(sources), words(4));
    if (below(4) == 0) finding.witness = Witness{words(3), words(3), words(3)};
    return finding;
  }

 private:
  std::mt19937 random_;
};

bool is_harmless(std::string_view output) {
  for (std::size_t line = 0; line < output.size();) {
    const std::size_t end = std::min(output.find('\n', line), output.size());
    const std::string_view text = output.substr(line, end - line);
    if (text::escape_for_terminal(text) != text) return false;
    line = end + 1;
  }
  return true;
}

}  // namespace

TEST_CASE("every printer copes with any spans and any text") {
  for (unsigned seed = 0; seed < 500; ++seed) {
    CAPTURE(seed);
    Author author(seed);
    base::SourceMap sources;
    for (int i = 0; i < 3; ++i) sources.add(author.words(4), author.words(40));
    std::vector<Diagnostic> findings;
    for (std::uint32_t n = author.below(4); n > 0; --n) findings.push_back(author.finding(sources));
    sort_for_reading(findings, sources);
    RenderOptions options;
    options.width = static_cast<int>(author.below(140));
    const bool all_harmless = is_harmless(render_text(findings, sources, options)) &&
                              is_harmless(render_short(findings, sources, options)) && is_harmless(render_json(findings, sources)) &&
                              is_harmless(render_sarif(findings, sources)) && is_harmless(render_github(findings, sources));
    REQUIRE(all_harmless);
    for (std::uint32_t file = 0; file < sources.size(); ++file) {
      std::size_t applied = 99;
      const std::string& text = sources.file(base::FileId{file}).text;
      const std::string fixed = apply(text, base::FileId{file}, findings, &applied);
      REQUIRE((applied > 0 || fixed == text));
    }
  }
}

}  // namespace envelope::diagnostics
