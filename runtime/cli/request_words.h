// A request from the words of a command line: `git_push branch=main with origin=cron`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "runtime/cli/bound_request.h"

namespace envelope::runtime_cli {

struct WordsRequest {
  std::string_view agent;
  std::string_view requested;  // with `is_edge`
  bool is_edge = false;
  std::vector<std::string_view> words;  // the action, `attribute=value` words, and after a bare `with` the circumstances
};

// Fills `bound`, whose texts point into the words; answers the words that could not be read, one sentence each (none: all could).
// Values are read by the declared type: `amount=$5`, `gap=15min`, `bytes=10MB`, `changes=cron,command`; one that is not of its type is
// missing. The lineage is empty, every switch off, no label held, no job, time and origin and facts unknown, unless said: `depth=1`,
// `lineage=atlas,bolt`, `origin=cron`, `time=2026-03-08T02:30:00Z`, `labels=untrusted`, `job=digest`, a fact's name, a switch's name with
// `on`, `off` or `unknown`. A name the table does not know is left to the library where the request would be refused for it (agents, the
// action, attributes, labels), and is a fault where it would be passed over (facts, switches).
[[nodiscard]] std::vector<std::string> bind_words(const env_table* table, const WordsRequest& words, BoundRequest& bound);

}  // namespace envelope::runtime_cli
