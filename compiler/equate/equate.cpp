#include "compiler/equate/equate.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "compiler/equate/compare_cell.h"
#include "compiler/loaded/loaded_table.h"
#include "compiler/oracle/cell.h"
#include "compiler/oracle/condition.h"
#include "compiler/oracle/oracle.h"

namespace envelope::equate {

namespace {

void append(std::string& key, std::uint64_t number) { key.append(reinterpret_cast<const char*>(&number), sizeof number); }

// Which actions each statement is about, and whom it may speak of; worked out once.
class Statements {
 public:
  explicit Statements(const check::TypedProgram& program)
      : program_(program), rules_of_(program.principals.size()), arounds_of_(program.principals.size()) {
    const auto add = [&](const auto& statements, std::vector<std::vector<std::uint32_t>>& to) {
      for (std::uint32_t i = 0; i < statements.size(); ++i)
        for_each_candidate(statements[i].scope, [&](base::PrincipalId who) {
          if (oracle::may_speak_of(program, statements[i].scope, who)) to[who.index()].push_back(i);
        });
    };
    add(program.rules, rules_of_);
    add(program.arounds, arounds_of_);
    for (const check::Rule& rule : program.rules) actions_of_.push_back(actions(rule));
    held_by_.assign(program.principals.size(), std::vector<bool>(program.capabilities.size()));
    for (const check::Holds& holds : program.holds)
      for_each_candidate(holds.scope, [&](base::PrincipalId who) {
        if (!oracle::speaks_of(program, holds, who)) return;
        for (const base::CapabilityId capability : holds.capabilities) held_by_[who.index()][capability.index()] = true;
      });
  }

  // By action: the rules that speak of somebody.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> rules_by_action(base::PrincipalId who) const {
    std::vector<std::vector<std::uint32_t>> by_action(program_.actions.size());
    for (const std::uint32_t rule : rules_of_[who.index()])
      if (!program_.rules[rule].requested)
        for (const std::uint32_t action : actions_of_[rule]) by_action[action].push_back(rule);
    return by_action;
  }

  // What is to be done before and after the action, said of somebody.
  [[nodiscard]] std::vector<std::uint32_t> arounds(base::PrincipalId who, base::ActionId action) const {
    std::vector<std::uint32_t> covering;
    for (const std::uint32_t around : arounds_of_[who.index()])
      if (oracle::covers(program_, program_.arounds[around].targets, action)) covering.push_back(around);
    return covering;
  }

  // By capability: whether somebody holds it for good.
  [[nodiscard]] const std::vector<bool>& held_by(base::PrincipalId who) const { return held_by_[who.index()]; }

  // The edges of somebody: whom it may ask and for what, with the rules that speak of it.
  struct Edge {
    base::PrincipalId requested;
    base::ActionId action;
    auto operator<=>(const Edge&) const = default;
  };
  [[nodiscard]] std::map<Edge, std::vector<std::uint32_t>> rules_by_edge(base::PrincipalId who) const {
    std::map<Edge, std::vector<std::uint32_t>> by_edge;
    for (const std::uint32_t rule : rules_of_[who.index()])
      if (program_.rules[rule].requested)
        for (const std::uint32_t action : actions_of_[rule]) by_edge[{*program_.rules[rule].requested, base::ActionId{action}}];
    for (auto& [edge, rules] : by_edge)
      for (const std::uint32_t rule : rules_of_[who.index()]) {
        const oracle::Share share = oracle::share_of(program_, program_.rules[rule], edge.action, edge.requested);
        if (share.grants || share.caps) rules.push_back(rule);
      }
    return by_edge;
  }

 private:
  // Whom statements in these blocks may speak of. Most name them: looking at everybody for each statement would take the square of their
  // number.
  template <typename Visit>
  void for_each_candidate(const std::vector<check::ScopeRef>& scope, Visit visit) const {
    const auto named = std::find_if(scope.begin(), scope.end(), [](const check::ScopeRef& block) {
      return block.kind == check::ScopeKind::agents || block.kind == check::ScopeKind::human;
    });
    if (named != scope.end()) {
      for (const base::PrincipalId who : named->principals) visit(who);
      return;
    }
    for (std::uint32_t who = 0; who < program_.principals.size(); ++who) visit(base::PrincipalId{who});
  }

