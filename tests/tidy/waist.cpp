// The narrow waist: a word of the language that lowering turns into something plainer is not heard of below it.

#include <catch2/catch.hpp>

#include "tests/tidy/tree.h"

namespace envelope::tidy {

namespace {

struct Waist {
  std::string_view folder;
  std::vector<std::string_view> words;  // forms of the language, gone by the time this folder sees a policy
};

// The model still has tiers (as a property of a principal), windows, phases and stops (as kinds of switch) and `cron` (as what set a
// request off); what comes after it asks atoms, and the table settles for each principal what is asked about tiers.
// Calendars of any spelling are read by runtime/time, which is why that folder is not listed.
const std::vector<Waist>& waists() {
  static const std::vector<Waist> table = {
      {"compiler/model", {"subagents", "unless", "except", "import"}},
      {"compiler/smt", {"cron", "subagents", "unless", "except", "import", "tier"}},
      {"compiler/analyses", {"cron", "subagents", "unless", "except", "import", "tier"}},
      {"compiler/table", {"cron", "subagents", "unless", "except", "import"}},
      {"runtime/format", {"cron", "subagents", "unless", "except", "import", "tier"}},
      {"runtime/decide", {"cron", "subagents", "unless", "except", "import", "tier"}},
      {"runtime/text", {"cron", "subagents", "unless", "except", "import", "tier"}},
  };
  return table;
}

Offences waist_offences(const Tree& tree) {
  Offences offences;
  for (const Waist& waist : waists()) {
    for (const SourceText& source : tree) {
      if (!is_cpp(source.path) || !is_below(source.path, waist.folder)) continue;
      const std::string code = without_comments(source.text, Literals::keep);
      int number = 0;
      for (std::string_view line : lines_of(code)) {
        ++number;
        for (std::string_view word : waist.words) {
          if (has_word(line, word)) offences.push_back({source.path, number, "knows `" + std::string(word) + "`"});
        }
      }
    }
  }
  return offences;
}

}  // namespace

TEST_CASE("no word of the surface language passes the waist", "[waist]") { CHECK(reported(waist_offences(repository())) == 0); }

TEST_CASE("the waist rule finds a word in code and in text, not in a comment", "[waist]") {
  CHECK(waist_offences({{"compiler/model/a.h", "struct Job { Depth subagents; };"}}).size() == 1);
  CHECK(waist_offences({{"compiler/model/a.cpp", "print(\"unless\");"}}).size() == 1);
  CHECK(waist_offences({{"runtime/text/a.cpp", "int tier = 0;"}}).size() == 1);
  CHECK(waist_offences({{"compiler/model/a.h", "int tier;  // a tier, unless it is a cron\nint cron_like() noexcept;"}}).empty());
  CHECK(waist_offences({{"compiler/lower/a.cpp", "int cron;"}, {"runtime/time/a.cpp", "int cron;"}}).empty());
}

}  // namespace envelope::tidy
