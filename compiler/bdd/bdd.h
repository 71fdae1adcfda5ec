// Reduced ordered binary decision diagrams: Boolean functions of numbered variables, equal functions being one node.
//
// So `f == g` is a proof that two functions agree everywhere, and `f == kFalse` one that nothing satisfies f. A Space owns its nodes; they
// live until clear(). Not thread-safe.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace envelope::bdd {

// A function of one Space. Two functions of one space are equal exactly if their nodes are.
using Node = std::uint32_t;
inline constexpr Node kFalse = 0;
inline constexpr Node kTrue = 1;

using Variable = std::uint32_t;  // smaller ones are asked first

class Space {
 public:
  // Beyond `nodes_max` nodes every operation gives kFalse and has_overflowed() says so: nothing computed since clear() means anything.
  explicit Space(std::size_t nodes_max = kNodesMax);

  [[nodiscard]] Node variable(Variable v);
  [[nodiscard]] Node ite(Node condition, Node yes, Node no);
  [[nodiscard]] Node both(Node a, Node b) { return ite(a, b, kFalse); }
  [[nodiscard]] Node either(Node a, Node b) { return ite(a, kTrue, b); }
  [[nodiscard]] Node negation(Node a) { return ite(a, kFalse, kTrue); }
  [[nodiscard]] Node without(Node a, Node b) { return ite(b, kFalse, a); }  // a and not b

  // The function of `bits` variables from `first` on that gives values[number], the number being read from them with the first as its
  // highest bit; numbers past the end read the last value. `values` must not be empty.
  [[nodiscard]] Node of_number(Variable first, std::uint32_t bits, const std::vector<bool>& values);

  // What `f` becomes when `bits` variables from `first` on spell `number`. No variable before `first` may be asked by `f`.
  [[nodiscard]] Node where_number(Node f, Variable first, std::uint32_t bits, std::uint32_t number) const;
  // The same wherever these variables stand in `f`.
  [[nodiscard]] Node restricted(Node f, Variable first, std::uint32_t bits, std::uint32_t number);

  // Where `f` holds for either value of the variable.
  [[nodiscard]] Node anything_of(Node f, Variable v) { return either(restricted(f, v, 1, 0), restricted(f, v, 1, 1)); }

  // What a function that is neither kFalse nor kTrue asks first, and what is left of it after either answer.
  struct Branches {
    Variable variable = 0;
    Node yes = 0, no = 0;
  };
  [[nodiscard]] Branches branches(Node f) const { return {nodes_[f].variable, nodes_[f].yes, nodes_[f].no}; }
  // All that `f` asks, ascending.
  [[nodiscard]] std::vector<Variable> variables_of(Node f) const;

  [[nodiscard]] bool has_overflowed() const { return overflowed_; }
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  [[nodiscard]] std::size_t nodes_max() const { return nodes_max_; }
  void clear();

  static constexpr std::size_t kNodesMax = std::size_t{1} << 21U;

 private:
  struct Record {
    Variable variable = 0;
    Node yes = 0;
    Node no = 0;
  };
  struct Computed {
    Node condition = 0, yes = 0, no = 0, result = kFalse;  // `condition` is kFalse where nothing is remembered
  };

  // Variables that spell a number.
  struct Spelled {
    Variable first = 0;
    std::uint32_t bits = 0, number = 0;
  };

  Node restricted_below(const Spelled& spelled, Node f, std::unordered_map<Node, Node>& known);
  Node make(Variable v, Node yes, Node no);
  [[nodiscard]] std::size_t slot_of(Variable v, Node yes, Node no) const;
  [[nodiscard]] Node branch(Node f, Variable v, bool way) const;
  void grow();

  std::vector<Record> nodes_;
  std::vector<Node> slots_;  // open addressing over nodes_; kFalse: free
  std::vector<Computed> computed_;
  std::size_t nodes_max_;
  bool overflowed_ = false;
};

}  // namespace envelope::bdd
