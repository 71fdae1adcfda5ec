#include "compiler/check/texts.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "runtime/text/command.h"
#include "runtime/text/glob.h"
#include "runtime/text/host.h"
#include "runtime/text/path.h"

namespace envelope::check {

using base::TypeKind;
using diagnostics::Code;

namespace {

using Canonical = Context::CanonicalText;

text::Domain domain_of(TypeKind kind) {
  if (kind == TypeKind::path) return text::Domain::path;
  if (kind == TypeKind::host) return text::Domain::host;
  if (kind == TypeKind::command) return text::Domain::command;
  return text::Domain::string;
}

std::string_view domain_word(TypeKind kind) {
  if (kind == TypeKind::path) return "path";
  if (kind == TypeKind::host) return "host";
  if (kind == TypeKind::command) return "command";
  return "string";
}

Canonical fault(Code code, std::string message, std::string help = {}) {
  Canonical result;
  result.code = code;
  result.message = std::move(message);
  result.help = std::move(help);
  return result;
}

Canonical canonical(std::string text) {
  Canonical result;
  result.text = std::move(text);
  return result;
}

// The pattern could be read, but no canonical value is like it.
bool never_matches(text::GlobFault found) {
  using text::GlobFault;
  return found == GlobFault::matches_nothing || found == GlobFault::path_relative || found == GlobFault::path_parent_component ||
         found == GlobFault::path_other_users_home || found == GlobFault::host_port || found == GlobFault::nul_character;
}

std::string path_help(std::string_view raw) {
  if (raw.find("..") != std::string_view::npos) return "write the path without `..`: where that leads depends on links";
  return "a path begins with `/`, or with `~/` for the agent's home: `~/projects`";
}

// `https://github.com/**` where a host is meant.
std::optional<Canonical> read_address(std::string_view raw, Code code) {
  const std::size_t scheme = raw.find("://");
  std::string_view host = scheme == std::string_view::npos ? raw : raw.substr(scheme + 3);
  const std::size_t end = host.find('/');
  if (scheme == std::string_view::npos && (end == std::string_view::npos || end == 0)) return std::nullopt;
  host = host.substr(0, std::min(end, host.find(':')));
  return fault(code, fmt::format("`{}` is an address, and a host is only the name in it", raw),
               host.empty() ? std::string() : fmt::format("write `{}`: scheme, port and path are no part of a host", host));
}

Canonical read_pattern(std::string_view raw, TypeKind kind) {
  if (kind == TypeKind::host)
    if (auto address = read_address(raw, Code::UnreadablePattern)) return *address;
  text::GlobResult result = text::Glob::parse(raw, domain_of(kind));
  if (result.glob) return canonical(result.glob->pattern());
  const bool never = never_matches(result.error.fault);
  std::string why(text::glob_fault_text(result.error.fault));
  if (result.error.host_fault != text::HostFault::none) why = text::host_fault_text(result.error.host_fault);
  Canonical found = fault(
      never ? Code::PatternNeverMatches : Code::UnreadablePattern,
      never ? fmt::format("no {} can ever match `{}`", domain_word(kind), raw) : fmt::format("`{}` cannot be read as a pattern", raw));
  if (never && kind == TypeKind::path) found.help = path_help(raw);
  found.note = std::move(why);
  found.offset = result.error.offset;
  found.has_offset = true;
  return found;
}

Canonical read_path(std::string_view raw, TextUse use) {
  if (use == TextUse::prefix && raw.find('*') != std::string_view::npos) {
    Canonical found = fault(Code::UnreadablePattern, fmt::format("`under` takes a folder, and `{}` is a pattern", raw));
    if (raw.ends_with("/**") && raw.find('*') == raw.size() - 2) {
      found.help = fmt::format("`under \"{}\"` already covers the folder and everything below it", raw.substr(0, raw.size() - 3));
    } else {
      found.help = fmt::format("write `matches \"{}\"`", raw);
    }
    return found;
  }
  if (auto path = text::normalise_path(raw)) return canonical(std::move(*path));
  Canonical found = fault(Code::PatternNeverMatches, fmt::format("no path can ever be `{}`", raw), path_help(raw));
  found.note = text::path_fault_text(text::path_fault(raw));
  return found;
}

Canonical read_value(std::string_view raw, TypeKind kind, TextUse use) {
  if (kind == TypeKind::path) return read_path(raw, use);
  if (kind == TypeKind::host) {
    if (auto address = read_address(raw, Code::PatternNeverMatches)) return *address;
    if (auto host = text::to_a_label_host(raw)) return canonical(std::move(*host));
    Canonical found = fault(Code::PatternNeverMatches, fmt::format("no host can ever be `{}`", raw));
    found.note = text::host_fault_text(text::a_label_host_fault(raw));
    if (raw.find('*') != std::string_view::npos) found.help = fmt::format("for a pattern write `matches \"{}\"`", raw);
    return found;
  }
  if (auto value = text::canonical_value(domain_of(kind), raw)) return canonical(std::move(*value));
  Canonical found = fault(Code::PatternNeverMatches, fmt::format("no {} can ever be this text", domain_word(kind)));
  if (kind == TypeKind::command) found.note = text::command_fault_text(text::tokenise(raw).fault);
  return found;
}

const Canonical& look_up(Context& ctx, std::string_view raw, TypeKind kind, TextUse use) {
  std::string key;
  key.reserve(raw.size() + 2);
  key += static_cast<char>('a' + static_cast<int>(kind));
  key += static_cast<char>('a' + static_cast<int>(use));
  key += raw;
  const auto [entry, added] = ctx.canonical_texts.try_emplace(std::move(key));
  if (added) entry->second = use == TextUse::pattern ? read_pattern(raw, kind) : read_value(raw, kind, use);
  return entry->second;
}

}  // namespace

base::Span inside_literal(const Context& ctx, base::Span literal, std::string_view decoded, std::size_t offset, std::size_t length) {
  const std::string_view source = ctx.sources.text(literal);
  for (const std::size_t quote : {std::size_t{3}, std::size_t{1}}) {
    if (source.size() != decoded.size() + 2 * quote || source.substr(quote, decoded.size()) != decoded) continue;
    const auto begin = literal.begin + static_cast<std::uint32_t>(quote + std::min(offset, decoded.size()));
    const std::uint32_t end = std::min(begin + static_cast<std::uint32_t>(std::max<std::size_t>(length, 1)), literal.end);
    return {literal.file, begin, end};
  }
  return literal;
}

std::optional<std::string> canonical_text(Context& ctx, const syntax::Text& text, base::TypeKind kind, TextUse use) {
  if (use == TextUse::raw) return text.value;
  const Canonical& found = look_up(ctx, text.value, kind, use);
  if (found.text) return found.text;
  const base::Span place =
      found.has_offset && ctx.let_uses.empty() ? inside_literal(ctx, text.span, text.value, found.offset, 1) : text.span;
  diagnostics::Diagnostic& diagnostic = ctx.report(found.code, place, found.message);
  if (!found.note.empty()) diagnostic.under(found.note);
  diagnostic.with_help(found.help);
  if (use == TextUse::prefix && found.code == Code::UnreadablePattern && found.help.starts_with("`under") && ctx.let_uses.empty())
    diagnostic.fix("drop `/**`", text.span, fmt::format("\"{}\"", text.value.substr(0, text.value.size() - 3)));
  return std::nullopt;
}

std::optional<std::string> canonical_text(Context& ctx, const syntax::Value& value, base::TypeKind kind, TextUse use) {
  if (use == TextUse::raw) return value.text;
  return canonical_text(ctx, syntax::Text{value.text, value.span}, kind, use);
}

}  // namespace envelope::check
