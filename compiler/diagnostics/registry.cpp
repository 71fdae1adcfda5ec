#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "compiler/diagnostics/diagnostic.h"

namespace envelope::diagnostics {

namespace {

struct Row {
  std::string_view name;
  Severity severity = Severity::error;
  std::string_view title;
};

// A switch, so that a number given twice in codes.def does not compile.
Row row_of(Code code) {
  switch (code) {
#define ENV_CODE(number, name, severity, title) \
  case Code::name:                              \
    return {#name, Severity::severity, title};
#include "compiler/diagnostics/codes.def"
#undef ENV_CODE
  }
  return {};
}

std::vector<Code> codes_by_number() {
  std::vector<Code> codes = {
#define ENV_CODE(number, name, severity, title) Code::name,
#include "compiler/diagnostics/codes.def"
#undef ENV_CODE
  };
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace

std::string_view severity_word(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return {};
}

std::string code_text(Code code) { return fmt::format("ENV{:04}", static_cast<unsigned>(code)); }
std::string_view code_name(Code code) { return row_of(code).name; }
std::string_view code_title(Code code) { return row_of(code).title; }
Severity default_severity(Code code) { return row_of(code).severity; }
std::string page_url(Code code) { return fmt::format("{}/{}.md", ENVELOPE_DOCS_URL, code_text(code)); }

const std::vector<Code>& all_codes() {
  static const std::vector<Code> codes = codes_by_number();
  return codes;
}

std::optional<Code> find_code(std::string_view text) {
  const auto is_letter = [](char c, char lower) { return c == lower || c == static_cast<char>(lower - 'a' + 'A'); };
  if (text.size() >= 3 && is_letter(text[0], 'e') && is_letter(text[1], 'n') && is_letter(text[2], 'v')) text.remove_prefix(3);
  std::uint16_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  const auto& codes = all_codes();
  const Code code{number};
  if (!std::binary_search(codes.begin(), codes.end(), code)) return std::nullopt;
  return code;
}

}  // namespace envelope::diagnostics
