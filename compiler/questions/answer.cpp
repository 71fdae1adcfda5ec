#include "compiler/questions/answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "compiler/questions/cover.h"
#include "compiler/questions/wording.h"

namespace envelope::questions {
namespace {

using base::Effect;
using bdd::kFalse;
using bdd::Node;

constexpr std::size_t kApprovalSetsMax = 64;

// The condition of one case; nothing where words cannot say it.
std::optional<std::string> words_of_case(const prove::CellLogic& logic, const std::vector<Axis>& axes, const Case& one) {
  std::vector<Wording> items;
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (are_all(one[i])) continue;
    auto words = words_of(logic, axes[i], one[i]);
    if (!words) return std::nullopt;
    items.push_back(std::move(*words));
  }
  std::string text;
  for (const Wording& item : items) {
    const bool needs_parentheses = items.size() > 1 && item.chain == Wording::Chain::any;
    text += (text.empty() ? "" : " and ") + (needs_parentheses ? "(" + item.text + ")" : item.text);
  }
  return text;
}

void add_zones(const model::PolicyModel& model, const std::vector<Axis>& axes, const Case& one, std::set<base::ZoneId>& zones) {
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (are_all(one[i])) continue;
    for (const model::AtomId atom : axes[i].atoms)
      if (model.atoms[atom.index()].zone.is_valid()) zones.insert(model.atoms[atom.index()].zone);
  }
}

// Asked with exactly these approvals, and with no other ones.
struct Asked {
  std::vector<std::string> names;
  Node exactly = kFalse, at_most = kFalse;
};

class CellAnswer {
 public:
  CellAnswer(prove::CellLogic& logic, const Given& given) : logic_(logic), space_(logic.space()), axes_(axes_of(logic)) {
    asked_about_ = where(logic, axes_, given);
  }

  CellLines run() {
    const Node allowed = logic_.at_least(Effect::allow);
    add(Effect::allow, {}, allowed, allowed);
    for (const Asked& asked : asked_with()) add(Effect::ask, asked.names, asked.exactly, asked.at_most);
    add(Effect::propose, {}, logic_.decides(Effect::propose), logic_.at_least(Effect::propose));
    if (result_.limit.empty()) result_.limit = logic_.limit();
    if (!result_.limit.empty()) result_.lines.clear();
    return std::move(result_);
  }

 private:
  // What lines before this one decide is room for it, and so is what nobody asks about.
  void add(Effect effect, std::vector<std::string> approvals, Node exactly, Node room) {
    const Node target = space_.both(exactly, asked_about_);
    if (target == kFalse || !result_.limit.empty()) return;
    room = space_.either(space_.either(room, decided_), space_.negation(asked_about_));
    Line line{effect, std::move(approvals), {}};
    line.when = conditions_of(logic_, axes_, target, room, result_, decided_);
    result_.lines.push_back(std::move(line));
  }

  // All sets of approvals that some request needs, the fewest first.
  std::vector<Asked> asked_with() {
    std::vector<Asked> all;
    const Node asked = logic_.decides(Effect::ask);
    Node left = space_.both(asked, asked_about_);
    while (left != kFalse && result_.limit.empty()) {
      if (all.size() == kApprovalSetsMax) result_.limit = fmt::format("more than {} sets of approvals", kApprovalSetsMax);
      const prove::Choice choice = logic_.least(left);
      Asked one{{}, asked, logic_.at_least(Effect::ask)};
      for (const base::ApprovalId id : logic_.approvals()) {
        const Node needs = logic_.needs(id);
        if (logic_.holds(needs, choice)) {
          one.names.push_back(logic_.model().approvals[id.index()].name);
          one.exactly = space_.both(one.exactly, needs);
        } else {
          one.exactly = space_.without(one.exactly, needs);
          one.at_most = space_.without(one.at_most, needs);
        }
      }
      if (space_.has_overflowed()) break;
      std::sort(one.names.begin(), one.names.end());
      left = space_.without(left, one.exactly);
      all.push_back(std::move(one));
    }
    std::sort(all.begin(), all.end(), [](const Asked& a, const Asked& b) {
      return std::make_tuple(a.names.size(), a.names) < std::make_tuple(b.names.size(), b.names);
    });
    return all;
  }

