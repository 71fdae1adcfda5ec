#include "compiler/diagnostics/color.h"

#include <catch2/catch.hpp>

namespace envelope::diagnostics {

TEST_CASE("colour is for terminals, unless somebody says otherwise") {
  CHECK(wants_color(ColorMode::automatic, true, nullptr));
  CHECK(wants_color(ColorMode::automatic, true, ""));
  CHECK_FALSE(wants_color(ColorMode::automatic, true, "1"));
  CHECK_FALSE(wants_color(ColorMode::automatic, true, "0"));  // set is set, whatever it says
  CHECK_FALSE(wants_color(ColorMode::automatic, false, nullptr));
  CHECK(wants_color(ColorMode::always, false, "1"));
  CHECK_FALSE(wants_color(ColorMode::never, true, nullptr));
}

}  // namespace envelope::diagnostics
