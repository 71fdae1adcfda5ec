#include "compiler/diff/change.h"

#include <fmt/format.h>

namespace envelope::diff {

std::string_view verdict_word(Verdict verdict) {
  switch (verdict) {
    case Verdict::equivalent:
      return "equivalent";
    case Verdict::narrower:
      return "narrower";
    case Verdict::wider:
      return "wider";
    case Verdict::incomparable:
      return "incomparable";
  }
  return "incomparable";
}

std::string subject_words(const Subject& subject) {
  if (subject.action.empty()) return subject.agent;
  if (subject.requested.empty()) return fmt::format("{} {}", subject.agent, subject.action);
  return fmt::format("{} request {} for {}", subject.agent, subject.requested, subject.action);
}

}  // namespace envelope::diff
