#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "compiler/draw/look.h"

namespace envelope::draw {
namespace {

constexpr std::size_t kNameColumns = 28, kLabelColumns = 24, kCaptionColumns = 108, kWaysShown = 12, kNumbersShown = 4;

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

std::string box_line(const Box& box, std::size_t number) {
  std::vector<std::string> names;
  const std::size_t shown = box.names.size() <= 3 ? box.names.size() : 2;
  for (std::size_t i = 0; i < shown; ++i) names.push_back("<b>" + as_label(cut_short(box.names[i], kNameColumns)) + "</b>");
  if (shown < box.names.size()) names.emplace_back("… <b>" + as_label(cut_short(box.names.back(), kNameColumns)) + "</b>");
  std::string label = fmt::format("{}", fmt::join(names, "<br/>"));
  if (!box.note.empty()) label += "<br/>" + small(as_label(box.note));
  return fmt::format("      b{} [id=\"b{}\" label=<{}> {}]\n", number, number, label, shape_of(box.kind));
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

std::string arrow_words(const Picture& picture, const Arrow& arrow) {
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
    case ArrowKind::policy:
      return paths_words(arrow.about);
    case ArrowKind::deed:
      return arrow.about == picture.boxes[arrow.to].names || arrow.about.size() != 1 ? "" : "by " + arrow.about.front();
    case ArrowKind::spawn:
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
  for (std::size_t at = 0; at <= words.size() && !words.empty();) {
    const std::size_t end = std::min(words.find('\n', at), words.size());
    label += (label.empty() ? "" : "<br/>") + as_label(words.substr(at, end - at));
    at = end + 1;
  }
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
std::string caption_line(const std::string& markup) { return markup + "<br align=\"left\"/>"; }

std::string ways_caption(const Picture& picture) {
  std::string out;
  for (std::size_t i = 0; i < picture.ways.size() && i < kWaysShown; ++i) {
    const Way& way = picture.ways[i];
    const std::string text = way.message + (way.count > 1 ? fmt::format(" (and {} alike)", way.count - 1) : "");
    const std::vector<std::string> lines = wrapped(text, kCaptionColumns);
    out += caption_line(fmt::format("<font color=\"{}\"><b>[{}] {} {}</b></font>  {}", kMarkColor, i + 1,
                                    diagnostics::severity_word(way.severity), diagnostics::code_text(way.code), as_label(lines.front())));
    for (std::size_t k = 1; k < lines.size(); ++k) out += caption_line("      " + as_label(lines[k]));
  }
  if (picture.ways.size() > kWaysShown)
    out += caption_line(fmt::format("and {} more: `envc verify` tells each step by step", picture.ways.size() - kWaysShown));
  return out;
}

std::string legend(const Picture& picture) {
  std::set<ArrowKind> kinds;
  bool has_asked = false;
  for (const Arrow& arrow : picture.arrows) {
    kinds.insert(arrow.kind);
    has_asked = has_asked || arrow.is_asked;
  }
  std::vector<std::string> items;
  for (const ArrowKind kind : kinds) {
    const Look look = look_of(kind);
    items.push_back(fmt::format("<font color=\"{}\">{}</font> {}", look.color, look.sample, look.words));
  }
  if (has_asked) items.emplace_back("<font color=\"#4a5260\">─▷ ─◇ ─□</font> hollow: people are asked first");
  if (!picture.ways.empty())
    items.push_back(fmt::format("<font color=\"{}\"><b>━━▶▶</b></font> part of a way to more authority", kMarkColor));
  std::string out;
  constexpr std::size_t kInOneLine = 3;
  for (std::size_t i = 0; i < items.size(); i += kInOneLine)
    out += caption_line(
        small(fmt::format("{}", fmt::join(items.begin() + static_cast<std::ptrdiff_t>(i),
                                          items.begin() + static_cast<std::ptrdiff_t>(std::min(i + kInOneLine, items.size())), "    "))));
  return out;
}

}  // namespace

std::string render_dot(const Picture& picture) {
  std::string out = fmt::format(
      "digraph authority {{\n"
      "  graph [id=\"graph\" rankdir=LR bgcolor=\"#ffffff\" pad=0.25 nodesep=0.3 ranksep=0.8 fontname=\"DejaVu Sans\" fontsize=11\n"
      "         labelloc=b labeljust=l label=<{}>]\n"
      "  node [fontname=\"DejaVu Sans\" fontsize=13 fontcolor=\"#11161d\" margin=\"0.16,0.08\" penwidth=1.2]\n"
      "  edge [fontname=\"DejaVu Sans\" fontsize=10 fontcolor=\"#2d3540\" penwidth=1.2 arrowsize=0.8]\n",
      ways_caption(picture) + legend(picture));
  std::string below = as_label(counts_words(picture));
  if (picture.folding != Folding::none) below += "<br align=\"left\"/>" + as_label(folding_words(picture.folding));
  out += fmt::format(
      "  subgraph cluster_all {{\n    id=\"all\" peripheries=0 labelloc=t labeljust=l\n    label=<<font point-size=\"18\"><b>{}</b></font>"
      "<br align=\"left\"/>{}<br align=\"left\"/>>\n",
      as_label(title_words(picture)), small(below));
  out += clusters(picture);
  for (std::size_t i = 0; i < picture.arrows.size(); ++i) out += arrow_line(picture, i);
  return out + "  }\n}\n";
}

}  // namespace envelope::draw
