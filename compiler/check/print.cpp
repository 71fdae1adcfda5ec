#include "compiler/check/print.h"

#include "compiler/check/print_parts.h"

namespace envelope::check {

std::string print_typed(const TypedProgram& program) {
  std::string out;
  if (!program.name.empty()) out += "policy " + program.name + (program.doc.empty() ? "" : " " + quoted(program.doc)) + "\n";
  print_vocabulary(program, out);
  print_statements(program, out);
  print_claims(program, out);
  return out;
}

}  // namespace envelope::check
