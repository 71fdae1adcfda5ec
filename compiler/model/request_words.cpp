#include "compiler/model/request_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "compiler/base/nearest.h"
#include "compiler/model/value.h"
#include "runtime/text/number_words.h"
#include "runtime/time/civil.h"
#include "runtime/time/duration.h"

namespace envelope::model {
namespace {

using request::Malformed;
using request::RawValue;

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= text.size() && !text.empty()) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<std::int64_t> number_of(base::TypeKind kind, const std::string& word) {
  if (kind == base::TypeKind::count) return text::parse_count(word);
  if (kind == base::TypeKind::bytes) return text::parse_bytes(word);
  if (kind == base::TypeKind::money) return text::parse_money(word);
  if (kind == base::TypeKind::percent) return text::parse_percent(word);
  if (kind == base::TypeKind::duration) return time::parse_duration(word);
  if (const auto instant = time::parse_instant(word)) return instant->ms;
  return std::nullopt;
}

// `5,7`: a set with a member that is no number is none.
RawValue read_numbers(base::TypeKind kind, const std::vector<std::string>& words) {
  request::NumberList list;
  for (const std::string& word : words) {
    const std::optional<std::int64_t> number = number_of(kind, word);
    if (!number) return Malformed{};
    list.members.push_back(*number);
  }
  return list;
}

// What a circumstance is about: the depth is that of the lineage.
std::string subject_of(const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  return name == "depth" ? "lineage" : name;
}

// Only what can stand in the place of a name that is unknown.
template <typename Entity, typename Kind>
std::vector<Entity> all_but(const std::vector<Entity>& entities, Kind kind) {
  std::vector<Entity> rest;
  std::copy_if(entities.begin(), entities.end(), std::back_inserter(rest), [&](const Entity& entity) { return entity.kind != kind; });
  return rest;
}

struct Reader {
  const PolicyModel& model;
  RequestWords result;
  std::set<std::string> attributes_said{}, circumstances_said{};

  void fault(std::string sentence) { result.faults.push_back(std::move(sentence)); }

  template <typename Entities>
  void unknown(std::string_view what, const std::string& name, const Entities& entities) {
    std::vector<std::string> names;
    for (const auto& entity : entities) names.push_back(entity.name);
    unknown_name(what, name, names);
  }

  void unknown_name(std::string_view what, const std::string& name, const std::vector<std::string>& names) {
    const std::optional<base::Suggestion> near = base::nearest(name, names);
    fault(fmt::format("no {} `{}`{}", what, name, near ? fmt::format("; did you mean `{}`?", near->name) : ""));
  }

  void attribute(const Action& action, const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string name = word.substr(0, equals);
    if (!attributes_said.insert(name).second) return fault(fmt::format("`{}` is said twice", name));
    std::vector<std::string> names;
    for (const ActionAttribute& declared : action.attributes) {
      const Attribute& attribute = model.attributes[declared.attribute.index()];
      names.push_back(attribute.name);
      if (attribute.name != name) continue;
      if (equals != std::string::npos) {
        result.request.attributes[name] = read_word(model, attribute.type, word.substr(equals + 1));
      } else if (attribute.type.kind == base::TypeKind::boolean) {
        result.request.attributes[name] = true;
      } else {
        fault(fmt::format("`{}` needs a value: `{}=…`", name, name));
      }
      return;
    }
    unknown_name(fmt::format("attribute of `{}` is called", action.name), name, names);
  }

  void words(std::vector<std::string> words) {
    if (words.size() >= 4 && words[1] == "request" && words[3] == "for") {
      result.request.requested = words[2];
      words.erase(words.begin() + 1, words.begin() + 4);
    }
    if (words.size() < 2) return fault("a request is an agent, an action and `attribute=value` words");
    result.request.principal = words[0];
    result.request.action = words[1];
    if (!find_principal(model, words[0]).is_valid()) unknown("agent or human", words[0], model.principals);
    if (result.request.requested && !find_principal(model, *result.request.requested).is_valid())
      unknown("agent", *result.request.requested, all_but(model.principals, PrincipalKind::human));
    const base::ActionId action = find_action(model, words[1]);
    if (!action.is_valid()) return unknown("action", words[1], all_but(model.actions, ActionKind::event));
    for (std::size_t i = 2; i < words.size(); ++i) attribute(model.actions[action.index()], words[i]);
  }

  void origin(const std::string& value) {
    static constexpr std::pair<std::string_view, request::Origin> kOrigins[] = {{"human", request::Origin::human},
                                                                                {"agent", request::Origin::agent},
                                                                                {"cron", request::Origin::cron},
                                                                                {"event", request::Origin::event}};
    for (const auto& [name, origin] : kOrigins)
      if (name == value) result.request.origin = origin;
    if (!result.request.origin) fault(fmt::format("origin `{}` is none of human, agent, cron, event", value));
  }

