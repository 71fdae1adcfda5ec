// How often a run exercised what: a test that never asks a question cannot find a wrong answer to it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "compiler/check/typed_program.h"
#include "compiler/model/evaluate.h"
#include "compiler/request/outcome.h"
#include "runtime/text/truth.h"
#include "tests/differential/compiled.h"
#include "tests/differential/request_maker.h"

namespace envelope::differential {

class Tally {
 public:
  // Every row that must not stay at 0 is known from the start.
  Tally();

  void add(const request::Outcome& outcome, const MadeRequest& made);
  // What lies behind an outcome: which records took part, what each condition on the way was. Slow: for a sample of the pairs.
  void look_closer(const Compiled& policy, const request::Request& request);

  [[nodiscard]] std::string table() const;
  // The rows at 0; empty when everything was exercised.
  [[nodiscard]] std::vector<std::string> empty_rows() const;
  [[nodiscard]] std::uint64_t pairs() const { return pairs_; }
  [[nodiscard]] std::uint64_t damaged() const { return damaged_; }

 private:
  // How often no, unknown, yes; and how often the atom was negated.
  static constexpr std::size_t kNegated = 3;
  struct AtomRow {
    std::array<std::uint64_t, 4> counts{};
    std::array<bool, 4> required{};
  };

  void require(std::string name) { counts_.emplace(std::move(name), 0); }
  void count_matched(const model::Explanation& explanation, const model::PolicyModel& model);
  void count_conditions(const Compiled& policy, const request::Request& request, const std::vector<check::TypedCondition>& conditions,
                        base::ActionId action, base::PrincipalId who);
  void count_expression(const Compiled& policy, const request::Request& request, const check::TypedExpr& expression, base::ActionId action,
                        base::PrincipalId who);
  void count_capabilities(const Compiled& policy, const request::Request& request, base::ActionId action, base::PrincipalId who);
  void count_scopes(const std::vector<check::ScopeRef>& scopes);

  std::map<std::string, std::uint64_t> counts_;
  std::map<std::string, AtomRow> atoms_;
  std::uint64_t pairs_ = 0, damaged_ = 0;
};

}  // namespace envelope::differential
