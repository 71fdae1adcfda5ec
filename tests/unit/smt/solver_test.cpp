// The door to Z3: verdicts, models, limits, and what happens when the solver misbehaves.
#include <catch2/catch.hpp>

#include "compiler/smt/solver.h"

using namespace envelope::smt;

namespace {

struct FaultOff {
  ~FaultOff() { testing::inject_fault(testing::Fault::none); }
};

// 3 < x, x < `bound`, and a Boolean that says so.
Problem between_3_and(std::int64_t bound) {
  Problem problem;
  const Term x = problem.integer("x", 0, 100);
  const Term flag = problem.boolean("flag");
  problem.require(problem.equal(flag, problem.all({problem.less(problem.number(3), x), problem.less(x, problem.number(bound))})));
  problem.require(flag);
  return problem;
}

}  // namespace

TEST_CASE("the solver finds what is possible, and proves what is not") {
  Solver solver;
  const Answer possible = solver.ask(between_3_and(5));
  REQUIRE(possible.verdict == Verdict::possible);
  CHECK(possible.model.at("x") == 4);
  CHECK(possible.model.at("flag") == 1);
  CHECK(solver.ask(between_3_and(4)).verdict == Verdict::impossible);
}

TEST_CASE("bounds of integers hold, the greatest and the least 64-bit numbers too") {
  Solver solver;
  Problem problem;
  const Term x = problem.integer("x", INT64_MIN, INT64_MAX);
  problem.require(problem.equal(x, problem.number(INT64_MIN)));
  CHECK(solver.ask(problem).model.at("x") == INT64_MIN);
  Problem beyond;
  const Term y = beyond.integer("y", 0, INT64_MAX);
  beyond.require(beyond.less(y, beyond.number(0)));
  CHECK(solver.ask(beyond).verdict == Verdict::impossible);
}

TEST_CASE("verdicts do not depend on the seed") {
  for (const std::uint32_t seed : {0U, 1U, 7U, 99U}) {
    Solver solver({Limits{}.resources, seed});
    CHECK(solver.ask(between_3_and(5)).verdict == Verdict::possible);
    CHECK(solver.ask(between_3_and(4)).verdict == Verdict::impossible);
  }
}

TEST_CASE("more questions than one context keeps") {
  Solver solver;
  for (int i = 0; i < 600; ++i)
    REQUIRE(solver.ask(between_3_and(4 + i % 2)).verdict == (i % 2 == 0 ? Verdict::impossible : Verdict::possible));
}

TEST_CASE("a solver that fails says so and gives no verdict") {
  const FaultOff off;
  Solver solver;
  for (const testing::Fault fault : {testing::Fault::out_of_resources, testing::Fault::exception}) {
    testing::inject_fault(fault);
    const Answer answer = solver.ask(between_3_and(5));
    CHECK(answer.verdict == Verdict::unknown);
    CHECK_FALSE(answer.limit.empty());
  }
}

TEST_CASE("a real limit on work is hit, not waited for") {
  Problem problem;  // eight pigeons, seven holes
  std::vector<std::vector<Term>> in(8);
  for (std::size_t pigeon = 0; pigeon < 8; ++pigeon)
    for (std::size_t hole = 0; hole < 7; ++hole)
      in[pigeon].push_back(problem.boolean("p" + std::to_string(pigeon) + "_" + std::to_string(hole)));
  for (const auto& holes : in) problem.require(problem.any(holes));
  for (std::size_t hole = 0; hole < 7; ++hole)
    for (std::size_t a = 0; a < 8; ++a)
      for (std::size_t b = 0; b < a; ++b) problem.require(problem.negation(problem.all({in[a][hole], in[b][hole]})));
  Solver hurried({1'000, 0});
  const Answer answer = hurried.ask(problem);
  CHECK(answer.verdict == Verdict::unknown);
  CHECK_FALSE(answer.limit.empty());
}

TEST_CASE("a problem as text") {
  CHECK(smtlib(between_3_and(5), "dead-allow\nbolt deploy") ==
        "; dead-allow\n; bolt deploy\n(set-logic QF_LIA)\n(declare-const x Int)\n(assert (<= 0 x 100))\n(declare-const flag Bool)\n"
        "(define-fun t3 () Bool (< 3 x))\n(define-fun t5 () Bool (< x 5))\n(define-fun t6 () Bool (and t3 t5))\n"
        "(define-fun t7 () Bool (= flag t6))\n(assert t7)\n(assert flag)\n(push 1)\n(check-sat)\n(reset)\n");
}

TEST_CASE("the text of a problem is answered as the problem is") {
  CHECK(testing::answers_to(smtlib(between_3_and(5), "five")) == "sat\n");
  CHECK(testing::answers_to(smtlib(between_3_and(4), "four") + smtlib(between_3_and(5), "five")) == "unsat\nsat\n");
}
