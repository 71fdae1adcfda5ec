#include "compiler/signing/sign_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "compiler/project/private_file.h"
#include "compiler/project/save.h"
#include "compiler/signing/findings.h"
#include "compiler/signing/opened_table.h"
#include "compiler/signing/sign.h"
#include "runtime/signature/verify.h"

namespace envelope::signing {

using diagnostics::Code;
using diagnostics::Sink;

namespace {

const std::string kAnyPolicy = "*";  // in a record that was begun anew: what may have been signed before, of whatever policy

// The version that a table carries for `policy`, 0 for none. A signature that does not hold says nothing, and nobody may guess.
std::optional<std::uint64_t> version_in(const env_table* table, const std::string& path, std::string_view policy, Sink& sink) {
  const auto claims = signature::claims_of(file_bytes(table));
  if (!claims || claims->policy_name != policy) return 0;
  const signature::Fault fault = signature::verify(file_bytes(table), policy_name(table), {});
  if (fault == signature::Fault::none) return claims->policy_version;
  report_signature(fault, path, file_bytes(table), {}, sink);
  return std::nullopt;
}

// What stands where the signed table goes. No file, or one that is no table, carries no version.
std::optional<std::uint64_t> version_at(const std::string& path, std::string_view policy, Sink& sink) {
  env_table* opened = nullptr;
  if (env_table_open(path.c_str(), &opened, nullptr) != ENV_OK) return 0;
  return version_in(OpenedTable(opened).get(), path, policy, sink);
}

// The record; where it is lost and shall begin anew, one that says of every policy that versions below the one now given may be signed.
std::optional<Versions> versions_to_go_on_from(const KeyPaths& paths, const SecretKey& key, const SigningOrder& order, Sink& sink) {
  if (!order.restart_versions) return read_versions(paths, key, sink);
  Sink unheard;
  std::optional<Versions> versions = read_versions(paths, key, unheard);
  if (!versions && order.version && *order.version > 0) versions = Versions{{kAnyPolicy, *order.version - 1}};
  return versions;
}

// The version to sign, greater than `last`.
std::optional<std::uint64_t> next_version(const SigningOrder& order, std::string_view policy, std::uint64_t last, Sink& sink) {
  if (order.version && *order.version > last) return order.version;
  if (!order.version && last < std::numeric_limits<std::uint64_t>::max()) return last + 1;
  sink.emit(Code::VersionNotGreater, {},
            order.version ? fmt::format("version {} of `{}` is not greater than {}, which was signed before", *order.version, policy, last)
                          : fmt::format("version {} of `{}` was signed, and no number is greater", last, policy))
      .about(order.output)
      .with_help(order.version ? fmt::format("leave out `--policy-version`, or give one above {}", last) : "give the policy another name");
  return std::nullopt;
}

bool is_fit_to_sign(const env_table* table, const std::string& path, Sink& sink) {
  const std::string_view policy = policy_name(table);
  if (is_signable_policy(policy)) return true;
  const std::string why = policy.empty() ? std::string("has no name")
                                         : fmt::format("has a name that a signature cannot hold: at most {} bytes of plain text",
                                                       format::kSignedPolicyBytesMax);
  sink.emit(Code::UnsignablePolicy, {}, fmt::format("the policy of `{}` {}", path, why))
      .about(path)
      .with_help("begin the policy with `policy NAME`: versions are counted by it");
  return false;
}

}  // namespace

std::optional<Signed> sign_table(std::string_view file, const SigningOrder& order, const AskPassphrase& ask, Sink& sink) {
  env_table* opened = nullptr;
  env_fault fault{};
  if (env_table_load(file.data(), file.size(), &opened, &fault) != ENV_OK)
    return report_refused(order.output, fault.message, sink), std::nullopt;
  const OpenedTable table(opened);
  if (!is_fit_to_sign(table.get(), order.output, sink)) return std::nullopt;
  const std::string policy(policy_name(table.get()));

  const std::optional<SecretKey> key = open_key(order.key_path, ask, sink);
  if (!key) return std::nullopt;
  const KeyPaths paths = paths_of_secret(order.key_path);
  const project::FileLock alone(paths.secret);  // two who sign at the same time sign two versions
  std::optional<Versions> versions = versions_to_go_on_from(paths, *key, order, sink);
  const auto carried = version_in(table.get(), order.output, policy, sink);
  const bool goes_nowhere = order.output == kNowhere;
  const auto standing = goes_nowhere ? std::optional<std::uint64_t>(0) : version_at(order.output, policy, sink);
  if (!versions || !carried || !standing) return std::nullopt;

  const auto version = next_version(order, policy, std::max({(*versions)[policy], (*versions)[kAnyPolicy], *carried, *standing}), sink);
  if (!version) return std::nullopt;
  std::string bytes = sign(signature::table_part(file), policy, *version, *key);
  (*versions)[policy] = *version;
  if (!write_versions(paths, *key, *versions, sink)) return std::nullopt;
  if (!goes_nowhere && !project::save_file(order.output, bytes, sink)) return std::nullopt;
  return Signed{key->public_key, policy, *version, std::move(bytes)};
}

}  // namespace envelope::signing
