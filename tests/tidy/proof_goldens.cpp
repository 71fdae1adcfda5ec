// What `envc verify` finds is shown from all sides. Each folder below tests/golden/verify is one finding and holds a positive case, a near
// miss, a case that takes several rules together (union), and the positive case reordered, renamed and split into files: same findings,
// witnesses of the same length. What is told in steps has a case of three steps as well.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>

#include "tests/tidy/tree.h"

namespace envelope::tidy {

namespace {

constexpr std::string_view kRoot = "tests/golden/verify/";

// What is printed of a golden: its codes in order, and how many words each witness has.
struct Shown {
  std::vector<std::string> codes;
  std::vector<std::size_t> witness_words;
  bool operator==(const Shown&) const = default;
};

// Codes of which a story of three steps or more is printed.
std::set<std::string> told_in_three_steps(std::string_view text) {
  static const std::regex header(R"(^(error|warning|info)\[(ENV\d{4})\].*)");
  std::set<std::string> codes;
  std::string code;
  for (const std::string_view view : lines_of(text)) {
    const std::string line(view);
    std::smatch match;
    if (std::regex_match(line, match, header)) code = match[2].str();
    if (line.find("= note: 3. `") != std::string::npos) codes.insert(code);
  }
  return codes;
}

Shown shown(std::string_view text) {
  static const std::regex header(R"(^(error|warning|info)\[(ENV\d{4})\].*)");
  constexpr std::string_view kWitness = "= witness: ";
  Shown result;
  bool is_stage = false;
  for (const std::string_view view : lines_of(text)) {
    const std::string line(view);
    if (line.starts_with("//=== ")) is_stage = true;
    if (!is_stage) continue;
    std::smatch match;
    if (std::regex_match(line, match, header)) result.codes.push_back(match[2].str());
    if (const std::size_t at = line.find(kWitness); at != std::string::npos)
      result.witness_words.push_back(static_cast<std::size_t>(std::count(line.begin() + static_cast<std::ptrdiff_t>(at), line.end(), ' ')));
  }
  std::sort(result.codes.begin(), result.codes.end());
  return result;
}

// By folder, then by file without `bad_` and ending.
std::map<std::string, std::map<std::string, const SourceText*>> folders(const Tree& tree) {
  std::map<std::string, std::map<std::string, const SourceText*>> all;
  for (const SourceText& source : tree) {
    if (!source.path.starts_with(kRoot) || !source.path.ends_with(".envelope")) continue;
    const std::string rest = source.path.substr(kRoot.size());
    const std::size_t slash = rest.find('/');
    if (slash == std::string::npos) continue;
    std::string name = rest.substr(slash + 1, rest.size() - slash - 1 - std::string_view(".envelope").size());
    if (name.starts_with("bad_")) name = name.substr(4);
    all[rest.substr(0, slash)][name] = &source;
  }
  return all;
}

// Folders that are about something else: what `accept` does to findings.
const std::set<std::string> kNoFinding{"accept"};
// A claim that is not examined is told for its kind, whatever other rules say (docs/verifying.md).
const std::set<std::string> kNoUnion{"claim_not_examined"};

// Findings over the authority graph.
const std::set<std::string> kInSteps{"acts_as_another",     "approval_bypass",   "confused_deputy", "never_reach",
                                     "spawn_inherits_more", "write_to_executed", "writes_policy"};

Offences offences_of(const std::string& folder, const std::map<std::string, const SourceText*>& files) {
  const std::string path = std::string(kRoot) + folder;
  Offences offences;
  for (const char* name : {"positive", "near_miss", "union", "reordered", "renamed", "split"})
    if (!files.contains(name) && !(std::string_view(name) == "union" && kNoUnion.contains(folder)))
      offences.push_back({path, 0, std::string("has no ") + name + ".envelope"});
  if (!files.contains("positive")) return offences;
  const Shown positive = shown(files.at("positive")->text);
  if (positive.codes.empty()) offences.push_back({files.at("positive")->path, 0, "finds nothing"});
  for (const char* name : {"reordered", "renamed", "split"})
    if (files.contains(name) && shown(files.at(name)->text) != positive)
      offences.push_back({files.at(name)->path, 0, "finds something else than the positive case"});
  const auto finds_the_same = [&](const char* name) {
    const Shown other = shown(files.at(name)->text);
    return std::find_first_of(other.codes.begin(), other.codes.end(), positive.codes.begin(), positive.codes.end()) != other.codes.end();
  };
  if (files.contains("near_miss") && finds_the_same("near_miss"))
    offences.push_back({files.at("near_miss")->path, 0, "misses nothing: it finds what the positive case does"});
  if (files.contains("union") && !finds_the_same("union"))
    offences.push_back({files.at("union")->path, 0, "does not find what the positive case does"});
  const auto has_three_steps = [&](const auto& file) {
    const std::set<std::string> told = told_in_three_steps(file.second->text);
    return std::any_of(positive.codes.begin(), positive.codes.end(), [&](const std::string& code) { return told.contains(code); });
  };
  if (kInSteps.contains(folder) && std::none_of(files.begin(), files.end(), has_three_steps))
    offences.push_back({path, 0, "has no finding of three steps"});
  return offences;
}

Offences proof_golden_offences(const Tree& tree) {
  Offences offences;
  for (const auto& [folder, files] : folders(tree))
    if (!kNoFinding.contains(folder))
      for (Offence& offence : offences_of(folder, files)) offences.push_back(std::move(offence));
  return offences;
}

SourceText golden(const std::string& name, const std::string& printed) {
  return {std::string(kRoot) + "hole/" + name + ".envelope", "policy p\n//=== verify\n" + printed};
}

}  // namespace

TEST_CASE("every finding of verify is shown from all sides", "[proof_goldens]") {
  REQUIRE(folders(repository()).size() > 10);
  CHECK(reported(proof_golden_offences(repository())) == 0);
}

TEST_CASE("a finding that is not shown from all sides is told", "[proof_goldens]") {
  const std::string found = "error[ENV2102]: x\n   = witness: envelope decide p.envt --agent bolt read\n";
  Tree tree{golden("bad_positive", found),  golden("near_miss", ""),      golden("bad_union", found),
            golden("bad_reordered", found), golden("bad_renamed", found), golden("bad_split", found)};
  CHECK(proof_golden_offences(tree).empty());
  tree[1] = golden("near_miss", "warning[ENV2102]: y\n");
  CHECK(proof_golden_offences(tree).size() == 1);
  tree[1] = golden("near_miss", "");
  tree[3] = golden("bad_reordered", "error[ENV2102]: x\n   = witness: envelope decide p.envt --agent bolt read path=/\n");
  CHECK(proof_golden_offences(tree).size() == 1);
  tree[3] = golden("bad_reordered", "error[ENV2103]: x\n   = witness: envelope decide p.envt --agent bolt read\n");
  CHECK(proof_golden_offences(tree).size() == 1);
  tree[3] = golden("bad_reordered", found);
  tree[2] = golden("bad_union", "error[ENV2104]: x\n");
  CHECK(proof_golden_offences(tree).size() == 1);
  tree.pop_back();
  CHECK(proof_golden_offences(tree).size() == 2);
}

TEST_CASE("a finding over the authority graph without a story of three steps is told", "[proof_goldens]") {
  const std::string found = "error[ENV2201]: x\n   = note: 1. `a` does `b`\n   = note: 2. `a` does `b`\n";
  Tree tree;
  for (const char* name : {"bad_positive", "bad_union", "bad_reordered", "bad_renamed", "bad_split", "near_miss"})
    tree.push_back({std::string(kRoot) + "confused_deputy/" + name + ".envelope",
                    "policy p\n//=== verify\n" + (std::string_view(name) == "near_miss" ? "" : found)});
  CHECK(proof_golden_offences(tree).size() == 1);
  tree[1].text += "   = note: 3. `c` does `d`\n";
  CHECK(proof_golden_offences(tree).empty());
  tree[1].text = "policy p\n//=== verify\n" + found + "error[ENV2205]: y\n   = note: 3. `c` does `d`\n";
  CHECK(proof_golden_offences(tree).size() == 1);
}

}  // namespace envelope::tidy
