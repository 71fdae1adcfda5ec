#include <catch2/catch.hpp>

#include "runtime/text/fault.h"
#include "runtime/text/glob.h"
#include "runtime/text/limits.h"

using namespace envelope::text;

namespace {

constexpr Truth kYes = Truth::yes;
constexpr Truth kNo = Truth::no;
constexpr Truth kUnknown = Truth::unknown;

struct Case {
  std::string_view pattern, value;
  Truth expected;
};

void check(Domain domain, std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    CAPTURE(c.pattern, c.value);
    const GlobResult result = Glob::parse(c.pattern, domain);
    INFO(glob_fault_text(result.error.fault));
    REQUIRE(result.glob.has_value());
    CHECK(match(*result.glob, c.value) == c.expected);
    CHECK(match(*result.glob, example(*result.glob)) == Truth::yes);
    CHECK(canonical_value(domain, example(*result.glob)) == example(*result.glob));
  }
}

}  // namespace

TEST_CASE("string globs") {
  check(Domain::string, {
                            {"main", "main", kYes},
                            {"main", "Main", kNo},
                            {"main", "mainx", kNo},
                            {"main", "", kNo},
                            {"*", "", kYes},
                            {"*", "main", kYes},
                            {"*", "feature/x", kNo},
                            {"**", "feature/x", kYes},
                            {"feature/*", "feature/x", kYes},
                            {"feature/*", "feature/x/y", kNo},
                            {"feature/*", "feature", kNo},
                            {"feature/**", "feature/x/y", kYes},
                            {"feature/**", "feature", kNo},
                            {"feature/**", "features/x", kNo},
                            {"**/x", "x", kYes},
                            {"**/x", "a/b/x", kYes},
                            {"**/x", "ax", kNo},
                            {"a/**/b", "a/b", kYes},
                            {"a/**/b", "a/x/y/b", kYes},
                            {"a/**/b", "a/xb", kNo},
                            {"a**b", "axx/yb", kYes},
                            {"v?.?", "v1.2", kYes},
                            {"v?.?", "v1.23", kNo},
                            {"a?b", "a/b", kNo},
                            {"?", "ü", kYes},
                            {"?", "日", kYes},
                            {"?", "u\u0308", kNo},
                            {"[a-c]x", "bx", kYes},
                            {"[a-c]x", "dx", kNo},
                            {"[!a-c]x", "dx", kYes},
                            {"[!a-c]x", "bx", kNo},
                            {"a[!b]c", "a/c", kNo},
                            {"a[+-9]c", "a/c", kNo},
                            {"a[+-9]c", "a.c", kYes},
                            {"[ä-ü]", "ö", kYes},
                            {"[a-]", "-", kYes},
                            {"[-a]", "-", kYes},
                            {"[\\]]", "]", kYes},
                            {"[\\!a]", "!", kYes},
                            {"[[]", "[", kYes},
                            {"{main,release/*}", "main", kYes},
                            {"{main,release/*}", "release/1", kYes},
                            {"{main,release/*}", "release", kNo},
                            {"{a,b{c,d}}e", "bde", kYes},
                            {"{a,b{c,d}}e", "be", kNo},
                            {"a{,b}", "a", kYes},
                            {"\\*", "*", kYes},
                            {"\\*", "x", kNo},
                            {"\\{a,b\\}", "{a,b}", kYes},
                            {"a,b", "a,b", kYes},
                            {"x", "\xFF", kUnknown},
                            {"**", "\xC0\xAF", kUnknown},
                        });
}

