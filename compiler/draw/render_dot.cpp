#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "compiler/draw/look.h"

namespace envelope::draw {
namespace {

constexpr std::size_t kNameColumns = 28, kLabelColumns = 24, kCaptionColumns = 116, kWaysShown = 12, kNumbersShown = 4;

std::string_view shape_of(BoxKind kind) {
  switch (kind) {
    case BoxKind::agents:
      return R"(shape=box style=filled fillcolor="#ffffff" color="#3c4652")";
    case BoxKind::humans:
      return R"(shape=ellipse style=filled fillcolor="#fff8e1" color="#8d6e00")";
    case BoxKind::approvals:
      return R"(shape=hexagon style=filled fillcolor="#fff8e1" color="#8d6e00")";
    case BoxKind::modes:
      return R"(shape=box style="filled,rounded" fillcolor="#ede7f6" color="#5e35b1")";
    case BoxKind::files:
      return R"(shape=note style=filled fillcolor="#efebe0" color="#5d4a00")";
    case BoxKind::deeds:
      return R"(shape=octagon style=filled fillcolor="#fce4ec" color="#c2185b")";
  }
  return {};
}

std::string small(const std::string& markup) { return fmt::format("<font point-size=\"10\" color=\"#4a5260\">{}</font>", markup); }

// ---- tables: what stands in lines has room between them ----
std::string cell(const std::string& markup) { return "\n<td align=\"left\">" + markup + "</td>"; }
std::string table(const std::string& rows, int padding) {
  return fmt::format("<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"{}\">{}</table>", padding, rows);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(as_label(text.substr(at, end - at)));
    at = end + 1;
  }
  return lines;
}

std::string box_line(const Box& box, std::size_t number) {
  std::string rows;
  const std::size_t shown = box.names.size() <= 3 ? box.names.size() : 2;
  const auto add_name = [&](const std::string& before, const std::string& name) {
    rows += fmt::format("<tr><td>{}<b>{}</b></td></tr>", before, as_label(cut_short(name, kNameColumns)));
  };
  for (std::size_t i = 0; i < shown; ++i) add_name("", box.names[i]);
  if (shown < box.names.size()) add_name("… ", box.names.back());
  for (const std::string& line : lines_of(box.note)) rows += fmt::format("<tr><td>{}</td></tr>", small(line));
  return fmt::format("      b{} [id=\"b{}\" label=<{}> {}]\n", number, number, table(rows, 1), shape_of(box.kind));
}

// ---- clusters ----
std::string_view cluster_color(BoxKind kind) {
  switch (kind) {
    case BoxKind::agents:
      return "#f3f5f8";
    case BoxKind::humans:
    case BoxKind::approvals:
      return "#fffdf5";
    case BoxKind::modes:
      return "#faf8fd";
    case BoxKind::files:
      return "#faf9f5";
    case BoxKind::deeds:
      return "#fff5f8";
  }
  return {};
}

std::string clusters(const Picture& picture) {
  const std::vector<Cluster> all = clusters_of(picture);
  std::string out;
  for (std::size_t number = 0; number < all.size(); ++number) {
    out += fmt::format(
        "    subgraph cluster_{} {{\n      id=\"c{}\" label=<{}> style=\"rounded,filled\" color=\"#b8c0cc\" fillcolor=\"{}\" fontsize=12\n",
        number, number, as_label(cut_short(all[number].label, kNameColumns)), cluster_color(all[number].kind));
    for (const std::size_t box : all[number].boxes) out += box_line(picture.boxes[box], box);
    out += "    }\n";
  }
  return out;
}

// ---- arrows ----
std::string paths_words(const std::vector<std::string>& paths) {
  return paths.size() == 1 ? cut_short(paths.front(), kLabelColumns) : fmt::format("{} files", paths.size());
}

// With more arrows words would lie on each other: titles say what each is about.
bool has_words(const Picture& picture) { return picture.arrows.size() <= kArrowsMax; }

std::string arrow_words(const Picture& picture, const Arrow& arrow) {
  if (!has_words(picture)) return {};
  switch (arrow.kind) {
    case ArrowKind::request:
    case ArrowKind::passage:
    case ArrowKind::job: {
      const std::size_t shown = arrow.about.size() <= 3 ? arrow.about.size() : 2;
      std::vector<std::string> names;
      for (std::size_t i = 0; i < shown; ++i) names.push_back(cut_short(arrow.about[i], kLabelColumns));
      if (shown < arrow.about.size()) names.push_back(fmt::format("{} more", arrow.about.size() - shown));
      return fmt::format("{}", fmt::join(names, "\n"));
    }
    case ArrowKind::runs:
    case ArrowKind::executes:
    case ArrowKind::reads:
      return paths_words(arrow.about);
    case ArrowKind::deed:
      return arrow.about == picture.boxes[arrow.to].names || arrow.about.size() != 1 ? "" : "by " + arrow.about.front();
    case ArrowKind::spawn:
    case ArrowKind::policy:
    case ArrowKind::approval:
    case ArrowKind::answer:
      break;
  }
  return {};
}

std::string arrow_line(const Picture& picture, std::size_t number) {
  const Arrow& arrow = picture.arrows[number];
  const Look look = look_of(arrow.kind);
  std::string label, words = arrow_words(picture, arrow);
  if (!arrow.ways.empty()) {
    std::vector<std::string> numbers;
    for (std::size_t i = 0; i < arrow.ways.size() && i < kNumbersShown; ++i) numbers.push_back(std::to_string(arrow.ways[i] + 1));
    label = fmt::format("<font color=\"{}\"><b>[{}{}]</b></font>", kMarkColor, fmt::join(numbers, " "),
                        arrow.ways.size() > kNumbersShown ? fmt::format(" +{}", arrow.ways.size() - kNumbersShown) : "");
  }
  for (const std::string& line : lines_of(words)) label += (label.empty() ? "" : "<br/>") + line;
  const std::string head = (arrow.is_asked && look.head != "none" ? "o" : "") + std::string(look.head);
  std::string line = fmt::format("    b{} -> b{} [id=\"a{}\" class=\"{}{}\" style={}", arrow.from, arrow.to, number, arrow_name(arrow.kind),
                                 arrow.ways.empty() ? "" : " marked", look.style);
  if (arrow.ways.empty())
    line += fmt::format(" color=\"{}\" arrowhead={}", look.color, head);
  else
    line += fmt::format(" color=\"{}\" penwidth=2.8 arrowhead={}{}", kMarkColor, head, head);
  if (!label.empty()) line += fmt::format(" label=<{}>", label);
  return line + "]\n";
}

// ---- what stands below ----
std::string ways_table(const Picture& picture) {
  std::string rows;
  for (std::size_t i = 0; i < picture.ways.size() && i < kWaysShown; ++i) {
    const Way& way = picture.ways[i];
    const std::string text = way.message + (way.count > 1 ? fmt::format(" (and {} alike)", way.count - 1) : "");
    std::string lines;
    for (const std::string& line : wrapped(text, kCaptionColumns)) lines += as_label(line) + "<br align=\"left\"/>";
    rows += fmt::format("<tr>{}{}</tr>\n",
                        cell(fmt::format("<font color=\"{}\"><b>[{}] {} {}</b></font>&#160;&#160;", kMarkColor, i + 1,
                                         diagnostics::severity_word(way.severity), diagnostics::code_text(way.code))),
                        cell(lines));
  }
  if (picture.ways.size() > kWaysShown)
    rows += fmt::format("<tr>{}{}</tr>\n", cell(""),
                        cell(fmt::format("and {} more: `envc verify` tells each step by step", picture.ways.size() - kWaysShown)));
  return rows.empty() ? "" : table(rows, 1);
}

std::string legend_table(const Picture& picture) {
  std::set<ArrowKind> kinds;
  bool has_asked = false;
  for (const Arrow& arrow : picture.arrows) {
    kinds.insert(arrow.kind);
    has_asked = has_asked || arrow.is_asked;
  }
  std::vector<std::string> items;
  const auto add = [&](std::string_view color, std::string_view sample, std::string_view words) {
    items.push_back(cell(fmt::format("<font color=\"{}\">{}</font>", color, sample)) +
                    cell(small(fmt::format("{}&#160;&#160;&#160;", words))));
  };
  for (const ArrowKind kind : kinds) add(look_of(kind).color, look_of(kind).sample, look_of(kind).words);
  if (has_asked) add("#4a5260", "▷ ◇ □", "hollow: people are asked first");
  if (!picture.ways.empty()) add(kMarkColor, "━▶▶", "marked: part of a way to more authority");
  std::string rows;
  constexpr std::size_t kInOneRow = 3;
  for (std::size_t i = 0; i < items.size(); i += kInOneRow)
    rows += fmt::format("<tr>{}</tr>\n", fmt::join(items.begin() + static_cast<std::ptrdiff_t>(i),
                                                   items.begin() + static_cast<std::ptrdiff_t>(std::min(i + kInOneRow, items.size())), ""));
  return rows.empty() ? "" : table(rows, 2);
}

// Nothing where nothing is drawn: a table of Graphviz has a row.
std::string caption(const Picture& picture) {
  std::string rows;
  for (const std::string& part : {ways_table(picture), legend_table(picture)})
    if (!part.empty()) rows += fmt::format("\n<tr>{}</tr>", cell(part));
  return rows.empty() ? "" : table(rows, 4);
}

}  // namespace

