// env_explain, env_list, env_statement_at: the words behind a decision.
#include "runtime/decide/decide.h"
#include "runtime/decide/json_out.h"

namespace envelope::decide {
namespace {

using format::RuleRecord;
using format::RuleRole;

std::span<const RuleRecord> rules_of(const Context& context, const format::CellRecord* cell) {
  if (cell == nullptr) return {};
  const Sections& s = context.table.sections;
  const bool is_edge = context.requested != ENV_NONE;
  const std::size_t list =
      is_edge ? s.cells.size() +
                    static_cast<std::size_t>((reinterpret_cast<const char*>(cell) - reinterpret_cast<const char*>(&s.edges[0].cell)) /
                                             static_cast<std::ptrdiff_t>(sizeof(format::EdgeRecord)))
              : static_cast<std::size_t>(cell - s.cells.data());
  return s.rules.subspan(s.rule_lists[list].first_rule, s.rule_lists[list].count);
}

bool is_cap(const RuleRecord& rule) {
  return rule.role == static_cast<std::uint8_t>(RuleRole::cap) || rule.role == static_cast<std::uint8_t>(RuleRole::default_cap);
}

const char* role_name(const RuleRecord& rule) {
  static const char* const kNames[] = {"grant", "default grant", "cap", "default cap"};
  return kNames[rule.role];
}

Truth truth_of(Context& context, const RuleRecord& rule) {
  const Bodies& bodies = context.table.sections.explaining;
  if (holds(context, bodies, rule.must)) return Truth::yes;
  return holds(context, bodies, rule.may) ? Truth::unknown : Truth::no;
}

const char* truth_name(Truth truth) { return truth == Truth::yes ? "yes" : truth == Truth::no ? "no" : "unknown"; }

void write_statement(JsonOut& out, const env_table& table, std::uint32_t id) {
  const format::StatementRecord& statement = table.sections.statements[id];
  out.begin('{');
  out.key("id");
  out.number(id);
  out.key("text");
  out.string(table.word(statement.text));
  if (statement.because.bytes > 0) {
    out.key("because");
    out.string(table.word(statement.because));
  }
  if (statement.file != UINT32_MAX) {
    out.key("file");
    out.string(table.word(table.sections.files[statement.file].name));
    out.key("line");
    out.number(statement.line);
    out.key("column");
    out.number(statement.column);
  }
  out.end('}');
}

void write_rule(JsonOut& out, const Context& context, const RuleRecord& rule, Truth truth) {
  out.item();
  out.begin('{');
  out.key("role");
  out.string(role_name(rule));
  out.key("effect");
  out.string(env_effect_name(static_cast<env_effect>(rule.level)));
  out.key("condition");
  out.string(truth_name(truth));
  out.key("for");
  out.string(context.table.name(context.table.sections.principals[context.member].name));
  out.key("statement");
  write_statement(out, context.table, context.statement(rule.statement));
  out.end('}');
}

// A cap applies unless it is certainly not meant, a grant only when it certainly is.
bool applies(const RuleRecord& rule, Truth truth) { return is_cap(rule) ? truth != Truth::no : truth == Truth::yes; }

// Rules that took part (`matched`), or grants that would have been milder than `effect`.
void write_rules(JsonOut& out, Context& context, bool matched, std::uint8_t effect) {
  for (std::uint32_t i = 0; i < context.member_count; ++i) {
    context.decide_for(context.members[i]);
    for (const RuleRecord& rule : rules_of(context, find_cell(context))) {
      const Truth truth = truth_of(context, rule);
      const bool is_wanted = matched ? applies(rule, truth) : !is_cap(rule) && !applies(rule, truth) && rule.level > effect;
      if (is_wanted) write_rule(out, context, rule, truth);
    }
  }
}

void write_decision(JsonOut& out, Context& context, const env_decision& decision) {
  const env_table& table = context.table;
  out.key("effect");
  out.string(env_effect_name(static_cast<env_effect>(decision.effect)));
  out.key("status");
  out.string(env_status_name(static_cast<env_status>(decision.status)));
  if (decision.statement != ENV_NONE) {
    out.key("statement");
    write_statement(out, table, decision.statement);
  }
  out.key("approvals");
  out.begin('[');
  for (std::uint32_t i = 0; i < decision.approval_count; ++i) {
    const char* name = nullptr;
    const std::size_t size = env_approval_name(&table, decision.approvals[i], &name);
    out.item();
    out.string({name == nullptr ? "" : name, size});
  }
  out.end(']');
  out.key("obligations");
  out.begin('[');
  for (std::uint32_t i = 0; i < decision.obligation_count; ++i) {
    out.item();
    out.string(table.word(table.sections.duties[decision.obligations[i]].text));
  }
  out.end(']');
}

void write_explanation(JsonOut& out, Context& context, env_decision& decision) {
  const env_status status = resolve(context, Attributes::declared);
  decision.status = status;
  if (status == ENV_OK) (void)decide_resolved(context, decision);
  out.begin('{');
  write_decision(out, context, decision);
  const bool is_decided = decision.status == ENV_OK;
  out.key("matched");
  out.begin('[');
  if (is_decided) write_rules(out, context, true, decision.effect);
  out.end(']');
  out.key("milder");
  out.begin('[');
  if (is_decided) write_rules(out, context, false, decision.effect);
  out.end(']');
  out.end('}');
}

// The mildest effect that open conditions can lead to, for the member of the context: grants that may be true count, caps that may be
// false do not. Conditions are taken one by one, so it may be milder than any single request can bring about, and is never stricter.
std::uint8_t mildest(Context& context) {
  int explicit_grant = -1, default_level = ENV_ALLOW, cap = ENV_ALLOW;
  bool has_default = false;
  for (const RuleRecord& rule : rules_of(context, find_cell(context))) {
    const Truth truth = truth_of(context, rule);
    const int level = rule.level;
    switch (static_cast<RuleRole>(rule.role)) {
      case RuleRole::grant:
        if (truth != Truth::no && level > explicit_grant) explicit_grant = level;
        break;
      case RuleRole::default_grant:
        has_default = has_default || truth != Truth::no;
        if (truth == Truth::yes && level < default_level) default_level = level;
        break;
      case RuleRole::cap:
        if (truth == Truth::yes && level < cap) cap = level;
        break;
      case RuleRole::default_cap:
        if (truth == Truth::yes && level < default_level) default_level = level;
        break;
    }
  }
  int base = has_default ? default_level : static_cast<int>(ENV_DENY);
  if (explicit_grant > base) base = explicit_grant;
  return static_cast<std::uint8_t>(base < cap ? base : cap);
}

void write_open_statements(JsonOut& out, Context& context) {
  for (std::uint32_t i = 0; i < context.member_count; ++i) {
    context.decide_for(context.members[i]);
    const auto rules = rules_of(context, find_cell(context));
    for (std::size_t at = 0; at < rules.size(); ++at) {
      if (truth_of(context, rules[at]) != Truth::unknown) continue;
      bool is_told = false;  // `ask` is a grant and a cap of one statement
      for (std::size_t before = 0; before < at && !is_told; ++before)
        is_told = rules[before].statement == rules[at].statement && truth_of(context, rules[before]) == Truth::unknown;
      if (is_told) continue;
      out.item();
      write_statement(out, context.table, context.statement(rules[at].statement));
    }
  }
}

void write_action(JsonOut& out, Context& context) {
  env_decision decision = env_new_decision();
  (void)decide_resolved(context, decision);
  std::uint8_t mild = ENV_ALLOW;
  for (std::uint32_t i = 0; i < context.member_count; ++i) {
    context.decide_for(context.members[i]);
    const std::uint8_t of_member = mildest(context);
    if (of_member < mild) mild = of_member;
  }
  if (mild == ENV_DENY) return;
  out.item();
  out.begin('{');
  out.key("action");
  out.string(context.table.name(context.action->name));
  out.key("strictest");
  out.string(env_effect_name(static_cast<env_effect>(decision.effect)));
  out.key("mildest");
  out.string(env_effect_name(static_cast<env_effect>(mild)));
  out.key("depends_on");
  out.begin('[');
  write_open_statements(out, context);
  out.end(']');
  out.end('}');
}

env_status write_list(JsonOut& out, Context& context) {
  if (const env_status status = resolve(context, Attributes::any); status != ENV_OK) return status;
  out.begin('[');
  const std::uint32_t room_of_facts = context.room.used;
  const auto actions = context.table.sections.actions;
  for (std::uint32_t id = 0; id < actions.size(); ++id) {
    if ((actions[id].flags & format::kIsEvent) != 0) continue;
    context.action_id = id;
    context.action = &actions[id];
    context.run_count = 0;
    context.next_run = 0;
    context.room.used = room_of_facts;
    context.words.of = nullptr;
    if (resolve_attributes(context, Attributes::any) == ENV_OK) write_action(out, context);
  }
  out.end(']');
  return ENV_OK;
}

env_status argument_status(const env_table* table, const env_request* request, const char* buffer, std::size_t capacity) {
  if (table == nullptr || request == nullptr || request->size != sizeof(env_request) || (buffer == nullptr && capacity > 0))
    return ENV_BAD_ARGUMENT;
  return table->is_stripped() ? ENV_NO_WORDS : ENV_OK;
}

env_status finish(JsonOut& out, std::size_t capacity, std::size_t* needed) {
  const std::size_t size = out.finish();
  if (needed != nullptr) *needed = size;
  return size <= capacity ? ENV_OK : ENV_NO_SPACE;
}

}  // namespace
}  // namespace envelope::decide

