#include "compiler/base/nearest.h"

#include <catch2/catch.hpp>

namespace envelope::base {

using Names = std::vector<std::string>;

namespace {

std::optional<std::string> near(std::string_view name, const Names& candidates) {
  const std::optional<Suggestion> found = nearest(name, candidates);
  return found ? std::optional(found->name) : std::nullopt;
}

bool is_certain(std::string_view name, const Names& candidates) {
  const std::optional<Suggestion> found = nearest(name, candidates);
  return found && found->is_certain;
}

}  // namespace

TEST_CASE("the name somebody probably meant") {
  const Names commands{"check", "fmt", "test", "why", "explain"};
  CHECK(near("chekc", commands) == "check");  // a swap is one slip
  CHECK(near("Check", commands) == "check");
  CHECK(near("chek", commands) == "check");
  CHECK(near("explian", commands) == "explain");
  CHECK(near("verify", commands) == std::nullopt);
  CHECK(near("", commands) == std::nullopt);
}

TEST_CASE("of equals the first in the alphabet") {
  CHECK(near("bolt", Names{"bold", "boat", "volt"}) == "boat");
  CHECK(near("bolt", Names{"volt", "boat", "bold"}) == "boat");
}

TEST_CASE("an abbreviation is near, a word with nothing in common is not") {
  CHECK(near("prod", Names{"production", "staging"}) == "production");
  CHECK(near("pro", Names{"production"}) == std::nullopt);
  CHECK(near("ab", Names{"xy"}) == std::nullopt);
  CHECK(near("a", Names{"b"}) == std::nullopt);
}

TEST_CASE("only a single slip that fits one name is certain") {
  CHECK(is_certain("deplyo", Names{"deploy", "delete"}));
  CHECK(is_certain("Deploy", Names{"deploy"}));
  CHECK(is_certain("wrte", Names{"write", "read"}));
  CHECK_FALSE(is_certain("wipe", Names{"write"}));         // two edits
  CHECK_FALSE(is_certain("bolt", Names{"bold", "volt"}));  // two names
  CHECK_FALSE(is_certain("Bolt", Names{"bolt", "bold"}));  // also when one differs in case only
  CHECK_FALSE(is_certain("rm", Names{"rd"}));              // a word of two letters
  CHECK_FALSE(is_certain("bolt_1", Names{"bolt_2"}));      // another number
  CHECK_FALSE(is_certain("bolt", Names{"bolt1"}));
  CHECK_FALSE(is_certain("prod", Names{"production"}));  // an abbreviation
}

}  // namespace envelope::base