  [[nodiscard]] std::vector<std::uint32_t> actions(const check::Rule& rule) const {
    std::vector<std::uint32_t> actions;
    for (std::uint32_t action = 0; action < program_.actions.size(); ++action)
      if (oracle::covers(program_, rule.targets, base::ActionId{action})) actions.push_back(action);
    return actions;
  }

  const check::TypedProgram& program_;
  std::vector<std::vector<std::uint32_t>> rules_of_, arounds_of_, actions_of_;
  std::vector<std::vector<bool>> held_by_;  // by principal and capability
};

class Prover {
 public:
  Prover(const check::TypedProgram& program, const env_table& table, const Options& options)
      : program_(program), table_(table), view_(table), options_(options), statements_(program), asks_self_(asks_self(table.sections)) {}

  Result run() {
    result_.names = compare_names(program_, view_, numbering_);
    if (!result_.names.empty()) return std::move(result_);
    for (std::uint32_t who = 0; who < program_.principals.size() && !is_enough(); ++who) prove_principal(base::PrincipalId{who});
    if (engines_.solver.asked() > 0) result_.solver_version = smt::Solver::version();
    return std::move(result_);
  }

 private:
  [[nodiscard]] bool is_enough() const { return result_.differences.size() >= kDifferencesMax; }

  void prove_principal(base::PrincipalId who) {
    const std::uint32_t number = numbering_.principals[who.index()];
    const auto by_action = statements_.rules_by_action(who);
    for (std::uint32_t action = 0; action < by_action.size() && !is_enough(); ++action)
      prove({who, base::ActionId{action}, {}, view_.own_cell(number, numbering_.actions[action]), &statements_.held_by(who)},
            by_action[action]);
    prove_edges(who, number);
  }

  void prove_edges(base::PrincipalId who, std::uint32_t number) {
    const auto by_edge = statements_.rules_by_edge(who);
    for (const auto& [edge, rules] : by_edge)
      prove({who, edge.action, edge.requested,
             view_.edge(number, numbering_.principals[edge.requested.index()], numbering_.actions[edge.action.index()]),
             &statements_.held_by(who)},
            rules);
    // Edges of the table about which the source says nothing. Only agents can be asked, and only
    // for actions: any other edge answers no request.
    const format::PrincipalRecord& record = table_.sections.principals[number];
    for (const format::EdgeRecord& edge : table_.sections.edges.subspan(record.first_edge, record.edge_count)) {
      const auto requested = base::PrincipalId{program_number(numbering_.principals, edge.requested)};
      const auto action = base::ActionId{program_number(numbering_.actions, edge.action)};
      if (program_.principals[requested.index()].kind != check::PrincipalKind::agent || action.index() >= program_.actions.size()) continue;
      if (!by_edge.contains({requested, action}))
        prove({who, action, requested, {number, edge.action, &edge.cell}, &statements_.held_by(who)}, {});
    }
  }

  // Requires that it is one of them.
  [[nodiscard]] static std::uint32_t program_number(const std::vector<std::uint32_t>& numbers, std::uint32_t number) {
    return static_cast<std::uint32_t>(std::find(numbers.begin(), numbers.end(), number) - numbers.begin());
  }

  void prove(const CellPlace& place, const std::vector<std::uint32_t>& rules) {
    ++result_.counts.cells;
    Speaking speaking;
    for (const std::uint32_t rule : rules) speaking.rules.push_back(&program_.rules[rule]);
    if (!place.requested) speaking.arounds = statements_.arounds(place.who, place.action);
    if (!is_new(place, rules, speaking.arounds)) return;
    ++result_.counts.distinct;
    const Answers answers(program_, view_, patterns_, place);
    const CellQuestions questions(answers, speaking, cutter_);
    const CellVerdict verdict = compare_cell({numbering_, options_, engines_}, answers, speaking, questions);
    result_.counts.cases += verdict.cases;
    if (verdict.method == Method::exhaustion) ++result_.counts.exhausted;
    if (verdict.method == Method::engines) ++result_.counts.by_engines;
    if (!verdict.limit.empty()) result_.limits.push_back(fmt::format("{}: {}", name_of(place), verdict.limit));
    if (!verdict.fault.empty()) result_.faults.push_back(fmt::format("{}: {}", name_of(place), verdict.fault));
    if (verdict.witness) show(*verdict.witness, place);
  }

