// ENV1002: an import brings in words that nobody says.
#include <fmt/format.h>

#include "compiler/lint/mentions.h"
#include "compiler/lint/rules.h"
#include "compiler/lint/walk.h"

namespace envelope::lint {
namespace {

using check::Space;
using diagnostics::Code;

struct DeclaredName {
  Space space;
  std::string_view name;
};

// What a module declares, or nothing when it also says something: then it matters whether or not its words are used.
struct Vocabulary {
  std::vector<DeclaredName> names;
  bool acts = false;

  void add(Space space, const syntax::Name& name) { names.push_back({space, name.text}); }
  void add(Space space, const std::vector<syntax::Name>& all) {
    for (const syntax::Name& name : all) add(space, name);
  }

  void operator()(const syntax::Let& node) { add(Space::quantities, node.name); }
  void operator()(const syntax::EnumDecl& node) {
    add(Space::types, node.name);
    add(Space::labels, node.members);  // a member is a word on the right side; any space of words will do
  }
  void operator()(const syntax::ClassDecl& node) { add(Space::targets, node.names); }
  void operator()(const syntax::CapabilityDecl& node) { add(Space::capabilities, node.names); }
  void operator()(const syntax::SignatureDecl& node) {
    const Space space = node.kind == syntax::SignatureKind::duty ? Space::duties : Space::targets;
    for (const syntax::Signature& signature : node.signatures) add(space, signature.name);
  }
  void operator()(const syntax::MeterDecl& node) { add(Space::quantities, node.name); }
  void operator()(const syntax::FactDecl& node) { add(Space::quantities, node.name); }
  void operator()(const syntax::Import&) {}
  template <typename Node>
  void operator()(const Node&) {
    acts = true;  // rules, blocks, approvals, tests …
  }
};

class Search {
 public:
  explicit Search(const Subject& subject) : modules_(subject.modules.modules), vocabularies_(modules_.size()), mentions_(modules_.size()) {
    for (std::size_t i = 0; i < modules_.size(); ++i) {
      mentions_[i].add(modules_[i].parsed.tree);
      for (const syntax::Statement& statement : modules_[i].parsed.tree.statements) std::visit(vocabularies_[i], statement.node);
    }
  }

  [[nodiscard]] bool is_used(std::size_t imported) const {
    std::vector<bool> brought(modules_.size());
    reach(imported, brought);
    for (std::size_t from = 0; from < modules_.size(); ++from)
      if (brought[from] && (vocabularies_[from].acts || is_spoken_of(from, brought))) return true;
    return false;
  }

 private:
  void reach(std::size_t module, std::vector<bool>& brought) const {
    if (brought[module]) return;
    brought[module] = true;
    for (const project::ResolvedImport& import : modules_[module].imports) reach(import.module, brought);
  }

  // By a module that this import does not bring in.
  [[nodiscard]] bool is_spoken_of(std::size_t module, const std::vector<bool>& brought) const {
    for (std::size_t by = 0; by < modules_.size(); ++by) {
      if (brought[by]) continue;
      const Mentions& mentions = mentions_[by];
      for (const DeclaredName& declared : vocabularies_[module].names) {
        if (mentions.has(declared.space, declared.name) || mentions.has_member(declared.name) || mentions.is_needed(declared.name) ||
            mentions.grants_anything())
          return true;
      }
    }
    return false;
  }

  const std::vector<project::Module>& modules_;
  std::vector<Vocabulary> vocabularies_;
  std::vector<Mentions> mentions_;
};

// The statement with the line it stands on, when nothing else does.
base::Span whole_lines(const base::SourceMap& sources, base::Span span) {
  const std::string& text = sources.file(span.file).text;
  std::uint32_t begin = span.begin;
  while (begin > 0 && (text[begin - 1] == ' ' || text[begin - 1] == '\t')) --begin;
  std::uint32_t end = span.end;
  while (end < text.size() && (text[end] == ' ' || text[end] == '\t')) ++end;
  const bool alone = (begin == 0 || text[begin - 1] == '\n') && end < text.size() && text[end] == '\n';
  return alone ? base::Span{span.file, begin, end + 1} : span;
}

}  // namespace

void unused_import(const Subject& subject, diagnostics::Sink& sink) {
  if (!governs_agents(subject)) return;
  const Search search(subject);
  for (const project::Module& module : subject.modules.modules) {
    if (module.is_stdlib) continue;
    for (const project::ResolvedImport& import : module.imports) {
      if (search.is_used(import.module)) continue;
      sink.emit(Code::UnusedImport, import.span, fmt::format("no word of `{}` is used", subject.modules.modules[import.module].shown_path))
          .with_help("delete the import")
          .fix("delete the import", whole_lines(subject.sources, import.span), "");
    }
  }
}

}  // namespace envelope::lint
