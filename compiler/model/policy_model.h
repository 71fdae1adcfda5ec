// THE WAIST. Everything past lowering (interpreter, prover, table) knows these records and nothing else: no blocks, no sugar, no syntax.
// Canonical: vectors are sorted and free of duplicates where said so, numbers are integers in the unit of their type.
// The model is a value; it refers to source text only through StatementId, whose place and wording stand in `statements`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/effect.h"
#include "compiler/base/span.h"
#include "compiler/base/type.h"
#include "runtime/time/zone.h"

namespace envelope::model {

using base::Effect;
using base::Type;

using AttributeId = base::Id<struct AttributeTag>;
using AtomId = base::Id<struct AtomTag>;
using GuardId = base::Id<struct GuardTag>;
using PrincipalSetId = base::Id<struct PrincipalSetTag>;
using ActionSetId = base::Id<struct ActionSetTag>;
using StatementId = base::Id<struct StatementTag>;

// Where a record comes from. One statement may lower to several records.
struct Statement {
  base::Span span;
  std::string text;     // one line, as written
  std::string because;  // reasons joined by "; "

  // Whom it speaks of, whoever else joins the policy: where it stands in a block of agents or a human, those; in one of a tier, its agents.
  bool names_principals = false;
  base::TierId tier;  // invalid: in none of a tier
};

// ---- the world ---------------------------------------------------------------------------------------------------
struct EnumType {
  std::string name;
  std::vector<std::string> members;
};

// One (name, type) pair; actions that declare the same pair share it, so that a rule over a class reads one attribute.
struct Attribute {
  std::string name;
  Type type;
};

struct ActionAttribute {
  AttributeId attribute;
  bool optional = false;
};

enum class ActionKind : std::uint8_t { agent, engine, event };

struct Action {
  std::string name;
  ActionKind kind{};
  std::vector<ActionAttribute> attributes;  // declared order
  std::vector<std::string> classes;         // closed upward, sorted
  std::vector<base::CapabilityId> needs;    // sorted
  std::vector<AttributeId> reads, writes, executes;
};

struct Reach {
  std::string channel, address;
};

enum class PrincipalKind : std::uint8_t { agent, human };

struct Principal {
  std::string name;
  PrincipalKind kind{};
  base::TierId tier;                             // invalid: none
  std::vector<base::CapabilityId> capabilities;  // always held; sorted
  std::vector<Reach> reach;
};

// ---- guards ------------------------------------------------------------------------------------------------------
enum class AtomKind : std::uint8_t {
  attribute,
  fact,
  switch_on,
  label,
  capability,
  agent,
  tier,
  origin,
  depth,
  time,
  time_of_day,
  day,
  job,
  outcome,
  decision
};

enum class AtomOperator : std::uint8_t {
  is_true,  // booleans, switches, labels (held), capabilities (held)
  equals,   // any of `numbers` / `texts`
  less,
  less_equal,
  greater,
  greater_equal,  // numbers[0]
  in_range,       // numbers[0] <= x < numbers[1]; time of day wraps when numbers[0] > numbers[1]
  matches,        // any of the patterns `texts`
  under,          // any of the prefixes `texts`
  has,            // a set holds numbers[0] / texts[0]
  is_self,        // the acting agent
};

// One three-valued question about a request. Interned: equal atoms share one id.
struct Atom {
  AtomKind kind{};
  AtomOperator op{};
  AttributeId attribute;              // attribute
  base::FactId fact;                  // fact
  base::SwitchId switch_id;           // switch_on
  base::LabelId label;                // label
  base::CapabilityId capability;      // capability
  base::ZoneId zone;                  // time_of_day, day
  Type type;                          // of the left side
  std::vector<std::int64_t> numbers;  // equals: sorted set
  std::vector<std::string> texts;     // sorted set
  auto operator<=>(const Atom&) const = default;
};

enum class GuardKind : std::uint8_t { always, atom, all, any, negation };

// A node of the guard DAG. Children have smaller ids than their parent; `all`/`any` children are sorted sets of two or more.
struct Guard {
  GuardKind kind{};
  AtomId atom;
  std::vector<GuardId> children;
  auto operator<=>(const Guard&) const = default;
};

// ---- deciding ----------------------------------------------------------------------------------------------------
// Where a grant or cap applies: to the actions themselves, or to the edge "ask `requested` to do them".
struct Cell {
  PrincipalSetId principals;
  ActionSetId actions;
  base::PrincipalId requested;  // valid: the edge `request requested for actions`
};

// Gives `level` where the guard is certainly true. Default grants count only where no explicit grant holds.
struct Grant {
  Effect level{};  // propose, ask, allow; deny only for defaults
  bool is_default = false;
  Cell cell;
  GuardId guard;
  std::vector<base::ApprovalId> approvals;  // level ask
  StatementId statement;
};

// Limits the outcome to `level` where the guard is true or unknown.
struct Cap {
  Effect level{};                // deny, propose, ask
  bool covers_requests = false;  // a cap on `anything` also binds every request its principals make
  Cell cell;
  GuardId guard;
  std::vector<base::ApprovalId> approvals;  // level ask
  StatementId statement;
};

// ---- gates around the decision -------------------------------------------------------------------------------------
struct DutyCall {
  std::string name;                                            // a duty, or `enter` / `leave` with one argument, or an effect
  std::vector<std::pair<std::string, std::string>> arguments;  // printed values
  std::optional<std::int64_t> within_ms;
};

enum class SwitchKind : std::uint8_t { window, phase, stop };

struct Switch {
  std::string name;
  SwitchKind kind{};
  std::vector<std::string> keys;
  std::optional<std::int64_t> lasts_ms;
  std::vector<base::CapabilityId> grants;
  std::vector<DutyCall> enter, enter_otherwise, leave, leave_otherwise;
  bool exclusive = false;  // one of the phases: exactly one of them is on
};

struct ApprovalAlternative {
  std::int64_t quorum = 1;
  std::vector<base::PrincipalId> people;
  std::int64_t after_ms = 0;
};

struct Approval {
  std::string name;
  std::vector<ApprovalAlternative> alternatives;
  std::vector<std::string> by, needs, proof;
  std::optional<std::int64_t> within_ms;
  base::Span span;  // of its name
};

struct LimitTerm {
  base::ActionId action;
  AttributeId attribute;  // invalid: counts 1
};

enum class PeriodKind : std::uint8_t { none, day, week, month, rolling, call, run, at_once, consecutive };
enum class AmountKind : std::uint8_t { absolute, percent_of_parent, percent_of_limit, times_usual };

struct Threshold {
  std::int64_t percent = 0;  // ten-thousandths of a percent
  std::vector<DutyCall> duties;
};

struct Limit {
  PrincipalSetId principals;
  std::vector<LimitTerm> terms;  // sorted
  AmountKind amount_kind{};
  std::int64_t amount = 0;
  PeriodKind period{};
  std::int64_t period_ms = 0;
  base::ZoneId zone;  // day, week, month: whose calendar
  std::vector<std::string> keys;
  GuardId guard;
  std::vector<Threshold> thresholds;
  std::vector<DutyCall> beyond;  // empty: deny
  StatementId statement;
};

struct Watch {
  std::string name;
  PrincipalSetId principals;
  std::vector<LimitTerm> terms;
  std::vector<std::string> events;
  base::FactId fact;
  std::optional<AtomOperator> comparison;
  AmountKind amount_kind{};
  std::int64_t amount = 0;
  PeriodKind period{};
  std::int64_t period_ms = 0;
  base::ZoneId zone;  // day, week, month: whose calendar
  std::vector<std::string> keys;
  GuardId guard;
  std::vector<DutyCall> duties;
  StatementId statement;
};

enum class DutyMoment : std::uint8_t { before, after };

// Duties attach to every permitted request in the cell whose guard is true or unknown.
struct Duties {
  DutyMoment moment{};
  Cell cell;
  GuardId guard;
  std::vector<DutyCall> calls, otherwise;
  std::uint32_t index = 0;  // number of the before/after statement, in written order
  StatementId statement;
};

struct Job {
  std::string name;
  base::PrincipalId owner;
  std::vector<std::string> triggers;  // canonical text: `cron "0 9 * * 1" in "Europe/Berlin"`, `every 900000`, `on rate_limited`
  DutyCall call;
  std::optional<std::int64_t> expires_ms;
  StatementId statement;
};

// ---- beside the waist: never on the decision path ------------------------------------------------------------------
struct Setting {
  std::string kind;  // configure, audit, route, file, label
  std::string text;  // canonical one-line form
  StatementId statement;
};

struct LabelRaise {
  base::LabelId label;
  PrincipalSetId principals;
  ActionSetId actions;
  GuardId guard;
};

// `file … runs as …`: whoever may write such a file acts as these. `file … protected`: changing it changes the rules.
struct FileFact {
  std::vector<base::PrincipalId> acting;                  // who runs it, ascending; empty: protected only
  std::vector<std::pair<AttributeId, GuardId>> writable;  // attributes that actions write, with "it names such a file"
  std::vector<std::string> patterns;                      // of paths, sorted
  bool is_protected = false;
  Statement statement;
};

// A rule that does not name all it covers: actions or agents that are declared later fall under it as well.
struct Wildcard {
  StatementId statement;
  std::vector<base::ActionId> unnamed;  // of the actions it covers, sorted
  bool covers_all = false;              // whatever is declared, with nothing taken out
  bool is_for_everybody = false;        // whoever acts: it stands in no block of an agent, a tier, a window or a job
};

enum class ClaimKind : std::uint8_t { never, always, never_reach, never_together, total };

// One of the things that a claim keeps apart: to do one of these actions where the guard may hold, or to give an approval.
struct Power {
  ActionSetId actions;  // none where an approval is given
  GuardId guard;
  base::ApprovalId approval;  // valid: gives it
  std::string text;           // as written
  base::Span span;
};

// `assert`: what no request of the cell whose guard may hold brings about (never), or what every one does (always); what no principal of
// the cell brings about, by itself or through others, but with one of some approvals (never_reach); of what none has all, by itself and
// through others taken together (never_together).
struct Claim {
  ClaimKind kind{};
  Effect effect{};  // never, always
  std::string title;
  Cell cell;
  GuardId guard;
  Statement statement;
  std::vector<base::ApprovalId> allowed{};  // never_reach, never_together: sorted; empty: with no approval either
  std::vector<Power> powers{};              // never_together, whose cell has all their actions; two or more
};

// `accept`: findings of one code that are taken note of. They are silent until `until_ms`.
struct Acceptance {
  std::string code;                           // ENVnnnn
  std::vector<base::PrincipalId> principals;  // sorted; empty: whoever it is about
  std::optional<std::int64_t> until_ms;       // the first instant at which it no longer holds
  Statement statement;
};

struct PolicyModel {
  std::string name;
  std::vector<time::Zone> zones;
  std::vector<EnumType> enums;
  std::vector<std::string> capabilities, labels, tiers;  // names by id
  std::vector<std::pair<std::string, Type>> facts;
  std::vector<Attribute> attributes;
  std::vector<Action> actions;
  std::vector<Principal> principals;
  std::vector<Switch> switches;
  std::vector<Approval> approvals;
  base::ApprovalId default_approval;
  std::vector<Job> jobs;

  std::vector<Atom> atoms;
  std::vector<Guard> guards;                                   // guards[0] is `always`
  std::vector<std::vector<base::PrincipalId>> principal_sets;  // each sorted
  std::vector<std::vector<base::ActionId>> action_sets;        // each sorted

  std::vector<Grant> grants;
  std::vector<Cap> caps;          // plain and `at most`
  std::vector<Cap> default_caps;  // count only where no explicit grant holds
  std::vector<Limit> limits;
  std::vector<Watch> watches;
  std::vector<Duties> duties;
  std::vector<LabelRaise> label_raises;
  std::vector<Setting> settings;
  std::vector<FileFact> files;
  std::vector<Wildcard> wildcards;  // by statement
  std::vector<Claim> claims;
  std::vector<Acceptance> acceptances;
  std::vector<Statement> statements;
};

}  // namespace envelope::model