  prove::CellLogic& logic_;
  bdd::Space& space_;
  std::vector<Axis> axes_;
  Node asked_about_ = bdd::kTrue;
  Node decided_ = kFalse;  // by the lines so far
  CellLines result_;
};

std::string cell_name(const model::PolicyModel& model, const prove::ProofCell& cell, base::PrincipalId asked) {
  const base::PrincipalId who = asked.is_valid() ? asked : cell.who;
  std::string name = fmt::format("`{} {}`", model.principals[who.index()].name, model.actions[cell.action.index()].name);
  if (cell.requested.is_valid()) name += fmt::format(" requested of `{}`", model.principals[cell.requested.index()].name);
  return name;
}

// Cells that differ in what they say and not in what they decide.
void add_answer(std::vector<Answer>& answers, Answer one) {
  const auto same = std::find_if(answers.begin(), answers.end(), [&](const Answer& other) {
    return other.action == one.action && other.requested == one.requested && other.lines == one.lines;
  });
  if (same == answers.end()) return answers.push_back(std::move(one));
  same->principals.insert(same->principals.end(), one.principals.begin(), one.principals.end());
  std::sort(same->principals.begin(), same->principals.end());
}

}  // namespace

std::vector<std::string> conditions_of(prove::CellLogic& logic, const std::vector<Axis>& axes, Node target, Node room, CellLines& lines,
                                       Node& covered) {
  const auto cases = cover(logic, axes, target, room);
  if (!cases) {
    lines.limit = logic.limit().empty() ? "a condition of more than 256 alternatives" : logic.limit();
    return {};
  }
  std::vector<std::string> conditions;
  for (const Case& one : *cases) {
    add_zones(logic.model(), axes, one, lines.zones);
    const auto words = words_of_case(logic, axes, one);
    if (!words) {
      lines.limit = "what is decided where something is not known cannot be said as a condition";
      lines.is_faulty = true;
      return {};
    }
    covered = logic.space().either(covered, where(logic.space(), axes, one));
    conditions.push_back(*words);
  }
  if (std::find(conditions.begin(), conditions.end(), "") != conditions.end()) conditions.clear();  // always
  return conditions;
}

CellLines lines_of(prove::CellLogic& logic, const Given& given) {
  if (!logic.limit().empty()) return {{}, logic.limit(), logic.is_faulty(), {}};
  return CellAnswer(logic, given).run();
}

Answers answer(const model::PolicyModel& model, const Question& question) {
  Answers result;
  prove::Knowledge knowledge;
  bdd::Space space(question.diagram_nodes);
  for (const prove::ProofCell& cell : prove::cells_of(model)) {
    const bool is_about = std::binary_search(cell.principals.begin(), cell.principals.end(), question.who);
    if ((question.who.is_valid() && !is_about) || (question.action.is_valid() && cell.action != question.action)) continue;
    if (model.actions[cell.action.index()].kind == model::ActionKind::event) continue;
    prove::CellLogic logic(model, cell, knowledge, space);
    CellLines lines = lines_of(logic, question.given);
    if (!lines.limit.empty())
      (lines.is_faulty ? result.faults : result.limits).push_back(fmt::format("{}: {}", cell_name(model, cell, question.who), lines.limit));
    if (lines.lines.empty()) continue;
    result.zones.insert(lines.zones.begin(), lines.zones.end());
    add_answer(result.answers, {question.who.is_valid() ? std::vector{question.who} : cell.principals, cell.action, cell.requested,
                                std::move(lines.lines)});
  }
  std::stable_sort(result.answers.begin(), result.answers.end(), [](const Answer& a, const Answer& b) {
    return std::make_tuple(a.action, a.requested.is_valid(), a.requested, a.principals) <
           std::make_tuple(b.action, b.requested.is_valid(), b.requested, b.principals);
  });
  return result;
}

}  // namespace envelope::questions
