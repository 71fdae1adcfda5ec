// envelope/decide.hpp - a thin C++ view of decide.h: owners instead of handles, string_view instead of pointers. Nothing else.
//
//   auto table = envelope::Table::open("policy.envt");
//   if (!table) die(table.fault().message);
//   envelope::Request request("bolt", "git_push");
//   request.text("branch", "main").no_lineage();
//   if (table.decide(request).effect == ENV_ALLOW) ...
//
// C++17, header only, no exceptions of its own. Everything decide.h says holds: names, units, threads, failing closed.
#ifndef ENVELOPE_DECIDE_HPP
#define ENVELOPE_DECIDE_HPP

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "envelope/decide.h"

namespace envelope {

// A request that grows. Keeps views: what is put in must live until it is decided.
class Request {
 public:
  Request(std::string_view principal, std::string_view action) : request_(env_new_request()) {
    request_.principal = name(principal);
    request_.action = name(action);
  }

  // Not copied: its lists point into each other.
  Request(Request&&) = default;
  Request& operator=(Request&&) = default;

  Request& text(std::string_view attribute, std::string_view value) { return put(attribute, text_value(value)); }
  Request& number(std::string_view attribute, std::int64_t value) { return put(attribute, number_value(ENV_VALUE_NUMBER, value)); }
  Request& flag(std::string_view attribute, bool value) { return put(attribute, number_value(ENV_VALUE_BOOL, value ? 1 : 0)); }
  // Sets: of texts or names, and of numbers.
  Request& texts(std::string_view attribute, const std::vector<std::string_view>& members) { return put(attribute, set_of(members)); }
  Request& numbers(std::string_view attribute, std::vector<std::int64_t> members) { return put(attribute, set_of(std::move(members))); }

  // What the host found out. What is not given is not known.
  Request& text_fact(std::string_view fact, std::string_view value) { return put_fact(fact, text_value(value)); }
  Request& number_fact(std::string_view fact, std::int64_t value) { return put_fact(fact, number_value(ENV_VALUE_NUMBER, value)); }
  Request& flag_fact(std::string_view fact, bool value) { return put_fact(fact, number_value(ENV_VALUE_BOOL, value ? 1 : 0)); }

  // Whether it may have `agent` do it, instead of whether it may do it.
  Request& asks(std::string_view agent) {
    request_.requested = name(agent);
    request_.flags |= ENV_REQUEST_EDGE;
    return *this;
  }
  // It acts for nobody else. Without this or `on_behalf_of` a request is denied.
  Request& no_lineage() {
    request_.flags |= ENV_LINEAGE_KNOWN;
    return *this;
  }
  Request& on_behalf_of(std::string_view agent) {
    lineage_.push_back(name(agent));
    return no_lineage();
  }
  Request& at(std::int64_t unix_ms) {
    request_.time_ms = unix_ms;
    request_.flags |= ENV_TIME_KNOWN;
    return *this;
  }
  Request& from(env_origin origin) {
    request_.origin = origin;
    request_.flags |= ENV_ORIGIN_KNOWN;
    return *this;
  }
  // Without these two, which job it runs under, and which labels the session holds, is not known.
  Request& job(std::string_view name_or_empty) {
    request_.job = name(name_or_empty);
    request_.flags |= ENV_JOB_KNOWN;
    return *this;
  }
  Request& labels(const std::vector<std::string_view>& held) {
    for (const std::string_view label : held) labels_.push_back(name(label));
    request_.flags |= ENV_LABELS_KNOWN;
    return *this;
  }
  Request& state(std::string_view switch_name, env_truth state) {
    switches_.push_back({name(switch_name), static_cast<std::uint32_t>(state)});
    return *this;
  }
  Request& other_switches_off() {
    request_.flags |= ENV_SWITCHES_OFF;
    return *this;
  }

