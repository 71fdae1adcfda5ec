// The names of sections, for messages and for `envc dump`.
#include "runtime/decide/validate.h"

namespace envelope::decide {

const char* section_name(format::SectionKind kind) {
  static const char* const kFirst[] = {"",
                                       "strings",
                                       "policy",
                                       "principals",
                                       "places",
                                       "principal_index",
                                       "actions",
                                       "action_index",
                                       "attributes",
                                       "name_sets",
                                       "names",
                                       "facts",
                                       "rows",
                                       "cells",
                                       "edges",
                                       "programs",
                                       "tests",
                                       "leaves",
                                       "parameters",
                                       "nodes",
                                       "obligations",
                                       "obligation_sets",
                                       "constants",
                                       "zones",
                                       "transitions",
                                       "groups",
                                       "automata",
                                       "verdicts",
                                       "proof"};
  static const char* const kExplaining[] = {"words",      "files",         "statements", "duties",      "rule_lists", "rules",
                                            "rule_nodes", "rule_programs", "rule_tests", "rule_leaves", "model"};
  const auto number = static_cast<std::uint32_t>(kind);
  if (number < sizeof kFirst / sizeof *kFirst) return kFirst[number];
  const std::uint32_t explaining = number - format::kFirstExplaining;
  return explaining < sizeof kExplaining / sizeof *kExplaining ? kExplaining[explaining] : "";
}

}  // namespace envelope::decide
