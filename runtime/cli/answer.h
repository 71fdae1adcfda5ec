// A decision as text for people and as JSON for programs.
#pragma once

#include <string>

#include "runtime/cli/request_fields.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::runtime_cli {

// Appends one object, without a line end: `{"effect":"ask","statement":17,"approvals":["human_ok"],"obligations":[2]}`. `statement` is null
// when none grants; `status` is there for a request that was refused; `explanation` where `with_explanation` asks for it and the table has
// words.
void append_answer(std::string& out, const env_table* table, const env_request& request, const env_decision& decision,
                   bool with_explanation);
// Appends `{"effect":"deny","error":{"code":"bad_json","message":"..."}}`.
void append_fault(std::string& out, const LineFault& fault);

// Several lines, harmless for a terminal.
[[nodiscard]] std::string answer_text(const env_table* table, const env_request& request, const env_decision& decision,
                                      bool with_explanation);

}  // namespace envelope::runtime_cli
