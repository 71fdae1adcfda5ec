// What reads a text byte by byte and remembers no more of it than matters.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>

namespace envelope::equate {

// Bytes in classes: those of one class, nothing tells apart.
class ByteClasses {
 public:
  // Whatever `holds` says of bytes is told apart from now on.
  template <typename Holds>
  void separate(const Holds& holds) {
    std::map<std::pair<std::uint16_t, std::uint32_t>, std::uint16_t> renamed;
    for (std::size_t byte = 0; byte < 256; ++byte) {
      const auto key = std::pair{class_of_[byte], static_cast<std::uint32_t>(holds(static_cast<std::uint8_t>(byte)))};
      class_of_[byte] = renamed.try_emplace(key, static_cast<std::uint16_t>(renamed.size())).first->second;
    }
    count_ = renamed.size();
  }
  // Bytes from `low` to `high`, both included, are told from the others.
  void separate(std::uint32_t low, std::uint32_t high) {
    constexpr std::uint16_t kUnset = UINT16_MAX;
    std::array<std::uint16_t, 256> inside;
    inside.fill(kUnset);
    std::array<bool, 256> has_outside{};
    for (std::uint32_t byte = 0; byte < 256; ++byte)
      if (byte < low || byte > high) has_outside[class_of_[byte]] = true;
    for (std::uint32_t byte = low; byte <= high && byte < 256; ++byte) {
      std::uint16_t& to = inside[class_of_[byte]];
      if (to == kUnset) to = has_outside[class_of_[byte]] ? static_cast<std::uint16_t>(count_++) : class_of_[byte];
      class_of_[byte] = to;
    }
  }
  [[nodiscard]] std::size_t class_of(std::size_t byte) const { return class_of_[byte]; }
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  std::array<std::uint16_t, 256> class_of_{};
  std::size_t count_ = 1;
};

// Two texts that lead to the same state are answered alike, whatever follows them.
class Machine {
 public:
  using State = std::uint32_t;

  Machine() = default;
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;
  virtual ~Machine() = default;

  [[nodiscard]] virtual State start() = 0;
  [[nodiscard]] virtual State step(State from, std::uint8_t byte) = 0;
  // Separates all bytes that some state tells apart.
  virtual void separate(ByteClasses& classes) const = 0;
  // Whether every code point beyond ASCII is read as the letter or digit `byte` is.
  [[nodiscard]] virtual bool reads_all_others_as(std::uint8_t byte) const = 0;
};

}  // namespace envelope::equate
