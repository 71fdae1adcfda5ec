#include "compiler/draw/look.h"

#include <fmt/format.h>

#include <algorithm>

#include "runtime/text/utf8.h"

namespace envelope::draw {
namespace {

// The beginning of a text, so many columns of it.
std::string beginning(const std::string& text, std::size_t columns) {
  std::string out;
  for (const text::Decoded d : text::CodePoints(text)) {
    std::string one;
    text::append_utf8(one, d.code);
    if (text::display_width(out) + text::display_width(one) > columns) break;
    out += one;
  }
  return out;
}

std::string cluster_label(const Box& box, bool has_tiers) {
  switch (box.kind) {
    case BoxKind::agents:
      return box.tier.empty() ? (has_tiers ? "no tier" : "agents") : "tier " + box.tier;
    case BoxKind::humans:
    case BoxKind::approvals:
      return "humans";
    case BoxKind::modes:
      return "windows, phases, stops";
    case BoxKind::files:
      return "protected files";
    case BoxKind::deeds:
      return "reached";
  }
  return {};
}

std::string counted(std::size_t count, std::string_view what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); }

}  // namespace

Look look_of(ArrowKind kind) {
  switch (kind) {
    case ArrowKind::request:
      return {"#1f4e8c", "solid", "normal", "──▶", "can have the other act"};
    case ArrowKind::runs:
      return {"#8a4b08", "solid", "diamond", "──◆", "can write a file that runs as the other"};
    case ArrowKind::executes:
      return {"#8a4b08", "dashed", "diamond", "╌╌◆", "can write a file that the other executes"};
    case ArrowKind::reads:
      return {"#5a6270", "dashed", "diamond", "╌╌◆", "can write a file that the other reads"};
    case ArrowKind::job:
      return {"#8a4b08", "dotted", "diamond", "┈┈◆", "can change jobs of the other"};
    case ArrowKind::spawn:
      return {"#00695c", "solid", "dot", "──●", "can start subagents of its own"};
    case ArrowKind::passage:
      return {"#5e35b1", "solid", "box", "──■", "can turn a window, phase or stop on or off"};
    case ArrowKind::policy:
      return {"#5d4a00", "dashed", "box", "╌╌■", "can change a protected file"};
    case ArrowKind::approval:
      return {"#5a6270", "dotted", "normal", "┈┈▶", "needs an approval"};
    case ArrowKind::answer:
      return {"#5a6270", "dotted", "none", "┈┈┈", "who may approve"};
    case ArrowKind::deed:
      return {kMarkColor, "dashed", "normal", "╌╌▶", "reaches an action"};
  }
  return {};
}

std::string as_markup(std::string_view text) {
  std::string out;
  for (const char c : text::escape_for_terminal(text)) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '&')
      out += "&amp;";
    else
      out += c;
  }
  return out;
}

std::string as_label(std::string_view text) {
  std::string out;
  for (const char c : as_markup(text)) out += c == '\\' ? "\\\\" : std::string(1, c);
  return out;
}

std::string cut_short(const std::string& raw, std::size_t columns) {
  std::string text = text::escape_for_terminal(raw);
  if (text::display_width(text) <= columns) return text;
  const std::string head = beginning(text, (columns - 1) / 2);
  std::string tail = text;
  while (text::display_width(tail) > columns / 2) tail.erase(0, text::decode_at(tail, 0).size);
  return head + "…" + tail;
}

std::vector<std::string> wrapped(const std::string& raw, std::size_t columns) {
  const std::string text = text::escape_for_terminal(raw);
  std::vector<std::string> lines(1);
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = cut_short(text.substr(at, end - at), columns);
    const bool fits = lines.back().empty() || text::display_width(lines.back()) + 1 + text::display_width(word) <= columns;
    if (!fits) lines.emplace_back();
    lines.back() += (lines.back().empty() ? "" : " ") + word;
    at = end + 1;
  }
  return lines;
}

std::vector<Cluster> clusters_of(const Picture& picture) {
  const bool has_tiers = std::any_of(picture.boxes.begin(), picture.boxes.end(), [](const Box& box) { return !box.tier.empty(); });
  std::vector<Cluster> clusters;
  for (std::size_t i = 0; i < picture.boxes.size(); ++i) {
    const Box& box = picture.boxes[i];
    const std::string label = cluster_label(box, has_tiers);
    const auto known = std::find_if(clusters.begin(), clusters.end(), [&](const Cluster& one) { return one.label == label; });
    if (known == clusters.end())
      clusters.push_back({label, box.kind, {i}});
    else
      known->boxes.push_back(i);
  }
  return clusters;
}

std::string counts_words(const Picture& picture) {
  std::string words = fmt::format("{}, {}", counted(picture.agents, "agent"), counted(picture.humans, "human"));
  std::size_t ways = 0;
  for (const Way& way : picture.ways) ways += way.count;
  words +=
      ways == 0 ? "; no way to more authority than was given" : fmt::format("; {} to more authority than was given", counted(ways, "way"));
  return words;
}

std::string gaps_words(const Picture& picture) {
  if (picture.unknowns.empty()) return {};
  return fmt::format("not complete: {} could not be worked out", counted(picture.unknowns.size(), "question"));
}

std::string title_words(const Picture& picture) { return picture.name.empty() ? "authority" : "authority in " + picture.name; }

}  // namespace envelope::draw
