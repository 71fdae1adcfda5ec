// A request from the words of a command line: `bolt git_push branch=main`, `bolt request atlas for deploy to=sandbox`.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/policy_model.h"
#include "compiler/request/request.h"

namespace envelope::model {

// A request, or the words that could not be read, one sentence each (empty: all could).
struct RequestWords {
  request::Request request;
  std::vector<std::string> faults;
};

// Values are read by the declared type of the attribute: `amount=$5`, `gap=15min`, `bytes=10MB`, `changes=cron,command`. Unknown names are
// faults with a suggestion; a value that is not of its type is Malformed in the request (the decision says so), not a fault. The
// lineage is empty, every switch off, no label held; `with` overrides: `depth=1`, `lineage=atlas,bolt`, `origin=cron`,
// `time=2026-03-08T02:30:00Z`, `labels=untrusted`, `job=digest`, a fact's name, a switch's name (`exploration=on`).
[[nodiscard]] RequestWords read_request(const PolicyModel& model, const std::vector<std::string>& words,
                                        const std::vector<std::string>& with);

// The words of one line: blanks separate, double quotes join and are dropped. Words after a bare `with` are circumstances. A `#` line is
// empty.
struct RequestLine {
  std::vector<std::string> words, with;
};
[[nodiscard]] RequestLine split_request_line(const std::string& line);

// One value by its declared type; Malformed when it is not of that type.
[[nodiscard]] request::RawValue read_word(const PolicyModel& model, const Type& type, const std::string& word);

// Circumstances of a request of its own in place of those said for all.
[[nodiscard]] std::vector<std::string> said_over(const std::vector<std::string>& with, const std::vector<std::string>& own);

}  // namespace envelope::model
