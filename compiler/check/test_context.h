// `with (identity: true, depth: 1)`: what a test says about the world around a request (S16).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "compiler/check/context.h"

namespace envelope::check {

struct TestContext {
  std::map<std::string, request::RawValue> facts;
  std::optional<std::int64_t> depth;
  std::optional<std::vector<std::string>> lineage;
  base::Span depth_span, lineage_span;
  std::optional<std::int64_t> time_ms;
  std::optional<request::Origin> origin;
  std::optional<std::vector<std::string>> labels;
  std::optional<std::string> job;
};

// Adds what `arguments` say; a case overrides its test.
void read_test_context(Context& ctx, const syntax::Arguments& arguments, TestContext& context);

// A constant as a caller would give it: members by name.
[[nodiscard]] request::RawValue raw_value(const TypedProgram& program, const Constant& constant);

}  // namespace envelope::check
