// The only file that includes yaml-cpp; its exceptions end here.
#include "compiler/project/project_file.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <utility>

#include "compiler/base/nearest.h"
#include "compiler/project/import_target.h"
#include "compiler/project/load.h"
#include "compiler/project/path_text.h"
#include "compiler/project/project_root.h"
#include "runtime/text/glob.h"

namespace envelope::project {

using diagnostics::Code;
using diagnostics::Diagnostic;
using diagnostics::Severity;

namespace {

constexpr std::array kKeys = {"name", "main", "fail-level", "ignore"};

struct Reading {
  Files& files;
  const base::SourceMap& sources;
  diagnostics::Sink& sink;
  ProjectFile project;
  std::string shown_folder;  // empty: the working directory
};

// Where a mark stands. yaml-cpp counts lines and columns in its own decoded stream, so both are walked again here.
base::Span span_at(const Reading& reading, const YAML::Mark& mark, std::size_t length) {
  const base::SourceFile& source = reading.sources.file(reading.project.file);
  if (mark.is_null() || mark.line < 0) return {reading.project.file, 0, 0};
  const std::size_t line = std::min(static_cast<std::size_t>(mark.line), source.line_starts.size() - 1);
  const std::size_t line_end = line + 1 < source.line_starts.size() ? source.line_starts[line + 1] - 1 : source.text.size();
  const std::size_t begin = std::min(line_end, source.line_starts[line] + static_cast<std::size_t>(std::max(mark.column, 0)));
  const auto narrow = [](std::size_t offset) { return static_cast<std::uint32_t>(offset); };
  return {reading.project.file, narrow(begin), narrow(std::min(line_end, begin + length))};
}

base::Span span_of(const Reading& reading, const YAML::Node& node) {
  const std::size_t length = node.IsScalar() ? node.Scalar().size() : 1;
  const base::Span span = span_at(reading, node.Mark(), length);
  const std::string_view text = reading.sources.file(reading.project.file).text;
  const bool is_quoted = span.begin < text.size() && (text[span.begin] == '"' || text[span.begin] == '\'');
  return is_quoted ? span_at(reading, node.Mark(), length + 2) : span;
}

std::string_view node_words(const YAML::Node& node) {
  switch (node.Type()) {
    case YAML::NodeType::Undefined:
    case YAML::NodeType::Null:
      return "nothing";
    case YAML::NodeType::Scalar:
      return "a single value";
    case YAML::NodeType::Sequence:
      return "a list";
    case YAML::NodeType::Map:
      return "a mapping";
  }
  return "nothing";
}

void report_kind(Reading& reading, std::string_view key, const YAML::Node& value, std::string_view wanted) {
  reading.sink.emit(Code::WrongProjectValue, span_of(reading, value), fmt::format("`{}` is {} here", key, node_words(value)))
      .with_help(fmt::format("write {}", wanted));
}

void read_name(Reading& reading, const YAML::Node& value) {
  if (value.IsScalar() && !value.Scalar().empty()) {
    reading.project.name = value.Scalar();
  } else {
    report_kind(reading, "name", value, "a word: `name: openclaw`");
  }
}

void read_main(Reading& reading, const YAML::Node& value) {
  if (!value.IsScalar() || value.Scalar().empty()) {
    report_kind(reading, "main", value, "the path of a policy: `main: policies/main.envelope`");
    return;
  }
  const std::string& path = value.Scalar();
  const std::string& root = reading.project.root;
  const std::string candidate = normal_path(join_paths(root, path));
  const RealPath real = is_inside(root, candidate) ? reading.files.real_path(candidate) : RealPath{};
  if (!is_inside(root, candidate) || (!real.path.empty() && !is_inside(root, real.path))) {
    reading.sink.emit(Code::ProjectMainNotFound, span_of(reading, value), fmt::format("`{}` leads out of the project", path))
        .with_help("name a policy in or below the folder of this file");
    return;
  }
  if (!real.path.empty() && reading.files.status(real.path).kind == FileKind::regular) {
    reading.project.main_path = normal_path(join_paths(reading.shown_folder, path));
    return;
  }
  Diagnostic& finding = reading.sink.emit(Code::ProjectMainNotFound, span_of(reading, value), fmt::format("there is no policy `{}`", path));
  std::vector<std::string> names;
  for (const DirectoryEntry& entry : reading.files.list(parent_path(candidate)).entries)
    if (entry.name.ends_with(kPolicyExtension)) names.push_back(entry.name);
  const std::optional<base::Suggestion> near = base::nearest(file_name(candidate), names);
  finding.with_help(near ? fmt::format("did you mean `{}`?", normal_path(join_paths(parent_path(path), near->name)))
                         : "a path starts at the folder of this file");
}

void read_fail_level(Reading& reading, const YAML::Node& value) {
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    if (!value.IsScalar() || value.Scalar() != diagnostics::severity_word(severity)) continue;
    reading.project.fail_level = severity;
    return;
  }
  if (!value.IsScalar()) {
    report_kind(reading, "fail-level", value, "`error`, `warning` or `info`");
    return;
  }
  reading.sink.emit(Code::WrongProjectValue, span_of(reading, value), fmt::format("`{}` is not a severity", value.Scalar()))
      .with_help("write `error`, `warning` or `info`");
}

void read_ignore(Reading& reading, const YAML::Node& value) {
  if (!value.IsSequence()) {
    report_kind(reading, "ignore", value, "a list of globs: `ignore: [\"drafts/**\"]`");
    return;
  }
  for (const YAML::Node& item : value) {
    if (!item.IsScalar()) {
      report_kind(reading, "ignore", item, "each glob as text: `\"drafts/**\"`");
      continue;
    }
    if (reading.project.ignore.size() == kIgnorePatternsMax) {
      reading.sink.emit(Code::WrongProjectValue, span_of(reading, item), fmt::format("`ignore` has more than {} globs", kIgnorePatternsMax))
          .with_help("move what is ignored into one folder");
      return;
    }
    const text::GlobResult parsed = text::Glob::parse(item.Scalar(), text::Domain::string);
    if (parsed.glob) {
      reading.project.ignore.push_back(item.Scalar());
      continue;
    }
    reading.sink
        .emit(Code::WrongProjectValue, span_of(reading, item),
              fmt::format("`{}` is not a glob: {}", item.Scalar(), text::glob_fault_text(parsed.error.fault)))
        .with_help("`*` stands for any text within a folder, `**` for any folders");
  }
}

void read_setting(Reading& reading, const YAML::Node& key, const YAML::Node& value) {
  if (!key.IsScalar()) {
    reading.sink.emit(Code::WrongProjectValue, span_of(reading, key), fmt::format("a setting is named by {}", node_words(key)))
        .with_help("write `name: …`, `main: …`, `fail-level: …` or `ignore: […]`");
    return;
  }
  const std::string& name = key.Scalar();
  if (name == "name") return read_name(reading, value);
  if (name == "main") return read_main(reading, value);
  if (name == "fail-level") return read_fail_level(reading, value);
  if (name == "ignore") return read_ignore(reading, value);
  const std::vector<std::string> keys(kKeys.begin(), kKeys.end());
  Diagnostic& finding = reading.sink.emit(Code::UnknownProjectKey, span_of(reading, key), fmt::format("there is no setting `{}`", name));
  if (const std::optional<base::Suggestion> near = base::nearest(name, keys)) {
    finding.with_help(fmt::format("did you mean `{}`?", near->name))
        .fix(fmt::format("rename to `{}`", near->name), span_of(reading, key), near->name, near->is_certain);
  } else {
    finding.with_help("the settings are `name`, `main`, `fail-level` and `ignore`");
  }
}

// yaml-cpp 0.7 takes a quoted text that never ends for a good one when a line end is the last thing in it.
std::string without_trailing_blanks(const std::string& text) { return text.substr(0, text.find_last_not_of(" \t\r\n") + 1); }

void read_document(Reading& reading, const YAML::Node& document) {
  if (document.IsNull()) return;  // nothing set: the file only marks the root
  if (!document.IsMap()) {
    reading.sink.emit(Code::WrongProjectValue, span_of(reading, document), fmt::format("the project file is {}", node_words(document)))
        .with_help("write one `key: value` a line");
    return;
  }
  std::vector<std::pair<std::string, base::Span>> seen;
  for (const auto& entry : document) {
    const YAML::Node& key = entry.first;
    const base::Span span = span_of(reading, key);
    const std::string name = key.IsScalar() ? key.Scalar() : std::string();
    const auto earlier = std::ranges::find(seen, name, &std::pair<std::string, base::Span>::first);
    if (key.IsScalar() && earlier != seen.end()) {
      reading.sink.emit(Code::RepeatedProjectKey, span, fmt::format("`{}` is set twice", name))
          .under("set again here")
          .label(earlier->second, "first set here")
          .with_help("keep one of the two");
      continue;
    }
    seen.emplace_back(name, span);
    read_setting(reading, key, entry.second);
  }
}

}  // namespace

