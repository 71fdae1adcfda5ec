#include "runtime/decide/json_out.h"

namespace envelope::decide {

void JsonOut::raw(std::string_view text) {
  for (const char c : text) put(c);
}

void JsonOut::string(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  put('"');
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      put('\\');
      put(c);
    } else if (byte < 0x20 || byte == 0x7F) {
      raw("\\u00");
      put(kHex[byte >> 4U]);
      put(kHex[byte & 15U]);
    } else {
      put(c);
    }
  }
  put('"');
}

void JsonOut::number(std::uint64_t value) {
  char digits[20];
  std::size_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value > 0);
  while (count > 0) put(digits[--count]);
}

void JsonOut::begin(char bracket) {
  put(bracket);
  is_first_ = true;
}

void JsonOut::end(char bracket) {
  put(bracket);
  is_first_ = false;
}

void JsonOut::item() {
  if (!is_first_) put(',');
  is_first_ = false;
}

void JsonOut::key(std::string_view name) {
  item();
  string(name);
  put(':');
}

std::size_t JsonOut::finish() {
  put('\0');
  if (size_ > capacity_ && capacity_ > 0) buffer_[0] = '\0';
  return size_;
}

}  // namespace envelope::decide
