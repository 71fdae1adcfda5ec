#include <fmt/format.h>
#include <fmt/ranges.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include "compiler/model/print_request.h"
#include "compiler/questions/render.h"
#include "compiler/questions/why_not.h"
#include "runtime/text/utf8.h"

namespace envelope::questions {
namespace {

using model::PolicyModel;
using text::escape_for_terminal;

std::string place_text(const pipeline::Compilation& compilation, base::Span span) {
  const base::SourceFile& file = compilation.sources.file(span.file);
  const base::Position position = compilation.sources.position(span.file, span.begin);
  return fmt::format("{}:{}:{}", file.path, position.line, position.column);
}

// Lines of policy text, each indented.
std::string indented(const std::string& text, std::size_t blanks) {
  std::string out;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    out += std::string(blanks, ' ') + escape_for_terminal(text.substr(begin, end - begin)) + "\n";
    begin = end + 1;
  }
  return out;
}

std::string step_text(const WhyNotAsked& asked, const Step& step) {
  const std::string place = step.place.is_valid() ? " (" + escape_for_terminal(place_text(asked.compilation, step.place)) + ")" : "";
  if (step.replaced.empty()) {
    const std::string block = escape_for_terminal(step.block);
    const bool is_new = !step.place.is_valid();
    return fmt::format("   {} `{} {{ … }}`{}, write\n{}", is_new ? "in a new block" : "in", block, place, indented(step.line, 5));
  }
  if (step.line.empty()) return fmt::format("   take out{}\n{}", place, indented(step.replaced, 5));
  return fmt::format("   instead of{}\n{}   write\n{}", place, indented(step.replaced, 5), indented(step.line, 5));
}

std::string gained_text(const AllGained& all) {
  std::string out = "   which newly permits, and nothing else:\n";
  for (const Gained& gained : all.gained) {
    std::vector<std::string> names;
    for (const std::string& name : gained.principals) names.push_back(escape_for_terminal(name));
    const std::string edge = gained.requested.empty() ? "" : fmt::format("request {} for ", escape_for_terminal(gained.requested));
    out += fmt::format("     {}: {}{}{}\n", fmt::join(names, ", "), edge, escape_for_terminal(gained.action),
                       gained.holds_more ? " (some of it was permitted before)" : "");
    out += indented(lines_text(gained.lines), 5);
    while (out.ends_with(" \n") || out.ends_with("\n\n")) out.erase(out.find_last_not_of(" \n") + 1).append("\n");
  }
  for (const std::string& limit : all.limits) out += "     not known: " + escape_for_terminal(limit) + "\n";
  return out;
}

llvm::json::Array texts(const std::vector<std::string>& items) {
  llvm::json::Array array;
  for (const std::string& item : items) array.push_back(llvm::json::fixUTF8(item));
  return array;
}

llvm::json::Value place_or_null(const pipeline::Compilation& compilation, base::Span span) {
  return span.is_valid() ? llvm::json::Value(llvm::json::fixUTF8(place_text(compilation, span))) : llvm::json::Value(nullptr);
}

llvm::json::Object way_json(const pipeline::Compilation& compilation, const Way& way) {
  llvm::json::Array steps, gained;
  for (const Step& step : way.steps)
    steps.push_back(llvm::json::Object{{"block", llvm::json::fixUTF8(step.block)},
                                       {"place", place_or_null(compilation, step.place)},
                                       {"replaces", llvm::json::fixUTF8(step.replaced)},
                                       {"write", llvm::json::fixUTF8(step.line)}});
  for (const Gained& one : way.gained.gained) {
    llvm::json::Array lines;
    for (const Line& line : one.lines) {
      const std::string effect(base::effect_name(line.effect));
      lines.push_back(llvm::json::Object{{"effect", effect}, {"when", texts(line.when)}});
    }
    gained.push_back(llvm::json::Object{{"principals", texts(one.principals)},
                                        {"action", llvm::json::fixUTF8(one.action)},
                                        {"requested", llvm::json::fixUTF8(one.requested)},
                                        {"lines", std::move(lines)},
                                        {"holds_more", one.holds_more}});
  }
  return llvm::json::Object{{"steps", std::move(steps)}, {"permits", std::move(gained)}, {"unknown", texts(way.gained.limits)}};
}

// The statements that decide, or that restrict: what a reader looks at first.
std::vector<model::StatementId> shown_statements(const WhyNot& answer) {
  if (answer.explanation.outcome.effect != base::Effect::allow) return answer.in_the_way;
  std::vector<model::StatementId> statements;
  for (const model::Matched& matched : answer.explanation.matched)
    if (matched.decides && std::find(statements.begin(), statements.end(), matched.statement) == statements.end())
      statements.push_back(matched.statement);
  return statements;
}

std::string statements_text(const WhyNotAsked& asked, const WhyNot& answer) {
  const PolicyModel& model = *asked.compilation.model;
  const bool is_allowed = answer.explanation.outcome.effect == base::Effect::allow;
  const std::vector<model::StatementId> statements = shown_statements(answer);
  if (statements.empty() && !answer.explanation.matched.empty()) return is_allowed ? "" : "\nno statement allows it, and defaults do not\n";
  if (statements.empty()) return is_allowed ? "" : "\nno statement allows it, and nothing is granted unless it is said\n";
  std::string out = is_allowed ? "\nallowed by\n" : "\nin the way\n";
  for (const model::StatementId id : statements) {
    const model::Statement& statement = model.statements[id.index()];
    out += fmt::format("  {}\n    {}\n", escape_for_terminal(statement.text),
                       escape_for_terminal(place_text(asked.compilation, statement.span)));
  }
  return out;
}

std::string decision_text(const request::Outcome& outcome) {
  std::string text = fmt::format("  -> {}", base::effect_name(outcome.effect));
  if (!outcome.approvals.empty()) text += escape_for_terminal(fmt::format(" via {}", fmt::join(outcome.approvals, ", ")));
  return text + "\n";
}

}  // namespace

