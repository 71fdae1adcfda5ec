#include "compiler/signing/version_record.h"

#include <fmt/format.h>

#include <charconv>

namespace envelope::signing {
namespace {

constexpr std::string_view kTitle = "envelope signed versions 1\n";
constexpr std::string_view kPurpose = "envelope signed versions v1\n";

std::string sealed_text(std::string lines, const SecretKey& key) {
  const Mac mac = authenticate(key.seed, kPurpose, lines);
  return lines += fmt::format("seal: {}\n", signature::to_hex(mac));
}

}  // namespace

std::optional<std::uint64_t> read_version(std::string_view text) {
  std::uint64_t version = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (error != std::errc() || end != text.data() + text.size() || (text.size() > 1 && text.front() == '0')) return std::nullopt;
  return version;
}

std::string record_text(const Versions& versions, const SecretKey& key) {
  std::string lines(kTitle);
  lines += fmt::format("id: {}\n", signature::to_hex(signature::key_id(key.public_key.bytes)));
  for (const auto& [policy, version] : versions) lines += fmt::format("{} {}\n", version, policy);
  return sealed_text(std::move(lines), key);
}

std::optional<Versions> read_record(std::string_view text, const SecretKey& key) {
  Versions versions;
  std::string_view rest = text;
  for (std::size_t end = rest.find('\n'); end != std::string_view::npos; end = rest.find('\n')) {
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos || line.starts_with("id: ") || line.starts_with("seal: ")) continue;
    if (const auto version = read_version(line.substr(0, blank))) versions.emplace(line.substr(blank + 1), *version);
  }
  // Whatever was skipped above or read leniently: only the one text that these versions make is believed.
  if (record_text(versions, key) != text) return std::nullopt;
  return versions;
}

}  // namespace envelope::signing
