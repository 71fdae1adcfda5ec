#include <algorithm>
#include <array>
#include <span>

#include "runtime/text/glob_lexeme.h"
#include "runtime/text/utf8.h"

namespace envelope::text {

namespace {

// A small automaton that accepts the canonical texts of a domain, lengths aside. Walked together with a glob it shows
// whether the glob matches anything at all.
using Form = std::uint32_t;
constexpr Form kDead = UINT32_MAX;

// --- Paths ---
enum PathForm : Form { kPathStart, kPathRoot, kPathHome, kPathSlash, kPathDot, kPathDots, kPathName, kPathForms };

Form next_path(Form form, char32_t code) {
  if (code == 0) return kDead;
  switch (static_cast<PathForm>(form)) {
    case kPathStart:
      return code == '/' ? kPathRoot : code == '~' ? kPathHome : kDead;
    case kPathHome:
      return code == '/' ? kPathSlash : kDead;
    case kPathRoot:
    case kPathSlash:
      return code == '/' ? kDead : code == '.' ? kPathDot : kPathName;
    case kPathDot:
      return code == '/' ? kDead : code == '.' ? kPathDots : kPathName;
    case kPathDots:
      return code == '/' ? kDead : kPathName;
    case kPathName:
      return code == '/' ? kPathSlash : kPathName;
    case kPathForms:
      break;
  }
  return kDead;
}

bool ends_path(Form form) { return form == kPathRoot || form == kPathHome || form == kPathName; }

// --- Host names: the last label must not be a number ---
enum NameForm : Form { kLabelStart, kLabelZero, kLabelNumber, kLabelHex, kLabelName, kLabelHyphen, kNameForms };

bool is_digit(char32_t code) { return code >= '0' && code <= '9'; }

Form next_name(Form form, char32_t code) {
  const bool is_letter = (code >= 'a' && code <= 'z') || code == '_';
  if (code == '.') return form == kLabelStart || form == kLabelHyphen ? kDead : static_cast<Form>(kLabelStart);
  if (code == '-') return form == kLabelStart ? kDead : static_cast<Form>(kLabelHyphen);
  if (!is_letter && !is_digit(code)) return kDead;
  switch (static_cast<NameForm>(form)) {
    case kLabelStart:
      return code == '0' ? kLabelZero : is_letter ? kLabelName : kLabelNumber;
    case kLabelZero:
      return code == 'x' ? kLabelHex : is_letter ? kLabelName : kLabelNumber;
    case kLabelNumber:
      return is_letter ? kLabelName : kLabelNumber;
    case kLabelHex:
      return is_digit(code) || (code >= 'a' && code <= 'f') ? kLabelHex : kLabelName;
    case kLabelName:
    case kLabelHyphen:
      return kLabelName;
    case kNameForms:
      break;
  }
  return kDead;
}

bool ends_name(Form form) { return form == kLabelName; }

// --- IPv4: four parts of 0..255; a form is part × 257, plus 0 before its first digit or 1 + its value ---
constexpr Form kPartForms = 257;

Form next_address4(Form form, char32_t code) {
  const Form part = form / kPartForms;
  const Form digits = form % kPartForms;
  if (code == '.') return digits == 0 || part == 3 ? kDead : (part + 1) * kPartForms;
  if (!is_digit(code)) return kDead;
  if (digits == 0) return form + 1 + (code - '0');
  const Form value = (digits - 1) * 10 + (code - '0');
  return digits == 1 || value > 255 ? kDead : part * kPartForms + 1 + value;
}

bool ends_address4(Form form) { return form / kPartForms == 3 && form % kPartForms != 0; }

// --- Strings: no NUL; keys of commands: anything ---
Form next_string(Form form, char32_t code) { return code == 0 ? kDead : form; }
Form next_key(Form form, char32_t) { return form; }
bool ends_text(Form) { return true; }

struct FormRules {
  Form count;
  Form (*next)(Form, char32_t);
  bool (*ends)(Form);
};
constexpr FormRules kPathRules{kPathForms, next_path, ends_path};
constexpr FormRules kNameRules{kNameForms, next_name, ends_name};
constexpr FormRules kAddress4Rules{4 * kPartForms, next_address4, ends_address4};
constexpr FormRules kStringRules{1, next_string, ends_text};
constexpr FormRules kKeyRules{1, next_key, ends_text};

// Characters that stand for all of a set: every character that a form treats in a way of its own, and, from each range,
// enough to find one that no form does (paths single out four: NUL `.` `/` `~`).
std::vector<char32_t> candidates(std::span<const CodeRange> set) {
  constexpr auto kTelling =
      std::to_array<char32_t>({'a', 'x', 'g', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '-', '_', '.', '/', '~'});
  std::vector<char32_t> out;
  for (const char32_t code : kTelling) {
    if (in_ranges(set, code)) out.push_back(code);
  }
  for (const CodeRange& range : set) {
    for (char32_t code = range.first; code <= range.last && code - range.first < 5; ++code) {
      if (code < kSurrogateFirst || code > kSurrogateLast) out.push_back(code);
    }
  }
  constexpr char32_t kAfterSurrogates = kSurrogateLast + 1;
  if (in_ranges(set, kAfterSurrogates)) out.push_back(kAfterSurrogates);
  return out;
}

// Breadth-first over pairs (step, form): the first end reached is a shortest text.
class Search {
 public:
  Search(const Automaton& automaton, const Alternative& alternative, const FormRules& rules)
      : automaton_(automaton), alternative_(alternative), rules_(rules) {
    seen_.resize(std::size_t{alternative.end - alternative.begin} * rules.count);
  }

