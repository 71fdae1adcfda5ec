// Signing a table on disk: key, version, signature, record, file, in this order, so that a version is spent before anybody sees it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/signing/key_store.h"

namespace envelope::signing {

// As an output: the bytes of the signed table are given back and stand nowhere.
inline constexpr std::string_view kNowhere = "-";

struct SigningOrder {
  std::string key_path;                  // of the secret key
  std::optional<std::uint64_t> version;  // not given: one more than the last
  bool restart_versions = false;         // where the record is lost, `version` is above all that was signed before: requires it, above 0
  std::string output;                    // where the signed table goes, or kNowhere; the table that stands there counts as signed before
};

struct Signed {
  signature::PublicKey key;
  std::string policy;
  std::uint64_t version = 0;
  std::string bytes;  // the signed table
};

// `file`: a table, with a signature behind it or without; one that is there is replaced. Nothing is written and a finding says why when
// the key does not open, the table is refused, its policy has no name to sign, or the version is not greater than every one signed before:
// by the record of the key, by the signature behind `file`, and by that of the table at `output`.
[[nodiscard]] std::optional<Signed> sign_table(std::string_view file, const SigningOrder& order, const AskPassphrase& ask,
                                               diagnostics::Sink& sink);

}  // namespace envelope::signing
