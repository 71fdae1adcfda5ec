#include "compiler/syntax/print.h"

#include <utility>

#include <fmt/format.h>

#include "compiler/syntax/print_parts.h"

namespace envelope::syntax {
namespace {

std::string join_names(const std::vector<Name>& names) {
  std::string out;
  for (const Name& name : names) {
    if (!out.empty()) out += ", ";
    out += print_name(name);
  }
  return out.empty() ? "<missing>" : out;
}

std::string doc_part(const Doc& doc) { return doc ? " " + print_quoted(doc->value) : ""; }
std::string list_part(std::string_view word, const std::vector<Name>& names) {
  return names.empty() ? "" : fmt::format(" {} {}", word, join_names(names));
}
std::string value_part(std::string_view word, const std::optional<Value>& value) {
  return value ? fmt::format(" {} {}", word, print_value(*value)) : "";
}
std::string each_part(const std::optional<Each>& each) { return each ? " each " + join_names(each->keys) : ""; }

std::string print_arguments(const Arguments& arguments) {
  std::string out;
  for (const Argument& argument : arguments.items) {
    if (!out.empty()) out += ", ";
    if (argument.name) out += print_name(*argument.name) + ": ";
    out += print_value(argument.value);
  }
  return "(" + out + ")";
}
std::string arguments_part(const std::optional<Arguments>& arguments) { return arguments ? print_arguments(*arguments) : ""; }

std::string print_targets(const Targets& targets) {
  std::string out;
  for (const Target& target : targets.items) {
    if (!out.empty()) out += ", ";
    out += target.anything ? "anything" : print_path(target.path);
  }
  if (out.empty()) out = "<missing>";
  return out + list_part("except", targets.except);
}

std::string print_amount(const Amount& amount) {
  std::string out = print_value(amount.value);
  if (amount.of) out += " of " + print_name(*amount.of);
  return amount.usual ? out + " usual" : out;
}

std::string period_part(const std::optional<Period>& period) {
  if (!period) return "";
  switch (period->kind) {
    case PeriodKind::per:
      return value_part("per", period->span_value);
    case PeriodKind::at_once:
      return " at once";
    case PeriodKind::consecutive:
      return " consecutive";
  }
  return "";
}

std::string_view print_compare(AtomOp op) {
  if (op == AtomOp::less) return "<";
  if (op == AtomOp::less_equal) return "<=";
  return op == AtomOp::greater ? ">" : ">=";
}

std::string print_duty(const DutyCall& duty) {
  if (duty.effect) return std::string(print_effect(*duty.effect)) + (duty.via ? " via " + print_name(*duty.via) : "");
  std::string out = print_name(duty.name);
  if (duty.word) out += " " + print_value(*duty.word);
  return out + arguments_part(duty.arguments) + value_part("within", duty.within);
}

std::string print_type(const TypeName& type) { return type.is_set ? fmt::format("[{}]", print_name(type.name)) : print_name(type.name); }

std::string print_signature(const Signature& signature) {
  std::string parameters;
  for (const Parameter& parameter : signature.parameters) {
    if (!parameters.empty()) parameters += ", ";
    parameters += fmt::format("{}{}: {}", print_name(parameter.name), parameter.optional ? "?" : "", print_type(parameter.type));
  }
  return print_name(signature.name) + (signature.has_parentheses ? "(" + parameters + ")" : "");
}

std::string_view trait_word(TraitKind kind) {
  switch (kind) {
    case TraitKind::is:
      return "is";
    case TraitKind::needs:
      return "needs";
    case TraitKind::reads:
      return "reads";
    case TraitKind::writes:
      return "writes";
    case TraitKind::executes:
      return "executes";
  }
  return "";
}

std::string_view scope_word(ScopeKind kind) {
  switch (kind) {
    case ScopeKind::tier:
      return "tier";
    case ScopeKind::agent:
      return "agent";
    case ScopeKind::human:
      return "human";
    case ScopeKind::subagents:
      return "subagents";
    case ScopeKind::window:
      return "window";
    case ScopeKind::phase:
      return "phase";
    case ScopeKind::stop:
      return "stop";
    case ScopeKind::job:
      return "job";
  }
  return "";
}

// Writes one statement: its line, then its parts one step deeper.
class AstPrinter {
 public:
  AstPrinter(const base::SourceMap& sources, std::string& out) : sources_(sources), out_(out) {}

  void header(const PolicyHeader& header) {
    head_ = fmt::format(" {}", place(header.span));
    line("policy", fmt::format("{}{}{}", print_path(header.name), doc_part(header.doc),
                               header.timezone ? " timezone " + print_quoted(header.timezone->value) : ""));
  }

  void statement(const Statement& statement) {
    head_ = fmt::format("{} {}", statement.broken ? "!" : "", place(statement.span));
    statement_span_ = statement.span;
    std::visit([&](const auto& node) { print(node); }, statement.node);
  }

 private:
  std::string place(base::Span span) const {
    const base::Position position = sources_.position(span.file, span.begin);
    return fmt::format("{}:{}", position.line, position.column);
  }

