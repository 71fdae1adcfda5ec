#include "compiler/signing/key_store.h"

#include <fmt/format.h>
#include <unistd.h>

#include "compiler/project/disk_files.h"
#include "compiler/project/private_file.h"
#include "compiler/project/save.h"
#include "runtime/signature/fields.h"

namespace envelope::signing {

using diagnostics::Code;
using diagnostics::Sink;

namespace {

constexpr std::string_view kSecretEnd = ".key", kOpenEnd = ".pub", kVersionsEnd = ".versions";
constexpr unsigned kSecretMode = 0600, kOpenMode = 0644;

void report_no_memory(const std::string& path, const KeyCost& cost, Sink& sink) {
  sink.emit(Code::KeyNeedsMemory, {}, fmt::format("there is not enough memory for the passphrase of `{}`", path))
      .about(path)
      .note(fmt::format("it takes {} MiB, so that guessing is dear", cost.memory_bytes >> 20U))
      .with_help("run the command where there is more memory");
}

void report_existing(const std::string& path, Sink& sink) {
  sink.emit(Code::KeyFileExists, {}, fmt::format("`{}` is there already", path))
      .about(path)
      .note("a key that was replaced cannot be had back")
      .with_help("give the new key another name, or move the old one away");
}

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

}  // namespace

KeyPaths paths_of_name(const std::string& name) {
  return {name + std::string(kSecretEnd), name + std::string(kOpenEnd), name + std::string(kVersionsEnd)};
}

KeyPaths paths_of_secret(const std::string& secret) {
  const bool has_end = secret.ends_with(kSecretEnd);
  KeyPaths paths = paths_of_name(has_end ? secret.substr(0, secret.size() - kSecretEnd.size()) : secret);
  paths.secret = secret;
  return paths;
}

std::optional<signature::PublicKey> create_key(const KeyPaths& paths, const std::string& signer, const AskPassphrase& ask,
                                               const KeyCost& cost, Sink& sink) {
  for (const std::string& path : {paths.secret, paths.open, paths.versions})
    if (exists(path)) return report_existing(path, sink), std::nullopt;
  const std::optional<Secret> passphrase = ask(sink);
  if (!passphrase) return std::nullopt;
  const SecretKey key = new_key(signer);
  const std::optional<std::string> secret = secret_key_text(key, *passphrase, cost);
  if (!secret) return report_no_memory(paths.secret, cost, sink), std::nullopt;
  struct Part {
    const std::string& path;
    std::string text;
    unsigned mode;
  };
  const Part parts[] = {{paths.secret, *secret, kSecretMode},
                        {paths.open, public_key_text(key.public_key), kOpenMode},
                        {paths.versions, record_text({}, key), kSecretMode}};
  std::vector<std::string> made;
  for (const Part& part : parts) {
    const project::Created created = project::create_file(part.path, part.text, part.mode, sink);
    if (created.is_made) {
      made.push_back(part.path);
      continue;
    }
    if (created.exists) report_existing(part.path, sink);
    for (const std::string& path : made) ::unlink(path.c_str());
    return std::nullopt;
  }
  return key.public_key;
}

std::optional<SecretKey> open_key(const std::string& secret, const AskPassphrase& ask, Sink& sink) {
  const std::optional<std::string> text = project::read_private_file(secret, signature::kKeyFileBytesMax, sink);
  if (!text) return std::nullopt;
  const std::optional<SealedKey> sealed = read_secret_key(*text);
  if (!sealed) {
    auto& finding = sink.emit(Code::DamagedKey, {}, fmt::format("`{}` holds no secret key, or a damaged one", secret)).about(secret);
    finding.with_help(signature::read_public_key(*text) ? "this is a public key: name the file that ends in `.key`"
                                                        : "take it from a backup, or make another with `envc keygen`");
    return std::nullopt;
  }
  const std::optional<Secret> passphrase = ask(sink);
  if (!passphrase) return std::nullopt;
  OpenedKey opened = open_secret_key(*sealed, *passphrase);
  if (opened.fault == OpenFault::no_memory) report_no_memory(secret, sealed->cost, sink);
  if (opened.fault == OpenFault::wrong_passphrase)
    sink.emit(Code::WrongPassphrase, {}, fmt::format("the passphrase does not open `{}`", secret))
        .about(secret)
        .with_help("try again; a passphrase that is lost cannot be had back, and neither can the key");
  return std::move(opened.key);
}

std::optional<std::vector<signature::PublicKey>> read_public_keys(const std::vector<std::string>& paths, Sink& sink) {
  project::DiskFiles files;
  std::vector<signature::PublicKey> keys;
  for (const std::string& path : paths) {
    const project::ReadResult read = files.read(path, signature::kKeyFileBytesMax);
    if (read.outcome == project::ReadOutcome::failed) {
      sink.emit(Code::UnreadableFile, {}, fmt::format("`{}` cannot be read: {}", path, project::error_text(read.error))).about(path);
      return std::nullopt;
    }
    const auto key = read.outcome == project::ReadOutcome::ok ? signature::read_public_key(read.bytes) : std::nullopt;
    if (!key) {
      sink.emit(Code::DamagedKey, {}, fmt::format("`{}` holds no public key, or a damaged one", path))
          .about(path)
          .with_help("name the file that ends in `.pub`, as `envc keygen` wrote it");
      return std::nullopt;
    }
    keys.push_back(*key);
  }
  return keys;
}

std::optional<Versions> read_versions(const KeyPaths& paths, const SecretKey& key, Sink& sink) {
  const auto report = [&](std::string_view what) {
    sink.emit(Code::VersionRecordLost, {}, fmt::format("`{}`, which says what was signed before, {}", paths.versions, what))
        .about(paths.versions)
        .with_help(
            "take it from a backup, or begin anew with `--restart-versions --policy-version N`, where N is greater than every "
            "version signed before");
    return std::nullopt;
  };
  if (!exists(paths.versions)) return report("is missing");
  const std::optional<std::string> text = project::read_private_file(paths.versions, kRecordBytesMax, sink);
  if (!text) return std::nullopt;
  std::optional<Versions> versions = read_record(*text, key);
  if (!versions) return report("is damaged, or that of another key");
  return versions;
}

bool write_versions(const KeyPaths& paths, const SecretKey& key, const Versions& versions, Sink& sink) {
  const std::string text = record_text(versions, key);
  if (exists(paths.versions)) return project::save_file(paths.versions, text, sink);
  const project::Created created = project::create_file(paths.versions, text, kSecretMode, sink);
  if (created.exists) report_existing(paths.versions, sink);
  return created.is_made;
}

}  // namespace envelope::signing
