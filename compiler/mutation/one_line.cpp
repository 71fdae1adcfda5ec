#include "compiler/mutation/one_line.h"

namespace envelope::mutation {

std::string one_line(const base::SourceMap& sources, base::Span span) {
  std::string line;
  for (const char c : sources.text(span)) {
    const bool blank = c == ' ' || c == '\n' || c == '\t';
    if (!blank || (!line.empty() && line.back() != ' ')) line += blank ? ' ' : c;
  }
  return line;
}

}  // namespace envelope::mutation
