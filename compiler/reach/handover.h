// One agent asks another for something, itself or by a subagent, and the other does it. The labels of the one's session travel with the
// request: the other acts in a session that holds them all, and may hold more. The rest of either session is of its own choice.
#pragma once

#include "compiler/reach/authority.h"
#include "compiler/reach/subagents.h"

namespace envelope::reach {

// The requests of a handover, and where whoever asks stands.
struct HandedOver {
  request::Request asking, acting;
  prove::Choice choice;  // of `asking`
  Stand stand;
};

class Handover {
 public:
  // `asking` and `acting` are where the one asks and the other acts, nodes of two logics of one space, which must outlive the object.
  // Subagents of the one run so deep; those that are started without asking anybody count where `level` is allow.
  Handover(prove::CellLogic& asks, const Depths& depths, base::Effect level, prove::Node asking, prove::CellLogic& acts,
           prove::Node acting);

  // Where it is handed over and done, by the labels of the session of whoever asks; of its session nothing else matters.
  [[nodiscard]] prove::Node where() const { return where_; }
  // The same by one that stands there.
  [[nodiscard]] prove::Node where_at(const Stand& stand) const;
  // The least requests within `f`, which lies within where().
  [[nodiscard]] HandedOver least(prove::Node f) const;

 private:
  prove::CellLogic& asks_;
  prove::CellLogic& acts_;
  Depths depths_;
  prove::Node asking_, acting_, done_, where_ = bdd::kFalse;
};

// Where some session of the principal that holds exactly the labels asked about, acting for itself, satisfies `f`.
[[nodiscard]] prove::Node by_labels(prove::CellLogic& logic, prove::Node f);

}  // namespace envelope::reach
