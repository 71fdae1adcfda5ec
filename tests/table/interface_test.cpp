// The C interface as a caller sees it: refusals, wrong arguments, names and numbers, files that change, threads.
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <fstream>
#include <thread>

#include <catch2/catch.hpp>

#include "compiler/table/strip.h"
#include "runtime/format/hash.h"
#include "runtime/format/table_format.h"
#include "runtime/include/envelope/decide.hpp"
#include "tests/table/tables.h"

namespace envelope::table::test {
namespace {

std::string bytes_of(const std::vector<char>& table) { return {table.data(), table.size()}; }

env_status status_of(const Table& table, Request& request) { return static_cast<env_status>(table.decide(request).status); }

Request read_of(const char* path) {
  Request request("ann", "read");
  request.text("path", path).no_lineage();
  return request;
}

}  // namespace

TEST_CASE("effects, approvals and statements") {
  const Table table = Table::load(bytes_of(build_table(rich_policy())));
  REQUIRE(table);
  Request allowed = read_of("/srv/data/x");
  allowed.number("size", 1).at(1'800'000'000'000).from(ENV_ORIGIN_HUMAN);
  const env_decision asked = table.decide(allowed);  // nobody says under which job: `at most ask anything when job is sweep` binds
  CHECK(asked.effect == ENV_ASK);
  CHECK(asked.approval_count == 1);
  env_request raw = allowed.raw();
  raw.flags |= ENV_JOB_KNOWN;
  const env_decision free = table.decide(raw);
  CHECK(free.effect == ENV_ALLOW);
  CHECK(free.approval_count == 0);
  env_statement statement{};
  statement.size = sizeof statement;
  REQUIRE(env_statement_at(table.handle(), free.statement, &statement) == ENV_OK);
  CHECK(std::string(statement.text.data, statement.text.size).find("allow read when path") == 0);
  CHECK(statement.line == 14);
  raw.job = env_name_of("sweep");
  CHECK(table.decide(raw).effect == ENV_ASK);
}

TEST_CASE("what a request may not be") {
  const std::string policy = "policy p\naction go(to: String)\nagent ann { allow go }\nhuman kim { allow go }\nlabel dirty from go\n";
  const Table table = Table::load(bytes_of(build_table(policy)));
  REQUIRE(table);
  Request fine("ann", "go");
  fine.text("to", "x").no_lineage();
  CHECK(table.decide(fine).effect == ENV_ALLOW);
  Request stranger("eve", "go");
  CHECK(status_of(table, stranger) == ENV_UNKNOWN_PRINCIPAL);
  Request unknown("ann", "stop");
  CHECK(status_of(table, unknown) == ENV_UNKNOWN_ACTION);
  Request homeless("ann", "go");
  homeless.text("to", "x");
  CHECK(status_of(table, homeless) == ENV_MISSING_LINEAGE);
  Request child("ann", "go");
  child.text("to", "x").on_behalf_of("eve");
  CHECK(status_of(table, child) == ENV_UNKNOWN_LINEAGE);
  Request person("kim", "go");
  person.text("to", "x").on_behalf_of("ann");
  CHECK(status_of(table, person) == ENV_UNKNOWN_LINEAGE);
  Request herself("kim", "go");
  herself.text("to", "x").no_lineage();
  CHECK(table.decide(herself).effect == ENV_ALLOW);
  Request typo("ann", "go");
  typo.text("to", "x").text("tp", "y").no_lineage();
  CHECK(status_of(table, typo) == ENV_UNDECLARED_ATTRIBUTE);
  Request twice("ann", "go");
  twice.text("to", "x").text("to", "y").no_lineage();
  CHECK(status_of(table, twice) == ENV_REPEATED_ATTRIBUTE);
  Request wrong("ann", "go");
  wrong.number("to", 7).no_lineage();
  CHECK(status_of(table, wrong) == ENV_MALFORMED_ATTRIBUTE);
  Request huge("ann", "go");
  const std::string big(70'000, 'x');
  huge.text("to", big).no_lineage();
  CHECK(status_of(table, huge) == ENV_MALFORMED_ATTRIBUTE);
  Request edge("ann", "go");
  env_request raw = edge.text("to", "x").no_lineage().raw();
  raw.flags |= ENV_REQUEST_EDGE;
  raw.requested = env_name_of("eve");
  CHECK(table.decide(raw).status == ENV_UNKNOWN_REQUESTED);
  raw.flags = ENV_LINEAGE_KNOWN | ENV_LABELS_KNOWN;
  const env_name label = env_name_of("clean");
  raw.labels = &label;
  raw.label_count = 1;
  CHECK(table.decide(raw).status == ENV_UNKNOWN_LABEL);
}

TEST_CASE("an obligation has words and a statement") {
  const Table table = Table::load(bytes_of(build_table("policy p\naction go\nduty note\nagent ann { allow go }\nbefore go do note\n")));
  Request request("ann", "go");
  const env_decision decision = table.decide(request.no_lineage());
  REQUIRE(decision.obligation_count == 1);
  env_text words{};
  std::uint32_t statement = 0;
  REQUIRE(env_obligation_at(table.handle(), decision.obligations[0], &words, &statement) == ENV_OK);
  CHECK(std::string(words.data, words.size) == "before do note");
  CHECK(statement == 1);
  CHECK(env_obligation_at(table.handle(), 1, &words, nullptr) == ENV_BAD_ARGUMENT);
  CHECK(env_obligation_at(nullptr, 0, &words, nullptr) == ENV_BAD_ARGUMENT);
}

TEST_CASE("lists say what may be done now") {
  const Table table = Table::load(bytes_of(build_table(
      "policy p\naction go(to: String)\naction stay\nagent ann { allow go when to is \"x\"  allow stay }\nagent bob { deny stay }\n")));
  Request request("ann", "go");
  char buffer[2048];
  std::size_t needed = 0;
  REQUIRE(env_list(table.handle(), &request.no_lineage().raw(), buffer, sizeof buffer, &needed) == ENV_OK);
  const std::string list = buffer;
  CHECK(needed == list.size() + 1);
  CHECK(list.find(R"("action":"go","strictest":"deny","mildest":"allow","depends_on":[{"id":0)") != std::string::npos);
  CHECK(list.find(R"("action":"stay","strictest":"allow","mildest":"allow","depends_on":[])") != std::string::npos);
  CHECK(env_list(table.handle(), &request.raw(), buffer, 8, &needed) == ENV_NO_SPACE);
  CHECK(needed == list.size() + 1);
  Request other("bob", "go");
  REQUIRE(env_list(table.handle(), &other.no_lineage().raw(), buffer, sizeof buffer, nullptr) == ENV_OK);
  CHECK(std::string(buffer) == "[]");
}

TEST_CASE("a batch decides each request as if it were alone") {
  const Table table = Table::load(bytes_of(build_table("policy p\naction go, stay\nagent ann { allow go }\n")));
  std::vector<env_request> requests;
  for (const char* action : {"go", "stay", "fly"}) {
    env_request request = env_new_request();
    request.principal = env_name_of("ann");
    request.action = env_name_of(action);
    request.flags = ENV_LINEAGE_KNOWN;
    requests.push_back(request);
  }
  std::vector<env_decision> decisions(requests.size(), env_new_decision());
  CHECK(env_decide_batch(table.handle(), requests.data(), requests.size(), decisions.data()) == 2);
  CHECK(decisions[0].effect == ENV_ALLOW);
  CHECK(decisions[1].effect == ENV_DENY);
  CHECK(decisions[1].status == ENV_OK);
  CHECK(decisions[2].status == ENV_UNKNOWN_ACTION);
  CHECK(env_decide_batch(table.handle(), nullptr, 1, decisions.data()) == 0);
  CHECK(env_decide_batch(table.handle(), requests.data(), 1, nullptr) == 0);
  decisions[0].effect = ENV_ALLOW;
  CHECK(env_decide_batch(nullptr, requests.data(), 1, decisions.data()) == 0);
  CHECK(decisions[0].effect == ENV_DENY);
}

TEST_CASE("what is left open shows as a range, what is given narrows it") {
  const Table table = Table::load(bytes_of(build_table(
      "policy p\naction go(to: String, fast: Bool)\nagent ann { allow go when to is \"x\" and fast  deny go when to is \"y\" }\n")));
  const auto list = [&](Request& request) {
    char buffer[2048];
    REQUIRE(env_list(table.handle(), &request.no_lineage().raw(), buffer, sizeof buffer, nullptr) == ENV_OK);
    return std::string(buffer);
  };
  Request open("ann", "go");
  CHECK(list(open).find(R"("strictest":"deny","mildest":"allow")") != std::string::npos);
  Request half("ann", "go");
  CHECK(list(half.text("to", "x")).find(R"("strictest":"deny","mildest":"allow")") != std::string::npos);
  Request whole("ann", "go");
  CHECK(list(whole.text("to", "x").flag("fast", true)).find(R"("strictest":"allow","mildest":"allow","depends_on":[])") !=
        std::string::npos);
  Request denied("ann", "go");
  CHECK(list(denied.text("to", "y")) == "[]");
}

TEST_CASE("nothing given is nothing permitted") {
  env_request request = env_new_request();
  env_decision decision = env_new_decision();
  decision.effect = ENV_ALLOW;
  CHECK(env_decide(nullptr, &request, &decision) == ENV_BAD_ARGUMENT);
  CHECK(decision.effect == ENV_DENY);
  const Table table = Table::load(bytes_of(build_table("policy p\naction go\nagent ann { allow go }\n")));
  decision.effect = ENV_ALLOW;
  CHECK(env_decide(table.handle(), nullptr, &decision) == ENV_BAD_ARGUMENT);
  CHECK(decision.effect == ENV_DENY);
  request.size = 4;
  decision.effect = ENV_ALLOW;
  CHECK(env_decide(table.handle(), &request, &decision) == ENV_BAD_ARGUMENT);
  CHECK(decision.effect == ENV_DENY);
  CHECK(env_decide(table.handle(), &request, nullptr) == ENV_BAD_ARGUMENT);
  CHECK(env_find_principal(nullptr, "ann", 3) == ENV_NONE);
  CHECK(env_table_open(nullptr, nullptr, nullptr) == ENV_BAD_ARGUMENT);
  env_table_close(nullptr);
}

TEST_CASE("numbers stand for names") {
  const Table table = Table::load(bytes_of(build_table("policy p\naction go(to: String)\nagent ann { allow go when to is \"x\" }\n")));
  const std::uint32_t ann = env_find_principal(table.handle(), "ann", 3);
  const std::uint32_t go = env_find_action(table.handle(), "go", 2);
  env_attribute attribute = env_text_attribute("to", "x");
  attribute.name = env_name_id(env_find_attribute(table.handle(), go, "to", 2));
  env_request request = env_new_request();
  request.principal = env_name_id(ann);
  request.action = env_name_id(go);
  request.attributes = &attribute;
  request.attribute_count = 1;
  request.flags = ENV_LINEAGE_KNOWN;
  CHECK(table.decide(request).effect == ENV_ALLOW);
  request.principal = env_name_id(1234);
  CHECK(table.decide(request).status == ENV_UNKNOWN_PRINCIPAL);
  CHECK(env_find_principal(table.handle(), "nobody", 6) == ENV_NONE);
}

TEST_CASE("a name with NULs behind it is another name, and one without bytes is none") {
  const Table table =
      Table::load(bytes_of(build_table("policy p\nlabel hot from feed\nenum E { x }\naction feed(e: E)\nagent lion { allow feed }\n")));
  const std::string lion("lion\0", 5), feed("feed\0\0", 6);
  CHECK(env_find_principal(table.handle(), lion.data(), lion.size()) == ENV_NONE);
  CHECK(env_find_action(table.handle(), feed.data(), feed.size()) == ENV_NONE);
  CHECK(env_find_principal(table.handle(), "lion", 4) != ENV_NONE);
  // An empty name where nothing more can be read: the first byte behind readable memory.
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  void* const pages = ::mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  REQUIRE(pages != MAP_FAILED);
  char* const end = static_cast<char*>(pages) + page;
  REQUIRE(::mprotect(end, page, PROT_NONE) == 0);
  const env_name nothing{end, 0, ENV_NONE};
  CHECK(env_find_principal(table.handle(), end, 0) == ENV_NONE);
  CHECK(env_find_action(table.handle(), end, 0) == ENV_NONE);
  env_request request = env_new_request();
  request.flags = ENV_LINEAGE_KNOWN | ENV_LABELS_KNOWN;
  request.principal = {"lion", 4, ENV_NONE};
  request.action = {"feed", 4, ENV_NONE};
  env_attribute attribute{{"e", 1, ENV_NONE}, {}};
  attribute.value.kind = ENV_VALUE_TEXT;
  attribute.value.as.text = {end, 0};
  request.attributes = &attribute;
  request.attribute_count = 1;
  env_decision decision = env_new_decision();
  CHECK(env_decide(table.handle(), &request, &decision) == ENV_MALFORMED_ATTRIBUTE);
  attribute.name = nothing;
  CHECK(env_decide(table.handle(), &request, &decision) == ENV_UNDECLARED_ATTRIBUTE);
  attribute = {{"e", 1, ENV_NONE}, {}};
  attribute.value.kind = ENV_VALUE_TEXT;
  attribute.value.as.text = {"x", 1};
  CHECK(env_decide(table.handle(), &request, &decision) == ENV_OK);
  request.labels = &nothing;
  request.label_count = 1;
  CHECK(env_decide(table.handle(), &request, &decision) == ENV_UNKNOWN_LABEL);
  REQUIRE(::munmap(pages, 2 * page) == 0);
}

TEST_CASE("whatever goes wrong, the effect is deny") {
  const Table table = Table::load(bytes_of(build_table("policy p\naction go\nstop halt { deny anything }\nagent ann { allow go }\n")));
  env_decision decision = env_new_decision();
  decision.effect = ENV_ALLOW;
  CHECK(env_decide_batch(table.handle(), nullptr, 1, &decision) == 0);
  CHECK(decision.effect == ENV_DENY);
  CHECK(decision.status == ENV_BAD_ARGUMENT);
  Request request("ann", "go");
  request.no_lineage();
  env_request raw = request.raw();
  raw.flags |= ENV_SWITCHES_OFF;
  const env_switch misspelt{{"hlat", 4, ENV_NONE}, ENV_YES};
  raw.switches = &misspelt;
  raw.switch_count = 1;
  CHECK(env_decide(table.handle(), &raw, &decision) == ENV_UNKNOWN_SWITCH);
  CHECK(decision.effect == ENV_DENY);
  raw.principal = {"nobody", 6, ENV_NONE};
  raw.switch_count = 0;
  char buffer[8] = "before";
  std::size_t needed = 0;
  CHECK(env_list(table.handle(), &raw, buffer, sizeof buffer, &needed) == ENV_UNKNOWN_PRINCIPAL);
  CHECK(std::string(buffer).empty());
  CHECK(needed == 1);
}

TEST_CASE("headers of other kinds are told apart") {
  const std::vector<char> whole = build_table("policy p\naction go\nagent ann { allow go }\n");
  const auto with = [&](std::size_t at, char byte) {
    std::vector<char> changed = whole;
    changed[at] = byte;
    mend_checksums(changed);
    int status = -1;
    (void)load(changed, &status);
    return status;
  };
  CHECK(with(0, 'P') == ENV_NOT_A_TABLE);
  CHECK(with(offsetof(format::FileHeader, byte_order), 1) == ENV_FOREIGN_TABLE);
  CHECK(with(offsetof(format::FileHeader, major_version), 9) == ENV_NEWER_TABLE);
  CHECK(with(offsetof(format::FileHeader, minor_version), 9) == ENV_NEWER_TABLE);
  CHECK(with(offsetof(format::FileHeader, file_bytes), 1) == ENV_CUT_TABLE);
}

TEST_CASE("a stripped table decides and has no words") {
  const std::string policy = "policy p\naction go\nagent ann { allow go }\n";
  const Table whole = Table::load(bytes_of(build_table(policy)));
  const Table stripped = Table::load(bytes_of(build_table(policy, true)));
  Request request("ann", "go");
  request.no_lineage();
  CHECK(stripped.decide(request).effect == ENV_ALLOW);
  CHECK(stripped.explain(request).empty());
  CHECK(whole.explain(request).find("\"text\":\"allow go\"") != std::string::npos);
  env_table_info of_whole{}, of_stripped{};
  of_whole.size = of_stripped.size = sizeof of_whole;
  REQUIRE(env_table_describe(whole.handle(), &of_whole) == ENV_OK);
  REQUIRE(env_table_describe(stripped.handle(), &of_stripped) == ENV_OK);
  CHECK(std::memcmp(of_whole.decision_digest, of_stripped.decision_digest, 32) == 0);
  CHECK(of_stripped.stripped == 1);
}

TEST_CASE("stripping a table gives the bytes of a table that was built stripped") {
  for (const std::string& policy : {std::string("policy p\naction go\nagent ann { allow go }\n"), rich_policy()}) {
    const std::vector<char> expected = build_table(policy, true);
    const std::vector<char> once = strip(*load(build_table(policy)));
    CHECK(once == expected);
    CHECK(strip(*load(once)) == expected);
  }
}

TEST_CASE("a table on disk that is cut and rewritten changes nothing for those who opened it") {
  const std::vector<char> bytes = build_table("policy p\naction go(to: String)\nagent ann { allow go when to matches \"a*b\" }\n");
  const std::string path = "rewritten_" + std::to_string(::getpid()) + ".envt";
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const Table table = Table::open(path.c_str());
  REQUIRE(table);
  std::atomic<bool> is_over{false};
  std::atomic<int> wrong{0}, asked{0};
  std::thread reader([&] {
    Request request("ann", "go");
    request.text("to", "axxb").no_lineage();
    while (!is_over) {
      wrong += table.decide(request).effect == ENV_ALLOW ? 0 : 1;
      ++asked;
    }
  });
  for (int round = 0; round < 50; ++round) {
    REQUIRE(::truncate(path.c_str(), round % 2 == 0 ? 0 : 100) == 0);
    std::ofstream(path, std::ios::binary) << std::string(bytes.size(), static_cast<char>(round));
  }
  while (asked < 1000) std::this_thread::yield();
  is_over = true;
  reader.join();
  CHECK(wrong == 0);
  std::remove(path.c_str());
}

TEST_CASE("files that are no tables are refused by name") {
  env_table* table = nullptr;
  env_fault fault{};
  CHECK(env_table_open("/nonexistent.envt", &table, &fault) == ENV_CANNOT_READ);
  CHECK(std::string(fault.message).find("cannot be opened") != std::string::npos);
  CHECK(env_table_open("/dev/zero", &table, &fault) == ENV_CANNOT_READ);
  CHECK(env_table_open("/", &table, &fault) == ENV_CANNOT_READ);
  CHECK(table == nullptr);
}

}  // namespace envelope::table::test
