// What comes out of a table is the policy that went in, or nothing.
#include <catch2/catch.hpp>

#include "compiler/decompile/decompile.h"
#include "compiler/diagnostics/render.h"
#include "compiler/loaded/loaded_table.h"
#include "compiler/project/disk_files.h"
#include "compiler/project/find_policies.h"
#include "compiler/project/memory_files.h"
#include "compiler/restate/restate.h"
#include "tests/bench/decide/policy_text.h"
#include "tests/decompile/round_trip.h"

namespace envelope::decompile {

namespace {

std::unique_ptr<pipeline::Compilation> compile(const std::vector<restate::Part>& files) {
  auto compilation = compile_parts(files);
  INFO(diagnostics::render_text(compilation->sink.diagnostics(), compilation->sources, {}));
  REQUIRE(compilation->model);
  return compilation;
}

Decompiled with_text(const pipeline::Compilation& compilation, const std::string& text) {
  const std::vector<char> bytes = table_of(compilation, text);
  const loaded::LoadedTable loaded(std::string_view(bytes.data(), bytes.size()));
  REQUIRE(loaded.fault().empty());
  return decompile(*loaded.handle());
}

constexpr const char* kSmall = "policy p\naction go\nagent ann { allow go }\nagent bob\n";

}  // namespace

TEST_CASE("every example comes back") {
  project::DiskFiles files;
  diagnostics::Sink sink;
  const auto found = project::find_policies(files, std::string(ENVELOPE_SOURCE_DIR) + "/examples", nullptr, sink);
  for (const std::string& path : project::main_policies(files, found)) {
    const auto compilation = pipeline::compile(files, path, pipeline::Stage::lower);
    INFO(path);
    REQUIRE(compilation->model);
    CHECK(round_trip_fault(*compilation) == "");
  }
  CHECK_FALSE(found.empty());
}

TEST_CASE("the generated policy of the benchmark comes back") {
  const bench::Fleet fleet = bench::make_fleet(5, 20260308);
  project::MemoryFiles files;
  for (const bench::PolicyFile& file : bench::write_policy(fleet)) files.add(file.path, file.text);
  const auto compilation = pipeline::compile(files, "main.envelope", pipeline::Stage::lower);
  REQUIRE(compilation->model);
  CHECK(round_trip_fault(*compilation) == "");
}

TEST_CASE("names that are words, and texts that cannot be seen, come back") {
  const auto compilation = compile({{"", R"(policy p "says \"no\"\n\tand \u{202E} \\ more" timezone "UTC"
enum Env { `deny`, `file-write`, tier }
action `request`(to: Env, `per`?: String, note?: String)
agent `when`, policy {
  allow `request` when to in [`deny`, `file-write`] and not (`per` is "a\u{1B}b" or to is tier)
  deny `request` when note matches "x\u{200B}*" or not not note is not "tab\there"
}
)"}});
  CHECK(round_trip_fault(*compilation) == "");
}

TEST_CASE("modules of several zones come back in several files") {
  const auto compilation = compile({{"", R"(policy p timezone "Europe/Berlin"
import "a.envelope"
import "b.envelope"
action go, stay
agent ann { allow go when time in 09:00..17:00  allow stay }
deny stay when time in night and day is sunday
)"},
                                    {"a.envelope", R"(policy a timezone "America/New_York"
let night = 22:00..06:00
deny go when day is monday
limit go 5 per day
)"},
                                    {"b.envelope", R"(policy b timezone "UTC"
job sweep of ann { cron "0 9 * * 1" in "Asia/Tokyo"  cron "0 8 * * *"  run go  allow stay when time < 12:00 }
deny go when time in 03:00..04:00
)"}});
  CHECK(round_trip_fault(*compilation) == "");
  const std::vector<restate::Part> parts = restate::restate(*compilation->program);
  CHECK(parts.size() == 6);  // the main file, two zones besides its own, three runs of statements
}

TEST_CASE("a zone that nobody reads is declared all the same") {
  const auto compilation = compile({{"", "policy p timezone \"Europe/Berlin\"\nimport \"a.envelope\"\naction go\nagent ann\n"},
                                    {"a.envelope", "policy a timezone \"UTC\"\n"}});
  CHECK(round_trip_fault(*compilation) == "");
}

TEST_CASE("a text that is too large for one file is cut between statements, and never within a job") {
  const std::string reason(4'000, 'x');
  std::string text = "policy p\naction go\nagent ann\nagent bob {\n";
  for (int i = 0; i < 1'035; ++i) text += "allow go when depth is " + std::to_string(i) + " because \"" + reason + "\"\n";
  text += "}\njob sweep of ann {\nevery 1h\nrun go\n";
  for (int i = 0; i < 20; ++i) text += "deny go when depth is " + std::to_string(i) + " because \"" + reason + "\"\n";
  text += "}\nallow go\n";
  const auto compilation = compile({{"", text}});
  const std::vector<restate::Part> parts = restate::restate(*compilation->program);
  REQUIRE(parts.size() == 3);
  CHECK(parts[1].text.ends_with("}\n"));
  CHECK(parts[2].text == "policy part_2\n\nallow go\n");
  CHECK(round_trip_fault(*compilation) == "");
}

TEST_CASE("a table without a text says so") {
  const auto compilation = compile({{"", kSmall}});
  CHECK(with_text(*compilation, "").fault == Fault::no_text);
}

TEST_CASE("a text that the table does not follow is not believed") {
  const auto compilation = compile({{"", kSmall}});
  const std::string honest = restate::join(restate::restate(*compilation->program));
  CHECK(with_text(*compilation, honest).fault == Fault::none);
  const Decompiled forged = with_text(*compilation, "policy p\naction go\nagent ann { deny go }\nagent bob\n");
  CHECK(forged.fault == Fault::other_policy);
  CHECK(forged.parts.size() == 1);
  CHECK(with_text(*compilation, "policy p\naction go\nagent ann { allow stay }\n").fault == Fault::no_policy);
  CHECK(with_text(*compilation, "\xFF").fault == Fault::no_policy);
  CHECK(with_text(*compilation, std::string(1, '\0')).fault == Fault::no_policy);
}

TEST_CASE("files of a text stay beside one another") {
  const auto compilation = compile({{"", kSmall}});
  const std::string honest = restate::join(restate::restate(*compilation->program));
  for (const char* name : {"../up.envelope", "/etc/x", ".hidden", "a/b", "", "policy.envelope"})
    CHECK(with_text(*compilation, honest + "//--- " + name + "\n").fault == Fault::no_policy);
}

TEST_CASE("parts are one text and parts again") {
  const std::vector<restate::Part> parts = {{"", "a\nb\n"}, {"c.envelope", "d\n"}, {"e.envelope", ""}};
  const std::string text = restate::join(parts);
  CHECK(text == "a\nb\n//--- c.envelope\nd\n//--- e.envelope\n");
  const std::vector<restate::Part> again = restate::split(text);
  REQUIRE(again.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(again[i].name == parts[i].name);
    CHECK(again[i].text == parts[i].text);
  }
  CHECK(restate::split("").size() == 1);
}

}  // namespace envelope::decompile
