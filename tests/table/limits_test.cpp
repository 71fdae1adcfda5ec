// Every limit that a policy can reach: at the limit a table, one over a finding and no table.
#include <fmt/format.h>

#include <catch2/catch.hpp>

#include "compiler/pipeline/compile.h"
#include "compiler/project/memory_files.h"
#include "compiler/table/build.h"
#include "runtime/format/table_format.h"
#include "tests/table/tables.h"

namespace envelope::table::test {
namespace {

// What stands in the way of a table; empty when there is one that loads.
std::string built(const std::string& policy, const SizeLimits& limits = {}) {
  project::MemoryFiles files;
  files.add("main.envelope", policy);
  const auto compilation = pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
  REQUIRE(compilation->model);
  const BuildResult result = build(*compilation->model, compilation->sources, {"0.0.0", {}, {"main.envelope"}}, {.limits = limits});
  if (!result.passed.empty()) CHECK(result.bytes.empty());
  if (!result.passed.empty()) return fmt::format("{} > {}", result.passed.front().what, result.passed.front().limit);
  return load(result.bytes) != nullptr ? "" : "the loader refuses it";
}

std::string with_approvals(std::size_t count) {
  std::string policy = "policy p\naction go\nhuman owner\nagent ann { allow go }\n";
  for (std::size_t i = 0; i < count; ++i) policy += fmt::format("approval a{0} {{ from owner }}\nat most ask go via a{0}\n", i);
  return policy;
}

std::string with_duties(std::size_t count) {
  std::string policy = "policy p\naction go\nduty note\nagent ann { allow go }\n";
  for (std::size_t i = 0; i < count; ++i) policy += "before go do note\n";
  return policy;
}

std::string with_name(std::size_t bytes) { return fmt::format("policy p\naction go\nagent {} {{ allow go }}\n", std::string(bytes, 'a')); }

std::string with_wild_pattern(std::string pattern) {
  return fmt::format("policy p\naction go(to: String)\nagent ann {{ allow go when to matches \"{}\" }}\n", pattern);
}

// `count` names in one statement: `WORD a0, a1, …`.
std::string with_names(const char* word, std::size_t count, const char* rest) {
  std::string policy = fmt::format("policy p\naction go\nagent ann {{ allow go }}\n{} a0", word);
  for (std::size_t i = 1; i < count; ++i) policy += fmt::format(", a{}", i);
  return policy + rest;
}

std::string with_blocks(const char* word, std::size_t count, const char* rest) {
  std::string policy = "policy p\naction go\nagent ann { allow go }\n";
  for (std::size_t i = 0; i < count; ++i) policy += fmt::format("{} a{}{}\n", word, i, rest);
  return policy;
}

BuildResult table_of(const std::string& policy, const SizeLimits& limits = {}) {
  project::MemoryFiles files;
  files.add("main.envelope", policy);
  const auto compilation = pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
  REQUIRE(compilation->model);
  return build(*compilation->model, compilation->sources, {"0.0.0", {}, {"main.envelope"}}, {.limits = limits});
}

// What the first limit that is passed points at.
std::string blamed(const std::string& policy) {
  const BuildResult result = table_of(policy);
  REQUIRE_FALSE(result.passed.empty());
  const base::Span span = result.passed.front().span;
  return span.is_valid() ? policy.substr(span.begin, span.end - span.begin) : "the policy";
}

}  // namespace

TEST_CASE("principals") {
  const std::string policy = "policy p\naction go\nhuman owner\nagent ann { allow go }\nagent bob\n";
  CHECK(built(policy, {.principals = 3}) == "");
  CHECK(built(policy, {.principals = 2}) == "3 principals > 2");
}

TEST_CASE("nodes of diagrams") {
  std::string policy = "policy p\naction go\n", condition;  // too much for one program
  for (int i = 0; i < 40; ++i) {
    policy += fmt::format("fact f{}: Bool\n", i);
    condition += fmt::format("{}f{}", i == 0 ? "" : i % 2 == 0 ? " or " : " and ", i);
  }
  policy += "agent ann { allow go when " + condition + " }\n";
  const std::uint64_t nodes = table_of(policy).counts.nodes;
  REQUIRE(nodes > 1);
  std::uint64_t least = 1;  // the explaining diagrams may have more
  while (!built(policy, {.nodes = least}).empty()) ++least;
  CHECK(least >= nodes);
  CHECK(built(policy, {.nodes = least - 1}) == fmt::format("{} nodes of diagrams > {}", least, least - 1));
}

TEST_CASE("bytes of a table") {
  const std::string policy = "policy p\naction go\nagent ann { allow go }\n";
  const std::uint64_t bytes = table_of(policy).bytes.size();
  CHECK(built(policy, {.file_bytes = bytes}) == "");
  CHECK(built(policy, {.file_bytes = bytes - 1}) == fmt::format("a table of {} bytes > {}", bytes, bytes - 1));
}

TEST_CASE("a limit that is passed points at a statement where there is one") {
  CHECK(blamed(with_approvals(format::kCellApprovalsMax + 1)) == "at most ask go via a16");
  CHECK(blamed(with_duties(format::kCellDutiesMax + 1)) == "before go do note");
  CHECK(blamed(with_names("action", format::kActionsMax, "\n")) == "the policy");
}

TEST_CASE("actions") {
  CHECK(built(with_names("action", format::kActionsMax - 1, "\n")) == "");  // and `go`
  CHECK(built(with_names("action", format::kActionsMax, "\n")) == "16385 actions > 16384");
}

TEST_CASE("windows, phases and stops") {
  CHECK(built(with_blocks("stop", format::kSwitchesMax, "")) == "");
  CHECK(built(with_blocks("stop", format::kSwitchesMax + 1, "")) == "4097 windows, phases and stops > 4096");
}

TEST_CASE("labels") {
  CHECK(built(with_blocks("label", format::kLabelsMax, " from go")) == "");
  CHECK(built(with_blocks("label", format::kLabelsMax + 1, " from go")) == "4097 labels > 4096");
}

TEST_CASE("approvals of one decision") {
  CHECK(built(with_approvals(format::kCellApprovalsMax)) == "");
  CHECK(built(with_approvals(format::kCellApprovalsMax + 1)) == "a decision that can ask for 17 approvals > 16");
}

TEST_CASE("duties of one decision") {
  CHECK(built(with_duties(format::kCellDutiesMax)) == "");
  CHECK(built(with_duties(format::kCellDutiesMax + 1)) == "a decision that can carry 17 duties > 16");
}

TEST_CASE("bytes of a name") {
  CHECK(built(with_name(format::kNameBytesMax)) == "");
  CHECK(built(with_name(format::kNameBytesMax + 1)) == "a name of 1025 bytes > 1024");
}

TEST_CASE("patterns whose matcher passes even the residual matcher's states are named") {
  std::string list;
  for (int i = 0; i < 40; ++i) list += fmt::format("{}\"{}{}*a{}\"", i == 0 ? "" : ", ", std::string(900, 'x'), i, std::string(12, '?'));
  const std::string policy = "policy p\naction go(to: String)\nagent ann { allow go when to matches [" + list + "] }\n";
  const std::string fault = built(policy);
  CHECK(fault.starts_with("the pattern `xxx"));
  CHECK(fault.ends_with("whose matcher has more states > 8192"));
  CHECK(blamed(policy).starts_with("allow go when to matches"));
}

TEST_CASE("a pattern whose automaton would be too large is matched by the residual matcher") {
  CHECK(built(with_wild_pattern("*a????????????????")) == "");
}

}  // namespace envelope::table::test
