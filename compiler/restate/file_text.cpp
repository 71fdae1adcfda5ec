#include "compiler/restate/file_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/restate/spelling.h"
#include "compiler/restate/vocabulary.h"

namespace envelope::restate {

namespace {

bool is_same(const check::ScopeRef& a, const check::ScopeRef& b) {
  return a.kind == b.kind && a.tier == b.tier && a.principals == b.principals && a.switch_id == b.switch_id && a.job == b.job;
}

}  // namespace

std::string FileText::opening(const check::ScopeRef& block) const {
  switch (block.kind) {
    case check::ScopeKind::tier:
      return "tier " + spell_name(program_.tiers[block.tier.index()].name);
    case check::ScopeKind::agents:
      return "agent " + spell_names(block.principals, program_.principals);
    case check::ScopeKind::human:
      return "human " + spell_names(block.principals, program_.principals);
    case check::ScopeKind::subagents:
      return "subagents";
    case check::ScopeKind::in_switch: {
      const check::Switch& entity = program_.switches[block.switch_id.index()];
      return fmt::format("{} {}", switch_word(entity.kind), spell_name(entity.name));
    }
    case check::ScopeKind::job: {
      const check::Job& job = program_.jobs[block.job.index()];
      return fmt::format("job {} of {}{}", spell_name(job.name), spell_name(program_.principals[job.owner.index()].name),
                         spell_doc(job.doc));
    }
  }
  return {};
}

void FileText::close_until(std::size_t depth) {
  while (open_.size() > depth) {
    open_.pop_back();
    text_.append(2 * open_.size(), ' ').append("}\n");
  }
}

void FileText::add(const std::vector<check::ScopeRef>& scope, std::string_view lines) {
  std::size_t shared = 0;
  while (shared < open_.size() && shared < scope.size() && is_same(open_[shared], scope[shared])) ++shared;
  close_until(shared);
  for (; shared < scope.size(); ++shared) {
    text_.append(2 * shared, ' ').append(opening(scope[shared])).append(" {\n");
    open_.push_back(scope[shared]);
  }
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    text_.append(2 * open_.size(), ' ').append(line).append("\n");
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
  }
}

bool FileText::is_in_job(const std::vector<check::ScopeRef>& scope) const {
  return !open_.empty() && !scope.empty() && scope.front().kind == check::ScopeKind::job && is_same(open_.front(), scope.front());
}

std::string FileText::take() {
  close_until(0);
  return std::move(text_);
}

}  // namespace envelope::restate
