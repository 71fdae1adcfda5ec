// A request as a command for a shell.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>

#include "compiler/model/print.h"
#include "compiler/model/value.h"
#include "compiler/prove/witness.h"
#include "compiler/request/print.h"
#include "runtime/time/civil.h"

namespace envelope::prove {
namespace {

using model::PolicyModel;
using request::RawValue;
using request::Request;

// A word that a POSIX shell reads as itself.
std::string shell_word(const std::string& word) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,@%+";
  if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

std::optional<model::Type> type_of_attribute(const PolicyModel& model, const Request& request, const std::string& name) {
  const base::ActionId action = model::find_action(model, request.action);
  for (const model::ActionAttribute& declared : model.actions[action.index()].attributes)
    if (model.attributes[declared.attribute.index()].name == name) return model.attributes[declared.attribute.index()].type;
  return std::nullopt;
}

std::optional<model::Type> type_of_fact(const PolicyModel& model, const std::string& name) {
  for (const auto& [fact, type] : model.facts)
    if (fact == name) return type;
  return std::nullopt;
}

bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

std::optional<std::string> number_word(const PolicyModel& model, const model::Type& type, std::int64_t number) {
  if (type.kind == base::TypeKind::time && number >= time::kEndOfTimeMs) return std::nullopt;
  return model::print_number(model, type, number);
}

// One value as a word; nothing where words cannot say it.
std::optional<std::string> word_of(const PolicyModel& model, const std::optional<model::Type>& type, const RawValue& raw) {
  if (const auto* flag = std::get_if<bool>(&raw)) return *flag ? "true" : "false";
  if (const auto* text = std::get_if<std::string>(&raw)) return has_control(*text) ? std::nullopt : std::optional(*text);
  if (const auto* list = std::get_if<request::MemberList>(&raw)) {
    const bool can_join = std::none_of(list->members.begin(), list->members.end(), [](const std::string& member) {
      return member.empty() || member.find(',') != std::string::npos || has_control(member);
    });
    return can_join ? std::optional(fmt::format("{}", fmt::join(list->members, ","))) : std::nullopt;
  }
  if (!type) return std::nullopt;
  const auto* number = std::get_if<std::int64_t>(&raw);
  if (number != nullptr) return number_word(model, *type, *number);
  const auto* numbers = std::get_if<request::NumberList>(&raw);
  if (numbers == nullptr) return std::nullopt;
  std::vector<std::string> words;
  for (const std::int64_t member : numbers->members) {
    auto word = number_word(model, {type->kind, {}, false}, member);
    if (!word) return std::nullopt;
    words.push_back(std::move(*word));
  }
  return fmt::format("{}", fmt::join(words, ","));
}

std::optional<std::string> words_of(const PolicyModel& model, const Request& request) {
  std::string words = shell_word(request.principal);
  if (request.requested) words += " --request " + shell_word(*request.requested);
  words += " " + shell_word(request.action);
  const auto add = [&](const std::string& name, const std::optional<model::Type>& type, const RawValue& raw) {
    const auto word = word_of(model, type, raw);
    if (word) words += " " + shell_word(name + "=" + *word);
    return word.has_value();
  };
  for (const auto& [name, raw] : request.attributes)
    if (!add(name, type_of_attribute(model, request, name), raw)) return std::nullopt;
  const std::size_t before = words.size();
  words += " with";
  const std::size_t after = words.size();
  if (!request.lineage || !request.labels || !request.job) return std::nullopt;
  if (!request.lineage->empty()) words += fmt::format(" depth={}", request.lineage->size());
  if (request.origin) words += fmt::format(" origin={}", request::origin_name(*request.origin));
  if (request.time_ms && !add("time", model::Type{base::TypeKind::time, {}, false}, *request.time_ms)) return std::nullopt;
  if (!request.labels->empty() && !add("labels", {}, request::MemberList{*request.labels})) return std::nullopt;
  if (!request.job->empty()) words += " " + shell_word("job=" + *request.job);
  for (const auto& [name, raw] : request.facts)
    if (!add(name, type_of_fact(model, name), raw)) return std::nullopt;
  for (const auto& [name, truth] : request.switches)
    if (truth != text::Truth::no) words += " " + shell_word(name + (truth == text::Truth::yes ? "=on" : "=unknown"));
  if (words.size() == after) words.resize(before);
  return words;
}

std::string json_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += std::string("\\") + c;
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    else
      out += c;
  }
  return out + "\"";
}

std::string json_list(const std::vector<std::string>& items) {
  std::vector<std::string> parts;
  for (const std::string& item : items) parts.push_back(json_text(item));
  return fmt::format("[{}]", fmt::join(parts, ","));
}

std::string json_value(const RawValue& raw) {
  if (const auto* flag = std::get_if<bool>(&raw)) return *flag ? "true" : "false";
  if (const auto* number = std::get_if<std::int64_t>(&raw)) return fmt::format("{}", *number);
  if (const auto* text = std::get_if<std::string>(&raw)) return json_text(*text);
  if (const auto* list = std::get_if<request::MemberList>(&raw)) return json_list(list->members);
  if (const auto* list = std::get_if<request::NumberList>(&raw)) return fmt::format("[{}]", fmt::join(list->members, ","));
  return "null";
}

std::string json_values(const std::map<std::string, RawValue>& values) {
  std::vector<std::string> parts;
  for (const auto& [name, raw] : values) parts.push_back(json_text(name) + ":" + json_value(raw));
  return fmt::format("{{{}}}", fmt::join(parts, ","));
}

std::string json_line(const Request& request) {
  std::string line = fmt::format("{{\"agent\":{},\"action\":{}", json_text(request.principal), json_text(request.action));
  if (request.requested) line += ",\"request\":" + json_text(*request.requested);
  line += ",\"attributes\":" + json_values(request.attributes);
  if (request.lineage) line += ",\"lineage\":" + json_list(*request.lineage);
  if (request.origin) line += fmt::format(",\"origin\":\"{}\"", request::origin_name(*request.origin));
  if (request.time_ms) line += fmt::format(",\"time\":{}", *request.time_ms);
  if (request.job) line += ",\"job\":" + json_text(*request.job);
  if (request.labels) line += ",\"labels\":" + json_list(*request.labels);
  if (!request.facts.empty()) line += ",\"facts\":" + json_values(request.facts);
  std::vector<std::string> switches;
  for (const auto& [name, truth] : request.switches)
    if (truth != text::Truth::no) switches.push_back(json_text(name) + (truth == text::Truth::yes ? ":true" : ":null"));
  if (!switches.empty()) line += fmt::format(",\"switches\":{{{}}}", fmt::join(switches, ","));
  return line + ",\"switches_off\":true}";
}

}  // namespace

std::string decide_command(const PolicyModel& model, const Request& request, const std::string& table) {
  const auto words = words_of(model, request);
  if (words) return fmt::format("envelope decide {} --agent {}", shell_word(table), *words);
  return fmt::format("printf '%s\\n' {} | envelope decide {} -", shell_word(json_line(request)), shell_word(table));
}

}  // namespace envelope::prove
