#include "runtime/cli/json_read.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>

// The parser's own checks are for its authors: a line that breaks one must not end the program, and none is reachable (fuzzed).
#define RAPIDJSON_ASSERT(condition) static_cast<void>(condition)
#define RAPIDJSON_HAS_STDSTRING 0
#include <rapidjson/error/en.h>
#include <rapidjson/reader.h>

#include "runtime/cli/limits.h"
#include "runtime/cli/request_handler.h"
#include "runtime/text/utf8.h"

namespace envelope::runtime_cli {
namespace {

using rapidjson::ParseErrorCode;

constexpr const char* kHalfPair = "an escape is half of a surrogate pair";

// In the shape that RapidJSON calls. Numbers come as text, so that one beyond 64 bits is a missing value and not a rounded one.
struct Events {
  using Ch = char;
  RequestHandler handler;
  bool has_lone_surrogate = false;

  bool Null() { return handler.on_null(); }
  bool Bool(bool value) { return handler.on_boolean(value); }
  bool RawNumber(const char* text, rapidjson::SizeType size, bool) { return handler.on_number({text, size}); }
  bool String(const char* text, rapidjson::SizeType size, bool) { return is_utf8({text, size}) && handler.on_text({text, size}); }
  bool Key(const char* text, rapidjson::SizeType size, bool) { return is_utf8({text, size}) && handler.on_key({text, size}); }
  bool StartObject() { return handler.on_object_begin(); }
  bool EndObject(rapidjson::SizeType) { return handler.on_object_end(); }
  bool StartArray() { return handler.on_array_begin(); }
  bool EndArray(rapidjson::SizeType) { return handler.on_array_end(); }
  // Never called: kParseNumbersAsStringsFlag.
  bool Int(int) { return false; }
  bool Uint(unsigned) { return false; }
  bool Int64(std::int64_t) { return false; }
  bool Uint64(std::uint64_t) { return false; }
  bool Double(double) { return false; }

