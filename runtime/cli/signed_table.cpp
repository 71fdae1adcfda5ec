#include "runtime/cli/signed_table.h"

#include <charconv>
#include <string>
#include <vector>

#include "runtime/cli/output.h"
#include "runtime/cli/read_file.h"
#include "runtime/signature/verify.h"

namespace envelope::runtime_cli {
namespace {

// What is wrong with the signature, or "".
std::string signature_fault(const env_table* table, const signature::Expected& expected) {
  const void* bytes = nullptr;
  const std::size_t size = env_table_bytes(table, &bytes);
  const std::string_view file(static_cast<const char*>(bytes), size);
  const char* name = nullptr;
  const std::size_t name_bytes = env_policy_name(table, &name);
  const signature::Fault fault = signature::verify(file, {name, name_bytes}, expected);
  return fault == signature::Fault::none ? "" : signature::fault_word(fault);
}

// False, after a message, when there is no such key.
bool read_key(std::string_view path, std::vector<signature::PublicKey>& keys) {
  std::string text;
  const auto key = read_file(path, text) ? signature::read_public_key(text) : std::nullopt;
  if (!key) {
    print_error("bad_key: `" + std::string(path) + "` cannot be read, or holds no public key");
    return false;
  }
  keys.push_back(*key);
  return true;
}

bool read_number(std::string_view text, std::uint64_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

}  // namespace

Table open_signed_table(const Arguments& arguments, Trust trust) {
  const std::string_view path = arguments.words.front();
  std::vector<signature::PublicKey> keys;
  signature::Expected expected;
  const bool is_asked = arguments.has("--key") || arguments.has("--policy") || arguments.has("--version-min");
  // A policy or version that anybody may have signed says nothing.
  if (is_asked && !arguments.has("--key")) return print_error("`--policy` and `--version-min` go with `--key`"), nullptr;
  if (is_asked && !read_key(arguments.value("--key"), keys)) return nullptr;
  if (arguments.has("--policy") && arguments.value("--policy").empty()) return print_error("`--policy` takes a name"), nullptr;
  if (!read_number(arguments.value("--version-min", "0"), expected.version_min))
    return print_error("`--version-min` takes a number"), nullptr;
  Table table = open_table(path, trust);
  if (!table || !is_asked) return table;
  expected.keys = keys;
  expected.policy = arguments.value("--policy");
  const std::string fault = signature_fault(table.get(), expected);
  if (fault.empty()) return table;
  print_error(fault + ": the table `" + std::string(path) + "` is not the one asked for; `envc inspect` says more");
  return nullptr;
}

}  // namespace envelope::runtime_cli
