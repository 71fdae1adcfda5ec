#include "runtime/cli/answer.h"

#include <algorithm>
#include <span>

#include "runtime/cli/json_write.h"
#include "runtime/cli/suggest.h"
#include "runtime/text/utf8.h"

namespace envelope::runtime_cli {
namespace {

std::span<const std::uint32_t> approvals_of(const env_decision& decision) {
  return {decision.approvals, std::min<std::size_t>(decision.approval_count, ENV_APPROVALS_MAX)};
}

std::span<const std::uint32_t> obligations_of(const env_decision& decision) {
  return {decision.obligations, std::min<std::size_t>(decision.obligation_count, ENV_OBLIGATIONS_MAX)};
}

std::string_view approval_name(const env_table* table, std::uint32_t id) {
  const char* text = nullptr;
  const std::size_t size = env_approval_name(table, id, &text);
  return size == 0 ? std::string_view("?") : std::string_view(text, size);
}

std::string_view view(const env_text& text) { return {text.data == nullptr ? "" : text.data, text.size}; }

// The library's explanation, or its status where there is none. Most fit the first time.
env_status explain(const env_table* table, const env_request& request, std::string& text) {
  std::size_t needed = 0;
  text.resize(4096);
  env_status status = env_explain(table, &request, text.data(), text.size(), &needed);
  if (status == ENV_NO_SPACE) {
    text.resize(needed);
    status = env_explain(table, &request, text.data(), text.size(), &needed);
  }
  text.resize(status == ENV_OK ? text.find('\0') : 0);
  return status;
}

// What a name stands for in the request: its text, or the one the table has for its number.
std::string_view action_of(const env_table* table, const env_request& request) {
  if (request.action.text != nullptr) return {request.action.text, request.action.length};
  const char* text = nullptr;
  const std::size_t size = env_action_name(table, request.action.id, &text);
  return {size == 0 ? "" : text, size};
}

std::string quoted(std::string_view name) { return "`" + std::string(name) + "`"; }

std::string_view view(const env_name& name) { return name.text == nullptr ? std::string_view() : std::string_view(name.text, name.length); }

std::string lineage_refusal(const env_table* table, const env_request& request) {
  for (const env_name& member : std::span(request.lineage, request.lineage_count))
    if (env_find_principal(table, member.text, member.length) == ENV_NONE)
      return "the lineage names " + quoted(view(member)) + ", which is no agent of the policy" + suggest_principal(table, view(member));
  return "a member of the lineage is no agent of the policy, or a human acts for somebody else";
}

std::string attribute_refusal(const env_table* table, const env_request& request) {
  const std::string_view action = action_of(table, request);
  const std::uint32_t id = env_find_action(table, action.data(), action.size());
  for (const env_attribute& attribute : std::span(request.attributes, request.attribute_count))
    if (attribute.name.text != nullptr && env_find_attribute(table, id, attribute.name.text, attribute.name.length) == ENV_NONE)
      return quoted(action) + " declares no attribute " + quoted(view(attribute.name)) + suggest_attribute(table, id, view(attribute.name));
  return "an attribute is not declared by " + quoted(action);
}

std::string malformed_refusal(const env_table* table, const env_request& request) {
  const std::string_view action = action_of(table, request);
  const std::uint32_t id = env_find_action(table, action.data(), action.size());
  const char* name = nullptr;
  for (const env_attribute& attribute : std::span(request.attributes, request.attribute_count))
    if (attribute.value.kind == ENV_VALUE_MISSING && attribute.name.text == nullptr)
      if (const std::size_t size = env_attribute_name(table, id, attribute.name.id, &name))
        return "what is given for " + quoted({name, size}) + " is no value of its type";
  return "a required attribute is absent, or no value of its type";
}

std::string label_refusal(const env_table* table, const env_request& request) {
  for (const env_name& label : std::span(request.labels, request.label_count))
    if (env_find_label(table, label.text, label.length) == ENV_NONE) return "the policy declares no label " + quoted(view(label));
  return "a label is not declared";
}

// In words, or nothing where the name of the status says it all. Not escaped.
std::string refusal(const env_table* table, const env_request& request, env_status status) {
  switch (status) {
    case ENV_UNKNOWN_PRINCIPAL:
      return "the policy declares no agent or human " + quoted(view(request.principal)) + suggest_principal(table, view(request.principal));
    case ENV_UNKNOWN_ACTION:
      return "the policy declares no action " + quoted(action_of(table, request)) + suggest_action(table, action_of(table, request));
    case ENV_UNKNOWN_REQUESTED:
      return quoted(view(request.requested)) + " is no agent of the policy" + suggest_principal(table, view(request.requested));
    case ENV_UNKNOWN_LINEAGE:
      return lineage_refusal(table, request);
    case ENV_UNDECLARED_ATTRIBUTE:
      return attribute_refusal(table, request);
    case ENV_UNKNOWN_LABEL:
      return label_refusal(table, request);
    case ENV_MALFORMED_ATTRIBUTE:
      return malformed_refusal(table, request);
    case ENV_REPEATED_ATTRIBUTE:
      return "an attribute is given twice";
    case ENV_TOO_MUCH:
      return "the request holds more than a decision can carry";
    case ENV_UNKNOWN_SWITCH:
      return "a window, phase or stop is named that the policy does not declare, and would count as off";
    case ENV_MISSING_LINEAGE:
      return "it is not said on whose behalf";
    case ENV_OK:
    case ENV_BAD_ARGUMENT:
    case ENV_NO_SPACE:
    case ENV_NO_WORDS:
    case ENV_NO_MEMORY:
    case ENV_CANNOT_READ:
    case ENV_NOT_A_TABLE:
    case ENV_NEWER_TABLE:
    case ENV_FOREIGN_TABLE:
    case ENV_CUT_TABLE:
    case ENV_DAMAGED_TABLE:
    case ENV_MALFORMED_TABLE:
      return {};
  }
  return {};
}

// In words, or the number where the table is stripped of them.
std::string obligation_text(const env_table* table, std::uint32_t id) {
  env_text words{};
  if (env_obligation_at(table, id, &words, nullptr) != ENV_OK) return std::to_string(id);
  return text::escape_for_terminal({words.data, words.size});
}

std::string deciding_statement(const env_table* table, std::uint32_t id) {
  env_statement statement{};
  statement.size = sizeof statement;
  if (env_statement_at(table, id, &statement) != ENV_OK)
    return "  decided by statement " + std::to_string(id) + "; the table is stripped of its words\n";
  std::string text = "  decided by " + text::escape_for_terminal(view(statement.file)) + ":" + std::to_string(statement.line) + "  " +
                     text::escape_for_terminal(view(statement.text)) + "\n";
  return text;
}

}  // namespace

void append_answer(std::string& out, const env_table* table, const env_request& request, const env_decision& decision,
                   bool with_explanation) {
  out += R"({"effect":)";
  append_json_text(out, env_effect_name(static_cast<env_effect>(decision.effect)));
  if (decision.status != ENV_OK) {
    out += R"(,"status":)";
    append_json_text(out, env_status_name(static_cast<env_status>(decision.status)));
  }
  out += R"(,"statement":)";
  if (decision.statement == ENV_NONE)
    out += "null";
  else
    append_json_number(out, decision.statement);
  out += R"(,"approvals":[)";
  const char* comma = "";
  for (const std::uint32_t id : approvals_of(decision)) {
    out += comma;
    append_json_text(out, approval_name(table, id));
    comma = ",";
  }
  out += R"(],"obligations":[)";
  comma = "";
  for (const std::uint32_t id : obligations_of(decision)) {
    out += comma;
    append_json_number(out, id);
    comma = ",";
  }
  out += ']';
  std::string explanation;
  if (with_explanation && explain(table, request, explanation) == ENV_OK) {
    out += R"(,"explanation":)";
    append_json(out, explanation);
  }
  out += '}';
}

void append_fault(std::string& out, const LineFault& fault) {
  out += R"({"effect":"deny","error":{"code":)";
  append_json_text(out, fault.code);
  out += R"(,"message":)";
  append_json_text(out, fault.message);
  out += "}}";
}

std::string answer_text(const env_table* table, const env_request& request, const env_decision& decision, bool with_explanation) {
  std::string out = env_effect_name(static_cast<env_effect>(decision.effect));
  const char* joint = " via ";
  for (const std::uint32_t id : approvals_of(decision)) {
    out += joint + text::escape_for_terminal(approval_name(table, id));
    joint = ", ";
  }
  out += '\n';
  const auto status = static_cast<env_status>(decision.status);
  if (status != ENV_OK) {
    const std::string words = refusal(table, request, status);
    out += std::string("  refused: ") + env_status_name(status) + (words.empty() ? "" : ": ") + text::escape_for_terminal(words) + "\n";
  } else if (decision.statement == ENV_NONE) {
    out += "  no statement grants it\n";
  } else {
    out += deciding_statement(table, decision.statement);
  }
  for (const std::uint32_t id : obligations_of(decision)) out += "  obliges: " + obligation_text(table, id) + "\n";
  if (!with_explanation) return out;
  std::string explanation;
  const env_status explained = explain(table, request, explanation);
  if (explained == ENV_OK)
    append_json(out, explanation);
  else
    out += std::string("  no explanation: ") + env_status_name(explained);
  return out + "\n";
}

}  // namespace envelope::runtime_cli
