#include "runtime/text/path.h"

#include <catch2/catch.hpp>

#include "runtime/text/limits.h"

using namespace envelope::text;

TEST_CASE("paths are folded to one spelling") {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"/", "/"},
      {"//", "/"},
      {"///./", "/"},
      {"/.", "/"},
      {"/a", "/a"},
      {"/a/", "/a"},
      {"/a//b", "/a/b"},
      {"//a", "/a"},
      {"/a/./b/.", "/a/b"},
      {"~", "~"},
      {"~/", "~"},
      {"~//.", "~"},
      {"~/a/", "~/a"},
      {"/~", "/~"},
      {"/a/~", "/a/~"},
      {"/a/~root", "/a/~root"},
      {"/...", "/..."},
      {"/a/..b", "/a/..b"},
      {"/a/b..", "/a/b.."},
      {"/a/.b", "/a/.b"},
      {"/A/b", "/A/b"},                // case is kept
      {"/a/%2e%2e/b", "/a/%2e%2e/b"},  // percent-encoding is a name
      {"/a%2fb", "/a%2fb"},
      {"/a b\t\n", "/a b\t\n"},
      {"/a\\..\\b", "/a\\..\\b"},  // a backslash is a character
      {"/gr\xC3\xBCn", "/gr\xC3\xBCn"},
      {"/gru\xCC\x88n", "/gru\xCC\x88n"},                          // the other normalisation form is another name
      {"/\xEF\xBC\x8E\xEF\xBC\x8E", "/\xEF\xBC\x8E\xEF\xBC\x8E"},  // full-width dots
  };
  for (const auto& [raw, canonical] : cases) {
    CAPTURE(raw);
    const auto got = normalise_path(raw);
    REQUIRE(got.has_value());
    CHECK(*got == canonical);
    CHECK(normalise_path(*got) == got);
    CHECK(path_fault(raw) == PathFault::none);
  }
}

TEST_CASE("texts that name no one place are missing") {
  const std::string too_long = "/" + std::string(kPathBytesMax, 'a');
  const std::pair<std::string_view, PathFault> cases[] = {
      {"", PathFault::empty},
      {"a", PathFault::relative},
      {".", PathFault::relative},
      {"./a", PathFault::relative},
      {"..", PathFault::relative},
      {" /a", PathFault::relative},
      {"C:\\a", PathFault::relative},
      {"file:///a", PathFault::relative},
      {"$HOME/a", PathFault::relative},
      {"/..", PathFault::parent_component},
      {"/../a", PathFault::parent_component},
      {"/a/..", PathFault::parent_component},
      {"/a/../b", PathFault::parent_component},
      {"/a/b/../../../etc", PathFault::parent_component},
      {"~/..", PathFault::parent_component},
      {"~/../root", PathFault::parent_component},
      {"/a//..//b", PathFault::parent_component},
      {"~root", PathFault::other_users_home},
      {"~root/.ssh", PathFault::other_users_home},
      {"~~", PathFault::other_users_home},
      {"~.", PathFault::other_users_home},
      {std::string_view("/a\0b", 4), PathFault::nul_character},
      {std::string_view("\0", 1), PathFault::nul_character},
      {"/a\xFF", PathFault::invalid_utf8},
      {"/a/\xC0\xAE\xC0\xAE/b", PathFault::invalid_utf8},  // overlong `..`
      {"/a\xC0\xAF"
       "b",
       PathFault::invalid_utf8},  // overlong `/`
      {"/\xED\xA0\x80", PathFault::invalid_utf8},
      {too_long, PathFault::too_long},
  };
  for (const auto& [raw, fault] : cases) {
    CAPTURE(raw.substr(0, 40));
    CHECK_FALSE(normalise_path(raw).has_value());
    CHECK(path_fault(raw) == fault);
    CHECK_FALSE(path_fault_text(fault).empty());
  }
  CHECK(normalise_path(std::string_view(too_long).substr(0, kPathBytesMax)).has_value());
  CHECK(path_fault_text(PathFault::none).empty());
}

