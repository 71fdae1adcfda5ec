#include "compiler/syntax/antlr/error_log.h"

#include <algorithm>
#include <set>
#include <utility>

#include "compiler/syntax/parse.h"

namespace envelope::syntax {

diagnostics::Diagnostic& ErrorLog::add(diagnostics::Code code, base::Span place, std::string message) {
  diagnostics::Diagnostic& error = errors_.emplace_back();
  error.code = code;
  error.primary = place;
  error.message = std::move(message);
  return error;
}

void ErrorLog::drop_within(base::Span span) {
  std::erase_if(errors_,
                [&](const diagnostics::Diagnostic& error) { return error.primary.begin >= span.begin && error.primary.begin < span.end; });
}

void ErrorLog::drop_stray_within(base::Span span) {
  std::erase_if(errors_, [&](const diagnostics::Diagnostic& error) {
    return error.code == diagnostics::Code::StrayCharacter && error.primary.begin >= span.begin && error.primary.begin < span.end;
  });
}

bool ErrorLog::touches(base::Span span) const {
  return std::any_of(errors_.begin(), errors_.end(), [&](const diagnostics::Diagnostic& error) {
    return error.primary.begin >= span.begin && error.primary.begin <= span.end;
  });
}

bool ErrorLog::is_full() const { return errors_.size() > kSyntaxErrorsMax; }

std::vector<std::uint32_t> ErrorLog::places() const {
  std::vector<std::uint32_t> places;
  places.reserve(errors_.size());
  for (const diagnostics::Diagnostic& error : errors_) places.push_back(error.primary.begin);
  std::sort(places.begin(), places.end());
  return places;
}

// A character that cannot be seen was refused when the text was loaded. That it also means nothing where it stands is no second mistake.
void ErrorLog::drop_refused_characters(const diagnostics::Sink& sink) {
  std::set<std::pair<base::FileId, std::uint32_t>> refused;
  for (const diagnostics::Diagnostic& finding : sink.diagnostics())
    if (finding.code == diagnostics::Code::InvisibleCharacter) refused.emplace(finding.primary.file, finding.primary.begin);
  std::erase_if(errors_, [&](const diagnostics::Diagnostic& error) {
    return error.code == diagnostics::Code::StrayCharacter && refused.contains({error.primary.file, error.primary.begin});
  });
}

void ErrorLog::hand_over(diagnostics::Sink& sink) {
  drop_refused_characters(sink);
  std::stable_sort(errors_.begin(), errors_.end(), [](const auto& a, const auto& b) { return a.primary.begin < b.primary.begin; });
  std::size_t shown = 0;
  for (diagnostics::Diagnostic& error : errors_) {
    if (shown++ == kSyntaxErrorsMax) {
      sink.emit(diagnostics::Code::TooManySyntaxErrors, error.primary, "there are too many syntax errors to go on")
          .with_help("correct the errors above and check again; what stands behind this place was not read");
      break;
    }
    diagnostics::Diagnostic& emitted = sink.emit(error.code, error.primary, std::move(error.message));
    const diagnostics::Severity severity = emitted.severity;
    error.message = std::move(emitted.message);
    emitted = std::move(error);
    emitted.severity = severity;
  }
  errors_.clear();
}

}  // namespace envelope::syntax
