// What a comparison of two policies found, as data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/policy_model.h"

namespace envelope::diff {

enum class Verdict : std::uint8_t { equivalent, narrower, wider, incomparable };
[[nodiscard]] std::string_view verdict_word(Verdict verdict);

// Whom and what a change is about.
struct Subject {
  std::string agent;      // or human
  std::string action;     // empty: the agent itself
  std::string requested;  // not empty: the request that this agent act
  auto operator<=>(const Subject&) const = default;
};
// `bolt deploy`, `bolt request atlas for deploy`.
[[nodiscard]] std::string subject_words(const Subject& subject);

enum class ChangeKind : std::uint8_t {
  new_authority,     // a milder decision
  new_escalation,    // a way to more than was given
  weaker_safeguard,  // an approval that is easier to get, a duty or watch that is gone
  looser_limit,
  less_authority,      // a stricter decision
  stronger_safeguard,  // the reverse
  tighter_limit,
  closed_escalation,
  surroundings,  // windows, stops, jobs, routes, audit, vocabulary: neither more nor less by itself
};

// A request that both sides decided: by the runtime, from tables built in memory, and by the interpreter.
struct Evidence {
  std::string command;        // asks the side that is told about
  std::string other_command;  // asks the other side; empty where it is the same but for the table, or cannot be asked
  std::string before, after;  // what each decided
};

// A statement of one side.
struct Place {
  base::Span span;  // of its side's sources
  std::string text;
  auto operator<=>(const Place&) const = default;
};

struct Change {
  ChangeKind kind{};
  bool loses_approval = false;  // new authority: people were asked before, or had to enact what was proposed
  std::string title;            // `deny becomes allow`
  std::vector<Subject> subjects;
  std::optional<Evidence> evidence;
  std::vector<Place> before, after;  // the statements that make the difference; in reading order
  std::vector<std::string> notes;
  std::string help;  // what to do; may be empty
};

struct SubjectVerdict {
  Subject subject;
  Verdict verdict{};
};

// One policy compared.
struct PolicyDiff {
  std::string name;                      // of its file; empty where two files were named
  std::vector<SubjectVerdict> verdicts;  // all that are not equivalent, sorted
  std::size_t equivalent = 0;            // subjects that are
  std::size_t compared = 0;              // cells that took more than a look
  std::vector<Change> changes;           // the gravest first
  std::vector<std::string> unknowns;     // what hit a limit
  std::vector<std::string> faults;       // of ours: nothing else may be believed
};

}  // namespace envelope::diff
