#include "compiler/diagnostics/apply_fixes.h"

#include <iterator>
#include <map>
#include <utility>

namespace envelope::diagnostics {

namespace {

// Taken edits by where they begin; an insertion stands before the replacement that begins at the same place.
using Key = std::pair<std::uint32_t, std::uint32_t>;
using Taken = std::map<Key, const Edit*>;

Key key_of(const Edit& edit) { return {edit.span.begin, edit.span.end}; }

bool overlap(const base::Span& a, const base::Span& b) {
  const bool same_gap = a.begin == b.begin && a.end == b.end;
  return same_gap || (a.begin < b.end && b.begin < a.end);
}

bool fits(const Edit& edit, base::FileId file, std::size_t text_size) {
  return edit.span.file == file && edit.span.begin <= edit.span.end && edit.span.end <= text_size;
}

// Taken edits are disjoint, so only the two neighbours can clash.
bool clashes(const Edit& edit, const Taken& accepted) {
  const auto next = accepted.lower_bound(key_of(edit));
  if (next != accepted.end() && overlap(next->second->span, edit.span)) return true;
  return next != accepted.begin() && overlap(std::prev(next)->second->span, edit.span);
}

// All edits or none: a clash (even of a fix with itself) takes back what was accepted before it.
bool accept(const Fix& fix, base::FileId file, std::size_t text_size, Taken& accepted) {
  for (std::size_t i = 0; i < fix.edits.size(); ++i) {
    if (fits(fix.edits[i], file, text_size) && !clashes(fix.edits[i], accepted)) {
      accepted.emplace(key_of(fix.edits[i]), &fix.edits[i]);
      continue;
    }
    while (i-- > 0) accepted.erase(key_of(fix.edits[i]));
    return false;
  }
  return !fix.edits.empty();
}

}  // namespace

std::string apply(std::string_view text, base::FileId file, const std::vector<Diagnostic>& diagnostics, std::size_t* applied,
                  FixChoice choice) {
  Taken accepted;
  std::size_t count = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.fixes.empty() || (choice == FixChoice::certain && !diagnostic.fixes.front().is_certain)) continue;
    if (accept(diagnostic.fixes.front(), file, text.size(), accepted)) ++count;
  }

  std::string result;
  std::size_t copied = 0;
  for (const auto& [key, edit] : accepted) {
    result.append(text.substr(copied, edit->span.begin - copied));
    result.append(edit->replacement);
    copied = edit->span.end;
  }
  result.append(text.substr(copied));
  if (applied != nullptr) *applied = count;
  return result;
}

}  // namespace envelope::diagnostics
