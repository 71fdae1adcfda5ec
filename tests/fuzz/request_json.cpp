// Fuzz target: lines of JSON as requests. Whatever comes, the answer is a request or a fault with a code, and the same twice.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "runtime/cli/json_read.h"
#include "runtime/cli/json_write.h"
#include "runtime/cli/limits.h"
#include "runtime/text/utf8.h"

using namespace envelope;
using runtime_cli::JsonValue;
using runtime_cli::RequestFields;

namespace {

void require(bool holds, const char* what, std::string_view line) {
  if (holds) return;
  std::fprintf(stderr, "request_json: %s: %s\n", what, text::escape_for_terminal(line).c_str());
  std::abort();
}

void check_text(std::string_view text, std::string_view line) {
  require(text.size() <= runtime_cli::kValueBytesMax, "a text is too long", line);
  require(text::is_valid_utf8(text), "a text is no UTF-8", line);
}

void check_value(const RequestFields& fields, const JsonValue& value, std::string_view line) {
  if (value.kind == JsonValue::Kind::text) check_text(value.text, line);
  if (value.kind != JsonValue::Kind::list) return;
  require(value.first + value.count <= fields.items.size(), "a list lies outside", line);
  for (std::size_t i = value.first; i < value.first + value.count; ++i) check_text(fields.items[i].text, line);
}

void check_request(const RequestFields& fields, std::string_view line) {
  check_text(fields.principal, line);
  check_text(fields.action, line);
  for (const auto& member : fields.attributes) check_value(fields, member.value, line);
  for (const auto& member : fields.facts) check_value(fields, member.value, line);
  for (std::size_t i = 0; i < fields.attributes.size() && i < 8; ++i)
    for (std::size_t j = 0; j < i; ++j) require(fields.attributes[i].name != fields.attributes[j].name, "a key stands twice", line);
  require(!text::find_invalid_utf8(line), "the line is no UTF-8", line);
  require(line.find('\0') == std::string_view::npos, "the line holds a NUL", line);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static RequestFields fields;  // used again, as the program does
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    runtime_cli::LineFault fault;
    const bool is_request = runtime_cli::read_request_line(line, fields, fault);
    if (is_request) check_request(fields, line);
    require(is_request == std::string_view(fault.code).empty(), "a fault without a code, or a request with one", line);
    std::string written;
    runtime_cli::append_json_text(written, fault.message);
    for (const char c : written) require(c >= 0x20 && c < 0x7F, "an answer is not plain ASCII", line);
    RequestFields fresh;
    runtime_cli::LineFault again;
    require(runtime_cli::read_request_line(line, fresh, again) == is_request && again.message == fault.message,
            "what was read before changes the answer", line);
  }
  return 0;
}
