#include "compiler/prove/circles.h"

#include <algorithm>

namespace envelope::prove {
namespace {

constexpr std::uint32_t kUnseen = UINT32_MAX;

// Tarjan's algorithm, with a stack of its own: a chain may be as long as there are nodes.
class Search {
 public:
  explicit Search(const Leads& leads) : leads_(leads), number_(leads.size(), kUnseen), low_(leads.size()), is_open_(leads.size()) {}

  std::vector<std::vector<std::uint32_t>> run() {
    for (std::uint32_t node = 0; node < leads_.size(); ++node)
      if (number_[node] == kUnseen) from(node);
    std::sort(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  struct Visit {
    std::uint32_t node;
    std::size_t next = 0;
  };

  void enter(std::uint32_t node) {
    number_[node] = low_[node] = count_++;
    open_.push_back(node);
    is_open_[node] = true;
    visits_.push_back({node});
  }

  void from(std::uint32_t start) {
    enter(start);
    while (!visits_.empty()) {
      const std::uint32_t node = visits_.back().node;
      if (visits_.back().next < leads_[node].size()) {
        const std::uint32_t next = leads_[node][visits_.back().next++];
        if (number_[next] == kUnseen)
          enter(next);
        else if (is_open_[next])
          low_[node] = std::min(low_[node], number_[next]);
        continue;
      }
      visits_.pop_back();
      if (!visits_.empty()) low_[visits_.back().node] = std::min(low_[visits_.back().node], low_[node]);
      if (low_[node] == number_[node]) close(node);
    }
  }

  void close(std::uint32_t first) {
    std::vector<std::uint32_t> circle;
    for (std::uint32_t node = kUnseen; node != first;) {
      node = open_.back();
      open_.pop_back();
      is_open_[node] = false;
      circle.push_back(node);
    }
    std::sort(circle.begin(), circle.end());
    if (circle.size() > 1) found_.push_back(std::move(circle));
  }

  const Leads& leads_;
  std::vector<std::uint32_t> number_, low_, open_;
  std::vector<bool> is_open_;
  std::vector<Visit> visits_;
  std::vector<std::vector<std::uint32_t>> found_;
  std::uint32_t count_ = 0;
};

}  // namespace

std::vector<std::vector<std::uint32_t>> circles(const Leads& leads) { return Search(leads).run(); }

std::vector<std::uint32_t> shortest_way(const Leads& leads, std::uint32_t from, std::uint32_t to, std::size_t most) {
  std::vector<std::uint32_t> towards(leads.size(), kUnseen);  // back to `from`
  std::vector<std::uint32_t> here{from};
  towards[from] = from;
  for (std::size_t nodes = 2; nodes <= most && !here.empty() && towards[to] == kUnseen; ++nodes) {
    std::vector<std::uint32_t> next;
    for (const std::uint32_t node : here) {
      std::vector<std::uint32_t> leading = leads[node];
      std::sort(leading.begin(), leading.end());
      for (const std::uint32_t other : leading) {
        if (towards[other] != kUnseen) continue;
        towards[other] = node;
        next.push_back(other);
      }
    }
    here = std::move(next);
  }
  if (towards[to] == kUnseen) return {};
  std::vector<std::uint32_t> way{to};
  while (way.back() != from) way.push_back(towards[way.back()]);
  std::reverse(way.begin(), way.end());
  return way;
}

std::vector<std::uint32_t> shortest_circle(const Leads& leads) {
  std::vector<std::uint32_t> best;
  for (std::uint32_t first = 0; first < leads.size() && best.size() != 2; ++first) {
    std::vector<std::uint32_t> next = leads[first];
    std::sort(next.begin(), next.end());
    for (const std::uint32_t second : next) {
      if (second == first) continue;
      std::vector<std::uint32_t> way = shortest_way(leads, second, first, best.empty() ? leads.size() : best.size() - 1);
      if (way.empty()) continue;
      way.pop_back();
      way.insert(way.begin(), first);
      best = std::move(way);
      if (best.size() == 2) break;
    }
  }
  return best;
}

}  // namespace envelope::prove