  // Points into this object: valid until it changes.
  [[nodiscard]] const env_request& raw() {
    request_.attributes = attributes_.data();
    request_.attribute_count = attributes_.size();
    request_.facts = facts_.data();
    request_.fact_count = facts_.size();
    request_.lineage = lineage_.data();
    request_.lineage_count = lineage_.size();
    request_.labels = labels_.data();
    request_.label_count = labels_.size();
    request_.switches = switches_.data();
    request_.switch_count = switches_.size();
    return request_;
  }

 private:
  static env_name name(std::string_view text) { return {text.data(), static_cast<std::uint32_t>(text.size()), ENV_NONE}; }
  static env_value text_value(std::string_view text) {
    env_value value{};
    value.kind = ENV_VALUE_TEXT;
    value.as.text = {text.data(), text.size()};
    return value;
  }
  static env_value number_value(env_value_kind kind, std::int64_t number) {
    env_value value{};
    value.kind = kind;
    value.as.number = number;
    return value;
  }
  env_value set_of(const std::vector<std::string_view>& members) {
    std::vector<env_text>& texts = texts_.emplace_back();
    for (const std::string_view member : members) texts.push_back({member.data(), member.size()});
    env_value value{};
    value.kind = ENV_VALUE_LIST;
    value.count = static_cast<std::uint32_t>(texts.size());
    value.as.members = texts.data();
    return value;
  }
  env_value set_of(std::vector<std::int64_t> members) {
    const std::vector<std::int64_t>& numbers = numbers_.emplace_back(std::move(members));
    env_value value{};
    value.kind = ENV_VALUE_NUMBERS;
    value.count = static_cast<std::uint32_t>(numbers.size());
    value.as.numbers = numbers.data();
    return value;
  }
  Request& put(std::string_view attribute, env_value value) {
    attributes_.push_back({name(attribute), value});
    return *this;
  }
  Request& put_fact(std::string_view fact, env_value value) {
    facts_.push_back({name(fact), value});
    return *this;
  }

  env_request request_;
  std::vector<env_attribute> attributes_, facts_;
  std::deque<std::vector<env_text>> texts_;  // of sets; values point into them, wherever the request is moved
  std::deque<std::vector<std::int64_t>> numbers_;
  std::vector<env_name> lineage_, labels_;
  std::vector<env_switch> switches_;
};

// Owns a table. An empty one denies everything.
class Table {
 public:
  Table() = default;
  static Table open(const char* path) {
    Table table;
    (void)env_table_open(path, &table.table_, &table.fault_);
    return table;
  }
  static Table load(std::string_view bytes) {
    Table table;
    (void)env_table_load(bytes.data(), bytes.size(), &table.table_, &table.fault_);
    return table;
  }
  ~Table() { env_table_close(table_); }
  Table(Table&& other) noexcept : table_(std::exchange(other.table_, nullptr)), fault_(other.fault_) {}
  Table& operator=(Table&& other) noexcept {
    std::swap(table_, other.table_);
    std::swap(fault_, other.fault_);
    return *this;
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  explicit operator bool() const { return table_ != nullptr; }
  [[nodiscard]] const env_fault& fault() const { return fault_; }
  [[nodiscard]] const env_table* handle() const { return table_; }

  [[nodiscard]] env_decision decide(const env_request& request) const {
    env_decision decision = env_new_decision();
    (void)env_decide(table_, &request, &decision);
    return decision;
  }
  [[nodiscard]] env_decision decide(Request& request) const { return decide(request.raw()); }

  // JSON, as env_explain; empty where there is none.
  [[nodiscard]] std::string explain(Request& request) const {
    std::string text(4096, '\0');
    std::size_t needed = 0;
    env_status status = env_explain(table_, &request.raw(), text.data(), text.size(), &needed);
    if (status == ENV_NO_SPACE) {
      text.resize(needed);
      status = env_explain(table_, &request.raw(), text.data(), text.size(), &needed);
    }
    text.resize(status == ENV_OK ? needed - 1 : 0);
    return text;
  }

 private:
  env_table* table_ = nullptr;
  env_fault fault_{};
};

}  // namespace envelope

#endif
