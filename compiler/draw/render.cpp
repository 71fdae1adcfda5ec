#include <fmt/format.h>
#include <fmt/ranges.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <map>

#include "compiler/draw/picture.h"

namespace envelope::draw {
namespace {

constexpr std::size_t kActionsShown = 2;

// A string of the language of Graphviz. Line ends and control characters have no place in a label.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

std::string escape_xml(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += static_cast<unsigned char>(c) < 0x20 && c != '\n' ? ' ' : c;
  }
  return out;
}

std::string edge_label(const Edge& edge) {
  if (edge.kind == EdgeKind::approval) return "";  // the title says it: most agents ask the same people
  const std::size_t shown = std::min(edge.actions.size(), kActionsShown);
  std::string label = fmt::format("{}", fmt::join(edge.actions.begin(), edge.actions.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (shown < edge.actions.size()) label += fmt::format(" and {} more", edge.actions.size() - shown);
  return label;
}

std::string node_line(const Node& node, std::size_t number) {
  const bool is_human = node.kind == NodeKind::human;
  const std::string_view look =
      is_human ? R"(shape=box style="rounded,filled" fillcolor="#e8f0fe")" : R"(shape=box style=filled fillcolor="#ffffff")";
  return fmt::format("    n{} [id=\"n{}\" label={} {}]\n", number, number, quoted(node.label), look);
}

// Nodes of one tier, or all humans, in one box.
std::string clusters(const Picture& picture) {
  std::map<std::pair<bool, std::string>, std::string> lines;
  for (std::size_t i = 0; i < picture.nodes.size(); ++i) {
    const Node& node = picture.nodes[i];
    lines[{node.kind == NodeKind::human, node.tier}] += node_line(node, i);
  }
  std::string out;
  std::size_t number = 0;
  for (const auto& [key, text] : lines) {
    const auto& [is_human, tier] = key;
    const std::string label = is_human ? "humans" : tier.empty() ? "" : "tier " + tier;
    if (label.empty()) {
      out += text;
      continue;
    }
    out +=
        fmt::format("  subgraph cluster_{} {{\n    id=\"c{}\" label={} style=\"rounded,filled\" color=\"#c0c0c0\" fillcolor=\"#f6f6f6\"\n",
                    number, number, quoted(label)) +
        text + "  }\n";
    ++number;
  }
  return out;
}

constexpr std::string_view kLegend = R"(  subgraph cluster_legend {
    id="legend" label="how to read it" style=dashed color="#c0c0c0"
    l0 [id="l0" label="agents that may do the same" shape=box]
    l1 [id="l1" label="a human" shape=box style="rounded,filled" fillcolor="#e8f0fe"]
    l2 [id="l2" label="another agent" shape=box]
    l0 -> l2 [id="k0" label="can have act" color="#1a1a1a"]
    l0 -> l1 [id="k1" label="asks for approval" style=dashed color="#7a8aa0"]
  }
)";

}  // namespace

std::string render_dot(const Picture& picture) {
  std::string out = fmt::format(
      "digraph authority {{\n  id=\"picture\" rankdir=LR label={} labelloc=t fontname=\"DejaVu Sans\" nodesep=0.3 ranksep=1.0\n"
      "  node [fontname=\"DejaVu Sans\" fontsize=12 margin=\"0.2,0.1\"]\n  edge [fontname=\"DejaVu Sans\" fontsize=10]\n",
      quoted("who can have whom act in " + picture.name));
  out += clusters(picture);
  for (std::size_t i = 0; i < picture.edges.size(); ++i) {
    const Edge& edge = picture.edges[i];
    const std::string_view look = edge.kind == EdgeKind::request ? "color=\"#1a1a1a\"" : "style=dashed color=\"#7a8aa0\"";
    out += fmt::format("  n{} -> n{} [id=\"e{}\" label={} {}]\n", edge.from, edge.to, i, quoted(edge_label(edge)), look);
  }
  return out + std::string(kLegend) + "}\n";
}

std::string render_json(const Picture& picture) {
  llvm::json::Array nodes, edges;
  const auto texts = [](const std::vector<std::string>& items) {
    llvm::json::Array array;
    for (const std::string& item : items) array.push_back(llvm::json::fixUTF8(item));
    return array;
  };
  for (const Node& node : picture.nodes)
    nodes.push_back(llvm::json::Object{{"kind", node.kind == NodeKind::human ? "human" : "agents"},
                                       {"names", texts(node.names)},
                                       {"tier", llvm::json::fixUTF8(node.tier)},
                                       {"title", llvm::json::fixUTF8(node.title)}});
  for (const Edge& edge : picture.edges)
    edges.push_back(llvm::json::Object{{"kind", edge.kind == EdgeKind::request ? "request" : "approval"},
                                       {"from", static_cast<std::int64_t>(edge.from)},
                                       {"to", static_cast<std::int64_t>(edge.to)},
                                       {"actions", texts(edge.actions)},
                                       {"title", llvm::json::fixUTF8(edge.title)}});
  llvm::json::Object root{
      {"schema_version", 1}, {"policy", llvm::json::fixUTF8(picture.name)}, {"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
  std::string out;
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}\n", llvm::json::Value(std::move(root)));
  return out;
}

std::string with_titles(const Picture& picture, std::string svg) {
  std::map<std::string, std::string> titles{{"picture", "who can have whom act in " + picture.name}, {"legend", "how to read it"}};
  for (std::size_t i = 0; i < picture.nodes.size(); ++i) titles[fmt::format("n{}", i)] = picture.nodes[i].title;
  for (std::size_t i = 0; i < picture.edges.size(); ++i) titles[fmt::format("e{}", i)] = picture.edges[i].title;
  for (const auto& [id, title] : titles) {
    const std::size_t group = svg.find(fmt::format("<g id=\"{}\"", id));
    const std::size_t begin = svg.find("<title>", group);
    const std::size_t end = svg.find("</title>", group);
    if (group == std::string::npos || begin == std::string::npos || end == std::string::npos) continue;
    svg.replace(begin + 7, end - begin - 7, escape_xml(title));
  }
  return svg;
}

}  // namespace envelope::draw
