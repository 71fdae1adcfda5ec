#include "compiler/prove/witness.h"

#include <algorithm>

#include "compiler/model/print.h"

namespace envelope::prove {
namespace {

using model::PolicyModel;
using request::RawValue;
using request::Request;

std::string member_name(const PolicyModel& model, const model::Type& type, std::int64_t number) {
  return model::print_number(model, type, number);
}

RawValue value_of(const PolicyModel& model, const model::Type& type, const SlotCode& code) {
  if (base::is_textual(type.kind)) return code.text;
  if (base::is_closed(type.kind)) return member_name(model, type, code.number);
  if (type.kind == base::TypeKind::boolean) return code.number != 0;
  return code.number;
}

// The least value of a type.
RawValue least_value(const PolicyModel& model, const model::Type& type) {
  if (type.is_set) return request::empty_set(type.kind);
  switch (type.kind) {
    case base::TypeKind::boolean:
      return false;
    case base::TypeKind::string:
      return std::string();
    case base::TypeKind::path:
      return std::string("/");
    case base::TypeKind::host:
    case base::TypeKind::command:
      return std::string("a");
    case base::TypeKind::agent: {
      std::string least = model.principals.empty() ? "" : model.principals.front().name;
      for (const model::Principal& principal : model.principals) least = std::min(least, principal.name);
      return least;
    }
    case base::TypeKind::mode: {
      std::string least = model.switches.empty() ? "" : model.switches.front().name;
      for (const model::Switch& s : model.switches) least = std::min(least, s.name);
      return least;
    }
    case base::TypeKind::job: {
      std::string least = model.jobs.empty() ? "" : model.jobs.front().name;
      for (const model::Job& job : model.jobs) least = std::min(least, job.name);
      return least;
    }
    case base::TypeKind::tier:
      return model.tiers.empty() ? std::string() : model.tiers.front();
    case base::TypeKind::enumeration:
      return model.enums[type.enumeration.index()].members.front();
    case base::TypeKind::count:
    case base::TypeKind::bytes:
    case base::TypeKind::money:
    case base::TypeKind::duration:
    case base::TypeKind::percent:
    case base::TypeKind::time:
    case base::TypeKind::error:
      break;
  }
  return std::int64_t{0};
}

void put_value(const PolicyModel& model, std::map<std::string, RawValue>& values, const std::string& name, const Slot& slot,
               const SlotCode& code) {
  if (code.is_absent) return void(values.erase(name));
  if (slot.type.is_set) return void(values[name] = request::empty_set(slot.type.kind));
  if (!slot.is_member) return void(values[name] = value_of(model, slot.type, code));
  if (code.is_usual) return;  // not in the set
  const RawValue member = value_of(model, slot.type, code);
  RawValue& set = values[name];
  if (auto* names = std::get_if<request::MemberList>(&set)) names->members.push_back(std::get<std::string>(member));
  if (auto* numbers = std::get_if<request::NumberList>(&set)) numbers->members.push_back(std::get<std::int64_t>(member));
}

void put(const PolicyModel& model, const Slot& slot, const SlotCode& code, Request& request) {
  switch (slot.kind) {
    case SlotKind::attribute:
      return put_value(model, request.attributes, model.attributes[slot.id].name, slot, code);
    case SlotKind::fact:
      return put_value(model, request.facts, model.facts[slot.id].first, slot, code);
    case SlotKind::switch_on:
      request.switches[model.switches[slot.id].name] = code.is_absent ? text::Truth::unknown : text::truth_of(code.number != 0);
      return;
    case SlotKind::labels_known:
      if (code.is_absent) request.labels.reset();
      return;
    case SlotKind::label:
      if (code.number != 0 && request.labels) request.labels->push_back(model.labels[slot.id]);
      return;
    case SlotKind::depth:
      request.lineage = std::vector<std::string>(static_cast<std::size_t>(code.number), request.principal);
      return;
    case SlotKind::origin:
      if (!code.is_absent) request.origin = static_cast<request::Origin>(code.number);
      return;
    case SlotKind::time:
      if (!code.is_absent) request.time_ms = code.number;
      return;
    case SlotKind::job:
      if (code.is_absent) return request.job.reset();
      if (code.number >= 0) request.job = model.jobs[static_cast<std::size_t>(code.number)].name;
      return;
  }
}

}  // namespace

Request least_request(const PolicyModel& model, const ProofCell& cell) {
  Request request;
  request.principal = model.principals[cell.who.index()].name;
  request.action = model.actions[cell.action.index()].name;
  if (cell.requested.is_valid()) request.requested = model.principals[cell.requested.index()].name;
  request.lineage.emplace();
  request.labels.emplace();
  request.job = "";
  for (const model::Switch& s : model.switches) request.switches[s.name] = text::Truth::no;
  for (const model::ActionAttribute& declared : model.actions[cell.action.index()].attributes) {
    const model::Attribute& attribute = model.attributes[declared.attribute.index()];
    if (!declared.optional) request.attributes[attribute.name] = least_value(model, attribute.type);
  }
  return request;
}

Request request_of(const CellLogic& logic, const Choice& choice) {
  const PolicyModel& model = logic.model();
  Request request = least_request(model, logic.cell());
  for (std::size_t slot = 0; slot < choice.size(); ++slot)
    put(model, logic.slots()[slot], logic.slots()[slot].codes[choice[slot]], request);
  return request;
}

}  // namespace envelope::prove
