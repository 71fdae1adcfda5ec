#include "tests/table/tables.h"

#include <catch2/catch.hpp>

#include "compiler/diagnostics/render.h"
#include "compiler/project/memory_files.h"
#include "compiler/table/build.h"
#include "runtime/decide/table.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::table::test {

std::unique_ptr<pipeline::Compilation> compile_policy(const std::string& policy) {
  project::MemoryFiles files;
  files.add("main.envelope", policy);
  auto compilation = pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
  INFO(diagnostics::render_text(compilation->sink.diagnostics(), compilation->sources, {}));
  REQUIRE(compilation->model);
  return compilation;
}

std::vector<char> build_table(const std::string& policy, bool strip) {
  const auto compilation = compile_policy(policy);
  Provenance provenance{"0.0.0", "2000a", {}, "policy p\n"};
  for (std::uint32_t i = 0; i < compilation->sources.size(); ++i) provenance.file_names.push_back(compilation->sources.file({i}).path);
  BuildResult built = build(*compilation->model, compilation->sources, provenance, {strip});
  REQUIRE(built.passed.empty());
  return std::move(built.bytes);
}

const std::string& rich_policy() {
  static const std::string policy = R"(policy rich timezone "Europe/Berlin"
enum Env { dev, prod }
capability NET
action read(path: Path, size?: Bytes)
enum Tag { open, closed }
action fetch(host: Host, tags?: [Tag]) needs NET
action run(command: Command, to?: Env, targets?: [Env], by?: Agent)
action pay(amount: Money, due?: Time)
fact load: Percent
duty snapshot
human owner
default approval boss { from owner }
approval pair { from owner within 1h }
tier worker { allow read when path under "/srv/data" or path matches "~/notes/*" }
agent ann is worker { holds NET }
agent bob is worker
label dirty from fetch
window night { grants NET }
job sweep of ann { every 1h run read(path: "/srv/data/x") }
allow fetch when host matches "*.example.com" and not session has dirty
ask run when command matches "npm *" or command is "git push --force" via pair
allow run when to in [dev, prod] and by is self
allow fetch when tags has open and time in 22:00..06:00
allow run when targets has prod and day is monday
default ask pay when amount > $5.00 and amount < $10_000_000.00
default allow pay when load < 90% and origin is human and depth < 2
at most ask anything when job is sweep
deny read when size > 10MB or time < 2020-01-01
allow request bob for run when in night
deny pay when amount is $3.00 and time > 2026-01-01
before run do snapshot
)";
  return policy;
}

void CloseTable::operator()(env_table* table) const { env_table_close(table); }

std::vector<Section> sections_of(const env_table& table) {
  std::vector<Section> sections;
  const auto* entries = reinterpret_cast<const format::SectionEntry*>(table.bytes + sizeof(format::FileHeader));
  for (std::uint32_t i = 0; i < table.header->section_count; ++i) {
    const char* const begin = table.bytes + entries[i].offset;
    sections.push_back({static_cast<format::SectionKind>(entries[i].kind), {begin, begin + entries[i].bytes}});
  }
  return sections;
}

TablePtr load(const std::vector<char>& bytes, int* status) {
  env_table* table = nullptr;
  const env_status answer = env_table_load(bytes.data(), bytes.size(), &table, nullptr);
  if (status != nullptr) *status = answer;
  return TablePtr(table);
}

}  // namespace envelope::table::test
