// Answers read back: the conditions are compiled as claims of the policy they speak of, and decide requests.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/questions/answer.h"
#include "compiler/request/outcome.h"
#include "compiler/request/request.h"
#include "tests/differential/compiled.h"

namespace envelope::questions {

class ReadBack {
 public:
  // `texts` are the files of the policy, the main one first.
  ReadBack(const std::vector<std::string>& texts, const Answers& answers);

  // Why the conditions cannot be read; empty: they can.
  [[nodiscard]] const std::string& problems() const { return compiled_->problems; }
  [[nodiscard]] std::size_t conditions() const { return conditions_; }

  // Whether answers are about the request: a human acts for nobody else.
  [[nodiscard]] bool speak_of(const request::Request& request) const;

  // What the lines decide, for whoever acts and everybody it acts for; effect and approvals only. The request must not be refused.
  [[nodiscard]] request::Outcome decide(const request::Request& request) const;

 private:
  struct ReadLine {
    Line line;
    std::vector<model::GuardId> when;
  };
  struct ReadAnswer {
    Answer answer;
    std::vector<ReadLine> lines;
  };
  [[nodiscard]] request::Outcome decide_for(const request::Request& request, base::PrincipalId who) const;

  std::unique_ptr<differential::Compiled> compiled_;
  std::vector<ReadAnswer> answers_;
  std::size_t conditions_ = 0;
};

}  // namespace envelope::questions
