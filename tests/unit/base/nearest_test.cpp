#include "compiler/base/nearest.h"

#include <catch2/catch.hpp>

namespace envelope::base {

using Names = std::vector<std::string>;

TEST_CASE("the name somebody probably meant") {
  const Names commands{"check", "fmt", "test", "why", "explain"};
  CHECK(nearest("chekc", commands) == "check");  // a swap is one slip
  CHECK(nearest("Check", commands) == "check");
  CHECK(nearest("chek", commands) == "check");
  CHECK(nearest("explian", commands) == "explain");
  CHECK(nearest("verify", commands) == std::nullopt);
  CHECK(nearest("", commands) == std::nullopt);
}

TEST_CASE("of equals the first in the alphabet") {
  CHECK(nearest("bolt", Names{"bold", "boat", "volt"}) == "boat");
  CHECK(nearest("bolt", Names{"volt", "boat", "bold"}) == "boat");
}

TEST_CASE("an abbreviation is near, a word with nothing in common is not") {
  CHECK(nearest("prod", Names{"production", "staging"}) == "production");
  CHECK(nearest("pro", Names{"production"}) == std::nullopt);
  CHECK(nearest("ab", Names{"xy"}) == std::nullopt);
  CHECK(nearest("a", Names{"b"}) == std::nullopt);
}

}  // namespace envelope::base
