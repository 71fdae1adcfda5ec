#include "compiler/check/test_context.h"

#include <fmt/format.h>

#include <array>
#include <set>

#include "compiler/base/nearest.h"
#include "compiler/check/limits.h"
#include "compiler/check/resolve.h"
#include "compiler/check/values.h"

namespace envelope::check {

using base::TypeKind;
using diagnostics::Code;

namespace {

constexpr std::array<std::string_view, 6> kWords = {"depth", "lineage", "time", "origin", "labels", "job"};

class Reader {
 public:
  Reader(Context& ctx, TestContext& out) : ctx_(ctx), out_(out) {}

  void read(const syntax::Argument& argument) {
    if (!argument.name) {
      ctx_.report(Code::UnknownArgument, argument.span, "a value is given without saying for what")
          .with_help("write `with (NAME: VALUE)`: a fact, or `depth`, `lineage`, `time`, `origin`, `labels`, `job`");
      return;
    }
    const std::string& name = argument.name->text;
    if (name.empty()) return;
    if (!seen_.insert(name).second) {
      ctx_.report(Code::RepeatedArgument, argument.name->span, fmt::format("`{}` is given twice", name)).with_help("keep one of them");
      return;
    }
    if (name == "depth") return read_depth(argument.value);
    if (name == "lineage") return read_lineage(argument.value);
    if (name == "time") return read_time(argument.value);
    if (name == "origin") return read_origin(argument.value);
    if (name == "labels") return read_labels(argument.value);
    if (name == "job") return read_job(argument.value);
    read_fact(*argument.name, argument.value);
  }

 private:
  void read_depth(const syntax::Value& value) {
    const auto depth = type_value(ctx_, value, {simple(TypeKind::count), "depth", TextUse::value, false});
    if (!depth) return;
    if (depth->number > static_cast<std::int64_t>(kLineageMax)) {
      ctx_.report(Code::TestContradiction, value.span, fmt::format("a depth of {} is more than a test can stage", depth->number))
          .with_help(fmt::format("{} is the deepest", kLineageMax));
      return;
    }
    out_.depth = depth->number;
    out_.depth_span = value.span;
  }

  void read_lineage(const syntax::Value& value) {
    const auto agents = type_value(ctx_, value, {{TypeKind::agent, {}, true}, "lineage", TextUse::value, false});
    if (!agents) return;
    std::vector<std::string> names;
    for (const Constant& item : agents->items) {
      const Principal& principal = ctx_.program.principals[static_cast<std::size_t>(item.number)];
      if (principal.kind == PrincipalKind::human) {
        ctx_.report(Code::TestContradiction, item.span, fmt::format("`{}` is a human, and a lineage consists of agents", principal.name))
            .label(principal.span, "declared as a human here")
            .with_help("for what a human set off, write `origin: human`");
        return;
      }
      names.push_back(principal.name);
    }
    if (names.size() > kLineageMax) {
      ctx_.report(Code::TestContradiction, value.span, fmt::format("a lineage of {} agents is more than a test can stage", names.size()))
          .with_help(fmt::format("{} is the longest", kLineageMax));
      return;
    }
    out_.lineage = std::move(names);
    out_.lineage_span = value.span;
  }

  void read_time(const syntax::Value& value) {
    if (value.kind == syntax::ValueKind::time) {
      ctx_.report(Code::TypeMismatch, value.span, fmt::format("`time` is an instant, and `{}` comes every day", value.text))
          .with_help(fmt::format("write it with a date: `2026-05-10T{}`", value.text));
      return;
    }
    const auto time = type_value(ctx_, value, {simple(TypeKind::time), "time", TextUse::value, false});
    if (time) out_.time_ms = time->number;
  }

  void read_origin(const syntax::Value& value) {
    const auto origin = type_value(ctx_, value, {{TypeKind::enumeration, kOriginEnum, false}, "origin", TextUse::value, false});
    if (origin) out_.origin = static_cast<request::Origin>(origin->number);
  }

