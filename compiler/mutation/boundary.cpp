#include "compiler/mutation/boundary.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/model/cells.h"
#include "compiler/mutation/boundary_values.h"

namespace envelope::mutation {
namespace {

using model::AtomKind;

void collect_atoms(const model::PolicyModel& model, model::GuardId id, std::set<model::AtomId>& atoms) {
  const model::Guard& guard = model.guards[id.index()];
  if (guard.kind == model::GuardKind::atom) atoms.insert(guard.atom);
  for (const model::GuardId child : guard.children) collect_atoms(model, child, atoms);
}

std::set<model::AtomId> atoms_of(const model::PolicyModel& model, const Cell& cell) {
  std::set<model::AtomId> atoms;
  const CellRecords records = records_of(model, cell);
  for (const model::Grant* grant : records.grants) collect_atoms(model, grant->guard, atoms);
  for (const auto* caps : {&records.caps, &records.default_caps})
    for (const model::Cap* cap : *caps) collect_atoms(model, cap->guard, atoms);
  return atoms;
}

// What is asked about one variable, gathered over all models.
struct Asked {
  std::vector<const model::Atom*> atoms;
};

class Builder {
 public:
  Builder(const std::vector<const model::PolicyModel*>& models, const Cell& cell, bool is_timed)
      : model_(*models.front()), is_timed_(is_timed) {
    space_.cell = cell;
    for (const model::PolicyModel* model : models)
      for (const model::AtomId id : atoms_of(*model, cell)) note(*model, model->atoms[id.index()]);
  }

  Space run() {
    add_attributes();
    for (auto& [name, asked] : facts_) add_fact(name, asked);
    for (const std::string& name : modes_) add({VariableKind::mode, name, {Setting(false), Setting(true)}, 0});
    for (const std::string& name : labels_) add({VariableKind::label, name, {Setting(false), Setting(true)}, 0});
    if (asks_origin_)
      add({VariableKind::origin,
           "origin",
           {std::nullopt, Setting(std::string("human")), Setting(std::string("agent")), Setting(std::string("cron")),
            Setting(std::string("event"))},
           0});
    add_depth();
    if (!clock_.atoms.empty()) add_time();
    if (!jobs_.empty()) add_job();
    return std::move(space_);
  }

 private:
  void note(const model::PolicyModel& model, const model::Atom& atom) {
    switch (atom.kind) {
      case AtomKind::attribute:
        attributes_[model.attributes[atom.attribute.index()].name].atoms.push_back(&atom);
        break;
      case AtomKind::fact:
        facts_[model.facts[atom.fact.index()].first].atoms.push_back(&atom);
        break;
      case AtomKind::switch_on:
        modes_.insert(model.switches[atom.switch_id.index()].name);
        break;
      case AtomKind::label:
        labels_.insert(model.labels[atom.label.index()]);
        break;
      case AtomKind::capability:
        for (const model::Switch& mode : model.switches)
          if (std::find(mode.grants.begin(), mode.grants.end(), atom.capability) != mode.grants.end()) modes_.insert(mode.name);
        break;
      case AtomKind::origin:
        asks_origin_ = true;
        break;
      case AtomKind::depth:
        depth_.atoms.push_back(&atom);
        break;
      case AtomKind::time:
      case AtomKind::time_of_day:
      case AtomKind::day:
        clock_.atoms.push_back(&atom);
        break;
      case AtomKind::job:
        for (const std::int64_t number : atom.numbers) jobs_.insert(model.jobs[static_cast<std::size_t>(number)].name);
        break;
      case AtomKind::agent:
      case AtomKind::tier:
      case AtomKind::outcome:
      case AtomKind::decision:
        break;
    }
  }

  void add(Variable variable) {
    if (variable.values.size() > kValuesMax) variable.values.resize(kValuesMax);
    space_.variables.push_back(std::move(variable));
  }

  void add_attributes() {
    for (const model::ActionAttribute& declared : model_.actions[space_.cell.action.index()].attributes) {
      const model::Attribute& attribute = model_.attributes[declared.attribute.index()];
      Variable variable{VariableKind::attribute, attribute.name, {}, 0};
      const auto asked = attributes_.find(attribute.name);
      const std::vector<const model::Atom*> none;
      // What nobody asks for and may be left out is left out.
      if (declared.optional && asked == attributes_.end()) continue;
      variable.values = boundary_values(model_, attribute.type, asked == attributes_.end() ? none : asked->second.atoms, space_.cell.who);
      if (variable.values.size() >= kValuesMax) variable.values.resize(kValuesMax - 1);
      if (declared.optional) {
        variable.usual = variable.values.size();
        variable.values.push_back(std::nullopt);
      }
      if (variable.values.empty()) space_.is_askable = false;
      add(std::move(variable));
    }
  }

