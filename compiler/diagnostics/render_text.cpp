#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/legible.h"
#include "compiler/diagnostics/render.h"
#include "compiler/diagnostics/text/fix_diff.h"
#include "compiler/diagnostics/text/row.h"
#include "compiler/diagnostics/text/snippet.h"

namespace envelope::diagnostics {

namespace {

constexpr std::size_t kWidthMin = 40;

// The places of one diagnostic, file by file: the primary's file first, the others as they come.
using FileMarks = std::vector<std::vector<Mark>>;

FileMarks marks_by_file(const Diagnostic& diagnostic) {
  FileMarks files;
  const auto add = [&](const Mark& mark) {
    if (!mark.span.is_valid()) return;
    const auto same = [&](const std::vector<Mark>& marks) { return marks.front().span.file == mark.span.file; };
    const auto found = std::find_if(files.begin(), files.end(), same);
    if (found == files.end())
      files.push_back({mark});
    else
      found->push_back(mark);
  };
  add({diagnostic.primary, diagnostic.primary_text, true});
  for (const Label& label : diagnostic.labels) add({label.span, label.text, false});
  return files;
}

std::size_t gutter_of(const Diagnostic& diagnostic, const FileMarks& files, const base::SourceMap& sources) {
  std::size_t last = 1;
  for (const std::vector<Mark>& marks : files)
    for (const Mark& mark : marks) last = std::max(last, extent_of(sources, mark.span).last_line);
  for (const Fix& fix : diagnostic.fixes) last = std::max(last, last_line_of(sources, fix));
  return fmt::formatted_size("{}", last);
}

class Page {
 public:
  Page(const base::SourceMap& sources, const RenderOptions& options) : sources_(sources), options_(options) {}

  void draw(const Diagnostic& diagnostic) {
    const FileMarks files = marks_by_file(diagnostic);
    frame_.gutter = gutter_of(diagnostic, files, sources_);
    frame_.width = std::max(kWidthMin, static_cast<std::size_t>(std::max(options_.width, 0)));
    frame_.primary = style_of(diagnostic.severity);

    Row header;
    header.put(0, fmt::format("{}[{}]", severity_word(diagnostic.severity), code_text(diagnostic.code)), frame_.primary);
    rows_.push_back(std::move(header.append(": ", Style::strong).append(diagnostic.message, Style::strong)));
    for (const std::vector<Mark>& marks : files) draw_file(marks, &marks == &files.front());
    draw_remarks(diagnostic, !files.empty());
    rows_.emplace_back();
  }

  void write(std::string& out) {
    for (const Row& row : rows_) row.write(out, options_.color);
    rows_.clear();
  }

 private:
  void draw_file(const std::vector<Mark>& marks, bool first) {
    const base::Span span = marks.front().span;
    const base::Position at = sources_.position(span.file, span.begin);
    if (!first) rows_.push_back(frame_.barred());
    Row place;
    place.put(frame_.gutter, first ? "--> " : "::: ", Style::frame);
    place.append(sources_.file(span.file).path, Style::plain).append(fmt::format(":{}:{}", at.line, at.column), Style::plain);
    rows_.push_back(std::move(place));
    rows_.push_back(frame_.barred());
    draw_snippet(rows_, sources_, marks, frame_);
  }

  // Everything below the source lines, each part as `= word: text`.
  void draw_remarks(const Diagnostic& diagnostic, bool has_snippet) {
    const std::size_t before = rows_.size();
    if (has_snippet) rows_.push_back(frame_.barred());
    for (const Label& label : diagnostic.labels)
      if (!label.span.is_valid()) remark("note", label.text);
    for (const std::string& note : diagnostic.notes) remark("note", note);
    if (diagnostic.witness) draw_witness(*diagnostic.witness);
    if (!diagnostic.help.empty()) remark("help", diagnostic.help);
    for (const Fix& fix : diagnostic.fixes) {
      remark(fix.is_certain ? "fix" : "proposed fix", fix.title);
      draw_fix(rows_, sources_, fix, frame_);
    }
    if (has_snippet && rows_.size() == before + 1) rows_.pop_back();  // nothing came below the bar
  }

  void remark(std::string_view word, std::string_view text) {
    Row row;
    row.put(frame_.bar(), "= ", Style::frame).append(word, Style::strong).append(": ", Style::strong);
    const std::size_t column = row.width();
    for (const std::string_view piece : wrap(text, frame_.width - std::min(frame_.width - 20, column))) {
      rows_.push_back(std::move(row.put(column, piece, Style::plain)));
      row = Row();
    }
  }

  void draw_witness(const Witness& witness) {
    remark("witness", witness.request);
    const std::size_t column = frame_.bar() + std::string_view("= witness: ").size();
    const auto outcome = [&](std::string_view word, std::string_view text) {
      if (text.empty()) return;
      Row row;
      row.put(column, word, Style::strong).put(column + std::string_view("expected: ").size(), text, Style::plain);
      rows_.push_back(std::move(row));
    };
    outcome("expected:", witness.expected);
    outcome("actual:", witness.actual);
  }

  const base::SourceMap& sources_;
  const RenderOptions& options_;
  Frame frame_;
  std::vector<Row> rows_;
};

}  // namespace

std::string summary_line(const std::vector<Diagnostic>& diagnostics) {
  std::string line;
  const auto count = [&](Severity severity, std::string_view plural_end) {
    const auto n = std::count_if(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) { return d.severity == severity; });
    if (n == 0) return;
    fmt::format_to(std::back_inserter(line), "{}{} {}{}", line.empty() ? "" : ", ", n, severity_word(severity), n == 1 ? "" : plural_end);
  };
  count(Severity::error, "s");
  count(Severity::warning, "s");
  count(Severity::info, "s");
  return line;
}

std::string render_text(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources, const RenderOptions& options) {
  if (diagnostics.empty()) return {};
  const std::size_t shown = options.limit == 0 ? diagnostics.size() : std::min(options.limit, diagnostics.size());
  std::string out;
  Page page(sources, options);
  for (std::size_t i = 0; i < shown; ++i) {
    page.draw(legible(diagnostics[i]));
    page.write(out);
  }
  if (shown < diagnostics.size()) out += fmt::format("… and {} more\n", diagnostics.size() - shown);
  return out + summary_line(diagnostics) + "\n";
}

}  // namespace envelope::diagnostics
