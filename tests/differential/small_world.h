// A world so small that everything about it can be tried: all sets of up to three statements out of a menu, and all requests that
// differ in anything these statements ask about.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/model/policy_model.h"
#include "compiler/request/request.h"
#include "tests/differential/compiled.h"

namespace envelope::differential {

// What requests can differ in.
enum class Part : std::uint8_t { principal, action, edge, lineage, to, flag, night, ready, labels, origin, time, job };
inline constexpr std::size_t kParts = 12;

// One statement of the menu.
struct MenuItem {
  std::string text;
  std::vector<Part> parts;      // what it asks about, besides principal, action and lineage
  bool only_restricts = false;  // a plain `deny`, or an `at most`
};

class SmallWorld {
 public:
  // Compiles the vocabulary with the whole menu once.
  SmallWorld();

  [[nodiscard]] const std::vector<MenuItem>& menu() const { return menu_; }
  [[nodiscard]] const base::SourceMap& sources() const { return compiled_->sources; }
  [[nodiscard]] const std::string& problems() const { return compiled_->problems; }
  // The item is a `before` or an `after`.
  [[nodiscard]] bool is_duty(std::size_t item) const;
  // The vocabulary with these statements, in this order. Indices into the menu.
  [[nodiscard]] check::TypedProgram program(const std::vector<std::size_t>& statements) const;
  [[nodiscard]] model::PolicyModel lower(const check::TypedProgram& program) const;

 private:
  std::vector<MenuItem> menu_;
  check::TypedProgram vocabulary_;   // without the statements of the menu
  std::vector<std::size_t> places_;  // by menu item: its index among the rules, or among the duty statements
  std::unique_ptr<Compiled> compiled_;
};

// All requests that differ in the parts that some statements ask about. Request number n is a number whose digits are the choices.
class RequestSpace {
 public:
  explicit RequestSpace(const std::vector<const MenuItem*>& statements);

  [[nodiscard]] std::size_t size() const { return requests_.size(); }
  [[nodiscard]] const request::Request& operator[](std::size_t number) const { return requests_[number]; }
  // The requests that hide one part of request `number` and say the rest alike.
  [[nodiscard]] std::vector<std::size_t> hiding(std::size_t number) const;

 private:
  struct Digit {
    Part part{};
    std::size_t choices = 0;
    bool can_hide = false;  // the last choice hides the part
    std::size_t weight = 0;
  };
  std::vector<Digit> digits_;
  std::vector<request::Request> requests_;
};

}  // namespace envelope::differential