TEST_CASE("path globs") {
  check(Domain::path, {
                          {"/a/*", "/a/b", kYes},
                          {"/a/*", "/a", kNo},
                          {"/a/*", "/a/b/c", kNo},
                          {"/a/**", "/a/b/c", kYes},
                          {"/a/**", "/a", kNo},
                          {"/a/**", "/ab", kNo},
                          {"/*", "/", kNo},
                          {"/**", "/", kYes},
                          {"/**", "/a/b", kYes},
                          {"/**", "~/a", kYes},
                          {"**", "~", kYes},
                          {"/", "/", kYes},
                          {"/a//b/./*/", "/a/b/c", kYes},  // the pattern is folded like a path
                          {"~/", "~", kYes},
                          {"~/projects/**", "~/projects/x/y", kYes},
                          {"~/projects/**", "~/projects", kNo},
                          {"/src/**/*.cpp", "/src/a.cpp", kYes},
                          {"/src/**/*.cpp", "/src/x/y/a.cpp", kYes},
                          {"/src/**/*.cpp", "/src/x/a.h", kNo},
                          {"**/.env", "/.env", kYes},
                          {"**/.env", "/a/.env", kYes},
                          {"**/.env", "~/.env", kYes},
                          {"**/.env", "~/x.env", kNo},
                          {"/{etc,usr/lib}/*", "/usr/lib/x", kYes},
                          {"{/a,~/a}/*", "~/a/x", kYes},
                          {"/a/*", "/a/.hidden", kYes},
                          {"/A", "/a", kNo},
                          {"/a%20b", "/a b", kNo},
                          // One side from `~`, one from `/`.
                          {"~/.ssh/**", "/home/bolt/.ssh/id", kUnknown},
                          {"~/.ssh/**", "/etc/hosts", kNo},
                          {"~/.ssh/**", "/home/bolt/.ssh", kNo},
                          {"~/*.sh", "/x/y.sh", kUnknown},
                          {"~", "/etc", kUnknown},
                          {"/home/*/.ssh/**", "~/.ssh/id", kUnknown},
                          {"/home/*/.ssh/**", "~/x", kUnknown},  // the home may itself lie in some .ssh
                          {"/etc/passwd", "~/x", kNo},
                          {"/etc/x", "~/x", kUnknown},
                          {"**/a/b", "~/b", kUnknown},
                          {"**/a/b", "~/c", kNo},
                          // Not canonical, so not a path.
                          {"/**", "relative", kUnknown},
                          {"/**", "", kUnknown},
                      });
  const Glob ssh = *Glob::parse("~/.ssh/**", Domain::path).glob;
  CHECK(match(ssh, "/home/bolt/.ssh/id", "/home/bolt") == kYes);
  CHECK(match(ssh, "/home/scout/.ssh/id", "/home/bolt") == kNo);
  const Glob homes = *Glob::parse("/home/*/.ssh/**", Domain::path).glob;
  CHECK(match(homes, "~/.ssh/id", "/home/bolt") == kYes);
  CHECK(match(homes, "~/x", "/home/bolt") == kNo);
  CHECK(match(homes, "~/.ssh/id", "not a home") == kUnknown);
}

TEST_CASE("host globs") {
  check(Domain::host, {
                          {"*.github.com", "api.github.com", kYes},
                          {"*.github.com", "github.com", kNo},
                          {"*.github.com", "evilgithub.com", kNo},
                          {"*.github.com", "a.b.github.com", kNo},
                          {"*.github.com", "api.github.com.evil.com", kNo},
                          {"**.github.com", "github.com", kYes},
                          {"**.github.com", "a.b.github.com", kYes},
                          {"**.github.com", "evilgithub.com", kNo},
                          {"*.GitHub.com.", "api.github.com", kYes},
                          {"api-*.example.com", "api-7.example.com", kYes},
                          {"api?.example.com", "api.example.com", kNo},
                          {"{a,b}.example.com", "b.example.com", kYes},
                          {"[A-C].example.com", "b.example.com", kYes},
                          {"bücher.example", "xn--bcher-kva.example", kYes},
                          {"*.bücher.example", "x.xn--bcher-kva.example", kYes},
                          {"localhost", "localhost", kYes},
                          {"*", "localhost", kYes},
                          {"*", "::1", kNo},
                          {"**", "::1", kYes},
                          {"**", "10.0.0.1", kYes},
                          {"::1", "::1", kYes},
                          {"2001:DB8::0:1", "2001:db8::1", kYes},
                          {"::ffff:10.0.0.1", "10.0.0.1", kYes},
                          {"10.0.0.1", "10.0.0.1", kYes},
                          // Digits and wildcards are addresses, never names.
                          {"10.0.0.*", "10.0.0.7", kYes},
                          {"10.0.0.*", "10.0.0.com", kNo},
                          {"10.**", "10.1.2.3", kYes},
                          {"10.**", "10.example.com", kNo},
                          {"10.**", "110.1.2.3", kNo},
                          {"192.168.[0-9].*", "192.168.1.77", kYes},
                          {"192.168.[0-9].*", "192.168.10.77", kNo},
                          {"{10.*.*.*,*.internal}", "10.0.0.internal", kNo},
                          {"{10.*.*.*,*.internal}", "db.internal", kYes},
                      });
}

