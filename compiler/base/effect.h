// The four effects and the three strengths, shared by every floor.
#pragma once

#include <cstdint>
#include <string_view>

namespace envelope::base {

// Ordered by strictness: the smaller is the stricter, so min() is "the strictest wins".
enum class Effect : std::uint8_t { deny, propose, ask, allow };

// `default e` only supplies a missing grant; plain `e`; `at most e` restricts and grants nothing.
enum class Strength : std::uint8_t { weak, plain, at_most };

[[nodiscard]] constexpr std::string_view effect_name(Effect effect) {
  switch (effect) {
    case Effect::deny:
      return "deny";
    case Effect::propose:
      return "propose";
    case Effect::ask:
      return "ask";
    case Effect::allow:
      return "allow";
  }
  return "deny";
}

}  // namespace envelope::base
