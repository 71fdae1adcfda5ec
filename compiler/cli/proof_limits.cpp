#include "compiler/cli/proof_limits.h"

#include <fmt/format.h>

#include "compiler/cli/output.h"
#include "runtime/text/number_words.h"

namespace envelope::cli {
namespace {

// Leaves `into` alone where the flag is not given. A limit of 0 is none to the solver, so that there is no such limit.
template <typename Number>
bool read_number(const Arguments& arguments, const char* flag, Number& into, std::uint32_t least = 1) {
  if (!arguments.has(flag)) return true;
  const auto read = text::parse_count(arguments.value(flag));
  const bool is_read = read && *read >= least && *read <= UINT32_MAX;
  if (is_read) into = static_cast<Number>(*read);
  if (!is_read) print_error(fmt::format("`--{}` takes a number from {} to {}\n", flag, least, UINT32_MAX));
  return is_read;
}

}  // namespace

Flag diagram_limit_flag() { return {"diagram-limit", "N", "nodes the diagrams of one cell may have (default 2097152)", {}, false}; }

std::vector<Flag> proof_limit_flags() {
  return {{"solver-limit", "N", "units of work the solver may spend on one question (default 20000000)", {}, false}, diagram_limit_flag()};
}

std::optional<std::size_t> diagram_nodes_of(const Arguments& arguments) {
  std::size_t nodes = bdd::Space::kNodesMax;
  return read_number(arguments, "diagram-limit", nodes) ? std::optional(nodes) : std::nullopt;
}

std::optional<prove::ProofOptions> proof_options_of(const Arguments& arguments) {
  prove::ProofOptions options;
  const bool are_read = read_number(arguments, "solver-limit", options.limits.resources) &&
                        read_number(arguments, "solver-seed", options.limits.seed, 0) &&
                        read_number(arguments, "diagram-limit", options.diagram_nodes);
  return are_read ? std::optional(options) : std::nullopt;
}

}  // namespace envelope::cli
