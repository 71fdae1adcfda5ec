// Internal to this folder: how each kind of arrow looks, and how texts of a policy are written where they could be taken for markup.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/draw/picture.h"

namespace envelope::draw {

// Marked arrows have this colour, are thick and have two heads: nobody has to tell colours apart.
inline constexpr std::string_view kMarkColor = "#c2185b";

struct Look {
  std::string_view color, style, head;  // as Graphviz names them; a head with `o` before it is hollow
  std::string_view sample;              // the same in characters
  std::string_view words;               // for the legend
};
[[nodiscard]] Look look_of(ArrowKind kind);

// A text of SVG: nothing in it is a tag, an entity or a character that cannot be seen.
[[nodiscard]] std::string as_markup(std::string_view text);
// The same in a label of Graphviz, which reads `\N` as the name of the box.
[[nodiscard]] std::string as_label(std::string_view text);
// Cut in the middle to so many columns.
[[nodiscard]] std::string cut_short(const std::string& text, std::size_t columns);
// Broken between words into lines of about so many columns.
[[nodiscard]] std::vector<std::string> wrapped(const std::string& text, std::size_t columns);

// Boxes that stand in one frame: agents of a tier, humans and approvals, and so on.
struct Cluster {
  std::string label;
  BoxKind kind{};
  std::vector<std::size_t> boxes;
};
[[nodiscard]] std::vector<Cluster> clusters_of(const Picture& picture);

// "12 agents, 2 humans; 3 marked ways to more authority"
[[nodiscard]] std::string counts_words(const Picture& picture);
// "not complete: 2 questions could not be worked out"; empty: it is.
[[nodiscard]] std::string gaps_words(const Picture& picture);
// "authority in fleet"
[[nodiscard]] std::string title_words(const Picture& picture);

}  // namespace envelope::draw
