#include "runtime/cli/request_handler.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <system_error>
#include <utility>

#include "runtime/time/civil.h"

namespace envelope::runtime_cli {
namespace {

constexpr std::size_t kQuotedBytesMax = 64;  // of a name in a message
constexpr std::size_t kFewKeys = 16;         // up to here comparing each with each costs less than sorting

std::string quoted(std::string_view name) {
  std::string text = "`";
  text += name.substr(0, kQuotedBytesMax);
  text += name.size() > kQuotedBytesMax ? "...`" : "`";
  return text;
}

// Whole digits with a sign or none: an exponent or a point would be a number that no type here is measured in.
JsonValue number_value(std::string_view digits) {
  JsonValue value;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value.number);
  if (error == std::errc() && end == digits.data() + digits.size()) value.kind = JsonValue::Kind::number;
  return value;
}

bool has_equal(const std::string_view* begin, const std::string_view* end, std::string_view key) {
  return std::find(begin, end, key) != end;
}

}  // namespace

const std::array<RequestHandler::FieldName, 13> RequestHandler::kFields = {{{"action", Field::action},
                                                                            {"agent", Field::principal},
                                                                            {"attributes", Field::attributes},
                                                                            {"lineage", Field::lineage},
                                                                            {"time", Field::time},
                                                                            {"origin", Field::origin},
                                                                            {"job", Field::job},
                                                                            {"labels", Field::labels},
                                                                            {"switches", Field::switches},
                                                                            {"switches_off", Field::switches_off},
                                                                            {"facts", Field::facts},
                                                                            {"request", Field::request},
                                                                            {"principal", Field::principal}}};

bool RequestHandler::refuse(const char* code, std::string message) {
  fault_.code = code;
  fault_.message = std::move(message);
  return false;
}

bool RequestHandler::refuse_field(std::string_view expected) {
  std::string message = quoted(key_);
  message += " takes ";
  message += expected;
  return refuse("bad_field", std::move(message));
}

bool RequestHandler::enter(Place place) {
  if (depth_ == kJsonDepthMax) return refuse("too_deep", "objects and arrays stand in each other more than 8 deep");
  open_[++depth_] = {place, fields_.keys.size()};
  return true;
}

bool RequestHandler::on_null() {
  is_null_ = true;
  const bool goes_on = value({});
  is_null_ = false;
  return goes_on;
}

bool RequestHandler::on_boolean(bool truth) {
  JsonValue read;
  read.kind = JsonValue::Kind::boolean;
  read.boolean = truth;
  return value(read);
}

bool RequestHandler::on_number(std::string_view digits) { return value(number_value(digits)); }

bool RequestHandler::on_text(std::string_view text) {
  JsonValue read;
  if (text.size() <= kValueBytesMax) {
    read.kind = JsonValue::Kind::text;
    read.text = text;
  }
  return value(read);
}

bool RequestHandler::on_key(std::string_view key) {
  std::vector<std::string_view>& keys = fields_.keys;
  const std::size_t first = open_[depth_].first_key;
  // Larger objects are compared when they close.
  if (keys.size() - first < kFewKeys && has_equal(keys.data() + first, keys.data() + keys.size(), key))
    return refuse("duplicate_key", "the key " + quoted(key) + " is given twice");
  keys.push_back(key);
  switch (place()) {
    case Place::top: {
      key_ = key;
      const auto known = std::find_if(kFields.begin(), kFields.end(), [&](const FieldName& name) { return name.name == key; });
      field_ = known == kFields.end() ? Field::unknown : known->field;
      if (field_ == Field::unknown) return refuse("unknown_key", "a request has no key " + quoted(key));
      return true;
    }
    case Place::attributes:
    case Place::facts:
      members().push_back({key, {}});
      return true;
    case Place::switches:
      fields_.switches.push_back({key, ENV_UNKNOWN});
      return true;
    case Place::outside:
    case Place::lineage:
    case Place::labels:
    case Place::set:
    case Place::skipped:
      return true;
  }
  return true;
}

bool RequestHandler::on_object_begin() {
  switch (place()) {
    case Place::outside:
      return enter(Place::top);
    case Place::top:
      return top_object();
    case Place::switches:
    case Place::lineage:
    case Place::labels:
      return value({}) && enter(Place::skipped);  // refused there
    case Place::set:
      add_item({});
      return enter(Place::skipped);
    case Place::attributes:
    case Place::facts:
    case Place::skipped:
      return enter(Place::skipped);
  }
  return false;
}

bool RequestHandler::on_object_end() {
  std::vector<std::string_view>& keys = fields_.keys;
  const auto first = keys.begin() + static_cast<std::ptrdiff_t>(open_[depth_].first_key);
  if (keys.end() - first > static_cast<std::ptrdiff_t>(kFewKeys)) {
    std::sort(first, keys.end());
    const auto twice = std::adjacent_find(first, keys.end());
    if (twice != keys.end()) return refuse("duplicate_key", "the key " + quoted(*twice) + " is given twice");
  }
  keys.erase(first, keys.end());
  --depth_;
  return true;
}

bool RequestHandler::on_array_begin() {
  switch (place()) {
    case Place::outside:
      return refuse("bad_json", "a request is a JSON object");
    case Place::top:
      return top_array();
    case Place::attributes:
    case Place::facts: {
      JsonValue& list = members().back().value;
      list.kind = JsonValue::Kind::list;
      list.first = fields_.items.size();
      return enter(Place::set);
    }
    case Place::switches:
    case Place::lineage:
    case Place::labels:
      return value({}) && enter(Place::skipped);  // refused there
    case Place::set:
      add_item({});
      return enter(Place::skipped);
    case Place::skipped:
      return enter(Place::skipped);
  }
  return false;
}

