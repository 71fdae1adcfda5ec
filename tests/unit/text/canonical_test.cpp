// Canonical forms without an allocation. What they are is tested with paths, hosts and commands; here: where they lie.
#include "runtime/text/canonical.h"

#include <catch2/catch.hpp>
#include <random>

#include "runtime/text/command.h"
#include "runtime/text/host.h"
#include "runtime/text/path.h"
#include "runtime/text/utf8.h"

using namespace envelope::text;

namespace {

constexpr Domain kDomains[] = {Domain::string, Domain::path, Domain::host, Domain::command};

bool lies_in(std::string_view part, std::string_view whole) {
  return part.data() >= whole.data() && part.data() + part.size() <= whole.data() + whole.size();
}

// The canonical form, read by plain loops: one component after another, no eight bytes at a time.
std::optional<std::string> plain_path(std::string_view raw) {
  if (raw.empty() || raw.size() > kPathBytesMax || raw.find('\0') != std::string_view::npos) return std::nullopt;
  for (const Decoded decoded : CodePoints(raw)) {
    if (!decoded.valid) return std::nullopt;
  }
  std::string out(raw[0] == '~' ? "~" : "");
  std::string_view rest = raw.substr(out.size());
  if (out.empty() ? rest[0] != '/' : !rest.empty() && rest[0] != '/') return std::nullopt;
  while (!rest.empty()) {
    rest.remove_prefix(1);
    const std::string_view component = rest.substr(0, rest.find('/'));
    rest.remove_prefix(component.size());
    if (component == "..") return std::nullopt;
    if (!component.empty() && component != ".") out += "/" + std::string(component);
  }
  return out.empty() ? "/" : out;
}

std::string random_text(std::mt19937& random, const std::vector<std::string>& pieces) {
  std::string text;
  for (auto left = random() % 12; left > 0; --left) text += pieces[random() % pieces.size()];
  return text;
}

void check_where_it_lies(Domain domain, std::string_view raw) {
  CAPTURE(static_cast<int>(domain), escape_for_terminal(raw));
  std::vector<char> buffer(kCanonicalBufferBytes, '#');
  const auto canonical = canonical_into(domain, raw, buffer);
  CHECK(canonical == canonical_value(domain, raw));
  if (!canonical) return;
  if (domain == Domain::string || domain == Domain::command) CHECK(canonical_into(domain, raw, {}) == canonical);
  if (*canonical == raw) {
    CHECK(canonical->data() == raw.data());
  } else {
    CHECK(lies_in(*canonical, {buffer.data(), buffer.size()}));
  }
}

}  // namespace

TEST_CASE("the canonical form is a view of the raw text, or of the buffer where that is not canonical") {
  for (const Domain domain : kDomains) {
    for (const std::string_view raw : {"",
                                       "/",
                                       "//",
                                       "~",
                                       "~/",
                                       "~x",
                                       "/a",
                                       "/a/",
                                       "/a/b/c",
                                       "/a//b",
                                       "/a/./b",
                                       "/a/../b",
                                       "/a/..b",
                                       "/a/.b",
                                       "/.",
                                       "/..",
                                       "/...",
                                       "a",
                                       "/aaaaaaa",
                                       "/aaaaaaaa",
                                       "/aaaaaa//",
                                       "/aaaaaaa/b",
                                       "/aaaaaaa/.b",
                                       "/aaaaaaa/./b",
                                       "/aaaaaa/",
                                       "/1234567/..",
                                       "/a/\xC3\xA9/b",
                                       "/a/\xC3",
                                       "/aaaaaaaaaaaaaaaaa\xFF",
                                       "/\xC0\xAF",
                                       "\xED\xA0\x80",
                                       "example.com",
                                       "Example.COM",
                                       "example.com.",
                                       "example.com:80",
                                       "a..b",
                                       "-a.b",
                                       "a-.b",
                                       "a.-b",
                                       "a_b",
                                       "1.2.3.4",
                                       "1.2.3",
                                       "0x7f.1",
                                       "a.0xg",
                                       "a.0x1",
                                       "::1",
                                       "[::1]:80",
                                       "::ffff:1.2.3.4",
                                       "[::ffff:255.255.255.255]",
                                       "2001:DB8:0:0:1:0:0:1",
                                       "1:2:3:4:5:6:7:8",
                                       "fe80::1%eth0",
                                       "user@host",
                                       "rm -rf /",
                                       "  ",
                                       "\t",
                                       " a ",
                                       "''",
                                       "a'b",
                                       "a\nb"})
      check_where_it_lies(domain, raw);
    check_where_it_lies(domain, std::string_view("/a\0b/cccccccc", 13));
    check_where_it_lies(domain, std::string_view("/aaaaaaaaaaaaaa\0", 16));
  }
}

