// What the compiler has to say, as data. Printers (text, JSON, SARIF, GitHub) render it; nothing else formats a finding.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/base/span.h"

namespace envelope::diagnostics {

// Every permanent code, from codes.def. The enumerator's value is the number: Code::UnknownName = 201 is ENV0201.
enum class Code : std::uint16_t {
#define ENV_CODE(number, name, severity, title) name = number,
#include "compiler/diagnostics/codes.def"
#undef ENV_CODE
};

enum class Severity : std::uint8_t { info, warning, error };

// A second place that matters, and what it has to do with the first.
struct Label {
  base::Span span;
  std::string text;
  bool operator==(const Label&) const = default;
};

struct Edit {
  base::Span span;  // empty: insert at `span.begin`
  std::string replacement;
  bool operator==(const Edit&) const = default;
};

// One machine-applicable change. All edits of a fix are applied together; they never overlap. A fix that is certain gives what its author
// can only have meant; the others are guesses, such as a name for a misspelt one: a person decides, and `--fix` leaves them alone.
struct Fix {
  std::string title;
  std::vector<Edit> edits;
  bool is_certain = true;
  bool operator==(const Fix&) const = default;
};

// A concrete request that shows the finding, printable as an `envelope decide` command line.
struct Witness {
  std::string request;   // e.g. `bolt git_push branch=main`
  std::string expected;  // e.g. `deny`
  std::string actual;
  bool operator==(const Witness&) const = default;
};

// One finding. `message` states the situation observed: lower-case first letter, no final period, code in backticks.
struct Diagnostic {
  Code code{};
  Severity severity = Severity::error;
  base::Span primary;  // invalid: the finding has no place in a text (e.g. an unreadable file)
  std::string path;    // read only without `primary`: the file or folder that the finding is about; empty: none
  std::string message;
  std::string primary_text;  // shown under the caret; may be empty
  std::vector<Label> labels;
  std::vector<std::string> notes;
  std::string help;  // what to do, in the user's words; may be empty
  std::vector<Fix> fixes;
  std::optional<Witness> witness;
  bool operator==(const Diagnostic&) const = default;

  // Chained while emitting: sink.emit(Code::X, span, "…").label(other, "declared here").with_help("…");
  Diagnostic& about(std::string file_or_folder) {
    path = std::move(file_or_folder);
    return *this;
  }
  Diagnostic& under(std::string text) {
    primary_text = std::move(text);
    return *this;
  }
  Diagnostic& label(base::Span span, std::string text) {
    labels.push_back({span, std::move(text)});
    return *this;
  }
  Diagnostic& note(std::string text) {
    notes.push_back(std::move(text));
    return *this;
  }
  Diagnostic& with_help(std::string text) {
    help = std::move(text);
    return *this;
  }
  Diagnostic& fix(std::string title, base::Span span, std::string replacement, bool is_certain = true) {
    fixes.push_back({std::move(title), {{span, std::move(replacement)}}, is_certain});
    return *this;
  }
  // A fix that is not certain.
  Diagnostic& propose(std::string title, base::Span span, std::string replacement) {
    return fix(std::move(title), span, std::move(replacement), false);
  }
};

// A finding that the author has taken note of, in a statement of the policy. It is listed in every report, and counts for nothing.
struct Accepted {
  Diagnostic finding;
  base::Span by;        // the statement
  std::string because;  // may be empty
};

// Collects findings. Stages receive a Sink& and never print. Not thread-safe.
class Sink {
 public:
  // Adds a finding with the code's default severity. The reference is valid until the next emit.
  Diagnostic& emit(Code code, base::Span primary, std::string message);

  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  // To be changed in place, but neither made more nor milder.
  [[nodiscard]] std::vector<Diagnostic>& all() { return diagnostics_; }
  void accept(Accepted accepted) { accepted_.push_back(std::move(accepted)); }
  [[nodiscard]] const std::vector<Accepted>& accepted() const { return accepted_; }
  [[nodiscard]] std::vector<Diagnostic> take() { return std::exchange(diagnostics_, {}); }
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] std::size_t error_count() const { return errors_; }

 private:
  std::vector<Diagnostic> diagnostics_;
  std::vector<Accepted> accepted_;
  std::size_t errors_ = 0;
};

// `error`, `warning` or `info`: the one spelling used in every format that is ours.
[[nodiscard]] std::string_view severity_word(Severity severity);

// Facts of the registry. `code_text` gives "ENV0201"; `find_code` reads "ENV0201", "env201" or "0201".
// `all_codes` is in the order of the numbers.
[[nodiscard]] std::string code_text(Code code);
[[nodiscard]] std::string_view code_name(Code code);
[[nodiscard]] std::string_view code_title(Code code);
[[nodiscard]] Severity default_severity(Code code);
[[nodiscard]] std::optional<Code> find_code(std::string_view text);
[[nodiscard]] const std::vector<Code>& all_codes();
// The catalogue page (Markdown, docs/diagnostics/ENVnnnn.md), compiled into the program; empty when there is none.
[[nodiscard]] std::string_view catalogue_page(Code code);
// Where that page is published.
[[nodiscard]] std::string page_url(Code code);

}  // namespace envelope::diagnostics
