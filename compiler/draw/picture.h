// The authority graph of a policy as boxes and arrows: who can bring about what through whom, and the ways to more authority marked in it.
//
// A small policy has a box for each agent. Where that would be too many to read, boxes and arrows are folded, by the first rule of
// Folding that makes few enough of them; the picture says which it was, and every name stands in the title of its box. Nothing is left
// out: an arrow stands for all edges of its kind between those in two boxes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/prove/proof.h"

namespace envelope::draw {

enum class BoxKind : std::uint8_t {
  agents,
  deeds,      // actions that a marked way reaches
  approvals,  // that somebody needs
  humans,
  modes,  // windows, phases, stops
  files,  // protected
};
[[nodiscard]] std::string_view box_name(BoxKind kind);

enum class ArrowKind : std::uint8_t {
  request,   // has the other act, once
  runs,      // writes a file that runs as the other
  executes,  // writes a file that the other executes
  reads,     // writes a file that the other reads
  job,       // gives a job of the other another command
  spawn,     // starts subagents of its own
  passage,   // enters or leaves a window, phase or stop
  policy,    // changes a protected file
  approval,  // needs an approval
  answer,    // an approval, and who may give it
  deed,      // reaches an action: the end of a marked way
};
[[nodiscard]] std::string_view arrow_name(ArrowKind kind);

struct Box {
  BoxKind kind{};
  std::string tier;                // of agents; empty: none
  std::vector<std::string> names;  // numbers in them in order of size; several: folded
  std::string note;                // a few words below the name, in lines
  std::vector<std::string> title;  // everything, in lines
};

struct Arrow {
  ArrowKind kind{};
  std::size_t from = 0, to = 0;    // numbers of boxes
  bool is_asked = false;           // people are asked first, whichever edge of it is taken
  std::size_t edges = 0;           // how many it stands for
  std::vector<std::string> about;  // actions or paths; sorted
  std::vector<std::size_t> ways;   // numbers of the ways it is part of; ascending. Not empty: it is marked
  std::vector<std::string> title;  // who can do what, by which rules, in lines
};

// A way to more authority that `envc verify` tells of. Those with one code that lead over the same arrows are one.
struct Way {
  diagnostics::Code code{};
  diagnostics::Severity severity{};
  std::string message;             // of the first
  std::size_t count = 1;           // how many findings it stands for
  std::vector<std::size_t> steps;  // the arrow of each step of its story
};

enum class Folding : std::uint8_t {
  none,   // a box for each
  same,   // agents of a tier share a box where each of their arrows leads from or to the very same others
  kinds,  // … where they have the same kinds of arrows from and to the same tiers
  marks,  // agents of a tier share a box, those on a marked way another
  tiers,  // agents of a tier share a box
};
[[nodiscard]] std::string_view folding_words(Folding folding);

struct Picture {
  std::string name;  // of the policy
  Folding folding = Folding::none;
  std::size_t agents = 0, humans = 0;  // who are drawn
  std::vector<Box> boxes;              // by kind, tier and first name
  std::vector<Arrow> arrows;           // by from, to, kind
  std::vector<Way> ways;
  std::vector<std::string> unknowns;  // what a limit kept from being worked out, each once: something may be missing
};

struct PictureOptions {
  bool reads = false;                       // arrows of kind `reads` as well
  bool full = false;                        // never fold
  std::optional<base::PrincipalId> from{};  // only what starts with this one
  std::optional<base::PrincipalId> to{};    // only what leads to this one
};

// Few enough to be read.
inline constexpr std::size_t kBoxesMax = 36, kArrowsMax = 90;

// What went wrong is kept in the proof and missing here. No order of the policy shows in the picture, but in
// the lines of its files.
[[nodiscard]] Picture picture_of(prove::Proof& proof, const PictureOptions& options);

// How Graphviz puts boxes into columns: frame by frame, which is easier to read and which it cannot do for every graph, or all at once.
enum class Ranking : std::uint8_t { by_frame, all_at_once };

// In the language of Graphviz; every box, arrow and cluster has an id: b0, a0, c0 and so on.
[[nodiscard]] std::string render_dot(const Picture& picture, Ranking ranking = Ranking::by_frame);
// One document.
[[nodiscard]] std::string render_json(const Picture& picture);

// What Graphviz's `dot` makes of render_dot(), every box, arrow and cluster with its title. Nothing: `sink` says why (ENV0941, ENV0942).
[[nodiscard]] std::optional<std::string> render_svg(const Picture& picture, diagnostics::Sink& sink);

}  // namespace envelope::draw
