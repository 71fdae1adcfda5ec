#include "runtime/cli/arguments.h"

#include <catch2/catch.hpp>
#include <string_view>
#include <vector>

#include "runtime/cli/suggest.h"

using namespace envelope::runtime_cli;

namespace {

constexpr Flag kFlags[] = {{"--agent", true}, {"--gate", false}};

Arguments parsed(const std::vector<std::string_view>& words) { return parse_arguments(words, kFlags); }

}  // namespace

TEST_CASE("flags stand anywhere and words keep their order") {
  const Arguments arguments = parsed({"t.envt", "--agent", "bolt", "push", "-", "--gate", "x=--y", "--", "--agent", "-h"});
  CHECK(arguments.fault.empty());
  CHECK(arguments.words == std::vector<std::string_view>{"t.envt", "push", "-", "x=--y", "--agent", "-h"});
  CHECK(arguments.value("--agent") == "bolt");
  CHECK(arguments.has("--gate"));
  CHECK_FALSE(arguments.has("--help"));
  CHECK(parsed({"--agent=a=b"}).value("--agent") == "a=b");
  CHECK(parsed({"--agent="}).has("--agent"));
  CHECK(parsed({"-h"}).has("--help"));
  CHECK(parsed({}).value("--agent", "none") == "none");
}

TEST_CASE("faults of a command line") {
  CHECK(parsed({"--agnet", "x"}).fault == "unknown option `--agnet`; did you mean `--agent`?");
  CHECK(parsed({"--frobnicate"}).fault == "unknown option `--frobnicate`");
  CHECK(parsed({"-x"}).fault == "unknown option `-x`");
  CHECK(parsed({"--agent"}).fault == "`--agent` needs a value");
  CHECK(parsed({"--gate=no"}).fault == "`--gate` takes no value");
  CHECK(parsed({"--gate", "--gate"}).fault == "`--gate` is given twice");
}

TEST_CASE("a suggestion is near and has something in common") {
  const auto suggest = [](std::string_view name, const std::vector<std::string_view>& candidates) {
    Suggestion suggestion(name);
    for (const std::string_view candidate : candidates) suggestion.offer(candidate);
    return suggestion.text();
  };
  CHECK(suggest("git_pus", {"git_pull", "git_push"}) == "; did you mean `git_push`?");
  CHECK(suggest("git_psuh", {"git_pull", "git_push"}) == "; did you mean `git_push`?");
  CHECK(suggest("ab", {"cd", "x"}).empty());
  CHECK(suggest("bolt", {"atlas"}).empty());
  CHECK(suggest("bolt", {"bolt"}).empty());
  CHECK(suggest("", {"a", ""}).empty());
}
