// The product speaks of itself alone: not of the machine it was written on, nor of who or what wrote it.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>

#include "tests/tidy/tree.h"

namespace envelope::tidy {

namespace {

// Written in two halves, so that this file keeps the rule it states. In lower case: capitals make no difference.
const std::vector<std::string>& foreign_words() {
  static const std::vector<std::string> words = {
      std::string("/wo") + "rk/", std::string("/tmp/") + "build", std::string("helper") + " session", std::string("subagent") + " session",
      std::string("clau") + "de", std::string("chat") + "gpt",    std::string("ai-") + "generated"};
  return words;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

// A word that is the beginning of a path must not follow another part of a path: `~/a` is a user's folder, not this machine's.
bool stands_in(std::string_view line, const std::string& word) {
  const std::size_t at = line.find(word);
  if (at == std::string_view::npos) return false;
  if (word.front() != '/' || at == 0) return true;
  const char before = line[at - 1];
  return std::isalnum(static_cast<unsigned char>(before)) == 0 && std::string_view("~._-*").find(before) == std::string_view::npos;
}

Offences wording_offences(const Tree& tree) {
  const std::string outside = std::string("../sha") + "red";  // only a test may look for a document beside the repository
  Offences offences;
  for (const SourceText& source : tree) {
    const std::string text = lower(source.text);
    int number = 0;
    for (std::string_view line : lines_of(text)) {
      ++number;
      for (const std::string& word : foreign_words()) {
        if (stands_in(line, word)) offences.push_back({source.path, number, "says `" + word + "`"});
      }
      if (!is_below(source.path, "tests") && line.find(outside) != std::string_view::npos) {
        offences.push_back({source.path, number, "says `" + outside + "`"});
      }
    }
  }
  return offences;
}

}  // namespace

TEST_CASE("no text speaks of the workplace", "[wording]") { CHECK(reported(wording_offences(repository())) == 0); }

TEST_CASE("the wording rule finds each foreign word", "[wording]") {
  for (const std::string& word : foreign_words()) {
    CAPTURE(word);
    CHECK(wording_offences({{"docs/a.md", "one\ntwo " + word + " three\n"}}).size() == 1);
  }
  CHECK(wording_offences({{"README.md", std::string("CLAU") + "DE"}}).size() == 1);
  CHECK(wording_offences({{"docs/a.md", std::string("see ../sha") + "red/design"}}).size() == 1);
  CHECK(wording_offences({{"tests/a.cpp", std::string("see ../sha") + "red/seeds"}, {"docs/a.md", "subagents { deny spend }"}}).empty());
  CHECK(wording_offences({{"docs/a.md", std::string("allow file_read when path under \"~/wo") + "rk/notes\""}}).empty());
}

}  // namespace envelope::tidy