TEST_CASE("command globs") {
  check(Domain::command, {
                             {"npm test", "npm test", kYes},
                             {"npm test", "npm  test ", kYes},
                             {"npm test", "npm testx", kNo},
                             {"npm test", "npm test --all", kNo},
                             {"npm test", "n'p'm \"test\"", kYes},
                             {"npm install *", "npm install left-pad", kYes},
                             {"npm install *", "npm install @scope/pkg", kYes},
                             {"npm install *", "npm install", kNo},
                             {"npm install *", "npm install a b", kNo},
                             {"npm install *", "npm install 'a b'", kYes},
                             {"git push **", "git push", kYes},
                             {"git push **", "git push origin main", kYes},
                             {"git push **", "git pushx", kNo},
                             {"git ** --force **", "git push --force", kYes},
                             {"git ** --force **", "git push origin --force main", kYes},
                             {"git ** --force **", "git push", kNo},
                             {"**", "anything at all", kYes},
                             {"** --version", "--version", kYes},
                             {"npm {ci,run *}", "npm run build", kYes},
                             {"npm {ci,run *}", "npm run", kNo},
                             {"cat *.md", "cat docs/a.md", kYes},
                             {"git commit -m '*'", "git commit -m '*'", kYes},
                             {"git commit -m '*'", "git commit -m x", kNo},
                             {"echo \\*", "echo '*'", kYes},
                             {"make -j[0-9]", "make -j4", kYes},
                             {"echo ''", "echo ''", kYes},
                             {"echo ''", "echo", kNo},
                             // Not plain: unknown, whatever the pattern.
                             {"npm install *", "npm install x; rm y", kUnknown},
                             {"npm install *", "npm install $(id)", kUnknown},
                             {"npm install *", "ls | wc", kUnknown},
                             {"rm **", "echo `rm x`", kUnknown},
                             {"**", "a && b", kUnknown},
                             {"npm test", "PATH=/tmp npm test", kUnknown},
                             {"npm test", "npm test 'x", kUnknown},
                             // … unless the pattern is that very text.
                             {"npm ci && npm test", "npm ci && npm test", kYes},
                             {"npm ci && npm test", "npm ci  && npm test", kUnknown},
                             {"npm ci && npm test", "npm ci", kNo},
                             {"echo $HOME", "echo $HOME", kYes},
                             {"echo \"$HOME\"", "echo \"$HOME\"", kYes},
                             {"echo \"$HOME\"", "echo '$HOME'", kNo},
                             {"time ls", "time ls", kYes},
                             // The same program by another directory, perhaps.
                             {"rm **", "/bin/rm -rf x", kUnknown},
                             {"rm **", "./rm x", kUnknown},
                             {"rm **", "/bin/ls x", kNo},
                             {"/usr/bin/git push", "git push", kUnknown},
                             {"/usr/bin/git push", "/usr/local/bin/git push", kUnknown},
                             {"/usr/bin/git push", "git pull", kNo},
                             {"/usr/bin/git push", "git/push", kNo},
                             {"npm test", "/usr/bin/npm test x", kNo},
                             // Missing.
                             {"**", "", kUnknown},
                             {"**", " ", kUnknown},
                         });
}

