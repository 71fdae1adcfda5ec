// One document about the tests of several policies.
#pragma once

#include <llvm/Support/JSON.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "compiler/testing/render.h"

namespace envelope::testing {

// `{"schema_version": 1, "policies": [...]}`: each has its `path` and what the document about it alone holds, or why nothing is there.
class SeveralAsJson {
 public:
  void add(std::string_view path, llvm::json::Object report);
  void add_problem(std::string_view path, std::string_view problem);  // the member `problem`
  [[nodiscard]] std::string text() const;

 private:
  llvm::json::Array policies_;
};

// `<testsuites>` with a `<testsuite>` for each policy, in which the title of a test is the class of its cases.
class SeveralAsJUnit {
 public:
  void add(std::string_view path, const ReportInput& input);
  void add_problem(std::string_view path, std::string_view problem);  // a case with an `<error>`, so that no reader takes it for passed
  [[nodiscard]] std::string text() const;

 private:
  std::string suites_;
  std::size_t tests_ = 0, failures_ = 0, errors_ = 0;
};

}  // namespace envelope::testing
