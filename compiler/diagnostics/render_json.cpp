#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <string>

#include "compiler/diagnostics/json/json_text.h"
#include "compiler/diagnostics/legible.h"
#include "compiler/diagnostics/render.h"

namespace envelope::diagnostics {

namespace {

constexpr int kSchemaVersion = 1;  // docs/diagnostics-json.md; raised when a field changes its meaning or goes

using llvm::json::OStream;

void write_position(OStream& json, llvm::StringRef key, const base::SourceMap& sources, base::FileId file, std::uint32_t offset) {
  const base::Position at = sources.position(file, offset);
  json.attributeObject(key, [&] {
    json.attribute("line", at.line);
    json.attribute("column", at.column);
    json.attribute("byte", offset);
  });
}

// "path", "start" and "end". Without a place the last two are null, and so is the first unless the finding is about a file as a whole.
void write_span(OStream& json, const base::SourceMap& sources, base::Span span, const std::string& whole_file = {}) {
  if (!span.is_valid()) {
    if (whole_file.empty())
      json.attribute("path", nullptr);
    else
      string_attribute(json, "path", whole_file);
    for (const char* key : {"start", "end"}) json.attribute(key, nullptr);
    return;
  }
  string_attribute(json, "path", sources.file(span.file).path);
  write_position(json, "start", sources, span.file, span.begin);
  write_position(json, "end", sources, span.file, span.end);
}

void write_fix(OStream& json, const base::SourceMap& sources, const Fix& fix) {
  json.object([&] {
    string_attribute(json, "title", fix.title);
    json.attribute("certain", fix.is_certain);
    json.attributeArray("edits", [&] {
      for (const Edit& edit : fix.edits) {
        json.object([&] {
          write_span(json, sources, edit.span);
          string_attribute(json, "replacement", edit.replacement);
        });
      }
    });
  });
}

// `accepted`: by what, where it is.
void write_diagnostic(OStream& json, const base::SourceMap& sources, const Diagnostic& diagnostic, const Accepted* accepted = nullptr) {
  json.object([&] {
    string_attribute(json, "code", code_text(diagnostic.code));
    string_attribute(json, "name", code_name(diagnostic.code));
    string_attribute(json, "severity", severity_word(diagnostic.severity));
    string_attribute(json, "message", diagnostic.message);
    write_span(json, sources, diagnostic.primary, diagnostic.path);
    string_attribute(json, "primary_text", diagnostic.primary_text);
    json.attributeArray("labels", [&] {
      for (const Label& label : diagnostic.labels) {
        json.object([&] {
          write_span(json, sources, label.span);
          string_attribute(json, "text", label.text);
        });
      }
    });
    json.attributeArray("notes", [&] {
      for (const std::string& note : diagnostic.notes) json.value(utf8(note));
    });
    string_attribute(json, "help", diagnostic.help);
    json.attributeArray("fixes", [&] {
      for (const Fix& fix : diagnostic.fixes) write_fix(json, sources, fix);
    });
    if (!diagnostic.witness) {
      json.attribute("witness", nullptr);
    } else {
      json.attributeObject("witness", [&] {
        string_attribute(json, "request", diagnostic.witness->request);
        string_attribute(json, "expected", diagnostic.witness->expected);
        string_attribute(json, "actual", diagnostic.witness->actual);
      });
    }
    string_attribute(json, "url", page_url(diagnostic.code));
    if (accepted == nullptr) return;
    json.attributeObject("accepted_by", [&] { write_span(json, sources, accepted->by); });
    string_attribute(json, "because", accepted->because);
  });
}

}  // namespace

std::string render_json(const std::vector<Diagnostic>& diagnostics, const base::SourceMap& sources, const std::vector<Accepted>& accepted) {
  std::string out;
  llvm::raw_string_ostream stream(out);
  OStream json(stream, 2);
  const auto count = [&](Severity severity) {
    return std::count_if(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& d) { return d.severity == severity; });
  };
  json.object([&] {
    json.attribute("schema_version", kSchemaVersion);
    json.attributeArray("diagnostics", [&] {
      for (const Diagnostic& diagnostic : diagnostics) write_diagnostic(json, sources, legible(diagnostic));
    });
    json.attributeArray("accepted", [&] {
      for (const Accepted& one : accepted) write_diagnostic(json, sources, legible(one.finding), &one);
    });
    json.attributeObject("summary", [&] {
      json.attribute("errors", count(Severity::error));
      json.attribute("warnings", count(Severity::warning));
      json.attribute("infos", count(Severity::info));
    });
  });
  stream.flush();
  return harmless_json(out) + "\n";
}

}  // namespace envelope::diagnostics
