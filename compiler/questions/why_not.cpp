#include "compiler/questions/why_not.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "compiler/diagnostics/apply_fixes.h"
#include "compiler/project/changed_files.h"
#include "compiler/prove/replay.h"

namespace envelope::questions {
namespace {

using base::Effect;
using pipeline::Compilation;

// The texts of the policy with the steps carried out; steps at one place are written one below the other.
std::map<std::string, std::string> changed_texts(const Compilation& compilation, const std::vector<Step>& steps) {
  diagnostics::Diagnostic all;
  all.fixes.emplace_back();
  std::map<base::Span, std::string> edits;
  for (const Step& step : steps) edits[step.edit.span] += step.edit.replacement;
  for (const auto& [span, text] : edits) all.fixes.front().edits.push_back({span, text});
  std::map<std::string, std::string> changed;
  // Standard input is read once: what is left of it is the text at hand.
  const base::FileId main = compilation.modules->modules.front().file;
  const bool is_input = compilation.sources.file(main).path == "<stdin>";
  if (is_input) changed[std::string(project::kStandardInput)] = compilation.sources.file(main).text;
  for (const auto& [span, text] : edits) {
    // One fix reaches into one file: those of other files are a fix of their own.
    diagnostics::Diagnostic here;
    here.fixes.emplace_back();
    for (const diagnostics::Edit& edit : all.fixes.front().edits)
      if (edit.span.file == span.file) here.fixes.front().edits.push_back(edit);
    const base::SourceFile& file = compilation.sources.file(span.file);
    const bool is_main_input = is_input && span.file == main;
    changed[is_main_input ? std::string(project::kStandardInput) : file.path] = diagnostics::apply(file.text, span.file, {here});
  }
  return changed;
}

// How much a way gives: principals and actions, then how general it is, then how much there is to write.
std::tuple<std::size_t, Breadth, std::size_t> amount(const Way& way) {
  std::size_t cells = 0, length = 0;
  for (const Gained& gained : way.gained.gained) cells += gained.principals.size();
  for (const Step& step : way.steps) length += step.line.size();
  return {cells, way.breadth, length};
}

std::vector<std::string> lines_of_steps(const Way& way) {
  std::vector<std::string> lines;
  for (const Step& step : way.steps) lines.push_back(step.block + ": " + step.line);
  return lines;
}

class Search {
 public:
  explicit Search(const WhyNotAsked& asked) : asked_(asked) {}

  WhyNot run() {
    const model::PolicyModel& model = *asked_.compilation.model;
    result_.explanation = model::explain(model, asked_.request);
    if (result_.explanation.outcome.refusal != request::Refusal::none) return std::move(result_);
    result_.in_the_way = questions::in_the_way(result_.explanation);
    if (result_.explanation.outcome.effect == Effect::allow) return std::move(result_);
    for (const Breadth breadth : {Breadth::capability, Breadth::exact, Breadth::action, Breadth::tier})
      for (const bool splits : {true, false}) {
        auto steps = steps_for({asked_.compilation, asked_.request, result_.explanation, breadth, splits});
        if (steps) attempt({breadth, std::move(*steps), {}});
      }
    std::stable_sort(result_.ways.begin(), result_.ways.end(), [](const Way& a, const Way& b) { return amount(a) < amount(b); });
    drop_wordier();
    if (result_.ways.size() > asked_.ways_max) result_.ways.resize(asked_.ways_max);
    return std::move(result_);
  }

 private:
  // Of ways that permit the same, the first is enough.
  void drop_wordier() {
    std::vector<Way> kept;
    for (Way& way : result_.ways) {
      const bool is_known =
          std::any_of(kept.begin(), kept.end(), [&](const Way& other) { return other.gained.gained == way.gained.gained; });
      if (!is_known || !way.gained.limits.empty()) kept.push_back(std::move(way));
    }
    result_.ways = std::move(kept);
  }

  void attempt(Way way) {
    for (const Way& other : result_.ways)
      if (lines_of_steps(other) == lines_of_steps(way)) return;
    project::ChangedFiles overlay(asked_.files, changed_texts(asked_.compilation, way.steps));
    const auto after = pipeline::compile(overlay, asked_.main_path, pipeline::Stage::lower);
    if (!after->model) return;
    const prove::Replay::Decided decided = prove::Replay(*after->model, after->sources).decide(asked_.request);
    if (!decided.fault.empty()) result_.fault = decided.fault;
    if (decided.outcome.effect != Effect::allow) return;
    way.gained = gained(*asked_.compilation.model, *after->model, asked_.diagram_nodes);
    result_.ways.push_back(std::move(way));
  }

  const WhyNotAsked& asked_;
  WhyNot result_;
};

}  // namespace

WhyNot why_not(const WhyNotAsked& asked) { return Search(asked).run(); }

}  // namespace envelope::questions
