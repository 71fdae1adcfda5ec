#include "compiler/base/nearest.h"

#include <catch2/catch.hpp>

namespace envelope::base {

TEST_CASE("the name somebody probably meant") {
  const std::vector<std::string> commands{"check", "fmt", "test", "why", "explain"};
  CHECK(nearest("chekc", commands) == "check");  // a swap is one slip
  CHECK(nearest("Check", commands) == "check");
  CHECK(nearest("chek", commands) == "check");
  CHECK(nearest("explian", commands) == "explain");
  CHECK(nearest("verify", commands) == std::nullopt);
  CHECK(nearest("", commands) == std::nullopt);
}

TEST_CASE("of equals the first in the alphabet") {
  CHECK(nearest("bolt", {"bold", "boat", "volt"}) == "boat");
  CHECK(nearest("bolt", {"volt", "boat", "bold"}) == "boat");
}

}  // namespace envelope::base
