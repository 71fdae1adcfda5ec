// What all files of this folder share while one set of modules is checked. Not part of the folder's face.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/check/check.h"
#include "compiler/check/limits.h"
#include "compiler/check/names.h"

namespace envelope::check {

// The zone in which a module's civil times are read.
struct ModuleZone {
  base::ZoneId id;        // invalid: none declared, or its name is unknown
  bool reported = false;  // its absence (or its unknown name) has been reported
};

// A `let`. `value` is what it stands for: written here, or given by the import; null for a hole nobody filled (already reported).
struct LetInfo {
  const syntax::Let* tree = nullptr;
  const syntax::Value* value = nullptr;
  std::size_t home = 0;            // the module that declares it
  std::size_t module = 0;          // the module that wrote `value`
  std::optional<base::Type> type;  // as declared
  bool poisoned = false;           // a circle, too large, or of the wrong type: already reported, silent where used
  std::size_t items = 1;           // values it stands for, all lists written out
};

// One enclosing block while statements are walked.
struct Frame {
  std::vector<ScopeRef> refs;                  // outermost first
  std::optional<syntax::ScopeKind> innermost;  // nothing: top level
  base::SwitchId switch_id;                    // of the innermost window, phase or stop
  [[nodiscard]] bool has(ScopeKind kind) const {
    for (const ScopeRef& ref : refs)
      if (ref.kind == kind) return true;
    return false;
  }
};

// What one attribute name means to all actions that a statement covers.
struct AttributeAnswer {
  base::Type type;       // of the first that declares it
  std::size_t with = 0;  // how many declare it
  bool same_type = true;
};
struct AttributeSummary {
  std::size_t total = 0;  // actions and events that are covered
  std::unordered_map<std::string_view, AttributeAnswer> answers;
};

struct Context {
  Context(const std::vector<ModuleTree>& all, const base::SourceMap& map, diagnostics::Sink& into, TypedProgram& out,
          const CheckLimits& bounds)
      : modules(all), sources(map), sink(into), program(out), limits(bounds) {}

  const std::vector<ModuleTree>& modules;
  const base::SourceMap& sources;
  diagnostics::Sink& sink;
  TypedProgram& program;
  CheckLimits limits;

  Names names;
  std::vector<ModuleZone> module_zones;
  std::vector<LetInfo> lets;
  bool has_stdlib = false;
  bool has_gaps = false;  // an import failed or a declaration could not be read: what is unknown may be declared there

  // The statement at hand.
  std::size_t module = 0;  // whose statement it is
  bool is_broken = false;  // the parser reported an error in it: stay silent about what is missing
  // The `let`s being looked through, outermost first: messages point at the place of use.
  struct LetUse {
    base::Span use;
    std::string name;
  };
  std::vector<LetUse> let_uses;

  std::vector<std::vector<base::ActionId>> class_members;  // by class: its actions, transitively, ascending
  std::vector<std::vector<base::ClassId>> action_classes;  // by action: its classes, transitively, ascending
  // Summaries that many statements share: of each class, by id, and of all actions. Built when first asked for.
  std::unordered_map<std::uint32_t, AttributeSummary> class_attributes;
  std::optional<AttributeSummary> all_attributes;
  std::size_t detail_work = 0;  // actions listed for messages so far; see kDetailWorkMax
  struct CanonicalText {
    std::optional<std::string> text;  // nothing: a fault
    diagnostics::Code code{};
    std::string message, note, help;
    std::size_t offset = 0;
    bool has_offset = false;
  };
  std::unordered_map<std::string, CanonicalText> canonical_texts;  // what globs, paths, hosts and commands were found to be

  std::unordered_map<std::string, std::optional<base::Suggestion>> unknown_zones;  // and the zone that may have been meant
  std::vector<std::string> zone_names;  // all there are; read for the first message that needs them

  std::size_t statements = 0;
  std::optional<std::map<std::string, text::Truth>> switches_off;  // every switch, as tests find it
  std::size_t test_states = 0;                                     // facts and switches that tests set so far
  std::size_t constants = 0;                                       // values that lists stood for so far
  // Where a channel is named, and who is to be reached on it; all `reach` are known only at the end.
  struct ChannelUse {
    syntax::Name channel;
    std::vector<base::PrincipalId> people;
  };
  std::vector<ChannelUse> channel_uses;
  std::vector<base::Span> bare_asks;  // statements that rely on a default approval
  base::Span default_approval_span;
  std::unordered_map<std::uint32_t, base::Span> lasts_spans;  // by switch: where its `lasts` stands
  std::size_t labels_seen = 0;                                // label statements are met in the order they were declared in
  bool engine_reported = false;                               // the missing `enter`/`leave` action

  // Emits at `place`, or, inside a `let`, at the place where the `let` is used, with a label on what it stands for.
  diagnostics::Diagnostic& report(diagnostics::Code code, base::Span place, std::string message);
  // Room for one more statement? One in the block of several agents counts once for each of them. Reports when there is none.
  bool count_statement(const Frame& frame, base::Span place);
};

// The name was declared by this very word (and is not the loser of a clash).
[[nodiscard]] inline bool is_declaration(const Declared* declared, const syntax::Name& name) {
  return declared != nullptr && declared->span == name.span;
}

[[nodiscard]] inline base::Type simple(base::TypeKind kind) { return base::Type{kind, {}, false}; }

// The text of an optional doc string.
[[nodiscard]] inline std::string doc_text(const syntax::Doc& doc) { return doc ? doc->value : std::string(); }

// Adds what `texts` say to a statement's reasons.
[[nodiscard]] inline std::vector<std::string> text_values(const std::vector<syntax::Text>& texts) {
  std::vector<std::string> out;
  out.reserve(texts.size());
  for (const syntax::Text& text : texts) out.push_back(text.value);
  return out;
}

}  // namespace envelope::check