bool RequestHandler::on_array_end() {
  --depth_;
  return true;
}

bool RequestHandler::value(const JsonValue& read) {
  switch (place()) {
    case Place::outside:
      return refuse("bad_json", "a request is a JSON object");
    case Place::top:
      return top_value(read);
    case Place::attributes:
    case Place::facts:
      members().back().value = read;
      return true;
    case Place::switches:
      return set_switch(read);
    case Place::lineage:
      return add_name(fields_.lineage, read);
    case Place::labels:
      return add_name(fields_.labels, read);
    case Place::set:
      add_item(read);
      return true;
    case Place::skipped:
      return true;
  }
  return false;
}

bool RequestHandler::top_value(const JsonValue& read) {
  switch (field_) {
    case Field::principal:
      if (has_principal_) return refuse("duplicate_key", "`agent` and `principal` name the same: one of them is enough");
      has_principal_ = true;
      return required_name(fields_.principal, read);
    case Field::action:
      has_action_ = true;
      return required_name(fields_.action, read);
    case Field::request:
      return is_null_ || top_name(fields_.requested.emplace(), read);
    case Field::job:
      fields_.job.emplace();
      return is_null_ || top_name(*fields_.job, read);
    case Field::time:
      return is_null_ || set_time(read);
    case Field::origin:
      return is_null_ || set_origin(read);
    case Field::switches_off:
      if (read.kind != JsonValue::Kind::boolean) return refuse_field("true or false");
      fields_.switches_off = read.boolean;
      return true;
    case Field::attributes:
    case Field::switches:
    case Field::facts:
      return is_null_ || refuse_field("an object");
    case Field::lineage:
    case Field::labels:
      return is_null_ || refuse_field("an array of names");
    case Field::unknown:
      return false;
  }
  return false;
}

// Who asks for what is never passed over as a circumstance is: `null` says that it is not given, and a line without it is refused.
bool RequestHandler::required_name(std::string_view& into, const JsonValue& read) {
  if (!is_null_) return top_name(into, read);
  return refuse("missing_field", quoted(key_) + " is null, and a request names its " + quoted(key_));
}

bool RequestHandler::top_name(std::string_view& into, const JsonValue& read) {
  if (read.kind != JsonValue::Kind::text) return refuse_field("a name");
  into = read.text;
  return true;
}

bool RequestHandler::set_time(const JsonValue& read) {
  if (read.kind == JsonValue::Kind::number && read.number >= 0 && read.number < time::kEndOfTimeMs) {
    fields_.time_ms = read.number;
    return true;
  }
  if (read.kind == JsonValue::Kind::text)
    if (const auto instant = time::parse_instant(read.text)) fields_.time_ms = instant->ms;
  return fields_.time_ms || refuse_field("an instant like \"2026-03-08T02:30:00Z\", or whole milliseconds since 1970");
}

bool RequestHandler::set_origin(const JsonValue& read) {
  static constexpr std::pair<std::string_view, env_origin> kOrigins[] = {
      {"human", ENV_ORIGIN_HUMAN}, {"agent", ENV_ORIGIN_AGENT}, {"cron", ENV_ORIGIN_CRON}, {"event", ENV_ORIGIN_EVENT}};
  for (const auto& [name, origin] : kOrigins)
    if (read.kind == JsonValue::Kind::text && read.text == name) fields_.origin = origin;
  return fields_.origin || refuse_field("one of \"human\", \"agent\", \"cron\", \"event\"");
}

bool RequestHandler::set_switch(const JsonValue& read) {
  if (read.kind == JsonValue::Kind::boolean)
    fields_.switches.back().state = read.boolean ? ENV_YES : ENV_NO;
  else if (!is_null_)
    return refuse("bad_field", "the switch " + quoted(fields_.switches.back().name) + " is true, false or null");
  return true;
}

bool RequestHandler::add_name(std::vector<std::string_view>& names, const JsonValue& read) {
  if (read.kind != JsonValue::Kind::text) return refuse_field("an array of names");
  names.push_back(read.text);
  return true;
}

// One member that is neither text nor number spoils the whole set: a set with a member left out is another set.
void RequestHandler::add_item(const JsonValue& read) {
  JsonValue& list = members().back().value;
  if (read.kind != JsonValue::Kind::text && read.kind != JsonValue::Kind::number) list.kind = JsonValue::Kind::missing;
  fields_.items.push_back(read);
  ++list.count;
}

bool RequestHandler::top_object() {
  if (field_ == Field::switches) return enter(Place::switches);
  if (field_ != Field::attributes && field_ != Field::facts) return value({});
  set_of_facts_ = field_ == Field::facts;
  return enter(set_of_facts_ ? Place::facts : Place::attributes);
}

bool RequestHandler::top_array() {
  if (field_ == Field::lineage) {
    fields_.has_lineage = true;
    return enter(Place::lineage);
  }
  if (field_ == Field::labels) {
    fields_.has_labels = true;
    return enter(Place::labels);
  }
  return value({});
}

bool RequestHandler::finish() {
  if (!has_principal_) return refuse("missing_field", "a request names its `agent`");
  if (!has_action_) return refuse("missing_field", "a request names its `action`");
  return true;
}

}  // namespace envelope::runtime_cli
