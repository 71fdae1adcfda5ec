// Words that nobody vouches for.
#include <catch2/catch.hpp>

#include "runtime/decide/automaton.h"
#include "tests/unit/automata/differential.h"
#include "tests/unit/automata/sample.h"

using namespace envelope;
using namespace envelope::automata;
using text::Domain;

namespace {

const std::vector<std::string>& texts() {
  static const std::vector<std::string> all{"",
                                            "/",
                                            "~",
                                            "/srv/a/b",
                                            "/srv/agent",
                                            "/srv/x/y/z",
                                            std::string(300, 'a'),
                                            "\xFF\xFE",
                                            "a.b.c",
                                            "~/srv",
                                            std::string("\0rm\0-rf", 7),
                                            "/a/\xC3\xA9/b",
                                            "~/notes/x"};
  return all;
}

// Refused, or harmless: a copy of exactly these words is run, so that a sanitizer sees every step beyond it.
bool is_refused_or_harmless(const std::vector<std::uint32_t>& words, std::uint32_t class_count, bool is_residual, std::size_t& refused) {
  const std::vector<std::uint32_t> copy(words.begin(), words.end());
  const bool is_well_formed =
      is_residual ? decide::residual_is_well_formed(copy, class_count) : decide::automaton_is_well_formed(copy, class_count);
  if (!is_well_formed) {
    ++refused;
    return true;
  }
  for (const std::string& text : texts()) {
    const std::uint32_t reached = is_residual ? decide::run_residual(copy.data(), text) : decide::run_automaton(copy.data(), text);
    if (reached >= class_count) return false;
  }
  return true;
}

std::vector<Group> small_groups(std::uint32_t states_max) {
  const std::vector<TextAtom> paths{{Domain::path, TextOperator::matches, {"/srv/*/b?"}},
                                    {Domain::path, TextOperator::under, {"~/work"}},
                                    {Domain::path, TextOperator::equals, {"/srv/\xC3\xA9"}}};
  const TextAtom command{Domain::command, TextOperator::matches, {"rm **", "[!a-q]x *"}};
  std::vector<Group> groups = compile(paths, states_max).groups;
  for (Group& group : compile(std::span(&command, 1), states_max).groups) groups.push_back(std::move(group));
  return groups;
}

void flip_everything(std::uint32_t states_max) {
  std::size_t tried = 0;
  std::size_t refused = 0;
  for (const Group& group : small_groups(states_max)) {
    for (std::size_t at = 0; at < group.automaton.size(); ++at) {
      const std::uint32_t word = group.automaton[at];
      std::vector<std::uint32_t> changes{0, 1, UINT32_MAX, word + 1, word - 1, static_cast<std::uint32_t>(group.automaton.size())};
      for (unsigned bit = 0; bit < 32; ++bit) changes.push_back(word ^ std::uint32_t{1} << bit);
      for (const std::uint32_t change : changes) {
        std::vector<std::uint32_t> words = group.automaton;
        words[at] = change;
        ++tried;
        REQUIRE(is_refused_or_harmless(words, group.class_count, group.is_residual, refused));
      }
    }
  }
  CHECK(tried > 5'000);
  CHECK(refused > tried / 4);
}

}  // namespace

TEST_CASE("an automaton with any one word changed is refused or harmless") { flip_everything(format::kAutomatonStatesMax); }

TEST_CASE("a residual matcher with any one word changed is refused or harmless") { flip_everything(1); }

TEST_CASE("words that end early or late are refused") {
  for (const std::uint32_t states_max : {1U, format::kAutomatonStatesMax}) {
    for (const Group& group : small_groups(states_max)) {
      const auto is_well_formed = group.is_residual ? decide::residual_is_well_formed : decide::automaton_is_well_formed;
      const std::span<const std::uint32_t> words(group.automaton);
      CHECK(is_well_formed(words, group.class_count));
      for (std::size_t size = 0; size < words.size(); ++size) {
        const std::vector<std::uint32_t> cut(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(size));
        CHECK_FALSE(is_well_formed(cut, group.class_count));
      }
      std::vector<std::uint32_t> longer(words.begin(), words.end());
      longer.push_back(0);
      CHECK_FALSE(is_well_formed(longer, group.class_count));
    }
  }
}

TEST_CASE("a class beyond the count is refused") {
  for (const Group& group : small_groups(format::kAutomatonStatesMax))
    CHECK_FALSE(decide::automaton_is_well_formed(group.automaton, group.class_count - 1U));
  for (const Group& group : small_groups(1)) {
    if (!group.is_residual) continue;
    CHECK_FALSE(decide::residual_is_well_formed(group.automaton, 2));
    CHECK_FALSE(decide::residual_is_well_formed(group.automaton, 4));
  }
}

TEST_CASE("states that break one rule each are refused") {
  constexpr std::uint32_t kFan = 1;
  constexpr std::uint32_t kTable = 2;
  const auto header = [](std::uint32_t kind, std::uint32_t count) { return kind | count << format::kStateCountShift; };
  const auto is_well_formed = [](const std::vector<std::uint32_t>& words) { return decide::automaton_is_well_formed(words, 1); };
  CHECK(is_well_formed({header(kFan, 0), 0}));
  CHECK(is_well_formed({header(kFan, 2), 0, 0, 0, 0x0201}));
  CHECK(is_well_formed({header(0, 1), 0, 0, 0x41}));
  CHECK_FALSE(is_well_formed({}));
  CHECK_FALSE(is_well_formed({header(3, 0), 0}));                     // no such kind
  CHECK_FALSE(is_well_formed({header(0, 0), 0, 0}));                  // a line without bytes would never end
  CHECK_FALSE(is_well_formed({header(kFan, 2), 0, 0, 0, 0x0102}));    // bytes descend
  CHECK_FALSE(is_well_formed({header(kFan, 2), 0, 0, 0, 0x0101}));    // one byte twice
  CHECK_FALSE(is_well_formed({header(kFan, 2), 0, 0, 0, 0x030201}));  // padding
  CHECK_FALSE(is_well_formed({header(0, 1), 0, 0, 0x4141}));          // padding
  CHECK_FALSE(is_well_formed({header(kFan, 0), 1}));                  // no state starts there
  CHECK_FALSE(is_well_formed({header(kFan, 0), 2}));                  // beyond the words
  CHECK_FALSE(is_well_formed({header(kFan, 1) | format::kStateStays, 0, 0, 0x41}));
  CHECK_FALSE(is_well_formed({header(kFan, 0) | format::kStateStays, 2, header(kFan, 0), 0}));
  std::vector<std::uint32_t> table(66, 0);
  table[0] = header(kTable, 1);
  CHECK(is_well_formed(table));
  table[7] = 0x01000000;  // an entry beyond the targets
  CHECK_FALSE(is_well_formed(table));
  table[7] = 0;
  table[0] = header(kTable, 0);
  table.pop_back();
  CHECK_FALSE(is_well_formed(table));
}
