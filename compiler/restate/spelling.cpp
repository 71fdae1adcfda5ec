#include "compiler/restate/spelling.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/check/value_text.h"
#include "compiler/check/values.h"
#include "runtime/text/utf8.h"

namespace envelope::restate {

using base::TypeKind;

namespace {

// The words that are never a name (grammar/EnvelopeLexer.g4, first section).
constexpr std::array<std::string_view, 28> kReserved = {
    "allow", "ask", "propose", "deny",    "request", "anything", "and", "or",   "not", "when",   "unless", "is",     "in",   "matches",
    "under", "has", "via",     "because", "do",      "else",     "per", "each", "at",  "within", "with",   "except", "true", "false"};

bool is_word_char(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

bool is_unseen(char32_t code) {
  return code < 0x20 || (code >= 0x7F && code <= 0x9F) || text::is_invisible_or_bidi(code) || code == text::kReplacementCharacter;
}

}  // namespace

std::string spell_name(std::string_view name) {
  const bool is_word = !name.empty() && !(name.front() >= '0' && name.front() <= '9') &&
                       std::all_of(name.begin(), name.end(), is_word_char) &&
                       std::find(kReserved.begin(), kReserved.end(), name) == kReserved.end();
  return is_word ? std::string(name) : fmt::format("`{}`", name);
}

std::string spell_text(std::string_view text) {
  std::string out = "\"";
  for (const text::Decoded each : text::CodePoints(text)) {
    if (each.code == '"' || each.code == '\\') {
      out += '\\';
      out += static_cast<char>(each.code);
    } else if (each.code == '\n') {
      out += "\\n";
    } else if (each.code == '\t') {
      out += "\\t";
    } else if (is_unseen(each.code)) {
      out += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(each.code));
    } else {
      text::append_utf8(out, each.code);
    }
  }
  return out + "\"";
}

std::string spell_constant(const check::TypedProgram& program, const check::Constant& constant) {
  if (constant.type.is_set) {
    std::string items;
    for (const check::Constant& item : constant.items) items += (items.empty() ? "" : ", ") + spell_constant(program, item);
    return "[" + items + "]";
  }
  if (base::is_textual(constant.type.kind)) return spell_text(constant.text);
  if (!base::is_closed(constant.type.kind)) return check::print_number(constant.type.kind, constant.number);
  const std::string_view name = check::member_name(program, constant.type, constant.number);
  const bool is_effect = constant.type.kind == TypeKind::enumeration && constant.type.enumeration == check::kDecisionEnum;
  return is_effect ? std::string(name) : spell_name(name);
}

std::string spell_names(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : ", ") + spell_name(name);
  return out;
}

std::string clause(std::string_view word, const std::string& names) {
  return names.empty() ? std::string() : fmt::format(" {} {}", word, names);
}

}  // namespace envelope::restate
