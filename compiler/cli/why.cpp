#include <fmt/format.h>
#include <fmt/ranges.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "compiler/cli/asking.h"
#include "compiler/cli/command.h"
#include "compiler/cli/output.h"
#include "compiler/cli/policies.h"
#include "compiler/cli/refusal_text.h"
#include "compiler/cli/why_stream.h"
#include "compiler/diagnostics/json/json_text.h"
#include "compiler/model/evaluate.h"
#include "compiler/model/print.h"
#include "compiler/model/print_request.h"
#include "compiler/model/request_words.h"
#include "compiler/project/disk_files.h"
#include "compiler/request/print.h"
#include "compiler/testing/render.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

using base::Effect;

ExitCode exit_of(Effect effect) {
  switch (effect) {
    case Effect::allow:
      return ExitCode::ok;
    case Effect::ask:
      return ExitCode::ask;
    case Effect::propose:
      return ExitCode::propose;
    case Effect::deny:
      return ExitCode::denied;
  }
  return ExitCode::denied;
}

// One decision with everything needed to show it.
struct Shown {
  const pipeline::Compilation& compilation;
  const request::Request& request;
  const model::Explanation& explanation;
  bool color;

  [[nodiscard]] const model::PolicyModel& model() const { return *compilation.model; }

  [[nodiscard]] std::string paint(std::string_view code, std::string_view text) const {
    return color ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }

  [[nodiscard]] std::string effect(Effect effect) const {
    static constexpr std::string_view kColors[] = {"31;1", "35;1", "33;1", "32;1"};
    return paint(kColors[static_cast<std::size_t>(effect)], base::effect_name(effect));
  }

  [[nodiscard]] std::string place(model::StatementId id) const {
    return text::escape_for_terminal(testing::place_text(compilation.sources, model().statements[id.index()].span));
  }

  [[nodiscard]] std::string statement(model::StatementId id) const {
    return text::escape_for_terminal(model().statements[id.index()].text);
  }

  // "for atlas" where a member of the lineage, not the principal, is decided for.
  [[nodiscard]] std::string on_behalf(base::PrincipalId who) const {
    const std::string& name = model().principals[who.index()].name;
    return name == request.principal ? "" : fmt::format("  (for {}, on whose behalf it is made)", name);
  }
};

using Shows = std::set<std::pair<model::StatementId, base::PrincipalId>>;  // a statement may match at several levels; it is shown once

void append_matched(std::string& out, const Shown& shown, bool deciding, Shows& seen) {
  bool is_first = true;
  for (const model::Matched& matched : shown.explanation.matched) {
    if (matched.decides != deciding || !seen.emplace(matched.statement, matched.decided_for).second) continue;
    if (std::exchange(is_first, false)) out += deciding ? "\ndecided by\n" : "\nalso matched\n";
    out += fmt::format("  {}  {}{}\n         {}\n", shown.effect(matched.level), shown.statement(matched.statement),
                       shown.on_behalf(matched.decided_for), shown.place(matched.statement));
    if (matched.truth == text::Truth::unknown) out += "         its condition is unknown here, so it restricts but cannot grant\n";
  }
}

std::vector<model::StatementId> deciding_statements(const Shown& shown) {
  std::set<model::StatementId> deciding;
  for (const model::Matched& matched : shown.explanation.matched)
    if (matched.decides) deciding.insert(matched.statement);
  return {deciding.begin(), deciding.end()};
}

// What the outcome would be without the statements that decide; nothing when it would be no milder.
std::optional<Effect> without_deciding(const Shown& shown) {
  const request::Outcome& outcome = shown.explanation.outcome;
  if (outcome.effect == Effect::allow || outcome.refusal != request::Refusal::none) return std::nullopt;
  const std::vector<model::StatementId> deciding = deciding_statements(shown);
  if (deciding.empty()) return std::nullopt;
  const Effect effect = model::evaluate_without(shown.model(), shown.request, deciding).effect;
  return effect > outcome.effect ? std::optional(effect) : std::nullopt;
}

std::string reason_missed(const Shown& shown, const model::NearMiss& miss) {
  if (miss.lacking.empty()) return fmt::format("its condition is {}", miss.truth == text::Truth::no ? "not met" : "unknown");
  std::vector<std::string> names;
  for (const base::CapabilityId id : miss.lacking) names.push_back(text::escape_for_terminal(shown.model().capabilities[id.index()]));
  const std::string who = text::escape_for_terminal(shown.model().principals[miss.decided_for.index()].name);
  return fmt::format("{} {} {}", who, miss.truth == text::Truth::no ? "does not hold" : "may not hold", fmt::join(names, ", "));
}

