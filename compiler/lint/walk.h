// Internal to this folder: visiting every statement, those in blocks too.
#pragma once

#include <functional>
#include <vector>

#include "compiler/lint/lint.h"
#include "compiler/syntax/ast/policy_file.h"

namespace envelope::lint {

// One statement where it stands. `blocks`: what it stands in, outermost first.
struct Place {
  const syntax::Statement& statement;
  const std::vector<const syntax::Scope*>& blocks;
};
using Visit = std::function<void(const Place&)>;

// In written order; a block before what is in it.
void each_statement(const syntax::PolicyFile& file, const Visit& visit);
// The same for every module that is no part of the standard library: the main policy first.
void each_statement(const Subject& subject, const Visit& visit);

// The conditions a statement is written with, those that must hold together in one list; none where its form has none.
[[nodiscard]] std::vector<const std::vector<syntax::Condition>*> conditions_of(const syntax::Statement& statement);

// Every such list of every statement that each_statement(subject) meets.
void each_conditions(const Subject& subject, const std::function<void(const Place&, const std::vector<syntax::Condition>&)>& visit);

// Every value of a statement, those in lists and arguments too. What is visited lives as long as the tree.
void each_value(const syntax::Statement& statement, const std::function<void(const syntax::Value&)>& visit);

// Every atom of an expression.
void each_atom(const syntax::Expr& expr, const std::function<void(const syntax::Expr&)>& visit);

// The main policy names an agent of its own. A file that names none is vocabulary or a template: what it declares is for others to use.
[[nodiscard]] bool governs_agents(const Subject& subject);

// Whether a finding of `span` is for the author: it lies in no part of the standard library.
[[nodiscard]] bool is_authored(const Subject& subject, base::Span span);

// What lies between two places of one file.
[[nodiscard]] std::string_view text_between(const base::SourceMap& sources, base::Span first, base::Span second);

}  // namespace envelope::lint
