#include "runtime/signature/fields.h"

#include "runtime/format/signature_format.h"
#include "runtime/text/utf8.h"

namespace envelope::signature {
namespace {

// Takes the next line off `text`; it must be ended.
bool take_line(std::string_view& text, std::string_view& line) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return false;
  line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return true;
}

}  // namespace

std::vector<std::string_view> read_fields(std::string_view text, std::string_view title, std::span<const std::string_view> names) {
  std::string_view line;
  if (text.size() > kKeyFileBytesMax || !take_line(text, line) || line != title) return {};
  std::vector<std::string_view> values;
  for (const std::string_view name : names) {
    if (!take_line(text, line) || !line.starts_with(name) || !line.substr(name.size()).starts_with(": ")) return {};
    values.push_back(line.substr(name.size() + 2));
  }
  if (!text.empty()) return {};
  return values;
}

void append_field(std::string& text, std::string_view name, std::string_view value) {
  text += name;
  text += ": ";
  text += value;
  text += '\n';
}

bool is_signer_name(std::string_view name) {
  return !name.empty() && name.size() <= format::kSignerBytesMax && name.front() != ' ' && name.back() != ' ' &&
         text::escape_for_terminal(name) == name;
}

}  // namespace envelope::signature
