// A program of somebody else, in C++.
#include <cstdio>
#include <envelope/decide.hpp>

envelope::Request opening(bool is_healthy = true) {
  envelope::Request request("bolt", "open");
  request.numbers("ports", {80, 443}).flag_fact("healthy", is_healthy).no_lineage();
  return request;
}

bool decides_all_that_a_request_says(const envelope::Table& table) {
  const auto effect = [&](envelope::Request request) { return table.decide(request).effect; };
  const auto with = [](envelope::Request request, const auto& add) {
    add(request);
    return request;
  };
  const auto usual = [](envelope::Request& r) { r.texts("tags", {"a", "b"}).labels({}).job(""); };
  const auto draft = [](envelope::Request& r) { r.texts("tags", {"a", "draft"}).labels({}).job(""); };
  const auto dirty = [](envelope::Request& r) { r.texts("tags", {}).labels({"dirty"}).job(""); };
  const auto by_job = [](envelope::Request& r) { r.texts("tags", {}).labels({}).job("sweep"); };
  const auto through = [](envelope::Request& r) { r.texts("tags", {}).labels({}).job("").asks("atlas"); };
  return effect(with(opening(), usual)) == ENV_ALLOW && effect(with(opening(false), usual)) == ENV_DENY &&
         effect(with(opening(), draft)) == ENV_DENY && effect(with(opening(), dirty)) == ENV_DENY &&
         effect(with(opening(), by_job)) == ENV_DENY && effect(with(opening(), through)) == ENV_ALLOW;
}

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
  return fits && decides_all_that_a_request_says(table) ? 0 : 1;
}
