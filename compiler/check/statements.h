// One function a form: a written statement inside its blocks → one entry of TypedProgram.
#pragma once

#include "compiler/check/context.h"

namespace envelope::check {

void check_rule(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Rule& node);
void check_holds(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Holds& node);
void check_limit(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Limit& node);
void check_watch(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Watch& node);
void check_around(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Around& node);
void check_audit(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Audit& node);
void check_configure(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::Configure& node);
void check_label(Context& ctx, const Frame& frame, const syntax::Statement& statement, const syntax::LabelDecl& node);
void check_file(Context& ctx, const syntax::Statement& statement, const syntax::FileDecl& node);
void check_route(Context& ctx, const syntax::Statement& statement, const syntax::Route& node);
// The powers of an `assert … never together`.
[[nodiscard]] std::vector<Power> check_powers(Context& ctx, const syntax::Assert& node);
void check_assert(Context& ctx, const syntax::Statement& statement, const syntax::Assert& node);
void check_accept(Context& ctx, const syntax::Statement& statement, const syntax::Accept& node);
void check_test(Context& ctx, const syntax::Statement& statement, const syntax::Test& node);

// A block and everything in it.
void check_scope(Context& ctx, const Frame& outer, const syntax::Statement& statement, const syntax::Scope& node);
// Items of a window, phase or stop, and of a job, after their other statements.
void check_switch_items(Context& ctx, const syntax::Scope& node, base::SwitchId id);
void check_job_items(Context& ctx, const Frame& frame, const syntax::Scope& node);

// The place and the blocks of a statement.
template <typename Info>
[[nodiscard]] Info statement_in(const Frame& frame, base::Span span) {
  Info info;
  info.span = span;
  info.scope = frame.refs;
  return info;
}

}  // namespace envelope::check