TEST_CASE("paths are canonical at first sight only when they are at second") {
  std::mt19937 random(7);
  const std::vector<std::string> pieces{"/",         "/",      "a", "bc", ".", "..", "~", "\xC3\xA9", "\xC3", std::string(1, '\0'),
                                        "/defghijk", "lmnopqr"};
  std::size_t found = 0;
  for (int i = 0; i < 50'000; ++i) {
    const std::string raw = (random() % 4 == 0 ? "~" : "/") + random_text(random, pieces);
    char buffer[kCanonicalBufferBytes];
    const auto canonical = canonical_into(Domain::path, raw, buffer);
    if (canonical != plain_path(raw)) FAIL_CHECK(escape_for_terminal(raw));
    found += canonical ? 1 : 0;
  }
  CHECK(found > 5'000);
  CHECK(found < 45'000);
}

TEST_CASE("hosts and commands lie where they should, whatever they are") {
  std::mt19937 random(8);
  const std::vector<std::string> pieces{"a", ".", "-",   "_", "0x", "1",  "255", ":",        "::", "[",  "]",
                                        "A", "%", "com", " ", "'",  "\"", "\\",  "\xC3\xA9", "/",  "rm", "$"};
  for (int i = 0; i < 10'000; ++i) {
    const std::string raw = random_text(random, pieces);
    check_where_it_lies(Domain::host, raw);
    check_where_it_lies(Domain::command, raw);
  }
}

TEST_CASE("limits hold to the byte") {
  std::vector<char> buffer(kCanonicalBufferBytes);
  const auto is_there = [&](Domain domain, const std::string& raw) { return canonical_into(domain, raw, buffer).has_value(); };
  CHECK(is_there(Domain::path, "/" + std::string(kPathBytesMax - 1, 'a')));
  CHECK_FALSE(is_there(Domain::path, "/" + std::string(kPathBytesMax, 'a')));
  CHECK(is_there(Domain::path, "//" + std::string(kPathBytesMax - 2, 'a')));
  CHECK(is_there(Domain::string, std::string(kStringBytesMax, 'a')));
  CHECK_FALSE(is_there(Domain::string, std::string(kStringBytesMax + 1, 'a')));
  CHECK(is_there(Domain::command, std::string(kCommandBytesMax, 'a')));
  CHECK_FALSE(is_there(Domain::command, std::string(kCommandBytesMax + 1, 'a')));
  std::string labels;
  for (int i = 0; i < 4; ++i) labels += std::string(kHostLabelBytesMax - (i == 3 ? 2 : 0), 'a') + (i == 3 ? "" : ".");
  REQUIRE(labels.size() == kHostBytesMax);
  CHECK(is_there(Domain::host, labels));
  CHECK_FALSE(is_there(Domain::host, labels + "a"));
  CHECK(is_there(Domain::host, std::string(kHostLabelBytesMax, 'a') + ".b"));
  CHECK_FALSE(is_there(Domain::host, std::string(kHostLabelBytesMax + 1, 'a') + ".b"));
}

TEST_CASE("the words of a command fit a buffer of one byte more") {
  for (const std::string raw :
       {"a", " a", "a b", "'' ''", "''", "a '' b", "a\\ b", "\"a b\"", "a&b", "if x", "   ", "", "a'", "x y z", "\\a\\b"}) {
    CAPTURE(raw);
    std::vector<char> buffer(raw.size() + 1);
    const std::string_view words = command_words_into(raw, buffer);
    CHECK(words == command_key(raw));
    CHECK((words.empty() || words.data() == buffer.data()));
  }
  std::string longest(kCommandBytesMax, 'a');
  std::vector<char> buffer(kCommandWordsBufferBytes);
  CHECK(command_words_into(longest, buffer) == std::string(1, kTokenMark) + longest);
  longest[7] = '&';
  CHECK(command_words_into(longest, buffer) == std::string(1, kExactTextMark) + longest);
}
