#include "compiler/prove/try_fixes.h"

#include <algorithm>
#include <map>
#include <set>

#include "compiler/diagnostics/apply_fixes.h"
#include "compiler/project/changed_files.h"

namespace envelope::prove {
namespace {

using diagnostics::Diagnostic;
using pipeline::Compilation;

constexpr std::size_t kTriedSinglyMax = 16;

// A finding wherever it stands: places move when texts change.
using Told = std::multiset<std::pair<diagnostics::Code, std::string>>;

Told told(const std::vector<Diagnostic>& diagnostics) {
  Told all;
  for (const Diagnostic& diagnostic : diagnostics) all.insert({diagnostic.code, diagnostic.message});
  return all;
}

// Whether the policy with these fixes has exactly the findings of `before` without theirs.
bool are_good(project::Files& files, const std::string& main_path, const VerifyOptions& options, const Compilation& before,
              const std::vector<Diagnostic>& fixed) {
  std::map<std::string, std::string> changed;
  for (std::uint32_t i = 0; i < before.sources.size(); ++i) {
    std::size_t applied = 0;
    const base::SourceFile& file = before.sources.file({i});
    std::string text = diagnostics::apply(file.text, {i}, fixed, &applied);
    if (applied > 0 && (file.path.starts_with('<') || file.path == project::kStandardInput)) return false;
    if (applied > 0) changed.emplace(file.path, std::move(text));
  }
  project::ChangedFiles overlay(files, std::move(changed));
  const auto after = pipeline::compile(overlay, main_path, pipeline::Stage::lower);
  if (!after->model) return false;
  VerifyOptions quiet = options;
  quiet.proof.keep_questions = false;
  verify(*after, quiet);
  Told expected = told(before.sink.diagnostics());
  for (const Diagnostic& diagnostic : fixed) expected.erase(expected.find({diagnostic.code, diagnostic.message}));
  return told(after->sink.diagnostics()) == expected;
}

}  // namespace

void keep_good_fixes(project::Files& files, const std::string& main_path, const VerifyOptions& options, Compilation& compilation) {
  std::vector<Diagnostic> with_fix;
  for (const Diagnostic& diagnostic : compilation.sink.diagnostics())
    if (!diagnostic.fixes.empty()) with_fix.push_back(diagnostic);
  if (with_fix.empty() || are_good(files, main_path, options, compilation, with_fix)) return;
  std::vector<bool> is_good;
  for (std::size_t i = 0; i < with_fix.size(); ++i)
    is_good.push_back(with_fix.size() > 1 && i < kTriedSinglyMax && are_good(files, main_path, options, compilation, {with_fix[i]}));
  std::size_t number = 0;
  for (Diagnostic& diagnostic : compilation.sink.all())
    if (!diagnostic.fixes.empty() && !is_good[number++]) diagnostic.fixes.clear();
}

}  // namespace envelope::prove
