#include "compiler/project/modules.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "compiler/project/arguments_text.h"
#include "compiler/project/import_target.h"
#include "compiler/project/load.h"
#include "compiler/project/path_text.h"
#include "compiler/project/project_root.h"
#include "compiler/project/stdlib.h"

namespace envelope::project {

using diagnostics::Code;
using diagnostics::Diagnostic;

namespace {

// One import on the way from the main policy to the module being loaded.
struct Step {
  std::string identity;  // of the importing module
  std::string shown_path;
  base::Span import_span;
};

// A module that was loaded, or could not be (its errors are in the sink: it is not tried again).
struct Known {
  std::optional<std::size_t> module;
  std::string arguments;
  base::Span first_import;  // invalid: the main policy
};

class Loader {
 public:
  Loader(Files& files, base::SourceMap& sources, diagnostics::Sink& sink) : files_(files), sources_(sources), sink_(sink) {}

  std::optional<Modules> load(std::string_view main_path, const LoadOptions& options);

 private:
  void adopt(std::size_t module, base::FileId file, std::string shown_path, bool is_stdlib);
  void follow_imports(std::size_t module, const std::string& identity, const Importer& importer);
  void follow_import(std::size_t module, const Importer& importer, const syntax::Statement& statement, const syntax::Import& import);
  std::optional<ImportTarget> resolve(const Importer& importer, const syntax::Import& import);
  bool report_cycle(const ImportTarget& target, base::Span span);
  bool report_limits(const ImportTarget& target, base::Span span);
  void load_import(const ImportTarget& target, base::Span cause, Known& known);
  void report_arguments(const ImportTarget& target, const Known& known, const std::string& arguments, base::Span span);

