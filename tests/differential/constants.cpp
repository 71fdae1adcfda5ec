#include "tests/differential/constants.h"

#include <algorithm>

#include "runtime/text/glob.h"

namespace envelope::differential {

using base::TypeKind;
using check::Comparison;
using check::TypedAtom;
using check::TypedExpr;

namespace {

text::Domain domain_of(TypeKind kind) {
  if (kind == TypeKind::path) return text::Domain::path;
  if (kind == TypeKind::host) return text::Domain::host;
  if (kind == TypeKind::command) return text::Domain::command;
  return text::Domain::string;
}

template <typename T>
void sort_unique(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

class Collector {
 public:
  explicit Collector(Constants& out) : out_(out) {}

  void read(const std::vector<check::TypedCondition>& conditions) {
    for (const check::TypedCondition& condition : conditions) read(condition.expr);
  }

 private:
  void read(const TypedExpr& expression) {
    if (expression.kind == check::TypedExprKind::atom) read(expression.atom);
    for (const TypedExpr& item : expression.items) read(item);
  }

  void read(const TypedAtom& atom) {
    for (const check::Constant& constant : atom.constants) {
      const TypeKind kind = atom.left.type.kind;
      if (atom.time_of_day) {
        out_.times_of_day.push_back({constant.number, atom.zone});
      } else if (base::is_numeric(kind)) {
        out_.numbers[kind].push_back(constant.number);
      } else if (atom.comparison == Comparison::matches) {
        const text::GlobResult glob = text::Glob::parse(constant.text, domain_of(kind));
        if (glob.glob) out_.examples[kind].push_back(text::example(*glob.glob));
      } else if (base::is_textual(kind)) {
        out_.texts[kind].push_back(constant.text);
      }
    }
  }

  Constants& out_;
};

}  // namespace

Constants constants_of(const check::TypedProgram& program) {
  Constants all;
  Collector collector(all);
  for (const check::Rule& rule : program.rules) collector.read(rule.conditions);
  for (const check::Around& around : program.arounds) collector.read(around.conditions);
  for (auto& [kind, numbers] : all.numbers) sort_unique(numbers);
  for (auto& [kind, texts] : all.texts) sort_unique(texts);
  for (auto& [kind, examples] : all.examples) sort_unique(examples);
  return all;
}

}  // namespace envelope::differential
