#include "compiler/base/span.h"

#include <catch2/catch.hpp>

namespace envelope::base {

TEST_CASE("join covers both spans, and an invalid one is neutral") {
  const FileId file{3};
  const Span early{file, 2, 5};
  const Span late{file, 9, 11};
  CHECK(join(early, late) == Span{file, 2, 11});
  CHECK(join(late, early) == Span{file, 2, 11});
  CHECK(join(Span{file, 0, 20}, early) == Span{file, 0, 20});
  CHECK(join(Span{}, late) == late);
  CHECK(join(late, Span{}) == late);
  CHECK_FALSE(join(Span{}, Span{}).is_valid());
}

}  // namespace envelope::base