using namespace envelope;  // the C interface stands outside

extern "C" {

env_status env_explain(const env_table* table, const env_request* request, char* buffer, size_t capacity, size_t* needed) {
  if (const env_status status = decide::argument_status(table, request, buffer, capacity); status != ENV_OK) return status;
  decide::Context context(*table, *request);
  env_decision decision = env_new_decision();
  decide::JsonOut out(buffer, capacity);
  decide::write_explanation(out, context, decision);
  return decide::finish(out, capacity, needed);
}

env_status env_list(const env_table* table, const env_request* request, char* buffer, size_t capacity, size_t* needed) {
  if (const env_status status = decide::argument_status(table, request, buffer, capacity); status != ENV_OK) return status;
  decide::Context context(*table, *request);
  decide::JsonOut out(buffer, capacity);
  const env_status status = decide::write_list(out, context);
  if (status == ENV_OK) return decide::finish(out, capacity, needed);
  if (needed != nullptr) *needed = 1;
  if (capacity > 0) *buffer = '\0';
  return status;
}

env_status env_obligation_at(const env_table* table, uint32_t obligation, env_text* text, uint32_t* statement) {
  if (table == nullptr || text == nullptr) return ENV_BAD_ARGUMENT;
  if (table->is_stripped()) return ENV_NO_WORDS;
  if (obligation >= table->sections.duties.size()) return ENV_BAD_ARGUMENT;
  const format::DutyRecord& record = table->sections.duties[obligation];
  const std::string_view words = table->word(record.text);
  *text = {words.data(), words.size()};
  if (statement != nullptr) *statement = record.statement;
  return ENV_OK;
}

env_status env_statement_at(const env_table* table, uint32_t statement, env_statement* where) {
  if (table == nullptr || where == nullptr || where->size != sizeof(env_statement)) return ENV_BAD_ARGUMENT;
  if (table->is_stripped()) return ENV_NO_WORDS;
  if (statement >= table->sections.statements.size()) return ENV_BAD_ARGUMENT;
  const format::StatementRecord& record = table->sections.statements[statement];
  const auto text = [&](format::TextRef ref) { return env_text{table->word(ref).data(), ref.bytes}; };
  where->text = text(record.text);
  where->because = text(record.because);
  where->file = record.file == UINT32_MAX ? env_text{nullptr, 0} : text(table->sections.files[record.file].name);
  where->line = record.line;
  where->column = record.column;
  return ENV_OK;
}

}  // extern "C"
