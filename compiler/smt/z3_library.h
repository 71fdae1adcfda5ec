// The functions of Z3 that are used, found when the first question is asked. Linking Z3 would cost every run of envc ten milliseconds of
// loading, and every machine the package, whether or not anything is to be proved (docs/decisions/0009).
#pragma once

#include <z3.h>

#include <string>

namespace envelope::smt {

// name, as in z3.h
#define ENVELOPE_Z3_FUNCTIONS(USE)  \
  USE(Z3_mk_config)                 \
  USE(Z3_del_config)                \
  USE(Z3_mk_context)                \
  USE(Z3_del_context)               \
  USE(Z3_set_error_handler)         \
  USE(Z3_get_error_code)            \
  USE(Z3_get_error_msg)             \
  USE(Z3_get_version)               \
  USE(Z3_mk_string_symbol)          \
  USE(Z3_mk_bool_sort)              \
  USE(Z3_mk_int_sort)               \
  USE(Z3_mk_const)                  \
  USE(Z3_mk_true)                   \
  USE(Z3_mk_false)                  \
  USE(Z3_mk_int64)                  \
  USE(Z3_mk_not)                    \
  USE(Z3_mk_and)                    \
  USE(Z3_mk_or)                     \
  USE(Z3_mk_lt)                     \
  USE(Z3_mk_le)                     \
  USE(Z3_mk_eq)                     \
  USE(Z3_mk_simple_solver)          \
  USE(Z3_solver_inc_ref)            \
  USE(Z3_solver_dec_ref)            \
  USE(Z3_mk_params)                 \
  USE(Z3_params_inc_ref)            \
  USE(Z3_params_dec_ref)            \
  USE(Z3_params_set_uint)           \
  USE(Z3_solver_set_params)         \
  USE(Z3_solver_assert)             \
  USE(Z3_solver_check)              \
  USE(Z3_solver_get_model)          \
  USE(Z3_solver_get_reason_unknown) \
  USE(Z3_model_inc_ref)             \
  USE(Z3_model_dec_ref)             \
  USE(Z3_model_eval)                \
  USE(Z3_get_bool_value)            \
  USE(Z3_get_numeral_int64)         \
  USE(Z3_eval_smtlib2_string)

struct Z3Library {
#define ENVELOPE_Z3_MEMBER(name) decltype(&::name) name = nullptr;
  ENVELOPE_Z3_FUNCTIONS(ENVELOPE_Z3_MEMBER)  // NOLINT: named as in the library
#undef ENVELOPE_Z3_MEMBER
  std::string fault;  // why it cannot be used; empty when it can
};

// Opened once in the life of the process, and never closed.
[[nodiscard]] const Z3Library& z3_library();

}  // namespace envelope::smt
