// The rival: the same family of policies decided by C++ written by hand for it, to win. It knows what the generator guarantees about the
// policy (which rules there are, how long their texts get) and nothing about the requests. Effects only: no deciding statement, no
// approvals, no obligations.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "tests/bench/decide/family.h"
#include "tests/bench/decide/stream.h"

namespace envelope::bench {

// 16 bytes. Texts are of the caller.
struct RivalValue {
  enum class Kind : std::uint8_t { missing, boolean, number, text };
  union {
    std::int64_t number;  // boolean: 0 or 1; from ids also the member of an enum
    const char* text;
  };
  std::uint32_t size = 0;
  Kind kind = Kind::missing;
  RivalValue() : number(0) {}
};
struct RivalAttribute {
  const char* name = nullptr;
  RivalValue value;
  std::uint32_t name_size = 0;
};
struct RivalRequest {
  std::string_view agent, action;
  std::span<const RivalAttribute> attributes;
  std::int64_t time_ms = 0;
};

// Names resolved beforehand: values stand in the order of declaration, enums are members.
inline constexpr std::uint32_t kNobody = UINT32_MAX;
struct RivalIdRequest {
  std::uint32_t agent = kNobody;
  std::uint32_t action = kNobody;
  std::int64_t time_ms = 0;
  RivalValue values[2];
};

// What one agent's rules talk about: three cache lines, of which a decision reads one, or two. Texts are padded with zeros; the last byte
// of each is its size, except in the first line, which has no room for that.
struct alignas(64) RivalRecord {
  char root[24];
  char extension[6];
  std::uint8_t root_size, extension_size;
  char tool[16];
  std::int64_t spend_max;
  std::uint32_t bytes_max;
  std::uint32_t tokens_max : 24;
  std::uint32_t tier : 8;
  char host[32];
  char api_host[32];
  char endpoint[16];
  char branch[16];
  char service[16];
  char channel[16];
};
static_assert(sizeof(RivalRecord) == 192);

class Rival {
 public:
  explicit Rival(const Fleet& fleet);

  // Pure, without allocation, for any number of threads.
  [[nodiscard]] Effect decide(const RivalRequest& request) const;
  [[nodiscard]] Effect decide(const RivalIdRequest& request) const;

  // Resolving a name beforehand; kNobody when there is none.
  [[nodiscard]] static std::uint32_t find_action(std::string_view name);

  // The floor: nothing but both lookups and one load of a byte. The answer means nothing.
  [[nodiscard]] std::uint8_t look_up(std::string_view agent, std::string_view action) const;

  // Everything that decisions read.
  [[nodiscard]] std::size_t bytes() const;

 private:
  // One agent's name and record; a name of 14 bytes at most fits in whole, so that no comparison leaves the slot, and four slots share a
  // cache line.
  struct alignas(16) Slot {
    std::uint64_t low, high;  // the name, padded with zeros; the upper 16 bits: record + 1, 0 in an empty slot
  };

  [[nodiscard]] std::uint32_t find_record(std::string_view name) const;

  std::vector<Slot> slots_;
  std::uint64_t slot_mask_ = 0;
  std::vector<std::uint16_t> record_of_agent_;
  std::vector<RivalRecord> records_;
  std::vector<std::uint8_t> grid_;  // look_up
};

// Requests in the rival's form. The result refers to texts of `stream` and `attributes`, which must outlive it.
struct RivalStream {
  std::vector<RivalAttribute> attributes;
  std::vector<RivalRequest> requests;
  std::vector<RivalIdRequest> ids;
};
[[nodiscard]] RivalStream prepare(const Fleet& fleet, const Stream& stream);

}  // namespace envelope::bench