std::string render_pretty(const WhyNotAsked& asked, const WhyNot& answer) {
  std::string out = escape_for_terminal(model::print_request(*asked.compilation.model, asked.request)) + "\n";
  out += decision_text(answer.explanation.outcome) + statements_text(asked, answer);
  if (answer.explanation.outcome.effect == base::Effect::allow) return out;
  if (answer.ways.empty()) out += "\nno change of a few statements was found that allows it\n";
  for (std::size_t i = 0; i < answer.ways.size(); ++i) {
    out += fmt::format("\n{}.", i + 1);
    std::string steps;
    for (const Step& step : answer.ways[i].steps) steps += step_text(asked, step);
    out += steps.substr(2) + gained_text(answer.ways[i].gained);
  }
  return out;
}

std::string render_json(const WhyNotAsked& asked, const WhyNot& answer) {
  const PolicyModel& model = *asked.compilation.model;
  llvm::json::Array statements, ways;
  for (const model::StatementId id : shown_statements(answer)) {
    const model::Statement& statement = model.statements[id.index()];
    statements.push_back(
        llvm::json::Object{{"place", place_or_null(asked.compilation, statement.span)}, {"text", llvm::json::fixUTF8(statement.text)}});
  }
  for (const Way& way : answer.ways) ways.push_back(way_json(asked.compilation, way));
  const request::Outcome& outcome = answer.explanation.outcome;
  llvm::json::Object root{{"schema_version", 1},
                          {"request", llvm::json::fixUTF8(model::print_request(model, asked.request))},
                          {"effect", std::string(base::effect_name(outcome.effect))},
                          {"approvals", texts({outcome.approvals.begin(), outcome.approvals.end()})},
                          {outcome.effect == base::Effect::allow ? "allowed_by" : "in_the_way", std::move(statements)},
                          {"ways", std::move(ways)}};
  std::string out;
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}\n", llvm::json::Value(std::move(root)));
  return out;
}

}  // namespace envelope::questions
