#include "compiler/model/cells.h"

#include <algorithm>
#include <utility>

#include "compiler/model/value.h"

namespace envelope::model {
namespace {

using request::Refusal;
using request::Request;

// The first required attribute that is absent or unreadable; empty when there is none.
std::string missing_attribute(const PolicyModel& model, const Action& action, const Request& request) {
  for (const ActionAttribute& declared : action.attributes) {
    if (declared.optional) continue;
    const Attribute& attribute = model.attributes[declared.attribute.index()];
    const auto raw = request.attributes.find(attribute.name);
    if (raw == request.attributes.end() || !read_value(model, attribute.type, raw->second)) return attribute.name;
  }
  return {};
}

// The first attribute of the request that the action does not declare; empty when there is none.
std::string undeclared_attribute(const PolicyModel& model, const Action& action, const Request& request) {
  for (const auto& [name, value] : request.attributes) {
    const bool is_declared = std::any_of(action.attributes.begin(), action.attributes.end(), [&](const ActionAttribute& declared) {
      return model.attributes[declared.attribute.index()].name == name;
    });
    if (!is_declared) return name;
  }
  return {};
}

std::string unknown_label(const PolicyModel& model, const Request& request) {
  if (!request.labels) return {};
  for (const std::string& label : *request.labels)
    if (std::find(model.labels.begin(), model.labels.end(), label) == model.labels.end()) return label;
  return {};
}

Question refused(Refusal refusal, std::string detail) {
  Question question;
  question.refusal = refusal;
  question.refusal_detail = std::move(detail);
  return question;
}

bool is_agent(const PolicyModel& model, base::PrincipalId id) {
  return id.is_valid() && model.principals[id.index()].kind == PrincipalKind::agent;
}

bool in_cell(const PolicyModel& model, const Cell& cell, base::ActionId action, base::PrincipalId who) {
  const auto& principals = model.principal_sets[cell.principals.index()];
  const auto& actions = model.action_sets[cell.actions.index()];
  return std::binary_search(principals.begin(), principals.end(), who) && std::binary_search(actions.begin(), actions.end(), action);
}

}  // namespace

Question resolve(const PolicyModel& model, const Request& request) {
  Question question;
  question.members.push_back(find_principal(model, request.principal));
  if (!question.members.front().is_valid()) return refused(Refusal::unknown_principal, request.principal);
  question.action = find_action(model, request.action);
  if (!question.action.is_valid()) return refused(Refusal::unknown_action, request.action);
  if (request.requested) {
    question.requested = find_principal(model, *request.requested);
    if (!is_agent(model, question.requested)) return refused(Refusal::unknown_requested, *request.requested);
  }
  if (!request.lineage) return refused(Refusal::missing_lineage, {});
  if (!request.lineage->empty() && !is_agent(model, question.members.front())) return refused(Refusal::unknown_lineage, request.principal);
  for (const std::string& name : *request.lineage) {
    question.members.push_back(find_principal(model, name));
    if (!is_agent(model, question.members.back())) return refused(Refusal::unknown_lineage, name);
  }
  const Action& action = model.actions[question.action.index()];
  std::string undeclared = undeclared_attribute(model, action, request);
  if (!undeclared.empty()) return refused(Refusal::undeclared_attribute, std::move(undeclared));
  std::string missing = missing_attribute(model, action, request);
  if (!missing.empty()) return refused(Refusal::malformed_attribute, std::move(missing));
  std::string label = unknown_label(model, request);
  if (!label.empty()) return refused(Refusal::unknown_label, std::move(label));
  return question;
}

bool covers(const PolicyModel& model, const Cell& cell, const Question& question, base::PrincipalId who) {
  return cell.requested == question.requested && in_cell(model, cell, question.action, who);
}

bool covers(const PolicyModel& model, const Cap& cap, const Question& question, base::PrincipalId who) {
  if (covers(model, cap.cell, question, who)) return true;
  const bool may_cap_edge = cap.covers_requests && question.requested.is_valid() && !cap.cell.requested.is_valid();
  return may_cap_edge && in_cell(model, cap.cell, question.action, who);
}

}  // namespace envelope::model
