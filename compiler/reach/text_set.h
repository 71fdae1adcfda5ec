// Sets of texts, by what a few patterns answer about them: how the paths that somebody may write are held against those that somebody runs.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/prove/attribute_texts.h"
#include "compiler/prove/logic.h"

namespace envelope::reach {

struct TextSet {
  std::vector<automata::TextAtom> atoms;       // of one domain
  std::vector<std::vector<text::Truth>> rows;  // answers of the atoms; a text is in the set when its answers are one of these
  [[nodiscard]] bool is_empty() const { return rows.empty(); }
};

// Texts that `attribute` may name where `f` holds: that it may be or, of a set, hold, whatever else it holds.
[[nodiscard]] TextSet texts_of(prove::CellLogic& logic, model::AttributeId attribute, prove::Node f);
// The same of texts that a set holds alone.
[[nodiscard]] TextSet lone_texts_of(prove::CellLogic& logic, model::AttributeId attribute, prove::Node f);
// Paths that one of these patterns certainly matches.
[[nodiscard]] TextSet matching_paths(const std::vector<std::string>& patterns);

// Beginnings one of which each text of the set has; "" where nothing is known. For ruling out pairs quickly.
[[nodiscard]] std::vector<std::string> beginnings(const TextSet& set);
// Whether a text may begin with either.
[[nodiscard]] bool may_meet(const std::string& beginning, const std::string& other);

// The shortest text in both sets, of those about which everything is certain where there are such, and whether there is one; `limit` when
// that could not be worked out.
struct Overlap {
  std::optional<std::string> text;
  std::string limit;
};
[[nodiscard]] Overlap overlap(const TextSet& a, const TextSet& b, prove::Knowledge& knowledge);

// The code of the slot that `text` has; nothing: no slot is about the attribute, which is no set.
using prove::PinnedSlot;
[[nodiscard]] std::optional<PinnedSlot> pinned(const prove::CellLogic& logic, model::AttributeId attribute, const std::string& text);
// What `f` becomes where the slot has this code; `f` itself where nothing is pinned.
[[nodiscard]] prove::Node pinned_to(prove::CellLogic& logic, prove::Node f, const std::optional<PinnedSlot>& pin);
// The same of an attribute that may be a set, which then holds `text`.
[[nodiscard]] std::vector<PinnedSlot> naming(const prove::CellLogic& logic, model::AttributeId attribute, const std::string& text);
[[nodiscard]] prove::Node pinned_to(prove::CellLogic& logic, prove::Node f, const std::vector<PinnedSlot>& pins);

}  // namespace envelope::reach
