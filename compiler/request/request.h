// The question a policy answers, by name and untyped, exactly as a caller would put it. Both evaluators take it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/base/type.h"
#include "runtime/text/truth.h"

namespace envelope::request {

// A set of texts or of names of members. Empty, it is also the empty set of numbers.
struct MemberList {
  std::vector<std::string> members;
  bool operator==(const MemberList&) const = default;
};

// A set of numbers.
struct NumberList {
  std::vector<std::int64_t> members;
  bool operator==(const NumberList&) const = default;
};

// Given, but not readable as any value: `bytes=lots`. Decides like a missing value.
struct Malformed {
  bool operator==(const Malformed&) const = default;
};

// Integers are in the unit of the declared type (compiler/base/type.h); closed values (enum members, agents, modes, jobs) are names.
using RawValue = std::variant<Malformed, bool, std::int64_t, std::string, MemberList, NumberList>;

// The set of these without members.
[[nodiscard]] inline RawValue empty_set(base::TypeKind kind) {
  return base::is_numeric(kind) ? RawValue(NumberList{}) : RawValue(MemberList{});
}

enum class Origin : std::uint8_t { human, agent, cron, event };

// Everything may be absent. Absent is "not known", which never adds authority; an empty lineage is a statement ("acts for nobody else").
struct Request {
  std::string principal;                 // who acts: an agent or a human
  std::optional<std::string> requested;  // `request B for X`: B. The edge is decided, not X for B
  std::string action;
  std::map<std::string, RawValue> attributes;
  std::optional<Origin> origin;                     // what set it off
  std::optional<std::vector<std::string>> lineage;  // the agents on whose behalf it is made, root first
  std::optional<std::int64_t> time_ms;              // Unix time, UTC
  std::optional<std::string> job;                   // the job it runs under; empty text: none
  std::optional<std::vector<std::string>> labels;   // labels the session holds
  std::map<std::string, text::Truth> switches;      // windows, phases, stops: on, off, unknown; absent is unknown
  std::map<std::string, RawValue> facts;
  bool operator==(const Request&) const = default;
};

}  // namespace envelope::request