  void read_labels(const syntax::Value& value) {
    if (value.kind != syntax::ValueKind::list) {
      if (value.kind != syntax::ValueKind::error)
        ctx_.report(Code::TypeMismatch, value.span, "`labels` takes a list")
            .with_help(fmt::format("write `labels: [{}]`", ctx_.sources.text(value.span)))
            .fix("make it a list", value.span, fmt::format("[{}]", ctx_.sources.text(value.span)));
      return;
    }
    std::vector<std::string> labels;
    for (const syntax::Value& item : value.items) {
      if (item.kind != syntax::ValueKind::name || item.path.parts.size() != 1) {
        if (item.kind != syntax::ValueKind::error)
          ctx_.report(Code::TypeMismatch, item.span, "this is no label").with_help("name a label, without quotes");
        continue;
      }
      if (resolve(ctx_, Space::labels, item.path.parts.front()) != nullptr) labels.push_back(item.path.parts.front().text);
    }
    out_.labels = std::move(labels);
  }

  void read_job(const syntax::Value& value) {
    const auto job = type_value(ctx_, value, {simple(TypeKind::job), "job", TextUse::value, false});
    if (job) out_.job = ctx_.program.jobs[static_cast<std::size_t>(job->number)].name;
  }

  void read_fact(const syntax::Name& name, const syntax::Value& value) {
    const Declared* found = ctx_.names.find(Space::quantities, name.text);
    if (found == nullptr || found->kind != NameKind::fact) return report_unknown_word(name, found);
    const Fact& fact = ctx_.program.facts[found->index];
    const auto constant = type_value(ctx_, value, {fact.type, fact.name, TextUse::raw, false});
    if (constant) out_.facts[fact.name] = raw_value(ctx_.program, *constant);
  }

  void report_unknown_word(const syntax::Name& name, const Declared* found) {
    diagnostics::Diagnostic& diagnostic =
        ctx_.report(Code::UnknownArgument, name.span, fmt::format("a test cannot say anything about `{}`", name.text));
    if (found != nullptr) diagnostic.label(found->span, fmt::format("declared as {} here", with_article(kind_word(found->kind))));
    if (const Declared* other = ctx_.names.find(Space::switches, name.text)) {
      diagnostic.label(other->span, fmt::format("declared as {} here", with_article(kind_word(other->kind))))
          .with_help(fmt::format("for what is on, write `in {}`", name.text));
      return;
    }
    std::vector<std::string_view> candidates(kWords.begin(), kWords.end());
    for (const Fact& fact : ctx_.program.facts) candidates.push_back(fact.name);
    if (suggest(diagnostic, name.span, base::nearest(name.text, candidates))) return;
    diagnostic.with_help("`with` takes facts, and `depth`, `lineage`, `time`, `origin`, `labels`, `job`");
  }

  Context& ctx_;
  TestContext& out_;
  std::set<std::string> seen_;
};

}  // namespace

void read_test_context(Context& ctx, const syntax::Arguments& arguments, TestContext& context) {
  Reader reader(ctx, context);
  for (const syntax::Argument& argument : arguments.items) reader.read(argument);
}

request::RawValue raw_value(const TypedProgram& program, const Constant& constant) {
  if (constant.type.is_set && base::is_numeric(constant.type.kind)) {
    request::NumberList list;
    for (const Constant& item : constant.items) list.members.push_back(item.number);
    return list;
  }
  if (constant.type.is_set) {
    request::MemberList list;
    for (const Constant& item : constant.items)
      list.members.push_back(base::is_closed(item.type.kind) ? std::string(member_name(program, item.type, item.number)) : item.text);
    return list;
  }
  if (constant.type.kind == TypeKind::boolean) return constant.number != 0;
  if (base::is_numeric(constant.type.kind)) return constant.number;
  if (base::is_textual(constant.type.kind)) return constant.text;
  return std::string(member_name(program, constant.type, constant.number));
}

}  // namespace envelope::check
