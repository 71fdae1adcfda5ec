#include "runtime/text/truth.h"

#include <catch2/catch.hpp>

using namespace envelope::text;

namespace {
constexpr Truth kAll[] = {Truth::no, Truth::unknown, Truth::yes};
}

TEST_CASE("Kleene's tables") {
  CHECK(truth_and(Truth::yes, Truth::unknown) == Truth::unknown);
  CHECK(truth_and(Truth::no, Truth::unknown) == Truth::no);
  CHECK(truth_or(Truth::yes, Truth::unknown) == Truth::yes);
  CHECK(truth_or(Truth::no, Truth::unknown) == Truth::unknown);
  CHECK(truth_not(Truth::unknown) == Truth::unknown);
  CHECK(truth_not(Truth::yes) == Truth::no);
  CHECK(truth_not(Truth::no) == Truth::yes);
  CHECK(truth_of(true) == Truth::yes);
  CHECK(truth_of(false) == Truth::no);
}

TEST_CASE("truth obeys De Morgan and is monotone") {
  for (const Truth a : kAll) {
    for (const Truth b : kAll) {
      CHECK(truth_not(truth_and(a, b)) == truth_or(truth_not(a), truth_not(b)));
      CHECK(truth_and(a, b) == truth_and(b, a));
      // Forgetting what `a` is never turns an answer into its opposite.
      const Truth known = truth_and(a, b);
      const Truth hidden = truth_and(Truth::unknown, b);
      CHECK((hidden == known || hidden == Truth::unknown || hidden == b));
    }
  }
}
