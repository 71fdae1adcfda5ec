#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include "compiler/questions/render.h"

namespace envelope::questions {
namespace {

using model::PolicyModel;

llvm::json::Array texts(const std::vector<std::string>& items) {
  llvm::json::Array array;
  for (const std::string& item : items) array.push_back(llvm::json::fixUTF8(item));
  return array;
}

llvm::json::Value name_or_null(bool is_there, const std::string& name) {
  return is_there ? llvm::json::Value(llvm::json::fixUTF8(name)) : llvm::json::Value(nullptr);
}

llvm::json::Object line_json(const Line& line) {
  return llvm::json::Object{
      {"effect", std::string(base::effect_name(line.effect))}, {"approvals", texts(line.approvals)}, {"when", texts(line.when)}};
}

llvm::json::Object answer_json(const PolicyModel& model, const Answer& answer) {
  llvm::json::Array lines, tiers;
  std::vector<std::string> agents, humans;
  for (const Line& line : answer.lines) lines.push_back(line_json(line));
  for (const base::TierId tier : whole_tiers(model, answer.principals)) tiers.push_back(llvm::json::fixUTF8(model.tiers[tier.index()]));
  for (const base::PrincipalId id : answer.principals) {
    const model::Principal& principal = model.principals[id.index()];
    (principal.kind == model::PrincipalKind::human ? humans : agents).push_back(principal.name);
  }
  const std::string requested = answer.requested.is_valid() ? model.principals[answer.requested.index()].name : "";
  return llvm::json::Object{{"action", llvm::json::fixUTF8(model.actions[answer.action.index()].name)},
                            {"requested", name_or_null(answer.requested.is_valid(), requested)},
                            {"agents", texts(agents)},
                            {"humans", texts(humans)},
                            {"whole_tiers", std::move(tiers)},
                            {"lines", std::move(lines)}};
}

}  // namespace

std::string render_json(const PolicyModel& model, const Question& question, const Answers& answers) {
  llvm::json::Array all, zones;
  for (const Answer& answer : answers.answers) all.push_back(answer_json(model, answer));
  for (const base::ZoneId zone : answers.zones) zones.push_back(llvm::json::fixUTF8(model.zones[zone.index()].name));
  const std::string who = question.who.is_valid() ? model.principals[question.who.index()].name : "";
  const std::string action = question.action.is_valid() ? model.actions[question.action.index()].name : "";
  llvm::json::Object root{{"schema_version", 1},
                          {"agent", name_or_null(question.who.is_valid(), who)},
                          {"action", name_or_null(question.action.is_valid(), action)},
                          {"given", texts(question.words)},
                          {"answers", std::move(all)},
                          {"unknown", texts(answers.limits)},
                          {"time_zones", std::move(zones)}};
  std::string out;
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}\n", llvm::json::Value(std::move(root)));
  return out;
}

}  // namespace envelope::questions
