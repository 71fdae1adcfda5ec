#include "runtime/text/glob_lexeme.h"
#include "runtime/text/limits.h"

namespace envelope::text {

namespace {

using Kind = Lexeme::Kind;

// A brace group in a list: lexemes[open] is `{`, the others are its commas and its `}`.
struct Group {
  std::size_t open = 0;
  std::vector<std::size_t> ends;  // of each choice; the last one is the `}`
};

Group first_group(const Lexemes& list) {
  Group group;
  while (group.open < list.size() && !list[group.open].is(Kind::open)) ++group.open;
  std::size_t depth = 0;
  for (std::size_t i = group.open; i < list.size(); ++i) {
    if (list[i].is(Kind::open)) ++depth;
    if (list[i].is(Kind::comma) && depth == 1) group.ends.push_back(i);
    if (!list[i].is(Kind::close)) continue;
    if (--depth > 0) continue;
    group.ends.push_back(i);
    break;
  }
  return group;
}

}  // namespace

// The list stays in reading order; each round writes out the first group of the first list that has one. A group has at
// least two choices, so there are fewer than kGlobAlternativesMax rounds.
GlobError expand_braces(const Lexemes& lexemes, std::vector<Lexemes>& out) {
  out.assign(1, lexemes);
  std::size_t done = 0;
  while (done < out.size()) {
    const Group group = first_group(out[done]);
    if (group.ends.empty()) {
      ++done;
      continue;
    }
    const Lexemes list = std::move(out[done]);
    const std::uint32_t offset = list[group.open].offset;
    if (group.ends.size() == 1) return {GlobFault::single_alternative, offset, HostFault::none};
    if (out.size() - 1 + group.ends.size() > kGlobAlternativesMax) return {GlobFault::too_many_alternatives, offset, HostFault::none};
    const auto at = [&list](std::size_t i) { return list.begin() + static_cast<std::ptrdiff_t>(i); };
    std::vector<Lexemes> choices;
    std::size_t begin = group.open + 1;
    for (const std::size_t end : group.ends) {
      Lexemes choice(list.begin(), at(group.open));
      choice.insert(choice.end(), at(begin), at(end));
      choice.insert(choice.end(), at(group.ends.back() + 1), list.end());
      choices.push_back(std::move(choice));
      begin = end + 1;
    }
    out[done] = std::move(choices.front());
    out.insert(out.begin() + static_cast<std::ptrdiff_t>(done) + 1, std::make_move_iterator(choices.begin() + 1),
               std::make_move_iterator(choices.end()));
  }
  return {};
}

}  // namespace envelope::text
