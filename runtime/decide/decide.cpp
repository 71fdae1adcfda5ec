// env_decide: docs/language/semantics.md, "The decision for a request", over diagrams.
#include "runtime/decide/decide.h"

#include <algorithm>
#include <cstring>

#include "runtime/decide/attributes.h"
#include "runtime/decide/program.h"

namespace envelope::decide {
namespace {

// Adds `id` to an ascending list of `count`. False when there is no room.
bool insert(std::uint32_t* list, std::uint32_t& count, std::uint32_t max, std::uint32_t id) {
  std::uint32_t* const at = std::lower_bound(list, list + count, id);
  if (at != list + count && *at == id) return true;
  if (count == max) return false;
  std::memmove(at + 1, at, static_cast<std::size_t>(list + count - at) * sizeof *list);
  *at = id;
  ++count;
  return true;
}

bool add(env_decision& decision, format::ObligationKind kind, std::uint32_t id) {
  return kind == format::ObligationKind::approval ? insert(decision.approvals, decision.approval_count, ENV_APPROVALS_MAX, id)
                                                  : insert(decision.obligations, decision.obligation_count, ENV_OBLIGATIONS_MAX, id);
}

// Adds what the set of a program's leaf holds of one kind.
bool collect_set(const Sections& sections, std::uint32_t header, format::ObligationKind kind, env_decision& decision) {
  const std::uint32_t counts = sections.obligation_sets[header];
  const std::uint32_t approvals = counts & 0xFFFFU;
  const bool is_approval = kind == format::ObligationKind::approval;
  const std::uint32_t* const first = &sections.obligation_sets[header] + 1 + (is_approval ? 0 : approvals);
  const std::uint32_t* const end = first + (is_approval ? approvals : counts >> 16U);
  for (const std::uint32_t* id = first; id != end; ++id)
    if (!add(decision, kind, *id)) return false;
  return true;
}

// Adds what the list of a cell, or the leaf it led to, holds of one kind.
bool collect(Context& context, const format::CellRecord& cell, const Leaf& leaf, format::ObligationKind kind, env_decision& decision) {
  const Sections& sections = context.table.sections;
  if (leaf.obligations != 0) return collect_set(sections, leaf.obligations - 1, kind, decision);
  if (cell.obligations == 0) return true;
  for (std::size_t at = cell.obligations - 1;; ++at) {
    const format::ObligationRecord& record = sections.obligations[at];
    if (record.kind == static_cast<std::uint8_t>(kind) && holds(context, sections.deciding, record.root) && !add(decision, kind, record.id))
      return false;
    if (record.is_last != 0) return true;
  }
}

const format::CellRecord* find_edge(const Context& context, const format::PrincipalRecord& principal) {
  const auto edges = context.table.sections.edges.subspan(principal.first_edge, principal.edge_count);
  const auto found = std::lower_bound(edges.begin(), edges.end(), context, [](const format::EdgeRecord& edge, const Context& wanted) {
    return edge.requested != wanted.requested ? edge.requested < wanted.requested : edge.action < wanted.action_id;
  });
  const bool is_it = found != edges.end() && found->requested == context.requested && found->action == context.action_id;
  return is_it ? &found->cell : nullptr;
}

env_status refuse(env_decision& decision, env_status status) {
  decision.effect = ENV_DENY;
  decision.status = status;
  decision.statement = ENV_NONE;
  decision.approval_count = 0;
  decision.obligation_count = 0;
  return status;
}

bool is_ours(const env_request* request) { return request != nullptr && request->size == sizeof(env_request); }

}  // namespace

namespace {

[[gnu::always_inline]] inline const format::CellRecord* find_own_cell(const Context& context) {
  const Sections& sections = context.table.sections;
  const format::RowBlock& block = sections.rows[context.place.row * std::size_t{context.table.action_blocks} + context.action_id / 64];
  const std::uint8_t rank = block.rank[context.action_id % 64];
  return rank == format::kNoRank ? nullptr : &sections.cells[block.first_cell + rank];
}

}  // namespace

const format::CellRecord* find_cell(const Context& context) {
  if (context.requested != ENV_NONE) return find_edge(context, context.table.sections.principals[context.member]);
  return find_own_cell(context);
}

namespace {

// Duties attach to what is permitted, for each member; a leaf is settled again where there were others since.
bool collect_duties(Context& context, const Leaf& last, env_decision& decision) {
  for (std::uint32_t i = 0; i < context.member_count; ++i) {
    const bool is_last = i + 1 == context.member_count;
    if (!is_last || context.member != context.members[i]) context.decide_for(context.members[i]);
    const format::CellRecord* cell = find_cell(context);
    if (cell == nullptr) continue;
    const Leaf leaf = is_last ? last : settle(context, context.table.sections.deciding, cell->root);
    if (!collect(context, *cell, leaf, format::ObligationKind::duty, decision)) return false;
  }
  return true;
}

}  // namespace

namespace {

void begin(env_decision& decision) {
  decision.effect = ENV_ALLOW;
  decision.status = ENV_OK;
  decision.statement = ENV_NONE;
  decision.approval_count = 0;
  decision.obligation_count = 0;
}

}  // namespace

env_status decide_resolved(Context& context, env_decision& decision) {
  const Sections& sections = context.table.sections;
  begin(decision);
  bool has_obligations = false;
  Leaf leaf;
  for (std::uint32_t i = 0; i < context.member_count; ++i) {
    if (context.member != context.members[i]) context.decide_for(context.members[i]);
    const format::CellRecord* cell = find_cell(context);
    leaf = cell == nullptr ? Leaf{} : settle(context, sections.deciding, cell->root);
    const bool is_unnamed =
        leaf.effect == decision.effect && decision.statement == ENV_NONE;  // of members alike the first that has a reason
    if (i == 0 || leaf.effect < decision.effect || is_unnamed) {
      decision.effect = static_cast<std::uint8_t>(leaf.effect);
      decision.statement = leaf.statement;
    }
    has_obligations = has_obligations || leaf.obligations != 0 || (cell != nullptr && cell->obligations != 0);
    if (leaf.effect == ENV_ASK && !collect(context, *cell, leaf, format::ObligationKind::approval, decision))
      return refuse(decision, ENV_TOO_MUCH);
  }
  if (decision.effect != ENV_ASK) decision.approval_count = 0;
  if (decision.effect < ENV_ASK || context.requested != ENV_NONE || !has_obligations) return ENV_OK;
  return collect_duties(context, leaf, decision) ? ENV_OK : refuse(decision, ENV_TOO_MUCH);
}

// ---- what most decisions are ------------------------------------------------------------------------------------------------

namespace {

// Most requests say nothing but what is to be done, and by whom, who acts for nobody else.
bool has_only_attributes(const env_request& request) {
  if ((request.lineage_count | request.label_count | request.switch_count | request.fact_count) != 0) return false;
  if ((request.flags & (ENV_LINEAGE_KNOWN | ENV_REQUEST_EDGE)) != ENV_LINEAGE_KNOWN) return false;
  if ((request.flags & ENV_JOB_KNOWN) == 0) return true;
  return request.job.text == nullptr ? request.job.id == ENV_NONE : request.job.length == 0;
}

// Asks for what tests are going to compare with while the values are still being read. Always inline: a call that does nothing else would
// be taken for one without effect, and left out.
[[gnu::always_inline]] inline void fetch_parameters(const char* parameters) {
  constexpr int kLines = 4;
  for (int line = 0; line < kLines; ++line) __builtin_prefetch(parameters + 64 * line);
}

// What the set of a leaf holds, for a decision that has nothing yet: sets ascend and fit.
void copy_set(const Sections& sections, const Leaf& leaf, env_decision& decision) {
  const std::uint32_t* const set = &sections.obligation_sets[leaf.obligations - 1];
  const std::uint32_t approvals = *set & 0xFFFFU, duties = *set >> 16U;
  decision.approval_count = approvals;
  decision.obligation_count = duties;
  for (std::uint32_t i = 0; i < approvals; ++i) decision.approvals[i] = set[1 + i];
  for (std::uint32_t i = 0; i < duties; ++i) decision.obligations[i] = set[1 + approvals + i];
}

// The obligations of a cell that is a diagram.
[[gnu::noinline]] env_status collect_alone(Context& context, const format::CellRecord& cell, const Leaf& leaf, env_decision& decision) {
  const bool fits = (leaf.effect != ENV_ASK || collect(context, cell, leaf, format::ObligationKind::approval, decision)) &&
                    collect(context, cell, leaf, format::ObligationKind::duty, decision);
  return fits ? ENV_OK : refuse(decision, ENV_TOO_MUCH);
}

// As decide_resolved(), for the principal alone.
[[gnu::always_inline]] inline env_status decide_alone(Context& context, env_decision& decision) {
  begin(decision);
  decision.effect = ENV_DENY;
  const format::CellRecord* const cell = find_own_cell(context);
  if (cell == nullptr) return ENV_OK;
  const Bodies& bodies = context.table.sections.deciding;
  Leaf leaf;
  if ((cell->root & (format::kLeafBit | format::kProgramBit)) == format::kProgramBit) [[likely]] {
    const format::LeafRecord& record = run_program(context, bodies, cell->root & ~format::kProgramBit);
    leaf = leaf_of(context, record.target, ENV_NONE, record.obligations);
    if (leaf.obligations != 0) copy_set(context.table.sections, leaf, decision);
  } else if ((cell->root & format::kLeafBit) != 0) {
    leaf = leaf_of(context, cell->root, ENV_NONE, 0);
  } else {
    leaf = settle(context, bodies, cell->root);
  }
  decision.effect = static_cast<std::uint8_t>(leaf.effect);
  decision.statement = leaf.statement;
  if (cell->obligations == 0 || leaf.effect < ENV_ASK) [[likely]]
    return ENV_OK;
  return collect_alone(context, *cell, leaf, decision);
}

// In one piece what resolve() and decide_resolved() do for such requests.
[[gnu::always_inline]] inline env_status decide_simple(Context& context, env_decision& decision) {
  if (const env_status status = resolve_principal(context); status != ENV_OK) [[unlikely]]
    return refuse(decision, status);
  fetch_parameters(context.parameters);
  if (const env_status status = resolve_action(context); status != ENV_OK) [[unlikely]]
    return refuse(decision, status);
  if (const env_status status = read_attributes(context, Attributes::declared); status != ENV_OK) [[unlikely]]
    return refuse(decision, status);
  return decide_alone(context, decision);
}

}  // namespace
}  // namespace envelope::decide

using namespace envelope;  // the C interface stands outside

extern "C" {

env_status env_decide(const env_table* table, const env_request* request, env_decision* decision) {
  if (decision == nullptr || decision->size != sizeof(env_decision)) return ENV_BAD_ARGUMENT;  // of another size: nothing is written
  if (table == nullptr || !decide::is_ours(request)) return decide::refuse(*decision, ENV_BAD_ARGUMENT);
  decide::Context context(*table, *request);
  if (decide::has_only_attributes(*request)) [[likely]]
    return decide::decide_simple(context, *decision);
  const env_status status = decide::resolve(context, decide::Attributes::declared);
  if (status != ENV_OK) return decide::refuse(*decision, status);
  return decide::decide_resolved(context, *decision);
}

size_t env_decide_batch(const env_table* table, const env_request* requests, size_t count, env_decision* decisions) {
  if (decisions == nullptr) return 0;
  std::size_t answered = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const env_request* const request = requests == nullptr ? nullptr : &requests[i];  // without any, each is refused
    answered += env_decide(table, request, &decisions[i]) == ENV_OK ? 1U : 0U;
  }
  return answered;
}

}  // extern "C"