// What stood in the way: the statements that decide, and milder grants that did not hold.
void append_milder(std::string& out, const Shown& shown) {
  if (shown.explanation.outcome.effect == Effect::allow || shown.explanation.outcome.refusal != request::Refusal::none) return;
  std::set<std::pair<model::StatementId, base::PrincipalId>> seen;
  std::string lines;
  if (const auto effect = without_deciding(shown)) {
    const bool is_one = deciding_statements(shown).size() == 1;
    lines += fmt::format("  {}  without {}\n", shown.effect(*effect), is_one ? "that statement" : "those statements");
  }
  for (const model::NearMiss& miss : shown.explanation.milder) {
    if (!seen.emplace(miss.statement, miss.decided_for).second) continue;
    lines += fmt::format("  {}  {}{}\n         {}: {}\n", shown.effect(miss.level), shown.statement(miss.statement),
                         shown.on_behalf(miss.decided_for), shown.place(miss.statement), reason_missed(shown, miss));
  }
  if (!lines.empty()) out += "\nwould have been milder\n" + lines;
}

// Who in the lineage is granted nothing, where the agent itself is: " to `bolt`, on whose behalf it is made".
std::string ungranted(const Shown& shown) {
  std::set<std::string> granted;
  for (const model::Matched& matched : shown.explanation.matched)
    if (matched.role == model::Matched::Role::grant || matched.role == model::Matched::Role::default_grant)
      granted.insert(shown.model().principals[matched.decided_for.index()].name);
  if (!granted.contains(shown.request.principal) || !shown.request.lineage) return {};
  for (const std::string& member : *shown.request.lineage)
    if (!granted.contains(member)) return fmt::format(" to `{}`, on whose behalf it is made", text::escape_for_terminal(member));
  return {};
}

std::string render_text(const Shown& shown) {
  const request::Outcome& outcome = shown.explanation.outcome;
  std::string out = fmt::format("{}\n  -> {}", text::escape_for_terminal(model::print_request(shown.model(), shown.request)),
                                shown.effect(outcome.effect));
  if (!outcome.approvals.empty()) out += fmt::format(" via {}", fmt::join(outcome.approvals, ", "));
  out += "\n";
  if (const std::string refusal = refusal_text(shown.model(), shown.request, shown.explanation); !refusal.empty())
    out += "\nrefused: " + refusal + "\n";
  Shows seen;
  append_matched(out, shown, true, seen);
  if (outcome.refusal == request::Refusal::none && outcome.effect == Effect::deny &&
      std::none_of(shown.explanation.matched.begin(), shown.explanation.matched.end(), [](const auto& m) { return m.decides; }))
    out += fmt::format("\nno statement grants it{}, and nothing is granted unless it is said\n", ungranted(shown));
  append_matched(out, shown, false, seen);
  append_milder(out, shown);
  std::string duties;
  for (const model::Duties& duty : shown.model().duties)
    if (outcome.duties.contains(duty.index))
      duties += fmt::format("  {}\n         {}\n", shown.statement(duty.statement), shown.place(duty.statement));
  if (!duties.empty()) out += "\nwith\n" + duties;
  return out;
}

// A statement may both grant and cap: `ask` lets it be asked for, and lets nothing milder happen.
std::string_view role_name(model::Matched::Role role) {
  switch (role) {
    case model::Matched::Role::grant:
      return "grant";
    case model::Matched::Role::default_grant:
      return "default grant";
    case model::Matched::Role::cap:
      return "cap";
    case model::Matched::Role::default_cap:
      return "default cap";
  }
  return {};
}

llvm::json::Object statement_json(const Shown& shown, model::StatementId id, base::PrincipalId who) {
  const model::Statement& statement = shown.model().statements[id.index()];
  return llvm::json::Object{{"place", llvm::json::fixUTF8(testing::place_text(shown.compilation.sources, statement.span))},
                            {"text", llvm::json::fixUTF8(statement.text)},
                            {"because", llvm::json::fixUTF8(statement.because)},
                            {"decided_for", shown.model().principals[who.index()].name}};
}

