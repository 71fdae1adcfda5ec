// A program of somebody else, in C++.
#include <cstdio>
#include <envelope/decide.hpp>

int main(int count, char** words) {
  if (count != 2) return 1;
  const envelope::Table table = envelope::Table::open(words[1]);
  if (!table) {
    std::fprintf(stderr, "no table: %s\n", table.fault().message);
    return 1;
  }
  envelope::Request feature("bolt", "git_push");
  feature.text("branch", "feature/x").no_lineage();
  envelope::Request forced("bolt", "git_push");
  forced.text("branch", "release").flag("force", true).no_lineage();
  const bool fits = table.decide(feature).effect == ENV_ALLOW && table.decide(forced).effect == ENV_DENY && !table.explain(feature).empty();
  return fits ? 0 : 1;
}
