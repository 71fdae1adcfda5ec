// `name(place: value, …)`: arguments of duties, jobs and tests against a declared signature.
#pragma once

#include <string_view>
#include <vector>

#include "compiler/check/attributes.h"
#include "compiler/check/values.h"

namespace envelope::check {

struct ArgumentUse {
  std::string_view callee;              // for messages: `snapshot`
  std::string_view noun = "attribute";  // what a place is called: `attribute`, `parameter`
  base::Span callee_span;               // where the missing ones are reported
  TextUse text = TextUse::raw;
  bool bare_words = false;  // a bare word may stand for text
  bool may_omit = false;    // required places may be left out (tests show what a malformed request gets)
};

struct TypedArgument {
  const Attribute* place = nullptr;
  Constant value;
};

// Binds `first` (the bare word after a duty's name; may be null), then positional and named arguments, each once.
// Unknown, repeated, superfluous and missing ones are reported; what is typed well is returned, in the order written.
[[nodiscard]] std::vector<TypedArgument> type_arguments(Context& ctx, const std::vector<Attribute>& places, const syntax::Value* first,
                                                        const syntax::Arguments* arguments, const ArgumentUse& use);

}  // namespace envelope::check
