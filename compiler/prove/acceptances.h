// `accept CODE for … because "…" until DATE`.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "compiler/prove/checks.h"

namespace envelope::prove {

// Takes out the findings that are accepted and puts in what is to be said about the acceptances themselves: each that silences something,
// each that has expired, each that matches nothing. Codes that `checked` does not have are left alone: others will speak of them.
void apply_acceptances(const Proof& proof, std::optional<std::int64_t> now_ms, std::span<const diagnostics::Code> checked,
                       Findings& findings);

// What is found about rules, approvals and claims, and what is found about claims alone.
extern const std::span<const diagnostics::Code> kAllCodes, kClaimCodes;

}  // namespace envelope::prove
