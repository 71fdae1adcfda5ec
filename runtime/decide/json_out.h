// JSON into a buffer that may be too small: what does not fit is counted, so that the caller learns the size it needs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace envelope::decide {

class JsonOut {
 public:
  JsonOut(char* buffer, std::size_t capacity) : buffer_(buffer), capacity_(buffer == nullptr ? 0 : capacity) {}

  void raw(std::string_view text);
  void string(std::string_view text);  // quoted and escaped; texts of a table are UTF-8
  void number(std::uint64_t value);
  // `,` before every member but the first of an object or array.
  void begin(char bracket);
  void end(char bracket);
  void item();
  void key(std::string_view name);

  // Terminates the text. The size needed with its terminator; where that is more than the capacity, the buffer holds "".
  std::size_t finish();

 private:
  void put(char c) {
    if (size_ < capacity_) buffer_[size_] = c;
    ++size_;
  }

  char* buffer_;
  std::size_t capacity_;
  std::size_t size_ = 0;
  bool is_first_ = true;
};

}  // namespace envelope::decide