TEST_CASE("examples are short and stable") {
  const std::tuple<std::string_view, Domain, std::string_view> cases[] = {
      {"feature/**", Domain::string, "feature/"},
      {"*", Domain::string, ""},
      {"[!a]?", Domain::string, "xa"},
      {"{abc,z}", Domain::string, "z"},
      {"/a/**/b*", Domain::path, "/a/b"},
      {"/*", Domain::path, "/a"},
      {"/.*", Domain::path, "/.a"},
      {"/.?*", Domain::path, "/.a"},
      {"~/**", Domain::path, "~/a"},
      {"**", Domain::path, "/"},
      {"**/x", Domain::path, "/x"},
      {"*.github.com", Domain::host, "a.github.com"},
      {"**.github.com", Domain::host, "github.com"},
      {"a-*", Domain::host, "a-a"},
      {"10.0.0.*", Domain::host, "10.0.0.0"},
      {"git push **", Domain::command, "git push"},
      {"git add *", Domain::command, "git add ''"},
      {"echo '$x' ?", Domain::command, "echo '$x' a"},
      {"a && b", Domain::command, "a && b"},
  };
  for (const auto& [pattern, domain, expected] : cases) {
    CAPTURE(pattern);
    const GlobResult result = Glob::parse(pattern, domain);
    REQUIRE(result.glob.has_value());
    CHECK(example(*result.glob) == expected);
  }
}

TEST_CASE("literal patterns are known as such") {
  CHECK(Glob::parse("a/b", Domain::string).glob->is_literal());
  CHECK(Glob::parse("npm test", Domain::command).glob->is_literal());
  CHECK(Glob::parse("\\*", Domain::string).glob->is_literal());
  CHECK_FALSE(Glob::parse("a/*", Domain::string).glob->is_literal());
  CHECK_FALSE(Glob::parse("{a,b}", Domain::string).glob->is_literal());
  CHECK(*Glob::parse("a", Domain::string).glob == *Glob::parse("a", Domain::string).glob);
  CHECK_FALSE(*Glob::parse("a", Domain::string).glob == *Glob::parse("a", Domain::host).glob);
  CHECK(Glob::key(Domain::command, "npm 'a b'") == std::string("\0npm\0a b", 8));
  CHECK(Glob::key(Domain::host, "a.b") == "a.b");
}

TEST_CASE("values beyond the limit of their domain are unknown") {
  const Glob any = *Glob::parse("**", Domain::string).glob;
  CHECK(match(any, std::string(kStringBytesMax, 'a')) == kYes);
  CHECK(match(any, std::string(kStringBytesMax + 1, 'a')) == kUnknown);
  CHECK(canonical_value(Domain::string, std::string(kStringBytesMax, 'a')).has_value());
  CHECK_FALSE(canonical_value(Domain::string, std::string(kStringBytesMax + 1, 'a')).has_value());
  CHECK_FALSE(canonical_value(Domain::string, std::string_view("a\0b", 3)).has_value());
  CHECK_FALSE(canonical_value(Domain::string, "\xFF").has_value());
  CHECK(canonical_value(Domain::string, "") == "");
}

TEST_CASE("patterns that defeat backtracking are matched in one pass") {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "a*";
  const Glob stars = *Glob::parse(pattern + "b", Domain::string).glob;
  CHECK(match(stars, std::string(20'000, 'a')) == kNo);
  CHECK(match(stars, std::string(20'000, 'a') + "b") == kYes);
  const Glob doubles = *Glob::parse("/**/a/**/a/**/a/**/a/**/b", Domain::path).glob;
  std::string path;
  for (int i = 0; i < 2'000; ++i) path += "/a";
  CHECK(match(doubles, path) == kNo);
  CHECK(match(doubles, path + "/b") == kYes);
}

TEST_CASE("the injected fault lets a star cross separators, and nothing else") {
  const Glob one = *Glob::parse("/a/*", Domain::path).glob;
  const Glob label = *Glob::parse("*.github.com", Domain::host).glob;
  testing::inject_matching_fault(true);
  const Truth deep = match(one, "/a/b/c");
  const Truth labels = match(label, "a.b.github.com");
  const Truth other = match(one, "/b/c");
  testing::inject_matching_fault(false);
  CHECK(deep == kYes);
  CHECK(labels == kYes);
  CHECK(other == kNo);
  CHECK(match(one, "/a/b/c") == kNo);
}
