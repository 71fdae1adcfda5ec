// A stream of requests, and its file: what both contestants are asked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace envelope::bench {

enum class Given : std::uint8_t { missing, boolean, number, text };  // as the first of env_value_kind

struct GivenAttribute {
  std::string name;
  Given kind = Given::missing;
  std::int64_t number = 0;  // boolean: 0 or 1
  std::string text;         // any bytes; also the name of an enum's member
};

// Origin human, no lineage, no job, no labels.
struct StreamRequest {
  std::string agent;
  std::string action;
  std::int64_t time_ms = 0;
  std::vector<GivenAttribute> attributes;
};

// The fleet it was made for is told by `agents` and `seed`.
struct Stream {
  std::uint32_t agents = 0;
  std::uint64_t seed = 0;
  std::vector<StreamRequest> requests;
};

// The file: "ENVREQ1\n", then little-endian: agents u32, seed u64, count u32; per request agent, action (text: u32 size, bytes),
// time i64, count u8; per attribute name, kind u8, then i64 or text.
[[nodiscard]] std::string write_stream(const Stream& stream);
[[nodiscard]] std::optional<Stream> read_stream(const std::string& bytes);

}  // namespace envelope::bench
