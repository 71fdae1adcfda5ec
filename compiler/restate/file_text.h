// The statements of one file with their blocks around them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/check/typed_program.h"

namespace envelope::restate {

class FileText {
 public:
  explicit FileText(const check::TypedProgram& program) : program_(program) {}

  // Closes and opens blocks until those of `scope` are open, and adds the lines in them. Blocks that neighbours share are written once.
  void add(const std::vector<check::ScopeRef>& scope, std::string_view lines);
  [[nodiscard]] bool is_empty() const { return text_.empty(); }
  [[nodiscard]] std::size_t size() const { return text_.size(); }
  // The block of the job that `scope` stands in is open: what belongs to it must follow here, because a job has one block.
  [[nodiscard]] bool is_in_job(const std::vector<check::ScopeRef>& scope) const;
  // Closes what is open. Nothing can be added afterwards.
  [[nodiscard]] std::string take();

 private:
  void close_until(std::size_t depth);
  [[nodiscard]] std::string opening(const check::ScopeRef& block) const;

  const check::TypedProgram& program_;
  std::vector<check::ScopeRef> open_;
  std::string text_;
};

}  // namespace envelope::restate
