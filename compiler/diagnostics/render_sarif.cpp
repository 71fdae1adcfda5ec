#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/json/json_text.h"
#include "compiler/diagnostics/json/uri.h"
#include "compiler/diagnostics/legible.h"
#include "compiler/diagnostics/render.h"

namespace envelope::diagnostics {

namespace {

using llvm::json::OStream;

llvm::StringRef level_word(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "note";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return {};
}

// SARIF wants messages to be sentences; ours end without a period.
std::string sentence(std::string_view text) {
  std::string result(text);
  if (!result.empty() && std::string_view(".!?").find(result.back()) == std::string_view::npos) result += '.';
  return result;
}

// A viewer would turn `[text](target)` into a link, and the text may come from a policy's author.
std::string plain_message(std::string_view text) {
  if (text.find("](") == std::string_view::npos) return std::string(text);
  std::string result;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string message_of(const Diagnostic& diagnostic) {
  std::string message = sentence(diagnostic.message);
  if (!diagnostic.help.empty()) message += " Help: " + sentence(diagnostic.help);
  return plain_message(message);
}

// Where a result is shown: the finding's own place, or else the first place it speaks of. Invalid when there is none.
base::Span place_of(const Diagnostic& diagnostic) {
  if (diagnostic.primary.is_valid()) return diagnostic.primary;
  for (const Label& label : diagnostic.labels)
    if (label.span.is_valid()) return label.span;
  return {};
}

void write_text(OStream& json, llvm::StringRef key, std::string_view text) {
  json.attributeObject(key, [&] { string_attribute(json, "text", text); });
}

class Log {
 public:
  Log(OStream& json, const base::SourceMap& sources, const std::vector<Diagnostic>& diagnostics, const std::vector<Accepted>& accepted)
      : json_(json), sources_(sources), accepted_(accepted) {
    for (const Accepted& one : accepted) rule_index_.emplace(one.finding.code, 0);
    for (const Diagnostic& diagnostic : diagnostics) {
      diagnostics_.push_back(legible(diagnostic));
      rule_index_.emplace(diagnostic.code, 0);
    }
    int next = 0;
    for (auto& [code, index] : rule_index_) index = next++;
  }

  void write() {
    json_.object([&] {
      json_.attribute("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
      json_.attribute("version", "2.1.0");
      json_.attributeArray("runs", [&] {
        json_.object([&] {
          write_tool();
          json_.attribute("columnKind", "unicodeCodePoints");
          json_.attributeArray("results", [&] {
            for (const Diagnostic& diagnostic : diagnostics_)
              if (place_of(diagnostic).is_valid()) write_result(diagnostic);
            for (const Accepted& one : accepted_)
              if (place_of(one.finding).is_valid()) write_result(legible(one.finding), &one);
          });
          write_invocation();
        });
      });
    });
  }

 private:
  void write_tool() {
    json_.attributeObject("tool", [&] {
      json_.attributeObject("driver", [&] {
        json_.attribute("name", "envc");
        json_.attribute("fullName", "Envelope policy compiler");
        json_.attribute("semanticVersion", ENVELOPE_VERSION);
        json_.attribute("informationUri", ENVELOPE_DOCS_URL);
        json_.attributeArray("rules", [&] {
          for (const auto& [code, index] : rule_index_) write_rule(code);
        });
      });
    });
  }

  void write_rule(Code code) {
    json_.object([&] {
      string_attribute(json_, "id", code_text(code));
      string_attribute(json_, "name", code_name(code));
      write_text(json_, "shortDescription", sentence(code_title(code)));
      write_text(json_, "fullDescription", sentence(code_title(code)));
      json_.attributeObject("defaultConfiguration", [&] { json_.attribute("level", level_word(default_severity(code))); });
      string_attribute(json_, "helpUri", page_url(code));
      json_.attributeObject("help", [&] {
        string_attribute(json_, "text", "See " + page_url(code) + ".");
        if (!catalogue_page(code).empty()) string_attribute(json_, "markdown", catalogue_page(code));
      });
    });
  }

  void write_result(const Diagnostic& diagnostic, const Accepted* accepted = nullptr) {
    json_.object([&] {
      string_attribute(json_, "ruleId", code_text(diagnostic.code));
      json_.attribute("ruleIndex", rule_index_.at(diagnostic.code));
      json_.attribute("level", level_word(diagnostic.severity));
      write_text(json_, "message", message_of(diagnostic));
      json_.attributeArray("locations", [&] { json_.object([&] { write_physical_location(place_of(diagnostic)); }); });
      write_related(diagnostic.labels);
      write_fixes(diagnostic.fixes);
      if (accepted != nullptr) write_suppression(*accepted);
      write_properties(diagnostic);
    });
  }

  void write_suppression(const Accepted& accepted) {
    json_.attributeArray("suppressions", [&] {
      json_.object([&] {
        json_.attribute("kind", "inSource");
        json_.attribute("status", "accepted");
        if (!accepted.because.empty()) string_attribute(json_, "justification", accepted.because);
        if (accepted.by.is_valid()) json_.attributeObject("location", [&] { write_physical_location(accepted.by); });
      });
    });
  }

  // A finding without any place (a file that cannot be read) is no result: viewers drop those. It is what SARIF calls a
  // notification, and an error among them means that the tool did not do its work.
  void write_invocation() {
    std::vector<const Diagnostic*> placeless;
    for (const Diagnostic& diagnostic : diagnostics_)
      if (!place_of(diagnostic).is_valid()) placeless.push_back(&diagnostic);
    if (placeless.empty()) return;
    const auto is_error = [](const Diagnostic* diagnostic) { return diagnostic->severity == Severity::error; };
    json_.attributeArray("invocations", [&] {
      json_.object([&] {
        json_.attribute("executionSuccessful", std::none_of(placeless.begin(), placeless.end(), is_error));
        json_.attributeArray("toolExecutionNotifications", [&] {
          for (const Diagnostic* diagnostic : placeless) write_notification(*diagnostic);
        });
      });
    });
  }

  void write_notification(const Diagnostic& diagnostic) {
    json_.object([&] {
      json_.attribute("level", level_word(diagnostic.severity));
      write_text(json_, "message", message_of(diagnostic));
      if (!diagnostic.path.empty()) {
        json_.attributeArray("locations", [&] {
          json_.object([&] { json_.attributeObject("physicalLocation", [&] { write_artifact(diagnostic.path); }); });
        });
      }
      json_.attributeObject("associatedRule", [&] {
        string_attribute(json_, "id", code_text(diagnostic.code));
        json_.attribute("index", rule_index_.at(diagnostic.code));
      });
      write_properties(diagnostic);
    });
  }

  void write_artifact(const std::string& path) {
    json_.attributeObject("artifactLocation", [&] {
      json_.attribute("uri", uri_of_path(path));
      if (!path.starts_with('/')) json_.attribute("uriBaseId", "%SRCROOT%");
    });
  }

  void write_region(llvm::StringRef key, base::Span span) {
    const base::Position begin = sources_.position(span.file, span.begin);
    const base::Position end = sources_.position(span.file, span.end);
    json_.attributeObject(key, [&] {
      json_.attribute("startLine", begin.line);
      json_.attribute("startColumn", begin.column);
      json_.attribute("endLine", end.line);
      json_.attribute("endColumn", end.column);
    });
  }

  void write_physical_location(base::Span span) {
    json_.attributeObject("physicalLocation", [&] {
      write_artifact(sources_.file(span.file).path);
      write_region("region", span);
    });
  }

  void write_related(const std::vector<Label>& labels) {
    if (labels.empty()) return;
    json_.attributeArray("relatedLocations", [&] {
      for (const Label& label : labels) {
        if (!label.span.is_valid()) continue;
        json_.object([&] {
          write_physical_location(label.span);
          write_text(json_, "message", plain_message(sentence(label.text)));
        });
      }
    });
  }

  void write_fixes(const std::vector<Fix>& fixes) {
    const auto is_shown = [](const Fix& fix) {
      const auto has_place = [](const Edit& edit) { return edit.span.is_valid(); };
      return !fix.edits.empty() && std::all_of(fix.edits.begin(), fix.edits.end(), has_place);
    };
    if (std::none_of(fixes.begin(), fixes.end(), is_shown)) return;
    json_.attributeArray("fixes", [&] {
      for (const Fix& fix : fixes) {
        if (!is_shown(fix)) continue;
        json_.object([&] {
          write_text(json_, "description", plain_message(sentence(fix.title)));
          write_changes(fix);
          json_.attributeObject("properties", [&] { json_.attribute("certain", fix.is_certain); });
        });
      }
    });
  }

  void write_changes(const Fix& fix) {
    std::map<base::FileId, std::vector<const Edit*>> by_file;
    for (const Edit& edit : fix.edits) by_file[edit.span.file].push_back(&edit);
    json_.attributeArray("artifactChanges", [&] {
      for (const auto& [file, edits] : by_file) {
        json_.object([&] {
          write_artifact(sources_.file(file).path);
          json_.attributeArray("replacements", [&] {
            for (const Edit* edit : edits) {
              json_.object([&] {
                write_region("deletedRegion", edit->span);
                write_text(json_, "insertedContent", edit->replacement);
              });
            }
          });
        });
      }
    });
  }

  // What SARIF has no place for.
  void write_properties(const Diagnostic& diagnostic) {
    if (diagnostic.notes.empty() && diagnostic.primary_text.empty() && !diagnostic.witness) return;
    json_.attributeObject("properties", [&] {
      if (!diagnostic.primary_text.empty()) string_attribute(json_, "primaryText", diagnostic.primary_text);
      if (!diagnostic.notes.empty()) {
        json_.attributeArray("notes", [&] {
          for (const std::string& note : diagnostic.notes) json_.value(utf8(note));
        });
      }
      if (!diagnostic.witness) return;
      json_.attributeObject("witness", [&] {
        string_attribute(json_, "request", diagnostic.witness->request);
        string_attribute(json_, "expected", diagnostic.witness->expected);
        string_attribute(json_, "actual", diagnostic.witness->actual);
      });
    });
  }

  OStream& json_;
  const base::SourceMap& sources_;
  const std::vector<Accepted>& accepted_;
  std::vector<Diagnostic> diagnostics_;
  std::map<Code, int> rule_index_;
};

}  // namespace

std::string render_sarif(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources,
                         const std::vector<Accepted>& accepted) {
  std::string out;
  llvm::raw_string_ostream stream(out);
  OStream json(stream, 2);
  Log(json, sources, diagnostics, accepted).write();
  stream.flush();
  return harmless_json(out) + "\n";
}

}  // namespace envelope::diagnostics