  // The first line of a statement carries its place; later ones do not.
  void line(std::string_view kind, const std::string& rest) {
    out_.append(2 * depth_, ' ');
    out_ += kind;
    out_ += std::exchange(head_, {});
    if (!rest.empty()) out_ += (rest.front() == ' ' ? "" : " ") + rest;
    out_ += '\n';
  }

  struct Deeper {
    explicit Deeper(std::size_t& level) : depth(level) { ++depth; }
    ~Deeper() { --depth; }
    std::size_t& depth;
  };

  void conditions(const std::vector<Condition>& conditions) {
    const Deeper deeper(depth_);
    for (const Condition& condition : conditions) line(condition.unless ? "unless" : "when", print_expr(condition.expr));
  }
  void reasons(const std::vector<Text>& reasons) {
    const Deeper deeper(depth_);
    for (const Text& reason : reasons) line("because", print_quoted(reason.value));
  }
  void duties(std::string_view word, const std::vector<DutyCall>& duties) {
    const Deeper deeper(depth_);
    for (const DutyCall& duty : duties) line(word, print_duty(duty));
  }

  void powers(const std::vector<Power>& powers) {
    const Deeper deeper(depth_);
    for (const Power& power : powers) {
      if (power.approval)
        line("approve", print_name(*power.approval));
      else
        line("power", power.target.anything ? "anything" : print_path(power.target.path));
      conditions(power.conditions);
    }
  }