  // RapidJSON refuses the first half of a surrogate pair alone, but writes a second half that stands alone (`\ude00`) as ED B8 80.
  bool is_utf8(std::string_view text) {
    constexpr char kLead = '\xED';
    for (std::size_t at = text.find(kLead); at != std::string_view::npos; at = text.find(kLead, at + 1))
      if (at + 1 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0) has_lone_surrogate = true;
    return !has_lone_surrogate;
  }
};

void clear(RequestFields& fields) {
  fields.principal = fields.action = {};
  fields.requested.reset();
  fields.job.reset();
  fields.time_ms.reset();
  fields.origin.reset();
  fields.has_lineage = fields.has_labels = fields.switches_off = false;
  fields.attributes.clear();
  fields.facts.clear();
  fields.lineage.clear();
  fields.labels.clear();
  fields.items.clear();
  fields.switches.clear();
  fields.keys.clear();
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

const char* digits_end(const char* at) {
  while (is_digit(*at)) ++at;
  return at;
}

// The end of the JSON number that starts at `at`, or nullptr when none does. A NUL follows the line, so looking ahead is safe.
const char* number_end(const char* at) {
  if (*at == '-') ++at;
  if (!is_digit(*at) || (*at == '0' && is_digit(at[1]))) return nullptr;
  at = digits_end(at);
  if (*at == '.') {
    if (!is_digit(at[1])) return nullptr;
    at = digits_end(at + 1);
  }
  if (*at == 'e' || *at == 'E') {
    ++at;
    if (*at == '+' || *at == '-') ++at;
    if (!is_digit(*at)) return nullptr;
    at = digits_end(at);
  }
  return at;
}

// RapidJSON refuses `1e400` even where it hands out numbers unread. Numbers longer than any of 64 bits, or with an exponent, become `0.5`
// and blanks: no value of any type, as they are.
void replace_huge_numbers(char* at) {
  constexpr std::ptrdiff_t kInt64Digits = 20;
  bool is_text = false;
  while (*at != '\0') {
    if (is_text && *at == '\\' && at[1] != '\0') {
      at += 2;
      continue;
    }
    if (*at == '"') is_text = !is_text;
    const char* const end = !is_text && (*at == '-' || is_digit(*at)) ? number_end(at) : nullptr;
    if (end == nullptr) {
      ++at;
      continue;
    }
    const std::string_view number(at, static_cast<std::size_t>(end - at));
    if (end - at > kInt64Digits || number.find_first_of("eE") != std::string_view::npos) {
      std::memset(at, ' ', number.size());
      std::memcpy(at, "0.5", 3);
    }
    at += number.size();
  }
}

bool refuse(LineFault& fault, const char* code, std::string message) {
  fault.code = code;
  fault.message = std::move(message);
  return false;
}

bool refuse_unparsed(LineFault& fault, const rapidjson::ParseResult& result) {
  const std::string at = "at byte " + std::to_string(result.Offset()) + ": ";
  const ParseErrorCode code = result.Code();
  if (code == rapidjson::kParseErrorDocumentEmpty) return refuse(fault, "empty_line", "the line is empty");
  if (code == rapidjson::kParseErrorDocumentRootNotSingular) return refuse(fault, "trailing_data", at + "something follows the object");
  if (code == rapidjson::kParseErrorStringUnicodeSurrogateInvalid) return refuse(fault, "bad_encoding", at + kHalfPair);
  if (code == rapidjson::kParseErrorStringInvalidEncoding) return refuse(fault, "bad_json", at + "a control character stands in a text");
  return refuse(fault, "bad_json", at + rapidjson::GetParseError_En(code));
}

// Leaves a copy of the line with a NUL behind it: the parser works in place and stops there.
void copy_line(std::string_view line, RequestFields& fields) {
  if (fields.bytes.size() <= line.size()) fields.bytes.resize(line.size() + 1);
  if (!line.empty()) std::memcpy(fields.bytes.data(), line.data(), line.size());
  fields.bytes[line.size()] = '\0';
}

// Reads the copy of the line. `is_huge` says that it holds a number which the parser cannot pass over.
bool parse_copy(RequestFields& fields, LineFault& fault, bool& is_huge) {
  constexpr unsigned kFlags = rapidjson::kParseInsituFlag | rapidjson::kParseNumbersAsStringsFlag;
  rapidjson::InsituStringStream stream(fields.bytes.data());
  rapidjson::Reader reader;  // takes no memory: what is parsed in place needs none, and the handler bounds the depth
  Events events{.handler = RequestHandler(fields)};
  const rapidjson::ParseResult result = reader.Parse<kFlags>(stream, events);
  is_huge = result.Code() == rapidjson::kParseErrorNumberTooBig;
  if (result.IsError() && result.Code() != rapidjson::kParseErrorTermination) return refuse_unparsed(fault, result);
  if (!result.IsError() && events.handler.finish()) return true;
  if (events.has_lone_surrogate) return refuse(fault, "bad_encoding", kHalfPair);
  fault = std::move(events.handler.fault());
  return false;
}

}  // namespace

bool read_request_line(std::string_view line, RequestFields& fields, LineFault& fault) {
  if (line.size() > kLineBytesMax) return refuse(fault, "line_too_long", "the line is longer than 1 MiB");
  // The parser takes a NUL for the end of the line and would not look at what is behind it.
  if (!line.empty() && std::memchr(line.data(), '\0', line.size()) != nullptr)
    return refuse(fault, "bad_json", "the line holds a NUL character");
  // Not left to kParseValidateEncodingFlag, which reads past the end of a line that ends within a character.
  if (const auto bad = text::find_invalid_utf8(line))
    return refuse(fault, "bad_encoding", "at byte " + std::to_string(*bad) + ": the line is no UTF-8");
  clear(fields);
  copy_line(line, fields);
  bool is_huge = false;
  if (parse_copy(fields, fault, is_huge)) return true;
  if (!is_huge) return false;
  fault = {};
  clear(fields);
  copy_line(line, fields);
  replace_huge_numbers(fields.bytes.data());
  return parse_copy(fields, fault, is_huge);
}

}  // namespace envelope::runtime_cli
