#include "runtime/cli/request_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "runtime/cli/limits.h"
#include "runtime/cli/suggest.h"
#include "runtime/text/number_words.h"
#include "runtime/time/civil.h"

namespace envelope::runtime_cli {
namespace {

// Calls `take` with every part of a list; an empty list has none.
template <typename Take>
void for_each_part(std::string_view list, Take take) {
  while (!list.empty()) {
    const std::size_t comma = std::min(list.find(','), list.size());
    take(list.substr(0, comma));
    if (comma + 1 == list.size()) take(std::string_view(list.data() + list.size(), 0));
    list.remove_prefix(std::min(comma + 1, list.size()));
  }
}

std::string quoted(std::string_view word) {
  std::string text = "`";
  text += word;
  text += '`';
  return text;
}

class Binder {
 public:
  Binder(const env_table* table, BoundRequest& bound) : table_(table), bound_(bound) {}

  std::vector<std::string> bind(const WordsRequest& words) {
    bound_.clear();
    std::size_t bytes = 0;  // a set has at most one member more than its word has bytes
    for (const std::string_view word : words.words) bytes += word.size() + 1;
    bound_.members.reserve(bytes);
    bound_.numbers.reserve(bytes);
    env_request& request = bound_.request;
    request.flags = ENV_LINEAGE_KNOWN | ENV_JOB_KNOWN | ENV_LABELS_KNOWN | ENV_SWITCHES_OFF;
    request.principal = name_of(words.agent);
    request.job = name_of("");
    if (words.is_edge) {
      request.flags |= ENV_REQUEST_EDGE;
      request.requested = name_of(words.requested);
    }
    if (words.words.empty() || words.words.front() == "with") {
      fault("a request names an action");
      return std::move(faults_);
    }
    const std::string_view action = words.words.front();
    action_ = env_find_action(table_, action.data(), action.size());
    request.action = name_of(action);
    const auto with = std::find(words.words.begin(), words.words.end(), "with");
    for (auto word = words.words.begin() + 1; word != with; ++word) attribute(*word);
    if (with != words.words.end())
      for (auto word = with + 1; word != words.words.end(); ++word) circumstance(*word);
    bound_.seal();
    return std::move(faults_);
  }

 private:
  void fault(std::string sentence) { faults_.push_back(std::move(sentence)); }

  void attribute(std::string_view word) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    const Declared declared = find_attribute(table_, action_, name);
    if (declared.id == ENV_NONE) {
      bound_.attributes.push_back({name_of(name), missing_value()});
    } else if (equals != std::string_view::npos) {
      bound_.attributes.push_back({env_name_id(declared.id), value_of(declared, word.substr(equals + 1))});
    } else if (declared.type == ENV_TYPE_BOOL && !declared.is_set) {
      bound_.attributes.push_back({env_name_id(declared.id), number_value(ENV_VALUE_BOOL, 1)});
    } else {
      fault(quoted(name) + " needs a value: " + quoted(std::string(name) + "=..."));
    }
  }

  env_value value_of(const Declared& declared, std::string_view word) {
    if (word.size() > kValueBytesMax) return missing_value();
    if (declared.is_set && is_number(declared.type)) return numbers_of(declared.type, word);
    if (declared.is_set) {
      env_value value{};
      value.kind = ENV_VALUE_LIST;
      value.as.members = bound_.members.data() + bound_.members.size();
      for_each_part(word, [&](std::string_view part) {
        bound_.members.push_back({part.data(), part.size()});
        ++value.count;
      });
      return value;
    }
    if (declared.type == ENV_TYPE_BOOL)
      return word == "true" ? number_value(ENV_VALUE_BOOL, 1) : word == "false" ? number_value(ENV_VALUE_BOOL, 0) : missing_value();
    if (!is_number(declared.type)) return text_value(word);
    const auto number = read_number(declared.type, word);
    return number ? number_value(ENV_VALUE_NUMBER, *number) : missing_value();
  }

