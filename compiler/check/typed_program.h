// What `check` makes of the trees of all modules: one program in which every name is resolved and every value typed.
// Statements keep the shape they were written in (targets, except, scope, unless): lowering removes the sugar.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/effect.h"
#include "compiler/check/typed_expr.h"
#include "compiler/request/request.h"
#include "runtime/time/zone.h"

namespace envelope::check {

// ---- vocabulary -----------------------------------------------------------------------------------------------
// Every entity carries its name, the span of that name, and its documentation string (may be empty).
struct Entity {
  std::string name;
  base::Span span;
  std::string doc;
};

struct EnumType : Entity {
  std::vector<std::string> members;
};
struct ClassDef : Entity {
  std::vector<base::ClassId> parents;
};
struct Capability : Entity {};

struct Attribute {
  std::string name;
  base::Type type;
  bool optional = false;
  base::Span span;
};

struct Action : Entity {
  std::vector<Attribute> attributes;
  std::vector<base::ClassId> classes;  // as written, not closed upward
  std::vector<base::CapabilityId> needs;
  std::vector<std::string> reads, writes, executes;  // attribute names
  bool is_engine = false;                            // start, spawn, schedule, enter, … of the standard library
};
struct Event : Entity {
  std::vector<Attribute> attributes;
};
struct Duty : Entity {
  std::vector<Attribute> parameters;
};

// `model_call.cost`, `spend`, `model_call.tokens`
struct MeterTerm {
  base::ActionId action;
  std::optional<std::string> attribute;  // absent: counts 1
};
struct Meter : Entity {
  std::vector<MeterTerm> terms;
  base::Type type;
};
struct Fact : Entity {
  base::Type type;
  std::vector<std::string> keys;
};
struct Tier : Entity {};
enum class PrincipalKind : std::uint8_t { agent, human };
struct ReachAddress {
  std::string channel, address;
};
struct Principal : Entity {
  PrincipalKind kind{};
  base::TierId tier;  // invalid: none
  std::vector<ReachAddress> reach;
};

enum class SwitchKind : std::uint8_t { window, phase, stop };
enum class DutyMoment : std::uint8_t { before, after };

struct DutyArgument {
  std::string name;
  Constant value;
};
// A duty the host performs, or one of the two engine calls a consequence may make: entering or leaving a switch.
struct Consequence {
  enum class Kind : std::uint8_t { duty, enter, leave, effect } kind{};
  base::DutyId duty;
  base::SwitchId switch_id;
  base::Effect effect{};  // `else ask via x`
  base::ApprovalId via;
  std::vector<DutyArgument> arguments;
  std::optional<std::int64_t> within_ms;
  base::Span span;
};

struct Passage {
  std::vector<base::ApprovalId> via;  // empty: nobody may, save by a grant of their own
  std::vector<Consequence> duties, otherwise;
  base::Span span;
};

struct Switch : Entity {
  SwitchKind kind{};
  std::vector<std::string> keys;  // `each session`, `each agent`
  std::optional<std::int64_t> lasts_ms;
  std::vector<base::CapabilityId> grants;
  std::vector<Passage> enter, leave;
};

struct JobTrigger {
  enum class Kind : std::uint8_t { cron, every, event } kind{};
  std::string cron;  // canonical text (runtime/time/cron.h)
  base::ZoneId zone;
  std::int64_t every_ms = 0;
  std::vector<base::EventId> events;
  std::vector<TypedCondition> conditions;
  base::Span span;
};
struct Job : Entity {
  base::PrincipalId owner;
  std::vector<JobTrigger> triggers;
  base::ActionId action;
  std::vector<DutyArgument> arguments;
  std::optional<std::int64_t> expires_ms;  // instant
};

struct ApprovalSource {
  std::int64_t quorum = 1;
  std::vector<base::PrincipalId> people;
  std::int64_t after_ms = 0;
};
struct Approval : Entity {
  std::vector<ApprovalSource> from;
  std::vector<std::string> by, needs, proof;
  std::optional<std::int64_t> within_ms;
};

// ---- statements -----------------------------------------------------------------------------------------------
enum class TargetKind : std::uint8_t { anything, action, class_, event, meter, attribute };
struct TargetRef {
  TargetKind kind{};
  base::ActionId action;  // action, attribute
  base::ClassId class_id;
  base::EventId event;
  base::MeterId meter;
  std::string attribute;
  base::Span span;
};
struct TypedTargets {
  std::vector<TargetRef> items;
  std::vector<TargetRef> except;  // actions and classes
};

// One enclosing block. A statement holds only where all of its blocks do.
enum class ScopeKind : std::uint8_t { tier, agents, human, subagents, in_switch, job };
struct ScopeRef {
  ScopeKind kind{};
  base::TierId tier;
  std::vector<base::PrincipalId> principals;  // agents: any of them; human: one
  base::SwitchId switch_id;
  base::JobId job;
};

struct StatementInfo {
  base::Span span;
  std::vector<ScopeRef> scope;             // outermost first
  std::vector<TypedCondition> conditions;  // all must hold
  std::vector<std::string> because;
};

struct Rule : StatementInfo {
  base::Strength strength{};
  base::Effect effect{};
  std::optional<base::PrincipalId> requested;  // `request B for`
  TypedTargets targets;
  std::vector<base::ApprovalId> via;  // as written; empty on a bare `ask`: the default approval
};
struct Holds : StatementInfo {
  std::vector<base::CapabilityId> capabilities;
};  // scope: agents or tier
struct Label : Entity {
  base::LabelId first;          // several sources may raise one label: the first of that name; constants name it by this id
  std::vector<ScopeRef> scope;  // outermost first
  TypedTargets from;
  std::vector<TypedCondition> conditions;
};

enum class PeriodKind : std::uint8_t { none, day, week, month, rolling, call, run, at_once, consecutive };
struct Period {
  PeriodKind kind{};
  std::int64_t length_ms = 0;  // rolling
  base::ZoneId zone;           // day, week, month: whose calendar
};
enum class AmountKind : std::uint8_t { absolute, percent_of_parent, percent_of_limit, times_usual };
struct Amount {
  AmountKind kind{};
  std::int64_t number = 0;
  base::Type type;
};  // percent: 1e-4 %; times: thousandths

struct Threshold {
  std::int64_t percent = 0;
  std::vector<Consequence> duties;
};
struct Limit : StatementInfo {
  TypedTargets targets;
  Amount amount;
  Period period;
  std::vector<std::string> keys;
  std::vector<Threshold> thresholds;
  std::vector<Consequence> otherwise;
};
struct Watch : StatementInfo {
  std::string name, doc;
  TypedTargets on;
  std::optional<base::FactId> fact;  // watching a fact instead
  std::optional<Comparison> compare;
  std::optional<Amount> level;
  Period period;
  std::vector<std::string> keys;
  std::vector<Consequence> duties;
};
struct Around : StatementInfo {
  DutyMoment moment{};
  TypedTargets targets;
  std::vector<Consequence> duties, otherwise;
};
struct Audit : StatementInfo {
  TypedTargets targets;
  std::optional<std::int64_t> keep_ms;
  std::vector<std::string> with;
};
struct Configure : StatementInfo {
  std::string name;
  std::vector<DutyArgument> arguments;
};
struct Route : StatementInfo {
  std::string severity;
  std::vector<base::PrincipalId> to;
  std::vector<std::string> by;
  std::optional<std::int64_t> every_ms;
  bool until_acknowledged = false;
};
struct FileFact : StatementInfo {
  std::vector<std::string> patterns;
  bool is_protected = false;
  std::string runs_as;  // `jobs`, or an agent, human or tier name; empty: none
};

// ---- claims and tests ------------------------------------------------------------------------------------------
enum class ClaimKind : std::uint8_t { never, always, never_reach, never_together, total };
// One of the things that `never together` keeps apart: to do what the targets cover, or to give an approval.
struct Power {
  TypedTargets targets;
  std::vector<TypedCondition> conditions;
  base::ApprovalId approval;  // valid: gives it, and there are no targets
  base::Span span;
};
struct Assertion : StatementInfo {
  std::string title;
  ClaimKind kind{};
  base::Effect effect{};
  std::optional<base::PrincipalId> requested;
  TypedTargets targets;
  std::vector<Power> powers;  // never_together: two or more
  std::vector<base::PrincipalId> from;
  std::vector<base::ApprovalId> without;
  std::optional<Amount> bound;
  Period period;
  std::vector<std::string> keys;
};
struct Acceptance : StatementInfo {
  std::string code;
  std::vector<base::PrincipalId> principals;
  std::optional<std::int64_t> until_ms;
};

struct TestCase {
  request::Request request;  // complete: defaults of S16 filled in (depth 0, switches off, no labels)
  base::Effect expected{};
  std::vector<base::ApprovalId> via;  // given: exactly these approvals
  base::Span span;
};
struct Test {
  std::string title;
  std::vector<TestCase> cases;
  base::Span span;
};

// ---- where it comes from ----------------------------------------------------------------------------------------
// `grants` in the block of a window or phase.
struct WindowGrant {
  base::SwitchId window;
  std::vector<base::CapabilityId> capabilities;
  base::Span span;
};
// An imported file, and what it says by name.
struct ImportedFile {
  base::FileId file;
  base::Span imported_at;                // the first import that brings it in
  std::vector<base::PrincipalId> named;  // whom a block of it is about, or a block for their tier; ascending
  std::vector<WindowGrant> windows;
  std::vector<base::Span> passages;  // `enter via`, `leave via` of what other files declare
};

// ---- the whole -------------------------------------------------------------------------------------------------
// Ids index these vectors. The first enums are built in, in this order.
inline constexpr base::EnumId kOriginEnum{0}, kDayEnum{1}, kOutcomeEnum{2}, kDecisionEnum{3};

struct TypedProgram {
  std::string name, doc;
  std::vector<time::Zone> zones;  // zones[0] is the main policy's, if it declares one
  std::vector<EnumType> enums;
  std::vector<ClassDef> classes;
  std::vector<Capability> capabilities;
  std::vector<Action> actions;
  std::vector<Event> events;
  std::vector<Duty> duties;
  std::vector<Meter> meters;
  std::vector<Fact> facts;
  std::vector<Label> labels;
  std::vector<Tier> tiers;
  std::vector<Principal> principals;
  std::vector<Switch> switches;
  std::vector<Job> jobs;
  std::vector<Approval> approvals;
  base::ApprovalId default_approval;  // invalid: none declared

  std::vector<Rule> rules;
  std::vector<Holds> holds;
  std::vector<Limit> limits;
  std::vector<Watch> watches;
  std::vector<Around> arounds;
  std::vector<Audit> audits;
  std::vector<Configure> settings;
  std::vector<Route> routes;
  std::vector<FileFact> files;
  std::vector<Assertion> assertions;
  std::vector<Acceptance> acceptances;
  std::vector<Test> tests;

  std::vector<ImportedFile> imports;  // in the order of the modules
};

}  // namespace envelope::check