  std::optional<std::string> run() {
    visit(alternative_.begin, 0, kNoNode, 0);
    for (std::size_t at = 0; at < nodes_.size(); ++at) {
      const Node node = nodes_[at];
      const Step& step = automaton_.steps[node.step];
      if (step.kind == Step::Kind::accept) {
        if (rules_.ends(node.form)) return text_to(at);
        continue;
      }
      if (step.kind == Step::Kind::fork) continue;
      const std::uint32_t to = step.kind == Step::Kind::loop ? node.step : node.step + 1;
      for (const char32_t code : candidates(automaton_.set_of(step))) {
        const Form form = rules_.next(node.form, code);
        if (form != kDead) visit(to, form, at, code);
      }
    }
    return std::nullopt;
  }

 private:
  static constexpr std::size_t kNoNode = SIZE_MAX;
  struct Node {
    std::uint32_t step;
    Form form;
    std::size_t parent;
    char32_t code;
  };

  // Adds `first` and every step that is reached from it reading nothing.
  void visit(std::uint32_t first, Form form, std::size_t parent, char32_t code) {
    pending_.assign(1, first);
    while (!pending_.empty()) {
      const std::uint32_t index = pending_.back();
      pending_.pop_back();
      const std::size_t slot = std::size_t{index - alternative_.begin} * rules_.count + form;
      if (seen_[slot]) continue;
      seen_[slot] = true;
      nodes_.push_back({index, form, parent, code});
      const Step& step = automaton_.steps[index];
      const bool may_pass = step.kind == Step::Kind::loop || step.kind == Step::Kind::fork;
      if (may_pass) pending_.push_back(index + 1);
      if (step.kind == Step::Kind::fork) pending_.push_back(step.target);
    }
  }

  [[nodiscard]] std::string text_to(std::size_t at) const {
    std::u32string reversed;
    for (; nodes_[at].parent != kNoNode; at = nodes_[at].parent) reversed += nodes_[at].code;
    std::string text;
    for (auto code = reversed.rbegin(); code != reversed.rend(); ++code) append_utf8(text, *code);
    return text;
  }

  const Automaton& automaton_;
  const Alternative& alternative_;
  const FormRules& rules_;
  std::vector<bool> seen_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> pending_;
};

// An IPv4 address consists of digits and dots, so it cannot pass a step that must read something else. Spares nearly every
// pattern of names the search among addresses. (What is optional in an alternative reads separators and loops only.)
bool may_match_address4(const Automaton& automaton, const Alternative& alternative) {
  const auto steps = std::span(automaton.steps).subspan(alternative.begin, alternative.end - alternative.begin);
  return std::all_of(steps.begin(), steps.end(), [&automaton](const Step& step) {
    if (step.kind != Step::Kind::eat) return true;
    const auto set = automaton.set_of(step);
    return std::any_of(set.begin(), set.end(), [](const CodeRange& range) { return range.first <= '9' && range.last >= '.'; });
  });
}

}  // namespace

std::optional<std::string> shortest_text(const Automaton& automaton, const Alternative& alternative, Domain domain) {
  switch (domain) {
    case Domain::string:
      return Search(automaton, alternative, kStringRules).run();
    case Domain::command:
      return Search(automaton, alternative, kKeyRules).run();
    case Domain::path:
      return Search(automaton, alternative, kPathRules).run();
    case Domain::host: {
      constexpr std::size_t kAddress4Min = 7;  // `0.0.0.0`
      auto name = Search(automaton, alternative, kNameRules).run();
      if (name && (name->size() <= kAddress4Min || !may_match_address4(automaton, alternative))) return name;
      auto address = Search(automaton, alternative, kAddress4Rules).run();
      return address && (!name || address->size() < name->size()) ? address : name;
    }
  }
  return std::nullopt;
}

}  // namespace envelope::text
