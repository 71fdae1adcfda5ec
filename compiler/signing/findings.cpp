#include "compiler/signing/findings.h"

#include <fmt/format.h>

namespace envelope::signing {

using diagnostics::Code;
using signature::Fault;

void report_refused(const std::string& path, std::string_view why, diagnostics::Sink& sink) {
  auto& finding = sink.emit(Code::TableRefused, {}, fmt::format("`{}` is refused: {}", path, why)).about(path);
  if (!why.starts_with("cannot_read")) finding.with_help("build it again with `envc build`");
}

void report_signature(Fault fault, const std::string& path, std::string_view file, const signature::Expected& expected,
                      diagnostics::Sink& sink) {
  const signature::Claims claims = signature::claims_of(file).value_or(signature::Claims{});
  const auto emit = [&](Code code, std::string message) -> diagnostics::Diagnostic& {
    return sink.emit(code, {}, std::move(message)).about(path);
  };
  constexpr std::string_view kForged = "trust nothing in it: take the table from where it was signed";
  switch (fault) {
    case Fault::none:
      return;
    case Fault::unsigned_table:
      emit(Code::UnsignedTable, fmt::format("`{}` is not signed", path)).with_help("sign it: `envc sign TABLE --key NAME.key`");
      return;
    case Fault::wrong_signature:
      emit(Code::WrongSignature, fmt::format("the signature of `{}` was not made by the key that it names", path))
          .with_help(std::string(kForged));
      return;
    case Fault::other_bytes:
      emit(Code::SignedOtherBytes, fmt::format("the signature of `{}` was made for other bytes", path))
          .note(fmt::format("it was made by `{}` for version {} of `{}`", claims.key.signer, claims.policy_version, claims.policy_name))
          .with_help(std::string(kForged));
      return;
    case Fault::other_name:
      emit(Code::SignedOtherPolicy,
           fmt::format("the signature of `{}` names the policy `{}`, and the table another", path, claims.policy_name))
          .with_help(std::string(kForged));
      return;
    case Fault::other_signer:
      emit(Code::UnexpectedSigner, fmt::format("`{}` is signed by `{}` (key {}), whose key was not given", path, claims.key.signer,
                                               signature::to_hex(claims.key_id)))
          .with_help("accept it only when you know that this key is theirs: then name it with `--key`");
      return;
    case Fault::other_policy:
      emit(Code::SignedOtherPolicy, fmt::format("`{}` is the table of `{}`, not of `{}`", path, claims.policy_name, expected.policy))
          .with_help("put the table of the right policy in its place");
      return;
    case Fault::old_version:
      emit(Code::VersionTooOld, fmt::format("`{}` is version {} of `{}`; at least {} is wanted", path, claims.policy_version,
                                            claims.policy_name, expected.version_min))
          .with_help("put the newest signed table in its place");
      return;
  }
}

}  // namespace envelope::signing
