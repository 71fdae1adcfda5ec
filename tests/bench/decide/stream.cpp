#include "tests/bench/decide/stream.h"

#include <cstring>
#include <string_view>
#include <type_traits>

namespace envelope::bench {
namespace {

constexpr std::string_view kMagic = "ENVREQ1\n";

template <typename Number>
void put(std::string& out, Number number) {
  const auto bits = static_cast<std::uint64_t>(number);
  for (std::size_t i = 0; i < sizeof(Number); ++i) out += static_cast<char>(bits >> (8 * i) & 0xFFU);
}

void put_text(std::string& out, const std::string& text) {
  put(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

// Reads on after a fault, giving zeros; `good` says so in the end.
struct Reader {
  std::string_view rest;
  bool good = true;

  template <typename Number>
  Number number() {
    if (rest.size() < sizeof(Number)) {
      good = false;
      return {};
    }
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) bits |= std::uint64_t{static_cast<unsigned char>(rest[i])} << (8 * i);
    rest.remove_prefix(sizeof(Number));
    return static_cast<Number>(bits);
  }
  std::string text() {
    const auto size = number<std::uint32_t>();
    if (rest.size() < size) {
      good = false;
      return {};
    }
    std::string text(rest.substr(0, size));
    rest.remove_prefix(size);
    return text;
  }
};

GivenAttribute read_attribute(Reader& reader) {
  GivenAttribute attribute;
  attribute.name = reader.text();
  attribute.kind = static_cast<Given>(reader.number<std::uint8_t>());
  if (attribute.kind == Given::text) {
    attribute.text = reader.text();
  } else {
    attribute.number = reader.number<std::int64_t>();
  }
  return attribute;
}

}  // namespace

std::string write_stream(const Stream& stream) {
  std::string out(kMagic);
  put(out, stream.agents);
  put(out, stream.seed);
  put(out, static_cast<std::uint32_t>(stream.requests.size()));
  for (const StreamRequest& request : stream.requests) {
    put_text(out, request.agent);
    put_text(out, request.action);
    put(out, request.time_ms);
    put(out, static_cast<std::uint8_t>(request.attributes.size()));
    for (const GivenAttribute& attribute : request.attributes) {
      put_text(out, attribute.name);
      put(out, static_cast<std::uint8_t>(attribute.kind));
      if (attribute.kind == Given::text) {
        put_text(out, attribute.text);
      } else {
        put(out, attribute.number);
      }
    }
  }
  return out;
}

std::optional<Stream> read_stream(const std::string& bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  Reader reader{std::string_view(bytes).substr(kMagic.size())};
  Stream stream;
  stream.agents = reader.number<std::uint32_t>();
  stream.seed = reader.number<std::uint64_t>();
  const auto count = reader.number<std::uint32_t>();
  for (std::uint32_t i = 0; i < count && reader.good; ++i) {
    StreamRequest request;
    request.agent = reader.text();
    request.action = reader.text();
    request.time_ms = reader.number<std::int64_t>();
    const auto attributes = reader.number<std::uint8_t>();
    for (std::uint8_t k = 0; k < attributes && reader.good; ++k) request.attributes.push_back(read_attribute(reader));
    stream.requests.push_back(std::move(request));
  }
  if (!reader.good || !reader.rest.empty()) return std::nullopt;
  return stream;
}

}  // namespace envelope::bench
