// Keys on disk: NAME.key, NAME.pub and NAME.versions, made together.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/signing/key_file.h"
#include "compiler/signing/version_record.h"

namespace envelope::signing {

struct KeyPaths {
  std::string secret, open, versions;
};
// Of a key called `name`; and of one whose secret half is `secret`.
[[nodiscard]] KeyPaths paths_of_name(const std::string& name);
[[nodiscard]] KeyPaths paths_of_secret(const std::string& secret);

// Asked for when it is needed and not before. Nothing, after a finding, when there is none.
using AskPassphrase = std::function<std::optional<Secret>(diagnostics::Sink&)>;

// Makes the three files of a new key, or none. Never in place of anything: ENV0730.
[[nodiscard]] std::optional<signature::PublicKey> create_key(const KeyPaths& paths, const std::string& signer, const AskPassphrase& ask,
                                                             const KeyCost& cost, diagnostics::Sink& sink);
// The key in the file `secret`, or nothing and ENV0001, ENV0731, ENV0732, ENV0733 or ENV0736.
[[nodiscard]] std::optional<SecretKey> open_key(const std::string& secret, const AskPassphrase& ask, diagnostics::Sink& sink);

// Nothing and ENV0001 or ENV0732 when a file holds no public key.
[[nodiscard]] std::optional<std::vector<signature::PublicKey>> read_public_keys(const std::vector<std::string>& paths,
                                                                                diagnostics::Sink& sink);

// What the key signed before. Nothing and ENV0735 when the record is missing or not this key's.
[[nodiscard]] std::optional<Versions> read_versions(const KeyPaths& paths, const SecretKey& key, diagnostics::Sink& sink);
[[nodiscard]] bool write_versions(const KeyPaths& paths, const SecretKey& key, const Versions& versions, diagnostics::Sink& sink);

}  // namespace envelope::signing
