// Internal to this folder: which names the statements of a module use, as opposed to declare.
#pragma once

#include <array>
#include <set>
#include <string_view>

#include "compiler/check/names.h"
#include "compiler/lint/lint.h"
#include "compiler/syntax/ast/policy_file.h"

namespace envelope::lint {

// Views into the trees. A word on the right side of a comparison may be a `let`, a member, an agent, a mode …: it counts as a use in every
// space, so that nothing is called unused that might be used.
class Mentions {
 public:
  // Adds what `file` uses; tests and assertions use names as rules do.
  void add(const syntax::PolicyFile& file);

  [[nodiscard]] bool has(check::Space space, std::string_view name) const;
  // A class that an action or class says it belongs to: membership alone is no use of it.
  [[nodiscard]] bool has_member(std::string_view class_name) const { return memberships_.contains(class_name); }
  // A capability that some action needs; holding one that nothing needs is no use of it.
  [[nodiscard]] bool is_needed(std::string_view capability) const { return needed_.contains(capability); }
  // A rule that can grant names `anything`.
  [[nodiscard]] bool grants_anything() const { return grants_anything_; }

 private:
  friend struct Collector;

  std::array<std::set<std::string_view>, check::kSpaces> names_;
  std::set<std::string_view> words_;
  std::set<std::string_view> memberships_, needed_;
  bool grants_anything_ = false;
};

}  // namespace envelope::lint
