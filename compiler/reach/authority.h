// What one principal may do, held against what another may: both as functions of the same request.
//
// A principal may do something when some session of its own lets it: it acts for itself (depth 0), and whatever set it off, whatever labels
// its session holds. What remains are the attributes of the request and what surrounds both alike: facts, time, windows and stops.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "compiler/prove/proof.h"
#include "compiler/reach/graph.h"

namespace envelope::reach {

// The cell of a principal and an action, or an edge; nothing where no rule speaks of it: all is denied.
class CellIndex {
 public:
  explicit CellIndex(const prove::Proof& proof);
  [[nodiscard]] std::optional<std::uint32_t> find(base::PrincipalId who, base::ActionId action, base::PrincipalId requested = {}) const;
  // Cells of one principal about its own actions, ascending.
  [[nodiscard]] const std::vector<std::uint32_t>& of(base::PrincipalId who) const { return own_[who.index()]; }

 private:
  std::vector<std::vector<std::uint32_t>> own_;
  std::unordered_map<std::uint64_t, std::vector<std::pair<std::uint32_t, std::uint32_t>>> edges_;  // principal, action -> requested, cell
  std::unordered_map<std::uint64_t, std::uint32_t> cells_;
};

// Whether a rule of the cell asks for whoever acts: its principals, of whom the policy says the same, then do not stand for each other.
[[nodiscard]] bool asks_for_self(const model::PolicyModel& model, const prove::ProofCell& cell);
// The same, or what surrounds the requests tells them apart.
[[nodiscard]] bool tells_apart(const prove::Proof& proof, const prove::ProofCell& cell);
// Those of `some`, principals of the cell, about whom it says the same: where they are told apart, each by itself.
[[nodiscard]] std::vector<std::vector<base::PrincipalId>> alike(const prove::Proof& proof, const prove::ProofCell& cell,
                                                                const std::vector<base::PrincipalId>& some);

// Where the session of whoever acts is of its own choice: the slots of labels, origin, depth, job.
[[nodiscard]] std::vector<bool> session_slots(const prove::CellLogic& logic);
// `f` where the principal acts for itself.
[[nodiscard]] prove::Node at_top(prove::CellLogic& logic, prove::Node f);
// The slot that says whether the window, phase or stop is on; nothing: the cell does not ask.
[[nodiscard]] std::optional<std::uint32_t> switch_slot(const prove::CellLogic& logic, base::SwitchId mode);
// `f` where the window, phase or stop is on (or off); `f` itself where the cell does not ask.
[[nodiscard]] prove::Node in_state(prove::CellLogic& logic, prove::Node f, base::SwitchId mode, bool on);
// Where some session of the principal, acting for itself, is decided to be `level` or milder, and needs none of the approvals `barred`.
[[nodiscard]] prove::Node able(prove::CellLogic& logic, base::Effect level, const prove::Without& without = {},
                               const std::vector<base::ApprovalId>& barred = {});
// The same of the session as it is.
[[nodiscard]] prove::Node decided(prove::CellLogic& logic, base::Effect level, const prove::Without& without,
                                  const std::vector<base::ApprovalId>& barred);

// Cells about one action, in one space. The cells must outlive it, and no other logic may be made meanwhile.
class Joint {
 public:
  Joint(prove::Proof& proof, const std::vector<const prove::ProofCell*>& cells, const std::vector<model::GuardId>& more = {});
  [[nodiscard]] std::string limit() const;
  [[nodiscard]] prove::CellLogic& operator[](std::size_t number) { return logics_[number]; }

 private:
  std::vector<prove::CellLogic> logics_;
};

// How something stands against a principal that another may do.
enum class Standing : std::uint8_t {
  open,       // may do it as well
  ungranted,  // nothing grants it
  asked,      // needs an approval
  refused,    // a rule denies it, or lets it propose at most
};

// Where some session of the principal, acting for itself, is kept below `ask` by a rule.
[[nodiscard]] prove::Node restrained(prove::CellLogic& logic, const prove::Without& without = {});

// How it stands with what is gained, against somebody who may do some of it if people are asked (`ask`), and is restrained in some of it;
// the gravest, and where it is so.
struct Difference {
  Standing standing = Standing::open;
  prove::Node where = bdd::kFalse;
};
[[nodiscard]] Difference difference(bdd::Space& space, prove::Node gained, prove::Node ask, prove::Node restrained);

// Where the second may do what the first may not, by how it stands there.
class Gain {
 public:
  // Both cells are of the same action; without `first` nothing grants it there.
  // The second acts by subagents as well, so deep as they run.
  Gain(prove::Proof& proof, const prove::ProofCell* first, const prove::ProofCell& second, const Depths& depths,
       const prove::Without& without = {});
  // The gravest: refused, then asked, then ungranted.
  [[nodiscard]] Standing standing() const { return standing_; }
  // The least request with which it is so, by the second.
  [[nodiscard]] const request::Request& request() const { return request_; }
  // Of the subagent of the second that makes it; 0: it makes it itself.
  [[nodiscard]] std::uint32_t depth() const { return depth_; }
  [[nodiscard]] const std::string& limit() const { return limit_; }

 private:
  Standing standing_ = Standing::open;
  request::Request request_;
  std::uint32_t depth_ = 0;
  std::string limit_;
};

// The least choice within `f`, in which the slots that are not of the session are as in `shared` (which satisfies them).
[[nodiscard]] prove::Choice within(prove::CellLogic& logic, prove::Node f, const prove::Choice& shared);

}  // namespace envelope::reach
