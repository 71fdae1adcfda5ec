// What a request may say about one subject, cut into the cases that some questions tell apart.
//
// A variable has finitely many codes, each shown by one sample. A subject that is a set has a variable for each kind of member that
// matters, and one for whether the request says anything about the set at all: the members of a set are independent of each other.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/equate/question.h"

namespace envelope::equate {

// What a request says: one of these, as the subject has it.
struct Sample {
  bool is_absent = false;
  request::RawValue value;  // attribute, fact
  std::int64_t number = 0;  // origin, depth, time
  std::string name;         // job; a member of a set; a label; depth: an agent on whose behalf it is
  text::Truth truth{};      // switch
};

enum class Part : std::uint8_t {
  value,     // all that is said of the subject
  presence,  // of a set: code 0 is that nothing is said of it
  member,    // of a set: code 0 is that it is not in it
};

struct Variable {
  Subject subject;
  Part part = Part::value;
  std::vector<Sample> codes;  // of a presence: nothing said, something said; of a member: out, in
};

// How the codes answer a question: yes where any place says yes, and so on (Kleene's or); of nothing: `otherwise`. Where the variable
// `presence` has code 0, the answer is `where_absent`.
struct Answered {
  struct Place {
    std::uint32_t variable = 0;
    std::vector<text::Truth> truths;  // by code
  };
  std::vector<Place> places;
  text::Truth otherwise = text::Truth::no;
  std::optional<std::uint32_t> presence;
  text::Truth where_absent = text::Truth::unknown;
};

// What questions about one subject come to: variables, and for each question, in the order given, its answers. Numbers of variables count
// from 0.
struct Cut {
  std::vector<Variable> variables;
  std::vector<Answered> answers;
  std::string limit;  // what could not be worked out; empty: all is exact
};

// Puts into `request` what the code of a variable stands for. The presence of a set comes before its members.
void put(const Variable& variable, std::size_t code, request::Request& request);

// Remembers what was cut before: cells ask the same again and again. Only within one table and program.
class Cutter {
 public:
  [[nodiscard]] std::shared_ptr<const Cut> cut(const Answers& answers, const Subject& subject, const std::vector<Question>& questions);

 private:
  std::unordered_map<std::string, std::shared_ptr<const Cut>> known_;
};

// ---- parts ----

// Whether the cell is a human's, who acts for nobody else.
[[nodiscard]] bool is_asked_by_human(const Answers& answers);

// The declared type of an attribute or a fact; nothing where the program declares none of that name.
struct Declared {
  base::Type type;
  bool may_be_absent = true;
};
[[nodiscard]] std::optional<Declared> declared(const Answers& answers, const Subject& subject);

// Values of a closed type, numbers and truths that the questions can tell apart: cut_numbers.cpp.
[[nodiscard]] std::vector<Sample> number_samples(const Answers& answers, const base::Type& type, const std::vector<Question>& questions);
[[nodiscard]] std::vector<Sample> depth_samples(const Answers& answers);
[[nodiscard]] std::vector<Sample> job_samples(const Answers& answers);
// Instants: cut_time.cpp.
[[nodiscard]] std::vector<Sample> time_samples(const Answers& answers, const std::vector<Question>& questions);
// Texts: cut_texts.cpp. Nothing when there are too many combinations.
[[nodiscard]] std::optional<std::vector<Sample>> text_samples(const Answers& answers, base::TypeKind kind,
                                                              const std::vector<Question>& questions);

}  // namespace envelope::equate