  void add_fact(const std::string& name, const Asked& asked) {
    Variable variable{VariableKind::fact, name, {std::nullopt}, 0};
    for (Setting& value : boundary_values(model_, asked.atoms.front()->type, asked.atoms, space_.cell.who))
      variable.values.push_back(std::move(value));
    add(std::move(variable));
  }

  void add_depth() {
    if (depth_.atoms.empty() || model_.principals[space_.cell.who.index()].kind == model::PrincipalKind::human) return;
    constexpr std::int64_t kDeepest = 64;
    Variable variable{VariableKind::depth, "depth", {Setting(std::int64_t{0}), Setting(std::int64_t{1})}, 0};
    for (const std::int64_t depth : boundary_numbers(depth_.atoms, 1))
      if (depth > 1 && depth <= kDeepest) variable.values.emplace_back(depth);
    add(std::move(variable));
  }

  void add_time() {
    Variable variable{VariableKind::time, "time", {}, 0};
    if (!is_timed_) variable.values.push_back(std::nullopt);
    for (const std::int64_t instant : boundary_instants(model_, clock_.atoms)) variable.values.emplace_back(instant);
    add(std::move(variable));
  }

  void add_job() {
    Variable variable{VariableKind::job, "job", {Setting(std::string())}, 0};
    for (const std::string& name : jobs_) variable.values.emplace_back(name);
    add(std::move(variable));
  }

  const model::PolicyModel& model_;
  bool is_timed_;
  Space space_;
  std::map<std::string, Asked> attributes_, facts_;
  std::set<std::string> modes_, labels_, jobs_;
  Asked depth_, clock_;
  bool asks_origin_ = false;
};

void set(request::Request& request, const Variable& variable, const Setting& setting) {
  switch (variable.kind) {
    case VariableKind::attribute:
      if (setting) request.attributes[variable.name] = *setting;
      break;
    case VariableKind::fact:
      if (setting) request.facts[variable.name] = *setting;
      break;
    case VariableKind::mode:
      request.switches[variable.name] = text::truth_of(std::get<bool>(*setting));
      break;
    case VariableKind::label:
      if (std::get<bool>(*setting)) request.labels->push_back(variable.name);
      break;
    case VariableKind::origin:
      if (!setting) break;
      for (const auto origin : {request::Origin::human, request::Origin::agent, request::Origin::cron, request::Origin::event})
        if (origin_word(origin) == std::get<std::string>(*setting)) request.origin = origin;
      break;
    case VariableKind::depth:
      request.lineage->assign(static_cast<std::size_t>(std::get<std::int64_t>(*setting)), request.principal);
      break;
    case VariableKind::time:
      if (setting) request.time_ms = std::get<std::int64_t>(*setting);
      break;
    case VariableKind::job:
      request.job = std::get<std::string>(*setting);
      break;
  }
}

}  // namespace

CellRecords records_of(const model::PolicyModel& model, const Cell& cell) {
  model::Question question;
  question.action = cell.action;
  question.requested = cell.requested;
  CellRecords records;
  for (const model::Grant& grant : model.grants)
    if (model::covers(model, grant.cell, question, cell.who)) records.grants.push_back(&grant);
  for (const model::Cap& cap : model.caps)
    if (model::covers(model, cap, question, cell.who)) records.caps.push_back(&cap);
  for (const model::Cap& cap : model.default_caps)
    if (model::covers(model, cap.cell, question, cell.who)) records.default_caps.push_back(&cap);
  return records;
}

Space boundary_space(const std::vector<const model::PolicyModel*>& models, const Cell& cell, bool is_timed) {
  return Builder(models, cell, is_timed).run();
}

Choice usual_choice(const Space& space) {
  Choice choice;
  for (const Variable& variable : space.variables) choice.push_back(variable.usual);
  return choice;
}

bool can_be(const model::PolicyModel& model, const request::Request& request) {
  const auto is_on = [&](const model::Switch& mode) {
    const auto state = request.switches.find(mode.name);
    return mode.kind == model::SwitchKind::phase && state != request.switches.end() && state->second == text::Truth::yes;
  };
  return std::count_if(model.switches.begin(), model.switches.end(), is_on) <= 1;
}

request::Request request_of(const model::PolicyModel& model, const Space& space, const Choice& choice) {
  request::Request request;
  request.principal = model.principals[space.cell.who.index()].name;
  request.action = model.actions[space.cell.action.index()].name;
  if (space.cell.requested.is_valid()) request.requested = model.principals[space.cell.requested.index()].name;
  request.lineage.emplace();
  request.labels.emplace();
  request.job = "";
  for (const model::Switch& mode : model.switches) request.switches[mode.name] = text::Truth::no;
  for (std::size_t i = 0; i < space.variables.size(); ++i) set(request, space.variables[i], space.variables[i].values[choice[i]]);
  return request;
}

}  // namespace envelope::mutation
