#include "compiler/lint/rules.h"

namespace envelope::lint {

const std::vector<Rule>& all_rules() {
  static const std::vector<Rule> rules = {
      unused_declaration,         // ENV1001
      unused_import,              // ENV1002
      hidden_name,                // ENV1003
      default_without_effect,     // ENV1004
      window_without_end,         // ENV1005
      switch_never_left,          // ENV1006
      switch_never_entered,       // ENV1007
      lone_phase,                 // ENV1008
      unbounded_allow,            // ENV1009
      approval_without_deadline,  // ENV1010
      job_without_expiry,         // ENV1011
      repeated_value,             // ENV1012
      covered_target,             // ENV1013
      repeated_condition,         // ENV1014
      literal_wildcard,           // ENV1015
      needless_pattern,           // ENV1016
      double_negation,            // ENV1017
      untested_agent,             // ENV1018
      untested_refusal,           // ENV1019
      accept_without_reason,      // ENV1020
      rule_behind_header,         // ENV1021
  };
  return rules;
}

}  // namespace envelope::lint
