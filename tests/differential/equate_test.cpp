// Tables of random policies are proved equal to their source, and a fault that is switched on is found by the proof.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "compiler/automata/compile.h"
#include "compiler/equate/equate.h"
#include "compiler/lower/lower.h"
#include "compiler/request/print.h"
#include "compiler/smt/solver.h"
#include "compiler/table/faults.h"
#include "runtime/decide/fault.h"
#include "tests/differential/compiled.h"
#include "tests/differential/policy_maker.h"
#include "tests/differential/run_options.h"

namespace envelope::differential {

namespace {

std::string describe(const equate::Result& result) {
  std::string out;
  for (const equate::Difference& each : result.differences)
    out += fmt::format("{}: source {}, table {}\n", request::print(each.request), request::print(each.meant), request::print(each.decided));
  for (const auto* sentences : {&result.names, &result.limits, &result.faults})
    for (const std::string& sentence : *sentences) out += sentence + "\n";
  return out;
}

// Proves the tables of random policies until one is not proved; what was wrong with it, or nothing.
std::string first_problem(std::size_t policies, equate::Counts& counts, const equate::Options& options = {}) {
  std::uint64_t seeds = seed();
  for (std::size_t i = 0; i < policies; ++i) {
    Random random(Random::next_seed(seeds));
    const PolicySource source = make_policy(random);
    const std::unique_ptr<Compiled> policy = compile(render(source));
    if (!policy->problems.empty()) return policy->problems;
    const equate::Result result = equate::prove_equal(policy->program, *policy->table->handle(), options);
    counts.cells += result.counts.cells;
    counts.distinct += result.counts.distinct;
    counts.exhausted += result.counts.exhausted;
    counts.by_engines += result.counts.by_engines;
    counts.cases += result.counts.cases;
    if (!result.is_proved()) return fmt::format("{}{}", describe(result), show(source));
  }
  return {};
}

// A fault that makes the loader refuse a table is found as well.
void check_is_found(const char* name, void (*inject)(bool)) {
  equate::Counts counts;
  inject(true);
  const std::string problem = first_problem(200, counts);
  inject(false);
  INFO(name);
  CHECK_FALSE(problem.empty());
  fmt::print("{} found by proof after {} cells: {}\n", name, counts.cells, problem.substr(0, problem.find('\n')));
}

}  // namespace

TEST_CASE("tables of random policies are proved equal to their source", "[equate]") {
  equate::Counts counts;
  CHECK(first_problem(kSanitized ? 20 : 150, counts) == "");
  fmt::print("proved: {} cells, {} distinct, {} by exhaustion of {} cases, {} by engines\n", counts.cells, counts.distinct,
             counts.exhausted, counts.cases, counts.by_engines);
  CHECK(counts.distinct > (kSanitized ? 200 : 2'000));
}

TEST_CASE("faults are found by proof", "[equate]") {
  check_is_found("lowering that forgets `except`", lower::testing::inject_fault);
  check_is_found("diagrams that forget denials", table::testing::inject_cell_fault);
  check_is_found("minimising that merges states that differ", automata::testing::inject_minimising_fault);
  check_is_found("automata whose lines lose a byte", automata::testing::inject_encoding_fault);
  check_is_found("a writer that swaps cells", table::testing::inject_writer_fault);
  check_is_found("a loader that reads constants from the end", decide::testing::inject_loading_fault);
}

// Cells that are small enough are tried case by case; here none is.
TEST_CASE("two engines prove what trying every case proves", "[equate]") {
  const equate::Options options{.cases_max = 1};
  equate::Counts counts;
  CHECK(first_problem(kSanitized ? 2 : 15, counts, options) == "");
  CHECK(counts.by_engines > counts.exhausted);
  for (const auto inject : {table::testing::inject_cell_fault, table::testing::inject_writer_fault}) {
    inject(true);
    CHECK_FALSE(first_problem(20, counts, options).empty());
    inject(false);
  }
}

TEST_CASE("a solver that fails proves no table", "[equate]") {
  const equate::Options options{.cases_max = 1};
  for (const auto fault : {smt::testing::Fault::out_of_resources, smt::testing::Fault::exception, smt::testing::Fault::wrong_answer}) {
    smt::testing::inject_fault(fault);
    equate::Counts counts;
    const std::string problem = first_problem(3, counts, options);
    smt::testing::inject_fault(smt::testing::Fault::none);
    CHECK_FALSE(problem.empty());
  }
}

}  // namespace envelope::differential
