// Comments, kept beside the tree by position so that the tree stays clean and the formatter loses nothing.
#pragma once

#include <vector>

#include "compiler/base/span.h"

namespace envelope::syntax {

struct Comment {
  base::Span span;        // from `//` to before the line end
  bool own_line = false;  // nothing but blanks stands before it on its line
};

// In order of position.
struct Trivia {
  std::vector<Comment> comments;
};

}  // namespace envelope::syntax
