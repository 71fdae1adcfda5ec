// Reading the raw values of a request as the types the model declares.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/request/request.h"
#include "runtime/text/glob.h"

namespace envelope::model {

// A readable value: a number (numeric, boolean and closed types), a canonical text, or the numbers of a set.
struct Value {
  std::int64_t number = 0;
  std::string text;
  std::vector<Value> members;
};

// Nothing when `raw` is not readable as `type`: wrong kind, negative number, unknown member, text without canonical form.
[[nodiscard]] std::optional<Value> read_value(const PolicyModel& model, const Type& type, const request::RawValue& raw);

// Which rules of runtime/text a textual type follows.
[[nodiscard]] text::Domain domain_of(base::TypeKind kind);

// Ids by name; invalid ids when there is no such name.
[[nodiscard]] base::PrincipalId find_principal(const PolicyModel& model, const std::string& name);
[[nodiscard]] base::ActionId find_action(const PolicyModel& model, const std::string& name);

}  // namespace envelope::model
