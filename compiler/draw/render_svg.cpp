#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "compiler/draw/look.h"
#include "compiler/draw/sketch.h"
#include "compiler/project/files.h"
#include "compiler/project/process.h"
#include "runtime/text/utf8.h"

namespace envelope::draw {
namespace {

using diagnostics::Code;

// By id, lines of what is said where the pointer rests.
using Titles = std::map<std::string, std::string, std::less<>>;

std::string title_of(const std::vector<std::string>& lines) {
  std::vector<std::string> safe;
  for (const std::string& line : lines) safe.push_back(as_markup(line));
  return fmt::format("{}", fmt::join(safe, "\n"));
}

Titles titles_of(const Picture& picture) {
  Titles titles;
  for (std::size_t i = 0; i < picture.boxes.size(); ++i) titles[fmt::format("b{}", i)] = title_of(picture.boxes[i].title);
  for (std::size_t i = 0; i < picture.arrows.size(); ++i) titles[fmt::format("a{}", i)] = title_of(picture.arrows[i].title);
  const std::vector<Cluster> clusters = clusters_of(picture);
  for (std::size_t i = 0; i < clusters.size(); ++i) {
    std::vector<std::string> lines{clusters[i].label + ":"};
    for (const std::size_t box : clusters[i].boxes) lines.push_back(first_names(picture.boxes[box].names, 8));
    titles[fmt::format("c{}", i)] = title_of(lines);
  }
  for (const char* id : {"all", "graph"}) titles[id] = as_markup(title_words(picture));
  return titles;
}

std::string description(const Picture& picture) {
  std::vector<std::string> lines{counts_words(picture)};
  if (!picture.unknowns.empty()) lines.push_back(gaps_words(picture));
  if (picture.folding != Folding::none) lines.emplace_back(folding_words(picture.folding));
  for (std::size_t i = 0; i < picture.ways.size(); ++i)
    lines.push_back(fmt::format("[{}] {} {}: {}", i + 1, diagnostics::severity_word(picture.ways[i].severity),
                                diagnostics::code_text(picture.ways[i].code), picture.ways[i].message));
  return title_of(lines);
}

constexpr std::string_view kStyle =
    "<style>.node:hover polygon,.node:hover ellipse,.node:hover path,.edge:hover path{stroke-width:4}"
    "</style>";

// Verdana is as wide as DejaVu Sans, so that labels fit their boxes where only that one is there.
std::string with_fallbacks(std::string svg) {
  constexpr std::string_view kFont = "font-family=\"DejaVu Sans", kOthers = ",Verdana,sans-serif";
  for (std::size_t at = 0; (at = svg.find(kFont, at)) != std::string::npos; at += kFont.size()) svg.insert(at + kFont.size(), kOthers);
  return svg;
}

// Puts our titles where Graphviz wrote the names of its own. Every one must find its place, or this is no drawing of the graph.
class Titling {
 public:
  Titling(const Picture& picture, std::string_view svg) : picture_(picture), svg_(svg), titles_(titles_of(picture)) {}

  std::optional<std::string> run() {
    const std::size_t begin = svg_.find("<svg");
    const std::size_t end = svg_.find('>', begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) return std::nullopt;
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n";
    out_ += svg_.substr(begin, end - begin);
    out_ += " role=\"img\" aria-labelledby=\"picture-title picture-description\">\n";
    out_ += fmt::format("<title id=\"picture-title\">{}</title>\n<desc id=\"picture-description\">{}</desc>\n{}\n",
                        as_markup(title_words(picture_)), description(picture_), kStyle);
    std::size_t at = end + 1;
    for (;;) {
      const std::size_t group = svg_.find("<g id=\"", at);
      if (group == std::string_view::npos) break;
      const std::size_t open = svg_.find("<title>", group), close = svg_.find("</title>", group);
      if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
      const std::string_view id = svg_.substr(group + 7, svg_.find('"', group + 7) - group - 7);
      out_ += svg_.substr(at, open + 7 - at);
      out_ += said(id);
      at = close;
    }
    out_ += svg_.substr(at);
    if (!titles_.empty()) return std::nullopt;
    return with_fallbacks(std::move(out_));
  }

 private:
  // Each is said once: what is left in the end found no place.
  std::string said(std::string_view id) {
    const auto entry = titles_.find(id);
    if (entry == titles_.end()) return {};
    std::string title = std::move(entry->second);
    titles_.erase(entry);
    return title;
  }

  const Picture& picture_;
  std::string_view svg_;
  Titles titles_;
  std::string out_;
};

std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

}  // namespace

std::optional<std::string> render_svg(const Picture& picture, diagnostics::Sink& sink) {
  project::ProgramOutput drawn = project::run_program({"dot", "-Tsvg"}, render_dot(picture));
  if (drawn.spawn_error == 0 && drawn.exit != 0) drawn = project::run_program({"dot", "-Tsvg"}, render_dot(picture, Ranking::all_at_once));
  if (drawn.spawn_error != 0) {
    sink.emit(Code::GraphvizUnavailable, {}, fmt::format("`dot` cannot be started: {}", project::error_text(drawn.spawn_error)))
        .with_help("install Graphviz, or write the graph with `--format dot` and draw it elsewhere");
    return std::nullopt;
  }
  std::optional<std::string> svg;
  if (drawn.exit == 0) svg = Titling(picture, drawn.bytes).run();
  if (svg) return svg;
  auto& failed = sink.emit(Code::GraphNotDrawn, {},
                           drawn.exit != 0 ? fmt::format("`dot` ended with exit code {}", drawn.exit)
                                           : std::string("what `dot` wrote is not the drawing of this graph"));
  if (!drawn.complaint.empty()) failed.note(fmt::format("`dot` says: {}", first_line(drawn.complaint)));
  failed.with_help("`envc graph --format dot` writes what it was given");
  return std::nullopt;
}

}  // namespace envelope::draw
