#include "compiler/restate/restate.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/restate/file_text.h"
#include "compiler/restate/spelling.h"
#include "compiler/restate/statement.h"
#include "compiler/restate/vocabulary.h"

namespace envelope::restate {

using check::TypedProgram;

namespace {

// `a.b` as a path of names.
std::string dotted(std::string_view name) {
  if (name.empty()) return {};
  std::string out;
  while (true) {
    const std::size_t dot = name.find('.');
    out += spell_name(name.substr(0, dot));
    if (dot == std::string_view::npos) return out;
    out += '.';
    name.remove_prefix(dot + 1);
  }
}

// A part is closed behind the statement that takes it past this: half of what `envc` reads as one file.
constexpr std::size_t kPartBytes = std::size_t{4} * 1024 * 1024;

// Statements that follow one another and read one clock, or none.
struct Run {
  base::ZoneId zone;
  FileText text;
};

class Restater {
 public:
  // A policy without a name has no header to say a zone in.
  explicit Restater(const TypedProgram& program)
      : program_(program), main_zone_(program.zones.empty() || program.name.empty() ? base::ZoneId{} : base::ZoneId{0}) {}

  std::vector<Part> run() {
    const std::vector<Statement> statements = statements_of(program_);
    std::vector<Run> runs = runs_of(statements);
    const std::size_t zones = declared_zones(statements);
    std::vector<Part> parts(1);
    std::string& main = parts.front().text;
    if (runs.size() == 1 && zones <= (main_zone_.is_valid() ? 1 : 0)) {
      main = header(dotted(program_.name), program_.doc, main_zone_);
      append_vocabulary(program_, main);
      main += "\n" + runs.front().text.take();
      if (main == "\n") main = "subagents {\n}\n";  // a file must say something, and this policy says nothing
      return parts;
    }
    for (Run& run : runs) {
      const std::string name = fmt::format("part_{}", parts.size());
      parts.push_back({file_name(name), header(name, {}, run.zone) + run.text.take()});
    }
    const std::vector<Part> clocks = zone_files(zones);
    parts.insert(parts.begin() + 1, clocks.begin(), clocks.end());
    parts.front().text = main_of(parts);
    return parts;
  }

 private:
  // Zones are numbered as files declare them, and behind those as cron expressions name them. How many of the first must be declared by
  // files for the numbers to stay: up to the last that a statement reads the clock of, or that no cron expression names.
  [[nodiscard]] std::size_t declared_zones(const std::vector<Statement>& statements) const {
    std::vector<bool> is_named(program_.zones.size());
    for (const check::Job& job : program_.jobs)
      for (const check::JobTrigger& trigger : job.triggers)
        if (trigger.zone.is_valid()) is_named[trigger.zone.index()] = true;
    for (const Statement& statement : statements)
      if (statement.zone.is_valid()) is_named[statement.zone.index()] = false;
    std::size_t count = is_named.size();
    while (count > 0 && is_named[count - 1]) --count;
    return count;
  }

  [[nodiscard]] std::string main_of(const std::vector<Part>& parts) const {
    std::string text = header(dotted(program_.name), program_.doc, main_zone_);
    for (const Part& part : parts)
      if (!part.name.empty()) text += fmt::format("import {}\n", spell_text(part.name));
    text += "\n";
    append_vocabulary(program_, text);
    return text;
  }

  // One file for each zone that the first file does not declare, in their order, with the times of day that statements of other zones read.
  [[nodiscard]] std::vector<Part> zone_files(std::size_t count) const {
    std::vector<Part> files;
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::string name = fmt::format("zone_{}", i);
      const std::string lets = lets_of(base::ZoneId{i});
      if (base::ZoneId{i} != main_zone_ || !lets.empty()) files.push_back({file_name(name), header(name, {}, base::ZoneId{i}) + lets});
    }
    return files;
  }

  [[nodiscard]] std::string lets_of(base::ZoneId zone) const {
    std::string text;
    for (const auto& [named, name] : lets_)
      if (named.zone == zone) text += fmt::format("let {} = {}\n", name, named.value);
    return text;
  }

  std::vector<Run> runs_of(const std::vector<Statement>& statements) {
    std::vector<Run> runs;
    const auto begin = [&](base::ZoneId zone) { runs.push_back({zone, FileText(program_)}); };
    begin(program_.zones.empty() ? base::ZoneId{} : base::ZoneId{0});
    for (const Statement& statement : statements) {
      const bool reads_another = statement.zone.is_valid() && statement.zone != runs.back().zone;
      if (reads_another && runs.back().text.is_empty()) runs.pop_back();
      if (reads_another)
        begin(statement.zone);
      else if (runs.back().text.size() > kPartBytes && !runs.back().text.is_in_job(statement.scope))
        begin(runs.back().zone);
      Home home{runs.back().zone, std::move(lets_)};
      runs.back().text.add(statement.scope, spell_statement(program_, statement, home));
      lets_ = std::move(home.lets);
    }
    return runs;
  }

  // Files beside one another: the policy's name keeps those of several policies apart.
  [[nodiscard]] std::string file_name(const std::string& part) const {
    std::string stem = program_.name.empty() ? "main" : program_.name;
    const auto is_plain = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); };
    std::replace_if(stem.begin(), stem.end(), [&](char c) { return !is_plain(c); }, '_');
    return fmt::format("{}_{}.envelope", stem, part);
  }

  [[nodiscard]] std::string header(const std::string& name, const std::string& doc, base::ZoneId zone) const {
    if (name.empty()) return {};
    const std::string clock = zone.is_valid() ? " timezone " + spell_text(program_.zones[zone.index()].name) : "";
    return fmt::format("policy {}{}{}\n\n", name, spell_doc(doc), clock);
  }

  const TypedProgram& program_;
  base::ZoneId main_zone_;                  // whose clock the first file reads
  std::map<NamedValue, std::string> lets_;  // of all files
};

}  // namespace

std::vector<Part> restate(const TypedProgram& program) { return Restater(program).run(); }

}  // namespace envelope::restate
