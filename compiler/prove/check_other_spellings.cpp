// ENV2109: a rule about places that another spelling of the place passes by. Paths, hosts and commands have one spelling each, and texts
// that can never match are errors of the check; what is left is told here:
//
//   * a String compared with what reads as a path is compared letter by letter. `/srv/**` takes in `/srv/../etc`, and `/etc/passwd` leaves
//     out `/etc//passwd`;
//   * letter case. `under "/srv/Data"` and `under "/srv/data"` never meet, and on a file system that folds case they are one folder.
//     Told only where a restriction misses a permission altogether: one that cuts into it was meant as it is written.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "compiler/prove/attribute_texts.h"
#include "compiler/prove/checks.h"
#include "runtime/text/glob.h"
#include "runtime/text/path.h"

namespace envelope::prove {
namespace {

using base::Effect;
using model::AtomId;
using text::Truth;

bool reads_as_path(std::string_view text) { return text.starts_with("/") || text.starts_with("~/"); }

bool reads_as_path(const model::Atom& atom) {
  return std::any_of(atom.texts.begin(), atom.texts.end(), [](const auto& text) { return reads_as_path(text); });
}

bool is_one_text(const Slot& slot, base::TypeKind kind) {
  return slot.kind == SlotKind::attribute && !slot.is_member && !slot.type.is_set && slot.type.kind == kind;
}

// Texts with a step upwards.
const automata::TextAtom kClimbs{text::Domain::string, automata::TextOperator::matches, {"**/../**", "**/.."}};

const automata::TextAtom kAbsolute{text::Domain::string, automata::TextOperator::matches, {"/**", "~/**"}};
// Texts that are not how a place is usually spelt.
const automata::TextAtom kUnusual{
    text::Domain::string, automata::TextOperator::matches, {"/**//**", "~/**//**", "**/./**", "**/.", "**/", "**/../**", "**/.."}};

// Other texts for the place that `path` names.
std::vector<std::string> spellings(const std::string& path) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < path.size(); ++at)
    if (path[at] == '/') all.push_back(path.substr(0, at) + "/" + path.substr(at));
  if (!path.ends_with('/')) all.push_back(path + "/");
  return all;
}