  Files& files_;
  base::SourceMap& sources_;
  diagnostics::Sink& sink_;
  std::string root_;
  std::string library_;  // a standard library of the project's own; empty: that of envc
  Modules modules_;
  std::map<std::string, Known> known_;  // by identity
  std::vector<Step> way_;               // from the main policy to the module whose imports are being followed
  std::size_t bytes_ = 0;
  bool is_full_ = false;  // a limit was reached and reported: one finding says it all
};

struct MainPlace {
  std::string identity;
  Importer importer;
};

// Texts that stand in no directory (standard input, a pipe) import from the working directory.
MainPlace place_of_main(Files& files, const std::string& main_path) {
  const RealPath real = main_path == kStandardInput ? RealPath{} : files.real_path(main_path);
  if (real.path.empty() || files.status(real.path).kind != FileKind::regular) {
    return {"<input>", {.directory = files.working_directory(), .shown_directory = {}}};
  }
  const std::string shown = parent_path(main_path);
  return {real.path, {.directory = parent_path(real.path), .shown_directory = shown == "." ? "" : shown}};
}

std::optional<Modules> Loader::load(std::string_view main_path, const LoadOptions& options) {
  const std::string path(main_path);
  const std::string shown_path = path == kStandardInput ? "<stdin>" : path;
  const std::optional<base::FileId> file = load_file(files_, {.path = path, .shown_path = shown_path, .cause = {}}, sources_, sink_);
  if (!file) return std::nullopt;
  const MainPlace place = place_of_main(files_, path);
  if (options.root) {
    const RealPath real = files_.real_path(*options.root);
    root_ = real.path.empty() ? *options.root : real.path;
  } else {
    root_ = find_project_root(files_, place.importer.directory).value_or(place.importer.directory);
  }
  library_ = vendored_library(files_, root_);
  bytes_ = sources_.file(*file).text.size();
  known_[place.identity] = {.module = 0, .arguments = {}, .first_import = {}};
  adopt(0, *file, shown_path, false);
  follow_imports(0, place.identity, place.importer);
  return std::move(modules_);
}

void Loader::adopt(std::size_t module, base::FileId file, std::string shown_path, bool is_stdlib) {
  if (module == modules_.modules.size()) modules_.modules.emplace_back();
  Module& adopted = modules_.modules[module];
  adopted.file = file;
  adopted.parsed = syntax::parse(sources_, file, sink_);
  adopted.shown_path = std::move(shown_path);
  adopted.is_stdlib = is_stdlib;
}

// Statements keep their addresses while modules are added, the modules do not: they are named by index.
void Loader::follow_imports(std::size_t module, const std::string& identity, const Importer& importer) {
  const std::vector<syntax::Statement>& statements = modules_.modules[module].parsed.tree.statements;
  const syntax::Statement* const first = statements.data();
  const std::size_t count = statements.size();
  way_.push_back({identity, modules_.modules[module].shown_path, {}});
  for (std::size_t i = 0; i < count; ++i) {
    const auto* import = std::get_if<syntax::Import>(&first[i].node);
    if (import != nullptr) follow_import(module, importer, first[i], *import);
  }
  way_.pop_back();
}

std::optional<ImportTarget> Loader::resolve(const Importer& importer, const syntax::Import& import) {
  if (const auto* text = std::get_if<syntax::Text>(&import.target)) {
    if (!importer.directory.empty()) return resolve_file_import(files_, root_, importer, *text, sink_);
    sink_.emit(Code::ImportOutsideProject, text->span, fmt::format("a module of the standard library imports the file `{}`", text->value));
    return std::nullopt;
  }
  const auto& path = std::get<syntax::Path>(import.target);
  const bool is_missing = path.parts.empty() || std::ranges::any_of(path.parts, &syntax::Name::is_missing);
  if (is_missing) return std::nullopt;  // a syntax error, reported
  return resolve_stdlib_import(files_, library_, importer, path, sink_);
}

void Loader::follow_import(std::size_t module, const Importer& importer, const syntax::Statement& statement, const syntax::Import& import) {
  if (is_full_) return;
  if (const auto* text = std::get_if<syntax::Text>(&import.target); text != nullptr && statement.broken && text->value.empty()) return;
  const std::optional<ImportTarget> target = resolve(importer, import);
  if (!target) return;
  way_.back().import_span = statement.span;
  if (report_cycle(*target, statement.span)) return;
  const syntax::Arguments* arguments = import.arguments ? &*import.arguments : nullptr;
  const std::string canonical = canonical_arguments(arguments);
  auto found = known_.find(target->identity);
  if (found == known_.end()) {
    if (report_limits(*target, statement.span)) return;
    found = known_.emplace(target->identity, Known{.module = {}, .arguments = canonical, .first_import = statement.span}).first;
    load_import(*target, statement.span, found->second);
  } else if (found->second.arguments != canonical) {
    report_arguments(*target, found->second, canonical, statement.span);
    return;
  }
  if (!found->second.module) return;
  modules_.modules[module].imports.push_back({*found->second.module, statement.span, arguments});
}

bool Loader::report_cycle(const ImportTarget& target, base::Span span) {
  const auto start = std::ranges::find(way_, target.identity, &Step::identity);
  if (start == way_.end()) return false;
  if (start + 1 == way_.end()) {
    sink_.emit(Code::ImportOfItself, span, fmt::format("`{}` imports itself", start->shown_path))
        .with_help("remove the import: a file sees its own declarations anyway")
        .fix("remove the import", span, "");
    return true;
  }
  Diagnostic& finding = sink_.emit(Code::ImportCycle, span, fmt::format("`{}` is imported by what it imports", start->shown_path));
  finding.under(fmt::format("`{}` imports `{}` again", way_.back().shown_path, start->shown_path));
  for (auto step = start; step + 1 != way_.end(); ++step)
    finding.label(step->import_span, fmt::format("`{}` imports `{}`", step->shown_path, (step + 1)->shown_path));
  finding.with_help("move what both need into a third file that imports neither");
  return true;
}

bool Loader::report_limits(const ImportTarget& target, base::Span span) {
  if (way_.size() > kImportDepthMax) {
    sink_
        .emit(Code::ImportsTooDeep, span,
              fmt::format("`{}` is more than {} imports away from the policy", target.shown_path, kImportDepthMax))
        .with_help("import it from a file nearer to the policy");
    return true;
  }
  if (modules_.modules.size() >= kModulesMax) {
    is_full_ = true;
    sink_.emit(Code::TooManyModules, span, fmt::format("the policy imports more than {} files", kModulesMax - 1))
        .with_help("bring files together, or split the policy");
    return true;
  }
  return false;
}

void Loader::load_import(const ImportTarget& target, base::Span cause, Known& known) {
  std::optional<base::FileId> file;
  if (target.real_path.empty()) {
    file = load_text(std::string(stdlib_source(target.name).value_or("")), target.shown_path, sources_, sink_);
  } else {
    const std::uint64_t size_bytes = files_.status(target.real_path).size_bytes;
    if (bytes_ + size_bytes > kModulesBytesMax) {
      is_full_ = true;
      sink_
          .emit(Code::ModulesTooLarge, cause,
                fmt::format("with `{}` the texts of this policy exceed {} bytes", target.shown_path, kModulesBytesMax))
          .with_help("split the policy");
      return;
    }
    file = load_file(files_, {.path = target.real_path, .shown_path = target.shown_path, .cause = cause}, sources_, sink_);
  }
  if (!file) return;
  bytes_ += sources_.file(*file).text.size();
  const std::size_t module = modules_.modules.size();
  known.module = module;
  adopt(module, *file, target.shown_path, target.is_stdlib);
  Importer importer;
  if (!target.is_stdlib) importer = {parent_path(target.real_path), parent_path(target.shown_path)};
  follow_imports(module, target.identity, importer);
}

void Loader::report_arguments(const ImportTarget& target, const Known& known, const std::string& arguments, base::Span span) {
  Diagnostic& finding =
      sink_.emit(Code::ImportArgumentsDiffer, span, fmt::format("`{}` is imported twice with different arguments", target.shown_path));
  finding.under(arguments.empty() ? "without arguments here" : "with these arguments here");
  finding.label(known.first_import, known.arguments.empty() ? "without arguments here" : "with these arguments here");
  finding.note("a file is part of the policy once, so its holes have one value each");
  finding.with_help("give both imports the same arguments");
}

}  // namespace

std::optional<Modules> load_modules(Files& files, std::string_view main_path, base::SourceMap& sources, diagnostics::Sink& sink,
                                    const LoadOptions& options) {
  return Loader(files, sources, sink).load(main_path, options);
}

}  // namespace envelope::project
