// Ranges of one section that records name: checked once each, however many records name them.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <memory>

namespace envelope::decide {

struct FreeMemory {
  void operator()(void* memory) const { std::free(memory); }
};
// Zeroed memory that costs nothing where it is not written, or null. For records that begin as zeros.
template <typename Record>
using Zeroed = std::unique_ptr<Record[], FreeMemory>;
template <typename Record>
[[nodiscard]] Zeroed<Record> zeroed(std::size_t count) {
  return Zeroed<Record>(static_cast<Record*>(std::calloc(count + 1, sizeof(Record))));
}

// A table could have thousands of records name one long range, or ranges that overlap nearly whole, and so make whoever checks them walk
// far more than the file holds. So ranges that begin alike must be alike, and no others may have records in common.
class SharedRanges {
 public:
  // Of a section of `size` records.
  explicit SharedRanges(std::size_t size) : first_user_(zeroed<std::uint32_t>(size)), size_(size) {}

  [[nodiscard]] bool is_allocated() const { return first_user_ != nullptr; }

  // The number of the record that first named the range beginning at `first` (below `size`): `user` itself where none did.
  std::uint32_t first_user(std::size_t first, std::uint32_t user) {
    std::uint32_t& known = first_user_[first];
    if (known == 0) known = user + 1;
    return known - 1;
  }

  // Whether no two that begin apart have a record in common. `count_of` gives the length of a first user's range.
  template <typename CountOf>
  [[nodiscard]] bool are_apart(const CountOf& count_of) const {
    std::size_t end = 0;
    for (std::size_t first = 0; first < size_; ++first) {
      if (first_user_[first] == 0) continue;
      if (first < end) return false;
      end = first + count_of(first_user_[first] - 1);
    }
    return true;
  }

 private:
  Zeroed<std::uint32_t> first_user_;  // + 1
  std::size_t size_;
};

}  // namespace envelope::decide
