// What surrounds requests, beyond what each of them can say alone.
#pragma once

#include "compiler/bdd/bdd.h"

namespace envelope::prove {

class CellLogic;

// Told to a Proof (Proof::surround) by whoever knows more than single requests show: which windows and stops can be on together, say.
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  // Where, over the slots of this cell, requests can occur at all. May leave in what cannot; never leaves out what can.
  [[nodiscard]] virtual bdd::Node occurring(CellLogic& logic) = 0;
  // Whether that may differ for principals of whom the rules of a cell say the same.
  [[nodiscard]] virtual bool tells_apart() const { return false; }
};

}  // namespace envelope::prove