// What stands before the first wildcard.
std::string_view plain_part(std::string_view pattern) { return pattern.substr(0, pattern.find_first_of("*?[{\\")); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Whether two patterns part company at a letter that differs in case only.
bool differ_by_case(std::string_view a, std::string_view b) {
  a = plain_part(a), b = plain_part(b);
  const std::size_t size = std::min(a.size(), b.size());
  a = a.substr(0, size), b = b.substr(0, size);
  return a != b && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

// The pattern of all texts that differ from `text` in the case of letters only. Sets are left as they are.
std::string in_any_case(std::string_view text, bool is_pattern) {
  std::string pattern;
  bool in_set = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool is_letter = lower(c) >= 'a' && lower(c) <= 'z';
    if (is_pattern && c == '\\' && i + 1 < text.size()) {
      pattern += {c, text[++i]};
      continue;
    }
    if (is_pattern && c == '[') in_set = true;
    if (is_pattern && c == ']') in_set = false;
    if (!is_pattern && std::string_view("*?[]{}\\").find(c) != std::string_view::npos) pattern += '\\';
    if (is_letter && !in_set)
      pattern += {'[', lower(c), static_cast<char>(lower(c) - 'a' + 'A'), ']'};
    else
      pattern += c;
  }
  return pattern;
}

// Nothing where the patterns would be too long.
std::optional<automata::TextAtom> in_any_case(const model::Atom& atom) {
  automata::TextAtom folded = text_atom(atom);
  const bool is_pattern = folded.op == automata::TextOperator::matches, is_folder = folded.op == automata::TextOperator::under;
  std::vector<std::string> texts;
  for (const std::string& text : folded.texts) {
    texts.push_back(in_any_case(text, is_pattern));
    if (is_folder) texts.push_back(texts.back() + "/**");
  }
  for (const std::string& text : texts)
    if (!text::Glob::parse(text, folded.domain).glob) return std::nullopt;
  folded.op = automata::TextOperator::matches;
  folded.texts = std::move(texts);
  return folded;
}

class Spellings {
 public:
  Spellings(Proof& proof, Findings& findings) : proof_(proof), findings_(findings) {}

  void run() {
    for (const ProofCell& cell : proof_.cells()) {
      if (!asks_about_places(cell)) continue;
      CellLogic logic = proof_.logic(cell);
      if (!logic.limit().empty()) continue;  // told already
      for (std::size_t i = 0; i < logic.slots().size(); ++i) {
        const bool is_path = is_one_text(logic.slots()[i], base::TypeKind::path);
        if (!is_path && !is_one_text(logic.slots()[i], base::TypeKind::string)) continue;
        const AttributeTexts texts(logic, {logic.slots()[i].id});
        if (!is_path) find_climbing(logic, texts);
        if (!is_path) find_respelt(logic, texts);
        find_other_case(logic, texts);
      }
    }
  }

 private:
  // A rule of the cell, and a question in its condition.
  struct Asking {
    const CellRule* rule = nullptr;
    std::size_t position = 0;  // of the atom in the slot
  };

  [[nodiscard]] bool asks_about_places(const ProofCell& cell) const {
    std::vector<model::GuardId> guards;
    for (const CellRule& rule : cell.rules) guards.push_back(rule.guard);
    const auto atoms = atoms_of(proof_.model(), guards);
    return std::any_of(atoms.begin(), atoms.end(), [&](AtomId id) {
      const model::Atom& atom = proof_.model().atoms[id.index()];
      return atom.kind == model::AtomKind::attribute && reads_as_path(atom);
    });
  }

  [[nodiscard]] const model::Atom& atom(const Slot& slot, std::size_t position) const {
    return proof_.model().atoms[slot.atoms[position].index()];
  }

  // What rules ask the slot about places, rules in the order of the cell.
  [[nodiscard]] std::vector<Asking> asking(const CellLogic& logic, const Slot& slot) const {
    std::vector<Asking> all;
    for (const CellRule& rule : logic.cell().rules) {
      const auto atoms = atoms_of(proof_.model(), {rule.guard});
      for (std::size_t i = 0; i < slot.atoms.size(); ++i)
        if (std::binary_search(atoms.begin(), atoms.end(), slot.atoms[i]) && reads_as_path(atom(slot, i))) all.push_back({&rule, i});
    }
    return all;
  }

  static bool is_grant(const CellRule& rule) { return rule.role == RuleRole::grant || rule.role == RuleRole::default_grant; }

  static Node at(CellLogic& logic, const Slot& slot, Node f, std::uint32_t code) {
    return logic.space().restricted(f, slot.first_bit, slot.bits, code);
  }

  // Where the rule restricts a request that says some code for which the question is answered with `answer`.
  static Node restricts(CellLogic& logic, const Slot& slot, const Asking& asked, Truth answer) {
    Node where = bdd::kFalse;
    for (std::uint32_t code = 0; code < slot.codes.size(); ++code)
      if (slot.codes[code].truths[asked.position] == answer)
        where = logic.space().either(where, at(logic, slot, logic.may(asked.rule->guard), code));
    return where;
  }

  // What was found: at `where` the request is allowed that says `text`, which has `code`.
  struct Found {
    model::StatementId statement;
    Node where = bdd::kFalse;
    std::uint32_t code = 0;
    std::string text, message, expected;
    std::optional<model::StatementId> other;  // the permission that is missed
  };

  static Found found_at(const Asking& asked, Node where, std::uint32_t code, const std::string& text) {
    Found found;
    found.statement = asked.rule->statement;
    found.where = where;
    found.code = code;
    found.text = text;
    return found;
  }

  // `/srv/**` lets `/srv/../etc` through: a permission that takes it in, or a restriction that leaves it out.
  void find_climbing(CellLogic& logic, const AttributeTexts& texts) {
    const Slot& slot = texts.slot();
    std::vector<automata::TextAtom> questions = texts_asked(proof_.model(), logic.cell(), {slot.id});
    questions.push_back(kClimbs);
    for (const automata::TextClass& one : automata::text_classes(questions).classes) {
      const auto code = one.truths.back() == Truth::yes ? texts.code_of(one.text) : std::nullopt;
      if (!code) continue;
      const Node allowed = at(logic, slot, logic.at_least(Effect::allow), *code);
      if (allowed == bdd::kFalse) continue;
      for (const Asking& asked : asking(logic, slot)) {
        if (slot.codes[*code].truths[asked.position] != Truth::yes) continue;
        const Node through =
            is_grant(*asked.rule) ? at(logic, slot, logic.must(asked.rule->guard), *code) : restricts(logic, slot, asked, Truth::no);
        if (asked.rule->role == RuleRole::default_cap || logic.space().both(allowed, through) == bdd::kFalse) continue;
        Found found = found_at(asked, logic.space().both(allowed, through), *code, one.text);
        found.message = fmt::format("`{}` takes in texts that lead elsewhere", short_text(proof_, asked.rule->statement));
        found.expected = "not allowed: `..` leads out of the folder";
        tell(logic, texts, std::move(found));
      }
    }
  }

  // `/etc/passwd` does not take in `/etc//passwd`, nor `/etc/**` what begins with `//etc`.
  void find_respelt(CellLogic& logic, const AttributeTexts& texts) {
    const Slot& slot = texts.slot();
    const std::vector<Asking> all = asking(logic, slot);
    if (all.empty()) return;
    std::vector<automata::TextAtom> questions = texts_asked(proof_.model(), logic.cell(), {slot.id});
    questions.insert(questions.end(), {kAbsolute, kUnusual});
    for (const automata::TextClass& one : automata::text_classes(questions).classes) {
      const auto code = text::normalise_path(one.text) == one.text ? texts.code_of(one.text) : std::nullopt;
      if (!code) continue;
      for (const Asking& asked : all)
        if (slot.codes[*code].truths[asked.position] == Truth::yes) respell(logic, texts, asked, *code, one.text);
    }
  }

  // Where the rule keeps a request from being allowed that says `code`: a cap that applies, a grant that does not.
  static Node keeps_out(CellLogic& logic, const Slot& slot, const CellRule& rule, std::uint32_t code) {
    if (rule.role == RuleRole::cap) return at(logic, slot, logic.may(rule.guard), code);
    const Node granted = logic.space().either(logic.must(rule.guard), logic.at_least(Effect::allow));
    return logic.space().negation(at(logic, slot, granted, code));
  }

  void respell(CellLogic& logic, const AttributeTexts& texts, const Asking& asked, std::uint32_t code, const std::string& place) {
    const Slot& slot = texts.slot();
    if (asked.rule->role != RuleRole::cap && !is_grant(*asked.rule)) return;
    const Node kept_out = keeps_out(logic, slot, *asked.rule, code);
    if (kept_out == bdd::kFalse) return;
    Node allowed = logic.at_least(Effect::allow);
    if (is_grant(*asked.rule)) allowed = logic.space().both(allowed, logic.must(asked.rule->guard));
    for (const std::string& other : spellings(place)) {
      const auto other_code = texts.code_of(other);
      if (!other_code) continue;
      const Node through = logic.space().both(kept_out, at(logic, slot, allowed, *other_code));
      if (through == bdd::kFalse) continue;
      Found found = found_at(asked, through, *other_code, other);
      found.message = fmt::format("`{}` misses other spellings of a place", short_text(proof_, asked.rule->statement));
      found.expected = fmt::format("{}, as for `{}`", is_grant(*asked.rule) ? "not allow" : base::effect_name(asked.rule->level), place);
      tell(logic, texts, std::move(found));
    }
  }

  // `deny … under "/srv/data"` misses `allow … under "/srv/Data"`.
  void find_other_case(CellLogic& logic, const AttributeTexts& texts) {
    const Slot& slot = texts.slot();
    const std::vector<Asking> all = asking(logic, slot);
    for (const Asking& cap : all)
      for (const Asking& grant : all) {
        if (cap.rule->role != RuleRole::cap || grant.rule->role != RuleRole::grant || grant.rule->level != Effect::allow) continue;
        if (differ_by_case(atom(slot, cap.position), atom(slot, grant.position))) compare_cases(logic, texts, cap, grant);
      }
  }

  static bool differ_by_case(const model::Atom& a, const model::Atom& b) {
    return std::any_of(a.texts.begin(), a.texts.end(), [&](const std::string& one) {
      return std::any_of(b.texts.begin(), b.texts.end(), [&](const std::string& other) { return prove::differ_by_case(one, other); });
    });
  }

  void compare_cases(CellLogic& logic, const AttributeTexts& texts, const Asking& cap, const Asking& grant) {
    const Slot& slot = texts.slot();
    for (const SlotCode& code : slot.codes)
      if (code.truths[cap.position] == Truth::yes && code.truths[grant.position] == Truth::yes) return;  // it does cut in
    const auto folded = in_any_case(atom(slot, cap.position));
    if (!folded) return;
    std::vector<automata::TextAtom> questions = texts_asked(proof_.model(), logic.cell(), {slot.id});
    questions.push_back(*folded);
    const Node restricted = restricts(logic, slot, cap, Truth::yes);
    for (const automata::TextClass& one : automata::text_classes(questions).classes) {
      const auto code = one.truths.back() == Truth::yes ? texts.code_of(one.text) : std::nullopt;
      if (!code || slot.codes[*code].truths[grant.position] != Truth::yes) continue;
      const Node granted = logic.space().both(logic.must(grant.rule->guard), logic.at_least(Effect::allow));
      Found found = found_at(cap, logic.space().both(restricted, at(logic, slot, granted, *code)), *code, one.text);
      if (found.where == bdd::kFalse) continue;
      found.message = fmt::format("`{}` misses a permission by the case of its letters", short_text(proof_, cap.rule->statement));
      found.expected = fmt::format("{}, where case is folded", base::effect_name(cap.rule->level));
      found.other = grant.rule->statement;
      tell(logic, texts, std::move(found));
      return;
    }
  }

  void tell(CellLogic& logic, const AttributeTexts& texts, Found found) {
    if (told_.contains(found.statement)) return;
    const Formula formula = all({at_least(Effect::allow), chosen(texts.slot_number(), found.code)});
    const std::string about = fmt::format("whether `{}` is passed by another spelling", proof_.statement(found.statement).text);
    if (proof_.ask(logic, formula, about, proof_.statement(found.statement).span) != Possible::yes) return;
    const auto shown =
        proof_.show(logic, logic.space().both(found.where, logic.chosen(texts.slot_number(), found.code)), texts.name(), found.text);
    if (!shown) return;
    told_.insert(found.statement);
    Finding finding{{}, principals_of(proof_, found.statement), {}, {}};
    diagnostics::Diagnostic& diagnostic = finding.diagnostic;
    diagnostic.code = diagnostics::Code::OtherSpelling;
    diagnostic.severity = found.other ? diagnostics::Severity::warning : diagnostics::Severity::error;
    diagnostic.primary = proof_.statement(found.statement).span;
    diagnostic.message = std::move(found.message);
    if (found.other) {
      diagnostic.under("never meets the other").label(proof_.statement(*found.other).span, "the same but for the case of letters");
      diagnostic.with_help("write both in one case, or as sets (`[Dd]ata`), if they speak of one place");
    } else {
      diagnostic.under(fmt::format("`{}` is a String, compared letter by letter", texts.name()));
      diagnostic.with_help(fmt::format("declare `{}` as a Path: then every place has one spelling, and `..` none", texts.name()));
    }
    diagnostic.witness = diagnostics::Witness{shown->command, std::move(found.expected), "allow"};
    findings_.push_back(std::move(finding));
  }

  Proof& proof_;
  Findings& findings_;
  std::set<model::StatementId> told_;
};

}  // namespace

void find_other_spellings(Proof& proof, Findings& findings) { Spellings(proof, findings).run(); }

}  // namespace envelope::prove
