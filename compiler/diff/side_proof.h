// What is proved of one side by itself.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "compiler/diff/change.h"
#include "compiler/diff/compare.h"
#include "compiler/diff/joint.h"
#include "compiler/prove/proof.h"
#include "compiler/reach/worlds.h"

namespace envelope::diff {

// The side's model must outlive it. Files are called by the side's prefix in what it tells.
class SideProof {
 public:
  SideProof(Side side, const SidePolicy& policy, const CompareOptions& options);
  SideProof(const SideProof&) = delete;
  SideProof& operator=(const SideProof&) = delete;

  [[nodiscard]] prove::Proof& operator*() { return proof_; }
  [[nodiscard]] const prove::Proof& operator*() const { return proof_; }
  [[nodiscard]] Side side() const { return side_; }
  [[nodiscard]] const model::PolicyModel& model() const { return proof_.model(); }
  [[nodiscard]] reach::Worlds& worlds() { return worlds_; }
  [[nodiscard]] Place place(base::Span span) const;

  // What is asked from now on is another matter than what was asked before.
  void begin() { begun_ = proof_.unknowns().size(); }
  // Whether nothing is unknown of what was asked since, nor of what all is asked about, and nothing went wrong. What is unknown is appended
  // to `to`, `what` being what was looked for.
  [[nodiscard]] bool is_known(std::string_view what, PolicyDiff& to) const;

 private:
  Side side_;
  base::SourceMap sources_;
  prove::Proof proof_;
  reach::Worlds worlds_;
  std::size_t shared_ = 0, begun_ = 0;  // unknowns of what all is asked about, and before begin()
};

using SideProofs = std::array<SideProof, 2>;

}  // namespace envelope::diff