std::optional<ProjectFile> load_project_file(Files& files, const std::string& directory, base::SourceMap& sources,
                                             diagnostics::Sink& sink) {
  const std::string path = join_paths(directory, kProjectFileName);
  if (files.status(path).kind == FileKind::missing) return std::nullopt;
  const std::string shown_path = normal_path(path);
  const ReadResult read = files.read(path, kProjectFileBytesMax);
  const bool is_blank = read.outcome == ReadOutcome::ok && says_nothing(read.bytes);
  // An empty project file is a good one, which load_text would not let through.
  const std::optional<base::FileId> file =
      is_blank ? sources.add(shown_path, "")
               : load_file(files, {.path = path, .shown_path = shown_path, .cause = {}, .bytes_max = kProjectFileBytesMax}, sources, sink);
  if (!file) return std::nullopt;
  const std::string shown_folder = parent_path(shown_path);
  Reading reading{.files = files, .sources = sources, .sink = sink, .project = {}, .shown_folder = shown_folder == "." ? "" : shown_folder};
  reading.project.root = files.real_path(directory).path;
  reading.project.file = *file;
  if (is_blank) return reading.project;
  try {
    const std::vector<YAML::Node> documents = YAML::LoadAll(without_trailing_blanks(sources.file(*file).text));
    if (documents.size() > 1) {
      sink.emit(Code::ProjectFileNotYaml, span_of(reading, documents[1]), "the project file holds more than one YAML document")
          .with_help("remove what follows the line `---`");
      return std::nullopt;
    }
    if (!documents.empty()) read_document(reading, documents.front());
  } catch (const YAML::Exception& fault) {
    sink.emit(Code::ProjectFileNotYaml, span_at(reading, fault.mark, 1), fmt::format("this is not YAML: {}", fault.msg))
        .with_help("write one `key: value` a line");
    return std::nullopt;
  }
  return std::move(reading.project);
}

}  // namespace envelope::project
