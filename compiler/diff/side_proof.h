// What is proved of one side by itself.
#pragma once

#include <string>
#include <string_view>

#include "compiler/diff/change.h"
#include "compiler/diff/compare.h"
#include "compiler/diff/joint.h"
#include "compiler/prove/proof.h"

namespace envelope::diff {

// The side's model must outlive it. Files are called by the side's prefix in what it tells.
class SideProof {
 public:
  SideProof(const SidePolicy& side, const CompareOptions& options);
  [[nodiscard]] prove::Proof& operator*() { return proof_; }
  [[nodiscard]] const prove::Proof& operator*() const { return proof_; }

  // Whether nothing that was asked is unknown or went wrong. If not, it is appended to `to`, `what` being what was looked for.
  [[nodiscard]] bool is_known(Side side, std::string_view what, PolicyDiff& to) const;

 private:
  base::SourceMap sources_;
  prove::Proof proof_;
};

}  // namespace envelope::diff