  void print(const Unreadable&) { line("unreadable", print_quoted(sources_.text(statement_span_))); }
  void print(const Import& node) {
    const std::string target = std::holds_alternative<Path>(node.target) ? print_path(std::get<Path>(node.target))
                                                                         : print_quoted(std::get<Text>(node.target).value);
    line("import", target + arguments_part(node.arguments));
  }
  void print(const Let& node) {
    line("let", print_name(node.name) + (node.type ? ": " + print_type(*node.type) : "") + value_part("=", node.value));
  }
  void print(const EnumDecl& node) {
    line("enum", fmt::format("{} {{ {} }}{}", print_name(node.name), join_names(node.members), doc_part(node.doc)));
  }
  void print(const ClassDecl& node) { line("class", join_names(node.names) + list_part("is", node.parents) + doc_part(node.doc)); }
  void print(const CapabilityDecl& node) { line("capability", join_names(node.names) + doc_part(node.doc)); }
  void print(const SignatureDecl& node) {
    const std::string_view word = node.kind == SignatureKind::action ? "action" : node.kind == SignatureKind::event ? "event" : "duty";
    std::string rest;
    for (const Signature& signature : node.signatures) rest += (rest.empty() ? "" : ", ") + print_signature(signature);
    for (const Trait& trait : node.traits) rest += fmt::format(" {} {}", trait_word(trait.kind), join_names(trait.names));
    line(word, rest + doc_part(node.doc));
  }
  void print(const MeterDecl& node) {
    std::string terms;
    for (const Path& term : node.terms) terms += (terms.empty() ? "" : ", ") + print_path(term);
    line("meter", fmt::format("{} sums {}", print_name(node.name), terms.empty() ? "<missing>" : terms));
  }
  void print(const FactDecl& node) {
    line("fact", fmt::format("{}: {}{}{}", print_name(node.name), print_type(node.type), list_part("each", node.keys), doc_part(node.doc)));
  }
  void print(const LabelDecl& node) {
    line("label", fmt::format("{} from {}{}", print_name(node.name), print_targets(node.from), doc_part(node.doc)));
    conditions(node.conditions);
  }
  void print(const FileDecl& node) {
    std::string patterns;
    for (const Text& pattern : node.patterns) patterns += (patterns.empty() ? "" : ", ") + print_quoted(pattern.value);
    line("file", patterns + (node.is_protected ? " protected" : "") + (node.runs_as ? " runs as " + print_name(*node.runs_as) : ""));
  }
  void print(const Approval& node) {
    line("approval", fmt::format("{}{}{}", node.is_default ? "default " : "", print_name(node.name), doc_part(node.doc)));
    const Deeper deeper(depth_);
    for (const ApprovalSource& source : node.from) {
      line("from",
           (source.quorum ? print_value(*source.quorum) + " of " : "") + join_names(source.people) + value_part("after", source.after));
    }
    if (!node.by.empty()) line("by", join_names(node.by));
    if (!node.needs.empty()) line("needs", join_names(node.needs));
    if (!node.proof.empty()) line("proof", join_names(node.proof));
    if (node.within) line("within", print_value(*node.within));
  }
  void print(const Route& node) {
    line("route", fmt::format("{} to {}{}{}{}", print_name(node.severity), join_names(node.to), list_part("by", node.by),
                              value_part("every", node.every), node.until_acknowledged ? " until acknowledged" : ""));
  }
  void print(const Scope& node) {
    std::string rest = node.kind == ScopeKind::subagents ? "" : join_names(node.names);
    if (node.owner) rest += (node.kind == ScopeKind::job ? " of " : " is ") + print_name(*node.owner);
    line(scope_word(node.kind), rest + each_part(node.each) + doc_part(node.doc) + (node.has_block && node.items.empty() ? " {}" : ""));
    const Deeper deeper(depth_);
    for (const Statement& item : node.items) statement(item);
  }
  void print(const Rule& node) {
    const std::string_view strength = node.strength == Strength::weak ? "default " : node.strength == Strength::at_most ? "at most " : "";
    const std::string request = node.request ? fmt::format("request {} for ", print_name(node.request->agent)) : "";
    line("rule",
         fmt::format("{}{} {}{}{}", strength, print_effect(node.effect), request, print_targets(node.targets), list_part("via", node.via)));
    conditions(node.conditions);
    reasons(node.because);
  }
  void print(const Holds& node) { line(node.grants ? "grants" : "holds", join_names(node.capabilities)); }
  void print(const Limit& node) {
    line("limit", print_targets(node.targets) + " " + print_amount(node.amount) + period_part(node.period) + each_part(node.each));
    conditions(node.conditions);
    reasons(node.because);
    {
      const Deeper deeper(depth_);
      for (const Threshold& threshold : node.thresholds) {
        line("at", print_value(threshold.percent));
        duties("do", threshold.duties);
      }
    }
    duties("else", node.otherwise);
  }
  void print(const Watch& node) {
    const std::string level =
        node.compare && node.level ? fmt::format(" {} {}", print_compare(*node.compare), print_amount(*node.level)) : "";
    line("watch", fmt::format("{}{} on {}{}{}{}", print_name(node.name), doc_part(node.doc), print_targets(node.on), level,
                              period_part(node.period), each_part(node.each)));
    conditions(node.conditions);
    duties("do", node.duties);
  }
  void print(const Around& node) {
    line(node.after ? "after" : "before", print_targets(node.targets));
    conditions(node.conditions);
    duties("do", node.duties);
    duties("else", node.otherwise);
  }
  void print(const Audit& node) {
    line("audit", print_targets(node.targets) + value_part("keep", node.keep) + list_part("with", node.with));
    conditions(node.conditions);
  }
  void print(const Configure& node) { line("configure", print_name(node.name) + print_arguments(node.arguments)); }
  void print(const Reach& node) { line("reach", print_name(node.channel) + " " + print_quoted(node.address.value)); }
  void print(const Lasts& node) { line("lasts", print_value(node.length)); }
  void print(const Passage& node) {
    line(node.leave ? "leave" : "enter", list_part("via", node.via));
    duties("do", node.duties);
    duties("else", node.otherwise);
  }
  void print(const CronTrigger& node) {
    line("cron", print_quoted(node.expression.value) + (node.timezone ? " in " + print_quoted(node.timezone->value) : ""));
  }
  void print(const EveryTrigger& node) { line("every", print_value(node.length)); }
  void print(const EventTrigger& node) {
    line("on", join_names(node.events));
    conditions(node.conditions);
  }
  void print(const RunItem& node) { line("run", print_name(node.action) + arguments_part(node.arguments)); }
  void print(const Expires& node) { line("expires", print_value(node.date)); }
  void print(const Assert& node) {
    std::string rest = print_quoted(node.title.value);
    const std::string request = node.request ? fmt::format("request {} for ", print_name(node.request->agent)) : "";
    switch (node.kind) {
      case ClaimKind::never:
        rest += fmt::format(" never {} {}", print_effect(node.effect), request);
        break;
      case ClaimKind::always:
        rest += fmt::format(" always {} {}", print_effect(node.effect), request);
        break;
      case ClaimKind::never_reach:
        rest += " never reach ";
        break;
      case ClaimKind::never_together:
        rest += " never together";
        break;
      case ClaimKind::total:
        rest += " total ";
        break;
    }
    rest += (node.kind == ClaimKind::never_together ? "" : print_targets(node.targets)) + list_part("from", node.from) +
            list_part("without", node.without);
    line("assert", rest + value_part("<=", node.bound) + period_part(node.period) + each_part(node.each));
    conditions(node.conditions);
    powers(node.powers);
  }
  void print(const Accept& node) {
    line("accept", print_name(node.code) + list_part("for", node.principals) + value_part("until", node.until));
    reasons(node.because);
  }
  void print(const Test& node) {
    line("test", print_quoted(node.title.value) + (node.with ? " with " + print_arguments(*node.with) : ""));
    const Deeper deeper(depth_);
    for (const TestCase& test : node.cases) {
      const std::string request = test.request ? fmt::format(" request {} for", print_name(test.request->agent)) : "";
      line("case",
           fmt::format("{} {}{} {}{}{}{} -> {}{}", place(test.span), print_name(test.principal), request, print_name(test.action),
                       arguments_part(test.arguments), list_part("in", test.in), test.with ? " with " + print_arguments(*test.with) : "",
                       print_effect(test.expected), list_part("via", test.via)));
    }
  }

  const base::SourceMap& sources_;
  std::string& out_;
  std::string head_;
  base::Span statement_span_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string print_ast(const PolicyFile& file, const base::SourceMap& sources) {
  std::string out;
  AstPrinter printer(sources, out);
  if (file.header) printer.header(*file.header);
  for (const Statement& statement : file.statements) printer.statement(statement);
  return out;
}

}  // namespace envelope::syntax
