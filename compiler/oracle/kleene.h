// Kleene's truths in one case, or in many at once: whoever reads conditions (reading.h, cell.h) does not know how many.
//
// `Bits` is a Boolean per case, with `&`, `|` and `~` case by case.
#pragma once

#include "runtime/text/truth.h"

namespace envelope::oracle {

template <typename Bits>
struct Kleene {
  Bits yes;  // where it is certainly so
  Bits may;  // where it is not certainly otherwise: yes or unknown
};

template <typename Bits>
Kleene<Bits> both(const Kleene<Bits>& a, const Kleene<Bits>& b) {
  return {a.yes & b.yes, a.may & b.may};
}
template <typename Bits>
Kleene<Bits> either(const Kleene<Bits>& a, const Kleene<Bits>& b) {
  return {a.yes | b.yes, a.may | b.may};
}
template <typename Bits>
Kleene<Bits> negation(const Kleene<Bits>& a) {
  return {~a.may, ~a.yes};
}

// The Bits of a single case.
struct OneCase {
  bool holds = false;
  friend OneCase operator&(OneCase a, OneCase b) { return {a.holds && b.holds}; }
  friend OneCase operator|(OneCase a, OneCase b) { return {a.holds || b.holds}; }
  friend OneCase operator~(OneCase a) { return {!a.holds}; }
};

[[nodiscard]] inline Kleene<OneCase> kleene_of(text::Truth truth) { return {{truth == text::Truth::yes}, {truth != text::Truth::no}}; }
[[nodiscard]] inline text::Truth truth_of(const Kleene<OneCase>& kleene) {
  return kleene.yes.holds ? text::Truth::yes : kleene.may.holds ? text::Truth::unknown : text::Truth::no;
}

}  // namespace envelope::oracle
