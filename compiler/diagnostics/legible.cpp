#include "compiler/diagnostics/legible.h"

#include <algorithm>

namespace envelope::diagnostics {

namespace {

constexpr std::string_view kLeftOut = "…";
constexpr std::size_t kEndBytes = 40;  // of a long name: what tells it from others often stands last

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// The largest place not after `at`, and the smallest not before it, where a character begins.
std::size_t boundary_before(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && is_continuation(text[at])) --at;
  return at;
}
std::size_t boundary_after(std::string_view text, std::size_t at) {
  while (at < text.size() && is_continuation(text[at])) ++at;
  return at;
}

void append_name(std::string& out, std::string_view name) {
  if (name.size() <= kQuotedBytesMax) {
    out += name;
    return;
  }
  out += name.substr(0, boundary_before(name, kQuotedBytesMax - kEndBytes - kLeftOut.size()));
  out += kLeftOut;
  out += name.substr(boundary_after(name, name.size() - kEndBytes));
}

}  // namespace

std::string shortened(std::string_view text) {
  if (text.size() <= kQuotedBytesMax) return std::string(text);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('`', at), text.size());
    const std::size_t close = std::min(text.find('`', std::min(open + 1, text.size())), text.size());
    out += text.substr(at, std::min(open + 1, text.size()) - at);
    if (open < text.size()) append_name(out, text.substr(open + 1, close - open - 1));
    if (close < text.size()) out += '`';
    at = close + 1;
  }
  if (out.size() <= kWordsBytesMax) return out;
  out.resize(boundary_before(out, kWordsBytesMax - kLeftOut.size()));
  return out += kLeftOut;
}

Diagnostic legible(Diagnostic finding) {
  finding.message = shortened(finding.message);
  finding.primary_text = shortened(finding.primary_text);
  for (Label& label : finding.labels) label.text = shortened(label.text);
  for (std::string& note : finding.notes) note = shortened(note);
  finding.help = shortened(finding.help);
  for (Fix& fix : finding.fixes) fix.title = shortened(fix.title);
  return finding;
}

}  // namespace envelope::diagnostics
