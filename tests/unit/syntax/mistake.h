// A mistake, what is said of it and what its fixes make of it.
#pragma once

#include <string>
#include <vector>

namespace envelope::syntax {

struct Mistake {
  std::string text;
  std::string findings;  // a line each: `1:5 ENV0104 message`
  std::string fixed;     // empty: no fix is proposed
};

// Also checks that a text with its fixes carried out has no finding left, where every finding has a fix.
void check_mistakes(const std::vector<Mistake>& mistakes);

}  // namespace envelope::syntax
