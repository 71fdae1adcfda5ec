// Circles in what leads to what: nodes are numbers from 0, the smaller ones are preferred wherever there is a choice.
#pragma once

#include <cstdint>
#include <vector>

namespace envelope::prove {

// By node: where it leads.
using Leads = std::vector<std::vector<std::uint32_t>>;

// The largest sets of two or more nodes each of which leads, over some way, to every other; each ascending, by their first node. Linear.
[[nodiscard]] std::vector<std::vector<std::uint32_t>> circles(const Leads& leads);

// The fewest nodes from `from` to `to`, both included, if these are at most `most`; else nothing. Of equal ways the one whose nodes
// are the smallest, from the first on.
[[nodiscard]] std::vector<std::uint32_t> shortest_way(const Leads& leads, std::uint32_t from, std::uint32_t to, std::size_t most);
// The shortest circle there is, of equals the one with the smallest nodes, from its smallest on; each leads to the next, the last to the
// first. Nothing: there is none.
[[nodiscard]] std::vector<std::uint32_t> shortest_circle(const Leads& leads);

}  // namespace envelope::prove