std::string render_dot(const Picture& picture, Ranking ranking) {
  const std::string below = caption(picture);
  std::string out = fmt::format(
      "digraph authority {{\n"
      "  graph [id=\"graph\" rankdir=LR bgcolor=\"#ffffff\" pad=0.25 nodesep=0.3 ranksep=0.8 fontname=\"DejaVu Sans\" fontsize=11\n"
      "         labelloc=b labeljust=l{}{}]\n"
      "  node [fontname=\"DejaVu Sans\" fontsize=13 fontcolor=\"#11161d\" margin=\"0.16,0.08\" penwidth=1.2]\n"
      "  edge [fontname=\"DejaVu Sans\" fontsize=10 fontcolor=\"#2d3540\" penwidth=1.2 arrowsize=0.8]\n",
      ranking == Ranking::all_at_once ? " newrank=true" : "", below.empty() ? "" : " label=<" + below + ">");
  std::string title =
      fmt::format("<tr>{}</tr>\n<tr>{}</tr>", cell(fmt::format("<font point-size=\"18\"><b>{}</b></font>", as_label(title_words(picture)))),
                  cell(small(as_label(counts_words(picture)))));
  if (!picture.unknowns.empty())
    title += fmt::format("\n<tr>{}</tr>", cell(fmt::format("<font color=\"#b00020\"><b>{}</b></font>", as_label(gaps_words(picture)))));
  if (picture.folding != Folding::none) title += fmt::format("\n<tr>{}</tr>", cell(small(as_label(folding_words(picture.folding)))));
  if (!has_words(picture))
    title += fmt::format("\n<tr>{}</tr>", cell(small("arrows are too many for words beside them: their titles say what each is about")));
  out += fmt::format("  subgraph cluster_all {{\n    id=\"all\" peripheries=0 labelloc=t labeljust=l\n    label=<{}>\n", table(title, 2));
  out += clusters(picture);
  // Loops that have no label come first: dot lays later ones around them, with their labels outside.
  for (const bool is_spawn : {true, false})
    for (std::size_t i = 0; i < picture.arrows.size(); ++i)
      if ((picture.arrows[i].kind == ArrowKind::spawn) == is_spawn) out += arrow_line(picture, i);
  return out + "  }\n}\n";
}

}  // namespace envelope::draw
