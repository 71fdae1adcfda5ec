// Jobs: what runs unattended, when, and until when.
#include <fmt/format.h>

#include "compiler/check/arguments.h"
#include "compiler/check/conditions.h"
#include "compiler/check/duty.h"
#include "compiler/check/resolve.h"
#include "compiler/check/statements.h"
#include "compiler/check/zones.h"
#include "runtime/time/cron.h"

namespace envelope::check {

using diagnostics::Code;

namespace {

class JobChecker {
 public:
  JobChecker(Context& ctx, const syntax::Scope& node, Job& job) : ctx_(ctx), node_(node), job_(job) {}

  void run() {
    for (const syntax::Statement& item : node_.items) {
      ctx_.is_broken = item.broken;
      std::visit([&](const auto& each) { add(each, item.span); }, item.node);
    }
    const bool is_whole = std::none_of(node_.items.begin(), node_.items.end(), [](const syntax::Statement& item) { return item.broken; });
    if (!is_whole) return;
    const base::Span place = node_.names.front().span;
    if (!run_span_.is_valid())
      ctx_.sink.emit(Code::JobWithoutRun, place, fmt::format("the job `{}` runs nothing", job_.name))
          .with_help("say what: `run ACTION(…)`");
    if (!has_trigger_)
      ctx_.sink.emit(Code::JobWithoutTrigger, place, fmt::format("nothing starts the job `{}`", job_.name))
          .with_help("say when: `cron \"0 9 * * 1\"`, `every 15min`, or `on EVENT`");
  }

 private:
  template <typename Node>
  void add(const Node&, base::Span) {}  // rules, limits and the like were read before

  void add(const syntax::CronTrigger& node, base::Span span) {
    has_trigger_ = true;
    JobTrigger trigger;
    trigger.kind = JobTrigger::Kind::cron;
    trigger.span = span;
    trigger.zone = node.timezone ? load_zone(ctx_, node.timezone->value, node.timezone->span)
                                 : zone_of_module(ctx_, node.expression.span, "a cron expression");
    const time::CronResult result = time::parse_cron(node.expression.value);
    for (const time::CronFault& fault : result.faults) {
      const base::Span place = inside_literal(ctx_, node.expression.span, node.expression.value, fault.offset, fault.length);
      ctx_.sink.emit(Code::UnreadableCron, place, fault.text).note("the five fields are minute, hour, day of month, month and weekday");
    }
    if (!result.cron) return;
    if (time::never_fires(*result.cron)) {
      ctx_.sink
          .emit(Code::ScheduleNeverFires, node.expression.span, fmt::format("no date is ever in the schedule `{}`", node.expression.value))
          .with_help("choose a day that its months have");
      return;
    }
    trigger.cron = time::format(*result.cron);
    job_.triggers.push_back(std::move(trigger));
  }

  void add(const syntax::EveryTrigger& node, base::Span span) {
    has_trigger_ = true;
    const auto length = type_duration(ctx_, node.length, "every");
    if (!length) return;
    if (*length == 0) {
      ctx_.sink.emit(Code::EmptyRange, node.length.span, "a job cannot run every moment")
          .with_help("give a length of time, such as `15min`");
      return;
    }
    JobTrigger trigger;
    trigger.kind = JobTrigger::Kind::every;
    trigger.span = span;
    trigger.every_ms = *length;
    job_.triggers.push_back(std::move(trigger));
  }

  void add(const syntax::EventTrigger& node, base::Span span) {
    has_trigger_ = true;
    JobTrigger trigger;
    trigger.kind = JobTrigger::Kind::event;
    trigger.span = span;
    ConditionScope scope;
    for (const syntax::Name& name : node.events) {
      const base::EventId id = resolve_event(ctx_, name);
      if (id.is_valid()) trigger.events.push_back(id);
      scope.is_poisoned = scope.is_poisoned || !id.is_valid();
    }
    scope.events = &trigger.events;
    if (!node.events.empty()) scope.targets_span = base::join(node.events.front().span, node.events.back().span);
    trigger.conditions = type_conditions(ctx_, scope, node.conditions);
    job_.triggers.push_back(std::move(trigger));
  }

  void add(const syntax::RunItem& node, base::Span span) {
    if (run_span_.is_valid()) {
      ctx_.sink.emit(Code::JobRunsTwice, span, fmt::format("the job `{}` runs two actions", job_.name))
          .under("the second")
          .label(run_span_, "the first")
          .with_help("write one job for each");
      return;
    }
    run_span_ = span;
    job_.action = resolve_action(ctx_, node.action);
    if (!job_.action.is_valid()) return;
    const Action& action = ctx_.program.actions[job_.action.index()];
    ArgumentUse use;
    use.callee = action.name;
    use.callee_span = node.action.span;
    use.text = TextUse::value;
    job_.arguments = named_arguments(type_arguments(ctx_, action.attributes, nullptr, node.arguments ? &*node.arguments : nullptr, use));
  }

  void add(const syntax::Expires& node, base::Span span) {
    if (expires_span_.is_valid()) {
      ctx_.sink.emit(Code::RepeatedItem, span, fmt::format("the job `{}` expires twice", job_.name))
          .label(expires_span_, "first said here")
          .with_help("keep one of them");
      return;
    }
    expires_span_ = span;
    const auto date = type_value(ctx_, node.date, {simple(base::TypeKind::time), "expires", TextUse::value, false});
    if (date) job_.expires_ms = date->number;
  }

  Context& ctx_;
  const syntax::Scope& node_;
  Job& job_;
  base::Span run_span_, expires_span_;
  bool has_trigger_ = false;
};

}  // namespace

void check_job_items(Context& ctx, const Frame& frame, const syntax::Scope& node) {
  const base::JobId id = frame.refs.back().job;
  if (ctx.program.jobs[id.index()].span != node.names.front().span) return;  // a second job of that name, already reported
  JobChecker(ctx, node, ctx.program.jobs[id.index()]).run();
}

}  // namespace envelope::check
