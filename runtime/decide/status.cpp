// Names of statuses and effects.
#include "runtime/include/envelope/decide.h"

extern "C" {

const char* env_status_name(env_status status) {
  switch (status) {
    case ENV_OK:
      return "ok";
    case ENV_UNKNOWN_PRINCIPAL:
      return "unknown_principal";
    case ENV_UNKNOWN_ACTION:
      return "unknown_action";
    case ENV_UNKNOWN_REQUESTED:
      return "unknown_requested";
    case ENV_MISSING_LINEAGE:
      return "missing_lineage";
    case ENV_UNKNOWN_LINEAGE:
      return "unknown_lineage";
    case ENV_UNDECLARED_ATTRIBUTE:
      return "undeclared_attribute";
    case ENV_MALFORMED_ATTRIBUTE:
      return "malformed_attribute";
    case ENV_UNKNOWN_LABEL:
      return "unknown_label";
    case ENV_REPEATED_ATTRIBUTE:
      return "repeated_attribute";
    case ENV_TOO_MUCH:
      return "too_much";
    case ENV_UNKNOWN_SWITCH:
      return "unknown_switch";
    case ENV_BAD_ARGUMENT:
      return "bad_argument";
    case ENV_NO_SPACE:
      return "no_space";
    case ENV_NO_WORDS:
      return "no_words";
    case ENV_NO_MEMORY:
      return "no_memory";
    case ENV_CANNOT_READ:
      return "cannot_read";
    case ENV_NOT_A_TABLE:
      return "not_a_table";
    case ENV_NEWER_TABLE:
      return "newer_table";
    case ENV_FOREIGN_TABLE:
      return "foreign_table";
    case ENV_CUT_TABLE:
      return "cut_table";
    case ENV_DAMAGED_TABLE:
      return "damaged_table";
    case ENV_MALFORMED_TABLE:
      return "malformed_table";
  }
  return "unknown_status";
}

const char* env_effect_name(env_effect effect) {
  switch (effect) {
    case ENV_DENY:
      return "deny";
    case ENV_PROPOSE:
      return "propose";
    case ENV_ASK:
      return "ask";
    case ENV_ALLOW:
      return "allow";
  }
  return "deny";
}

}  // extern "C"