std::string render_json(const Shown& shown) {
  const request::Outcome& outcome = shown.explanation.outcome;
  llvm::json::Array matched;
  llvm::json::Array milder;
  for (const model::Matched& m : shown.explanation.matched) {
    llvm::json::Object object = statement_json(shown, m.statement, m.decided_for);
    object["effect"] = std::string(base::effect_name(m.level));
    object["condition"] = m.truth == text::Truth::yes ? "true" : "unknown";
    object["decides"] = m.decides;
    object["role"] = std::string(role_name(m.role));
    matched.push_back(std::move(object));
  }
  for (const model::NearMiss& m : shown.explanation.milder) {
    llvm::json::Object object = statement_json(shown, m.statement, m.decided_for);
    object["effect"] = std::string(base::effect_name(m.level));
    object["condition"] = m.truth == text::Truth::no ? "false" : "unknown";
    llvm::json::Array lacking;
    for (const base::CapabilityId id : m.lacking) lacking.push_back(llvm::json::fixUTF8(shown.model().capabilities[id.index()]));
    object["lacking"] = std::move(lacking);
    milder.push_back(std::move(object));
  }
  llvm::json::Array approvals;
  for (const std::string& approval : outcome.approvals) approvals.push_back(approval);
  llvm::json::Array duties;
  for (const model::Duties& duty : shown.model().duties)
    if (outcome.duties.contains(duty.index)) duties.push_back(llvm::json::fixUTF8(shown.model().statements[duty.statement.index()].text));
  llvm::json::Object root{{"schema_version", 1},
                          {"request", llvm::json::fixUTF8(model::print_request(shown.model(), shown.request))},
                          {"effect", std::string(base::effect_name(outcome.effect))},
                          {"approvals", std::move(approvals)},
                          {"duties", std::move(duties)},
                          {"refusal", std::string(request::refusal_name(outcome.refusal))},
                          {"matched", std::move(matched)},
                          {"milder", std::move(milder)}};
  const std::optional<Effect> without = without_deciding(shown);
  root["without_deciding"] = without ? llvm::json::Value(std::string(base::effect_name(*without))) : llvm::json::Value(nullptr);
  std::string out;
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}\n", llvm::json::Value(std::move(root)));
  return out;
}

ExitCode run_why(const Arguments& arguments) {
  const bool is_stream = arguments.has("requests");
  if (is_stream && arguments.value("format") == "json") {
    print_error("envc why: `--requests` prints a table; `--format json` goes with one request\n");
    return ExitCode::tool;
  }
  if (is_stream ? arguments.words.size() != 1 : arguments.words.size() < 3) {
    print_error(is_stream ? "envc why: `--requests` goes with a policy and no request words\n"
                          : "envc why: takes a policy, an agent, an action and `attribute=value` words\n");
    return ExitCode::tool;
  }
  project::DiskFiles files;
  std::vector<std::unique_ptr<pipeline::Compilation>> compilations;
  compilations.push_back(pipeline::compile(files, arguments.words[0], pipeline::Stage::lower));
  const pipeline::Compilation& compilation = *compilations.front();
  if (!compilation.model) {
    const ExitCode reported = report_for_people(arguments, compilations);
    return reported == ExitCode::ok ? ExitCode::internal : reported;  // never an answer of 0, which reads as `allow`
  }

  std::vector<std::string> with = arguments.values("with");
  for (const std::string& name : arguments.values("in")) with.push_back(name + "=on");
  if (is_stream) return explain_stream(arguments, files, compilation, with);

  const model::RequestWords read = model::read_request(*compilation.model, {arguments.words.begin() + 1, arguments.words.end()}, with);
  if (print_question_faults(read.faults, arguments.words[0])) return ExitCode::tool;

  const model::Explanation explanation = model::explain(*compilation.model, read.request);
  const Shown shown{compilation, read.request, explanation, use_color(arguments, false)};
  const ExitCode printed =
      print_output(arguments.value("format", "text") == "json" ? diagnostics::harmless_json(render_json(shown)) : render_text(shown));
  return printed == ExitCode::ok ? exit_of(explanation.outcome.effect) : printed;
}

}  // namespace

Command why_command() {
  return {"why",
          "POLICY AGENT ACTION [ATTRIBUTE=VALUE…] [--in WINDOW] [--with NAME=VALUE]",
          "explain a decision: what matched, what decided and where, what would have made it milder",
          "The agent acts for itself, every window and stop is off, no label is held, facts are unknown, unless said otherwise:\n"
          "  --in exploration            a window, phase or stop is on\n"
          "  --with depth=1              it acts as a subagent; lineage=atlas,bolt names the chain\n"
          "  --with origin=cron          what set it off: human, agent, cron, event\n"
          "  --with time=2026-03-08T02:30:00Z --with labels=untrusted --with job=digest --with FACT=VALUE\n"
          "`AGENT request OTHER for ACTION …` asks whether AGENT may have OTHER do it.\n"
          "With --requests FILE, every line of FILE is a request in these words (circumstances after `with`), and a table is printed.\n"
          "Exit code: 0 allow, 5 ask, 6 propose, 2 deny; with --requests 0 when every line was decided, 1 when one could not be read.\n",
          {{"in", "SWITCH", "a window, phase or stop that is on", {}, true},
           {"with", "NAME=VALUE", "a fact or built-in of the request", {}, true},
           {"requests", "FILE", "decide every request of a file (`-`: standard input) and print a table", {}, false},
           {"format", "FORMAT", "text (default), json", {"text", "json"}, false},
           color_flag()},
          run_why};
}

}  // namespace envelope::cli
