// What reads a text byte by byte and remembers no more of it than matters.
#pragma once

#include <bitset>
#include <cstdint>

namespace envelope::equate {

// Where runs of bytes begin that nothing tells apart.
class ByteRuns {
 public:
  ByteRuns() { begins_[0] = true; }
  // `low` to `high` are told from the bytes around them.
  void separate(std::uint32_t low, std::uint32_t high) {
    if (low < 256) begins_[low] = true;
    if (high + 1 < 256) begins_[high + 1] = true;
  }
  [[nodiscard]] bool begins(std::size_t byte) const { return begins_[byte]; }

 private:
  std::bitset<256> begins_;
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
  virtual void separate(ByteRuns& runs) const = 0;
};

}  // namespace envelope::equate