TEST_CASE("homes") {
  CHECK(expand_home("~/a", "/home/bolt") == "/home/bolt/a");
  CHECK(expand_home("~", "/home/bolt") == "/home/bolt");
  CHECK(expand_home("/a", "/home/bolt") == "/a");
  CHECK(expand_home("~/a", "/") == "/a");
  CHECK(expand_home("~", "/") == "/");
  CHECK(fold_home("/home/bolt/a", "/home/bolt") == "~/a");
  CHECK(fold_home("/home/bolt", "/home/bolt") == "~");
  CHECK(fold_home("/home/bolts", "/home/bolt") == std::nullopt);
  CHECK(fold_home("/a", "/") == "~/a");
  CHECK(fold_home("/", "/") == "~");
  CHECK(fold_home("~/a", "/home/bolt") == "~/a");
}

TEST_CASE("under") {
  struct Case {
    std::string_view prefix, path;
    Truth expected;
  };
  const Case cases[] = {
      {"/a", "/a", Truth::yes},
      {"/a", "/a/b", Truth::yes},
      {"/a", "/ab", Truth::no},
      {"/a/b", "/a", Truth::no},
      {"/", "/", Truth::yes},
      {"/", "/x/y", Truth::yes},
      {"/", "~/x", Truth::yes},
      {"~/memory", "~/memory/log", Truth::yes},
      {"~/memory", "~/memory2", Truth::no},
      {"~", "~/a", Truth::yes},
      {"~", "~", Truth::yes},
      {"~/a", "~", Truth::no},
      {"/*", "/x", Truth::no},  // a prefix has no wildcards
      // One side from `~`, the other from `/`: unknown unless no home could do it.
      {"~/.ssh", "/home/bolt/.ssh/id", Truth::unknown},
      {"~/.ssh", "/home/bolt/.ssh", Truth::unknown},
      {"~/.ssh", "/.ssh", Truth::unknown},
      {"~/.ssh", "/etc/hosts", Truth::no},
      {"~/.ssh", "/home/bolt/x.ssh/id", Truth::no},
      {"~/.ssh", "/home/.ssh2", Truth::no},
      {"~", "/etc", Truth::unknown},
      {"/etc", "~/x", Truth::unknown},
      {"", "/a", Truth::unknown},
      {"/a", "", Truth::unknown},
  };
  for (const Case& c : cases) {
    CAPTURE(c.prefix, c.path);
    CHECK(match_under(c.prefix, c.path) == c.expected);
  }
  CHECK(match_under("~/.ssh", "/home/bolt/.ssh/id", "/home/bolt") == Truth::yes);
  CHECK(match_under("~/.ssh", "/home/scout/.ssh/id", "/home/bolt") == Truth::no);
  CHECK(match_under("/home", "~/x", "/home/bolt") == Truth::yes);
  CHECK(match_under("/etc", "~/x", "/home/bolt") == Truth::no);
  CHECK(match_under("/home/bolt/x", "~", "/home/bolt") == Truth::no);
}

TEST_CASE("the same place") {
  CHECK(match_same_path("/a", "/a") == Truth::yes);
  CHECK(match_same_path("/a", "/b") == Truth::no);
  CHECK(match_same_path("~/a", "~/a") == Truth::yes);
  CHECK(match_same_path("~/a", "/home/bolt/a") == Truth::unknown);
  CHECK(match_same_path("/home/bolt/a", "~/a") == Truth::unknown);
  CHECK(match_same_path("~", "/") == Truth::unknown);
  CHECK(match_same_path("~/a", "/home/xa") == Truth::no);
  CHECK(match_same_path("~/a", "/home/bolt/a", "/home/bolt") == Truth::yes);
  CHECK(match_same_path("~/a", "/home/scout/a", "/home/bolt") == Truth::no);
  CHECK(match_same_path("", "/a") == Truth::unknown);
}