  // A set with a member that is no number is none.
  env_value numbers_of(env_type type, std::string_view word) {
    env_value value{};
    value.kind = ENV_VALUE_NUMBERS;
    value.as.numbers = bound_.numbers.data() + bound_.numbers.size();
    bool are_numbers = true;
    for_each_part(word, [&](std::string_view part) {
      const auto number = read_number(type, part);
      are_numbers = are_numbers && number.has_value();
      bound_.numbers.push_back(number.value_or(0));
      ++value.count;
    });
    return are_numbers ? value : missing_value();
  }

  void circumstance(std::string_view word) {
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string_view name = word.substr(0, equals);
    const std::string_view value = equals < word.size() ? word.substr(equals + 1) : std::string_view("true");
    // `depth` and `lineage` say the same thing.
    const std::string_view said = name == "depth" ? "lineage" : name;
    if (std::find(said_.begin(), said_.end(), said) != said_.end()) return fault(quoted(said) + " is said twice");
    said_.push_back(said);
    if (name == "depth") {
      depth(value);
    } else if (name == "lineage") {
      for_each_part(value, [&](std::string_view part) { bound_.lineage.push_back(name_of(part)); });
    } else if (name == "origin") {
      origin(value);
    } else if (name == "time") {
      const auto instant = time::parse_instant(value);
      if (!instant) return fault("time " + quoted(value) + " is no instant like 2026-03-08T02:30:00Z");
      bound_.request.flags |= ENV_TIME_KNOWN;
      bound_.request.time_ms = instant->ms;
    } else if (name == "labels") {
      for_each_part(value, [&](std::string_view part) { bound_.labels.push_back(name_of(part)); });
    } else if (name == "job") {
      bound_.request.job = name_of(value);
    } else {
      fact_or_switch(name, value);
    }
  }

  void depth(std::string_view value) {
    const auto depth = text::parse_count(value);
    if (!depth || *depth > static_cast<std::int64_t>(kLineageDepthMax))
      return fault("depth " + quoted(value) + " is no number up to " + std::to_string(kLineageDepthMax));
    bound_.lineage.assign(static_cast<std::size_t>(*depth), bound_.request.principal);
  }

  void origin(std::string_view value) {
    static constexpr std::pair<std::string_view, env_origin> kOrigins[] = {
        {"human", ENV_ORIGIN_HUMAN}, {"agent", ENV_ORIGIN_AGENT}, {"cron", ENV_ORIGIN_CRON}, {"event", ENV_ORIGIN_EVENT}};
    for (const auto& [name, origin] : kOrigins) {
      if (name != value) continue;
      bound_.request.flags |= ENV_ORIGIN_KNOWN;
      bound_.request.origin = origin;
      return;
    }
    fault("origin " + quoted(value) + " is none of human, agent, cron, event");
  }

  void fact_or_switch(std::string_view name, std::string_view value) {
    const Declared fact = find_fact(table_, name);
    if (fact.id != ENV_NONE) {
      bound_.facts.push_back({env_name_id(fact.id), value_of(fact, value)});
      return;
    }
    const std::uint32_t id = env_find_switch(table_, name.data(), name.size());
    if (id != ENV_NONE) return switch_state(name, id, value);
    static constexpr std::array<std::string_view, 6> kBuiltIns = {"depth", "lineage", "origin", "time", "labels", "job"};
    Suggestion suggestion(name);
    for (const std::string_view built_in : kBuiltIns) suggestion.offer(built_in);
    fault("no fact, window, stop or built-in " + quoted(name) + suggestion.text());
  }

  void switch_state(std::string_view name, std::uint32_t id, std::string_view value) {
    env_truth state = ENV_UNKNOWN;
    if (value == "on" || value == "true")
      state = ENV_YES;
    else if (value == "off" || value == "false")
      state = ENV_NO;
    else if (value != "unknown")
      return fault(quoted(name) + " is on, off or unknown, not " + quoted(value));
    bound_.switches.push_back({env_name_id(id), static_cast<std::uint32_t>(state)});
  }

  const env_table* table_;
  BoundRequest& bound_;
  std::uint32_t action_ = ENV_NONE;
  std::vector<std::string_view> said_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> bind_words(const env_table* table, const WordsRequest& words, BoundRequest& bound) {
  return Binder(table, bound).bind(words);
}

}  // namespace envelope::runtime_cli
