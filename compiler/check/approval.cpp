// Approvals: who can give them, and how many it takes.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_set>

#include "compiler/base/nearest.h"
#include "compiler/check/entities.h"
#include "compiler/check/passes.h"
#include "compiler/check/resolve.h"
#include "compiler/check/values.h"

namespace envelope::check {

using diagnostics::Code;

namespace {

std::vector<std::string> texts(const std::vector<syntax::Name>& names) {
  std::vector<std::string> out;
  for (const syntax::Name& name : names)
    if (!name.is_missing()) out.push_back(name.text);
  return out;
}

std::vector<base::PrincipalId> people_of(const Approval& approval) {
  std::vector<base::PrincipalId> people;
  for (const ApprovalSource& source : approval.from) people.insert(people.end(), source.people.begin(), source.people.end());
  return people;
}

// Silent where nobody says how to be reached: whoever starts the agents knows.
void check_channel(Context& ctx, const Context::ChannelUse& use) {
  if (use.channel.is_missing() || ctx.has_gaps) return;
  std::vector<std::string_view> channels;
  for (const base::PrincipalId person : use.people)
    for (const ReachAddress& reach : ctx.program.principals[person.index()].reach) channels.emplace_back(reach.channel);
  if (channels.empty() || std::ranges::find(channels, use.channel.text) != channels.end()) return;
  std::ranges::sort(channels);
  channels.erase(std::ranges::unique(channels).begin(), channels.end());
  diagnostics::Diagnostic& diagnostic =
      ctx.sink.emit(Code::UnknownName, use.channel.span, fmt::format("none of the people named here has a channel `{}`", use.channel.text));
  diagnostic.under("declared by no `reach`");
  if (suggest(diagnostic, use.channel.span, base::nearest(use.channel.text, channels))) return;
  diagnostic.with_help(
      fmt::format("declare it with `reach {} \"ADDRESS\"`, or name one they have: {}", spell(use.channel.text), fmt::join(channels, ", ")));
}

void define_source(Context& ctx, const syntax::ApprovalSource& node, Approval& approval) {
  ApprovalSource source;
  std::unordered_set<std::uint32_t> known;
  for (const syntax::Name& name : node.people) {
    const base::PrincipalId id = resolve_principal(ctx, name);
    if (!id.is_valid()) {
      ctx.is_broken = true;  // fewer people than written: no word about the quorum
    } else if (known.insert(id.value).second) {
      source.people.push_back(id);
    }
  }
  if (node.quorum) {
    const auto quorum = type_value(ctx, *node.quorum, {simple(base::TypeKind::count), "the number of people", TextUse::value, false});
    if (!quorum) return;
    source.quorum = quorum->number;
    const auto people = static_cast<std::int64_t>(source.people.size());
    if (!ctx.is_broken && quorum->number > people) {
      ctx.sink
          .emit(Code::QuorumTooLarge, node.quorum->span,
                fmt::format("`{}` takes {} people and names {}", approval.name, quorum->number, people))
          .under("nobody could ever fulfil it")
          .with_help("name more people, or ask for fewer: each counts once");
    } else if (quorum->number == 0) {
      ctx.sink.emit(Code::QuorumTooLarge, node.quorum->span, fmt::format("`{}` takes nobody at all", approval.name))
          .with_help("ask for at least one");
    }
  }
  if (node.after) source.after_ms = type_duration(ctx, *node.after, "after").value_or(0);
  if (!source.people.empty()) approval.from.push_back(std::move(source));
}

}  // namespace

void define_approval(Context& ctx, const syntax::Approval& node) {
  const Declared* declared = ctx.names.find(Space::approvals, node.name.text);
  if (!is_declaration(declared, node.name)) return;
  Approval& approval = ctx.program.approvals[declared->index];
  for (const syntax::ApprovalSource& source : node.from) define_source(ctx, source, approval);
  approval.by = texts(node.by);
  for (const syntax::Name& channel : node.by) ctx.channel_uses.push_back({channel, people_of(approval)});
  approval.needs = texts(node.needs);
  approval.proof = texts(node.proof);
  if (node.within) approval.within_ms = type_duration(ctx, *node.within, "within");
  if (node.from.empty() && !ctx.is_broken) {
    ctx.sink.emit(Code::ApprovalWithoutPeople, node.name.span, fmt::format("nobody can give the approval `{}`", node.name.text))
        .with_help("say who can: `from NAME`, or `from 2 of NAME, NAME, NAME`");
  }
  if (!node.is_default) return;
  if (ctx.program.default_approval.is_valid()) {
    const Approval& first = ctx.program.approvals[ctx.program.default_approval.index()];
    ctx.sink
        .emit(Code::SecondDefaultApproval, node.name.span,
              fmt::format("`{}` and `{}` are both the default approval", first.name, node.name.text))
        .under("the second default")
        .label(first.span, "the first default")
        .with_help("a bare `ask` must mean one of them: write `default` once");
    return;
  }
  ctx.program.default_approval = base::ApprovalId{declared->index};
}

void check_whole(Context& ctx) {
  for (const Context::ChannelUse& use : ctx.channel_uses) check_channel(ctx, use);
  if (ctx.bare_asks.empty() || ctx.program.default_approval.is_valid()) return;
  diagnostics::Diagnostic& diagnostic = ctx.sink.emit(Code::MissingDefaultApproval, ctx.bare_asks.front(),
                                                      "this asks for an approval without saying which, and there is no default approval");
  diagnostic.under("who is asked?");
  if (ctx.bare_asks.size() > 1)
    diagnostic.note(
        fmt::format("{} more {} the same", ctx.bare_asks.size() - 1, ctx.bare_asks.size() == 2 ? "statement does" : "statements do"));
  if (ctx.program.approvals.empty()) {
    diagnostic.with_help("declare one: `default approval NAME { from HUMAN }`");
  } else {
    diagnostic.with_help(fmt::format("name one with `via {}`, or write `default` before `approval {}`", ctx.program.approvals.front().name,
                                     ctx.program.approvals.front().name));
  }
}

}  // namespace envelope::check
