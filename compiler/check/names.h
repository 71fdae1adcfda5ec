// The name spaces of a policy (S15) and what stands in them.
#pragma once

#include <llvm/ADT/StringMap.h>

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/nearest.h"
#include "compiler/base/span.h"

namespace envelope::check {

enum class NameKind : std::uint8_t {
  action,
  class_,
  event,
  duty,
  meter,
  fact,
  let,
  type,
  capability,
  agent,
  human,
  tier,
  window,
  phase,
  stop,
  approval,
  job,
  label,
  watch,
};

// Names of one space must differ; the same name may stand in several spaces.
enum class Space : std::uint8_t {
  targets,  // actions, classes, events
  duties,
  quantities,  // meters, facts, lets
  types,
  capabilities,
  principals,  // agents, humans
  tiers,
  switches,  // windows, phases, stops
  approvals,
  jobs,
  labels,
  watches,
};
inline constexpr std::size_t kSpaces = 12;

[[nodiscard]] std::string_view kind_word(NameKind kind);        // `action`
[[nodiscard]] std::string_view kind_plural(NameKind kind);      // `actions`
[[nodiscard]] std::string with_article(std::string_view noun);  // `an action`
[[nodiscard]] std::string_view space_word(Space space);         // what is looked for in it: `action or class`, `agent or human`

// What a name stands for. `index` counts the entities of its kind's vector in TypedProgram (lets: Context::lets).
struct Declared {
  NameKind kind{};
  std::uint32_t index = 0;
  base::Span span;  // of the name, where it was declared
};

class Names {
 public:
  [[nodiscard]] const Declared* find(Space space, std::string_view name) const;
  // Adds a name. When it is taken, adds nothing and returns what stands there.
  const Declared* add(Space space, std::string_view name, Declared declared);

  // The same name in another space, or null. Prefers spaces in the order of the enum.
  [[nodiscard]] const Declared* elsewhere(Space not_in, std::string_view name) const;
  // The nearest name of the space: equal but for case, or a small edit distance. The work of all calls together is bounded.
  [[nodiscard]] std::optional<base::Suggestion> suggest(Space space, std::string_view name) const;
  // The same among the names of these kinds, of whatever space, and one more word.
  [[nodiscard]] std::optional<base::Suggestion> suggest(std::initializer_list<NameKind> kinds, std::string_view name,
                                                        std::string_view word = {}) const;

  [[nodiscard]] std::size_t size(Space space) const { return tables_[static_cast<std::size_t>(space)].size(); }
  [[nodiscard]] const llvm::StringMap<Declared>& all(Space space) const { return tables_[static_cast<std::size_t>(space)]; }

 private:
  std::array<llvm::StringMap<Declared>, kSpaces> tables_;
  mutable std::size_t work_ = 0;
};

}  // namespace envelope::check
