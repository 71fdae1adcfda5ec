// One agent asks another for something, and the other does it. The labels of the one's session travel with the request: the other acts in a
// session that holds them all, and may hold more. The rest of either session is of its own choice.
#pragma once

#include <utility>

#include "compiler/reach/authority.h"

namespace envelope::reach {

class Handover {
 public:
  // `asking` and `acting` are where the one asks and the other acts, nodes of two logics of one space, which must outlive the object.
  Handover(prove::CellLogic& asks, prove::Node asking, prove::CellLogic& acts, prove::Node acting);

  // Where it is handed over and done, by the labels of the session of whoever asks; of its session nothing else matters.
  [[nodiscard]] prove::Node where() const { return where_; }
  // The least requests, to ask and to act, within `f`, which lies within where().
  [[nodiscard]] std::pair<request::Request, request::Request> least(prove::Node f) const;

 private:
  prove::CellLogic& asks_;
  prove::CellLogic& acts_;
  prove::Node asking_, acting_, where_;
};

// Where some session of the principal that holds exactly the labels asked about, acting for itself, satisfies `f`.
[[nodiscard]] prove::Node by_labels(prove::CellLogic& logic, prove::Node f);

}  // namespace envelope::reach
