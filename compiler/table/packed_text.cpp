#include "compiler/table/packed_text.h"

#include <cstdint>
#include <cstring>
#include <utility>
#include <vector>

namespace envelope::table {

namespace {

constexpr std::size_t kHeaderBytes = 4;
constexpr std::size_t kMatchMin = 5;  // shorter ones cost what they save
constexpr std::size_t kSlots = std::size_t{1} << 16;

void put_varint(std::string& out, std::size_t number) {
  for (; number >= 0x80; number >>= 7U) out += static_cast<char>(0x80U | (number & 0x7FU));
  out += static_cast<char>(number);
}

std::optional<std::size_t> take_varint(std::string_view& in) {
  std::size_t number = 0;
  for (unsigned shift = 0; shift <= 28 && !in.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(in.front());
    in.remove_prefix(1);
    number |= std::size_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return number;
  }
  return std::nullopt;
}

// Where the text stood last that begins as it does here: one place per hash of its first bytes.
class Places {
 public:
  explicit Places(std::string_view text) : text_(text), last_(kSlots, UINT32_MAX) {}

  // Notes `at`, and gives the place before it; UINT32_MAX for none.
  std::uint32_t exchange(std::size_t at) {
    std::uint32_t word = 0;
    std::memcpy(&word, text_.data() + at, sizeof word);
    std::uint32_t& slot = last_[(word * 2654435761U) >> 16U];
    return std::exchange(slot, static_cast<std::uint32_t>(at));
  }

 private:
  std::string_view text_;
  std::vector<std::uint32_t> last_;
};

std::size_t common_length(std::string_view text, std::size_t before, std::size_t at) {
  std::size_t length = 0;
  while (at + length < text.size() && text[before + length] == text[at + length]) ++length;
  return length;
}

}  // namespace

std::string pack(std::string_view text) {
  if (text.empty() || text.size() > kPolicyTextBytesMax) return {};
  std::string out;
  for (std::size_t i = 0; i < kHeaderBytes; ++i) out += static_cast<char>(text.size() >> (8 * i) & 0xFFU);
  Places places(text);
  std::size_t literals = 0;  // where those begin that are not written yet
  for (std::size_t at = 0; at + sizeof(std::uint32_t) <= text.size();) {
    const std::uint32_t before = places.exchange(at);
    const std::size_t length = before == UINT32_MAX ? 0 : common_length(text, before, at);
    if (length < kMatchMin) {
      ++at;
      continue;
    }
    put_varint(out, at - literals);
    out += text.substr(literals, at - literals);
    put_varint(out, length);
    put_varint(out, at - before);
    at += length;
    literals = at;
  }
  put_varint(out, text.size() - literals);
  out += text.substr(literals);
  return out;
}

std::optional<std::string> unpack(std::string_view packed) {
  if (packed.size() < kHeaderBytes) return std::nullopt;
  std::size_t size = 0;
  for (std::size_t i = 0; i < kHeaderBytes; ++i) size |= std::size_t{static_cast<unsigned char>(packed[i])} << (8 * i);
  packed.remove_prefix(kHeaderBytes);
  if (size > kPolicyTextBytesMax) return std::nullopt;
  std::string text;
  while (true) {
    const auto literals = take_varint(packed);
    if (!literals || *literals > packed.size() || *literals > size - text.size()) return std::nullopt;
    text += packed.substr(0, *literals);
    packed.remove_prefix(*literals);
    if (packed.empty()) break;
    const auto length = take_varint(packed);
    const auto distance = take_varint(packed);
    if (!length || !distance || *distance == 0 || *distance > text.size() || *length > size - text.size()) return std::nullopt;
    for (std::size_t i = 0; i < *length; ++i) text += text[text.size() - *distance];
  }
  if (text.size() != size) return std::nullopt;
  return text;
}

}  // namespace envelope::table