  // Cells that say the same are proved once: the same statements speak, who asks makes no difference, and the table holds the same.
  [[nodiscard]] bool is_new(const CellPlace& place, const std::vector<std::uint32_t>& rules, const std::vector<std::uint32_t>& arounds) {
    std::string key;
    append(key, place.action.value);
    append(key, place.requested ? place.requested->value + std::uint64_t{1} : 0);
    for (const std::uint32_t rule : rules) append(key, rule);
    append(key, UINT64_MAX);
    for (const std::uint32_t around : arounds) append(key, around);
    append(key, UINT64_MAX);
    append_settled(key, place, rules, arounds);
    const format::CellRecord* cell = place.table.record;
    append(key, cell == nullptr ? UINT64_MAX : std::uint64_t{cell->root} << 32U | cell->obligations);
    append(key, table_.sections.places[place.table.principal].parameters);
    if (cell != nullptr && asks_self_) append(key, place.table.principal);
    return seen_.insert(std::move(key)).second;
  }

  // What statements know of who asks: tier, capabilities, and the principal itself where it is asked about.
  void append_settled(std::string& key, const CellPlace& place, const std::vector<std::uint32_t>& rules,
                      const std::vector<std::uint32_t>& arounds) const {
    for (const base::CapabilityId needed : program_.actions[place.action.index()].needs) append(key, (*place.held)[needed.index()] ? 1 : 0);
    append(key, program_.principals[place.who.index()].tier.value);
    const auto names_who = [&](const check::StatementInfo& statement) { return asks_who(statement); };
    const bool is_personal =
        std::any_of(rules.begin(), rules.end(), [&](std::uint32_t rule) { return names_who(program_.rules[rule]); }) ||
        std::any_of(arounds.begin(), arounds.end(), [&](std::uint32_t around) { return names_who(program_.arounds[around]); });
    if (is_personal) append(key, place.who.value);
  }

  static bool asks_who(const check::StatementInfo& statement) {
    return std::any_of(statement.conditions.begin(), statement.conditions.end(),
                       [](const check::TypedCondition& condition) { return asks_who(condition.expr); });
  }
  static bool asks_who(const check::TypedExpr& expression) {
    const bool is_built_in = expression.atom.left.kind == check::OperandKind::built_in;
    if (expression.kind == check::TypedExprKind::atom)
      return expression.atom.comparison == check::Comparison::equals_self ||
             (is_built_in && expression.atom.left.built_in == check::BuiltIn::agent);
    return std::any_of(expression.items.begin(), expression.items.end(), [](const check::TypedExpr& item) { return asks_who(item); });
  }

  // Diagrams may ask whether a value is who asks.
  [[nodiscard]] static bool asks_self(const decide::Sections& sections) {
    return std::ranges::any_of(sections.deciding.nodes, [](const format::NodeRecord& node) {
      return static_cast<format::Operation>(node.operation) == format::Operation::is_self;
    });
  }

  // The witness is decided by both as any request would be.
  void show(const request::Request& witness, const CellPlace& place) {
    Difference difference{witness, oracle::decide(program_, witness), loaded::decide(table_, witness)};
    if (difference.meant == difference.decided) {
      result_.faults.push_back(fmt::format("{}: a difference was found that does not show", name_of(place)));
      return;
    }
    result_.differences.push_back(std::move(difference));
  }

  [[nodiscard]] std::string name_of(const CellPlace& place) const {
    const std::string& who = program_.principals[place.who.index()].name;
    const std::string& action = program_.actions[place.action.index()].name;
    if (!place.requested) return fmt::format("`{}` and `{}`", who, action);
    return fmt::format("`{}`, which asks `{}` for `{}`", who, program_.principals[place.requested->index()].name, action);
  }

  const check::TypedProgram& program_;
  const env_table& table_;
  TableView view_;
  const Options& options_;
  Statements statements_;
  Numbering numbering_;
  oracle::Patterns patterns_;
  Cutter cutter_;
  Engines engines_;
  std::unordered_set<std::string> seen_;
  bool asks_self_;
  Result result_;
};

}  // namespace

Result prove_equal(const check::TypedProgram& program, const env_table& table, const Options& options) {
  return Prover(program, table, options).run();
}

}  // namespace envelope::equate
