// The vocabulary of one random policy: few names, every type, and the declarations that say so.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/base/type.h"
#include "tests/differential/random.h"
#include "tests/differential/source.h"

namespace envelope::differential {

// A type as a policy writes it: `Count`, `Env`, `[Agent]`.
struct WrittenType {
  base::TypeKind kind{};
  std::string word;
  bool is_set = false;
  [[nodiscard]] std::string text() const { return is_set ? "[" + word + "]" : word; }
};

struct Quantity {  // an attribute or a fact; one name has one type throughout
  std::string name;
  WrittenType type;
};

struct WorldAttribute {
  Quantity quantity;
  bool optional = false;
};

struct WorldAction {
  std::string name;
  std::vector<WorldAttribute> attributes;
  std::vector<std::size_t> classes;      // as written
  std::vector<std::size_t> all_classes;  // closed upward
};

struct WorldSwitch {
  std::string word;  // window, phase, stop
  std::string name;
};

struct World {
  std::vector<std::string> zones;  // of each file
  std::vector<std::string> agents, humans, tiers, capabilities, approvals, labels, jobs;
  std::vector<std::size_t> tier_of;  // by agent: index, or tiers.size() for none
  std::vector<std::string> classes;
  std::vector<std::vector<std::size_t>> class_parents;  // by class; all stand before it
  std::vector<WorldAction> actions;                     // `enter` and `leave` stand last when there are passages
  bool has_passages = false;
  bool has_lets = false;
  std::vector<Quantity> facts;
  std::vector<WorldSwitch> switches;

  [[nodiscard]] std::vector<std::string> principals() const;
  [[nodiscard]] std::vector<std::string> switch_names() const;
  // Members of a closed type by the word a policy calls it; none when the world has none of them.
  [[nodiscard]] std::vector<std::string> members(const WrittenType& type) const;
};

[[nodiscard]] World make_world(Random& random);

// The declarations of everything but principals, tiers, switches and jobs, whose blocks declare them.
[[nodiscard]] std::vector<Piece> declarations(const World& world, Random& random);

}  // namespace envelope::differential