  void context(const std::string& word) {
    const std::size_t equals = std::min(word.find('='), word.size());
    const std::string name = word.substr(0, equals);
    const std::string value = equals < word.size() ? word.substr(equals + 1) : "true";
    request::Request& request = result.request;
    if (!circumstances_said.insert(subject_of(name)).second) return fault(fmt::format("`{}` is said twice", name));
    if (name == "depth") {
      const auto depth = text::parse_count(value);
      if (!depth || *depth > kDepthMax) return fault(fmt::format("depth `{}` is no number up to {}", value, kDepthMax));
      request.lineage = std::vector<std::string>(static_cast<std::size_t>(*depth), request.principal);
    } else if (name == "lineage") {
      request.lineage = split(value, ',');
    } else if (name == "origin") {
      origin(value);
    } else if (name == "time") {
      const auto instant = time::parse_instant(value);
      if (!instant) return fault(fmt::format("time `{}` is no instant like 2026-03-08T02:30:00Z", value));
      request.time_ms = instant->ms;
    } else if (name == "labels") {
      request.labels = split(value, ',');
    } else if (name == "job") {
      request.job = value;
    } else {
      fact_or_switch(name, value);
    }
  }

  void switch_state(const std::string& name, const std::string& value) {
    if (value != "on" && value != "off" && value != "unknown")
      return fault(fmt::format("`{}` is on, off or unknown, not `{}`", name, value));
    result.request.switches[name] = value == "on" ? text::Truth::yes : value == "off" ? text::Truth::no : text::Truth::unknown;
  }

  void fact_or_switch(const std::string& name, const std::string& value) {
    std::vector<std::string> names{"depth", "lineage", "origin", "time", "labels", "job"};
    for (const auto& [fact, type] : model.facts) {
      if (fact == name) {
        result.request.facts[name] = read_word(model, type, value);
        return;
      }
      names.push_back(fact);
    }
    for (const Switch& s : model.switches) {
      if (s.name == name) {
        switch_state(name, value);
        return;
      }
      names.push_back(s.name);
    }
    unknown_name("fact, window, stop or built-in", name, names);
  }

  static constexpr std::int64_t kDepthMax = 64;
};

}  // namespace

RawValue read_word(const PolicyModel& model, const Type& type, const std::string& word) {
  if (type.is_set && base::is_numeric(type.kind)) return read_numbers(type.kind, split(word, ','));
  if (type.is_set) return request::MemberList{split(word, ',')};
  if (type.kind == base::TypeKind::boolean)
    return word == "true" ? RawValue(true) : word == "false" ? RawValue(false) : RawValue(Malformed{});
  if (base::is_numeric(type.kind)) {
    const std::optional<std::int64_t> number = number_of(type.kind, word);
    return number ? RawValue(*number) : RawValue(Malformed{});
  }
  return read_value(model, type, RawValue(word)) ? RawValue(word) : RawValue(Malformed{});
}

RequestLine split_request_line(const std::string& line) {
  RequestLine result;
  std::vector<std::string>* into = &result.words;
  std::string word;
  bool quoted = false;
  bool started = false;
  const auto finish = [&] {
    if (started && word == "with" && into == &result.words)
      into = &result.with;
    else if (started)
      into->push_back(word);
    word.clear();
    started = false;
  };
  if (line.starts_with('#')) return result;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
      started = true;
    } else if (!quoted && (c == ' ' || c == '\t' || c == '\r')) {
      finish();
    } else {
      word += c;
      started = true;
    }
  }
  finish();
  return result;
}

RequestWords read_request(const PolicyModel& model, const std::vector<std::string>& words, const std::vector<std::string>& with) {
  Reader reader{model, {}};
  request::Request& request = reader.result.request;
  request.lineage.emplace();
  request.labels.emplace();
  request.job = "";
  for (const Switch& s : model.switches) request.switches[s.name] = text::Truth::no;
  reader.words(words);
  for (const std::string& word : with) reader.context(word);
  return std::move(reader.result);
}

std::vector<std::string> said_over(const std::vector<std::string>& with, const std::vector<std::string>& own) {
  std::vector<std::string> all;
  for (const std::string& word : with)
    if (std::none_of(own.begin(), own.end(), [&](const std::string& mine) { return subject_of(mine) == subject_of(word); }))
      all.push_back(word);
  all.insert(all.end(), own.begin(), own.end());
  return all;
}

}  // namespace envelope::model
