// The door to the system's tz database: the only file here that touches the file system.
#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "runtime/time/tzif.h"
#include "runtime/time/zone.h"

namespace envelope::time {
namespace {

// Fixed, not taken from TZDIR: what a policy means must not hang on the caller's environment.
constexpr std::string_view kDatabase = "/usr/share/zoneinfo";
constexpr std::size_t kMaxNameBytes = 64;

// Files of the database that are no places: two copies of the whole of it, and names that mean whatever the system's owner chose.
constexpr std::array<std::string_view, 5> kNotPlaces = {"posix", "right", "localtime", "posixrules", "Factory"};

bool is_name_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-';
}

// Components of letters, digits, `_`, `+`, `-`, joined by single slashes. No dot can occur, so neither can `..`.
bool is_zone_name(std::string_view name) {
  if (name.empty() || name.size() > kMaxNameBytes || name.front() == '/' || name.back() == '/') return false;
  if (name.find("//") != std::string_view::npos) return false;
  if (!std::all_of(name.begin(), name.end(), [](char c) { return c == '/' || is_name_byte(c); })) return false;
  const std::string_view first = name.substr(0, name.find('/'));
  return std::find(kNotPlaces.begin(), kNotPlaces.end(), first) == kNotPlaces.end();
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

// At most `limit` bytes from the start of a file of the database; nullopt when it cannot be read (a directory, for one).
std::optional<std::string> read_file(std::string_view name, std::size_t limit) {
  const std::string path = std::string(kDatabase).append("/").append(name);
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rbe"));
  if (!file) return std::nullopt;
  std::string bytes(limit, '\0');
  bytes.resize(std::fread(bytes.data(), 1, limit, file.get()));
  if (std::ferror(file.get()) != 0) return std::nullopt;
  return bytes;
}

// The database states its release in the first line of one of its files.
std::string database_version() {
  constexpr std::string_view kPrefix = "# version ";
  const std::string text = read_file("tzdata.zi", 64).value_or("");
  const std::size_t line_end = text.find('\n');
  if (text.compare(0, kPrefix.size(), kPrefix) != 0 || line_end == std::string::npos) return "unknown";
  const std::string version = text.substr(kPrefix.size(), line_end - kPrefix.size());
  const bool is_plain = !version.empty() && std::all_of(version.begin(), version.end(), [](char c) { return is_name_byte(c); });
  return is_plain ? version : "unknown";
}

}  // namespace

std::optional<Zone> load_zone(std::string_view name) {
  if (name == "UTC") return utc();
  if (!is_zone_name(name)) return std::nullopt;
  const auto bytes = read_file(name, kMaxTzifBytes + 1);
  if (!bytes) return std::nullopt;
  auto zone = parse_tzif(*bytes);
  if (!zone) return std::nullopt;
  zone->name = name;
  zone->tzdata_version = database_version();
  return zone;
}

std::vector<std::string> zone_names() {
  namespace fs = std::filesystem;
  std::vector<std::string> names = {"UTC"};
  std::error_code error;
  for (fs::recursive_directory_iterator it(kDatabase, error), end; !error && it != end; it.increment(error)) {
    const std::string name = it->path().string().substr(kDatabase.size() + 1);
    std::error_code unreadable;
    if (it->is_directory(unreadable)) {
      if (!is_zone_name(name)) it.disable_recursion_pending();
      continue;
    }
    if (is_zone_name(name) && read_file(name, 4).value_or("") == "TZif") names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace envelope::time
