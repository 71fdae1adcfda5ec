// Lays the events of a JSON parser into the fields of a request.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "runtime/cli/limits.h"
#include "runtime/cli/request_fields.h"

namespace envelope::runtime_cli {

// Every event answers whether to go on; after `false`, `fault()` says why. Texts must hold as long as the fields do.
class RequestHandler {
 public:
  explicit RequestHandler(RequestFields& fields) : fields_(fields) {}

  bool on_null();
  bool on_boolean(bool value);
  bool on_number(std::string_view digits);  // as the line spells it
  bool on_text(std::string_view text);
  bool on_key(std::string_view key);
  bool on_object_begin();
  bool on_object_end();
  bool on_array_begin();
  bool on_array_end();

  // After the last event: whether everything needed was there.
  [[nodiscard]] bool finish();
  [[nodiscard]] LineFault& fault() { return fault_; }

 private:
  // What an open object or array is.
  enum class Place : std::uint8_t { outside, top, attributes, facts, switches, lineage, labels, set, skipped };
  enum class Field : std::uint8_t {
    principal,
    request,
    action,
    attributes,
    lineage,
    origin,
    time,
    job,
    labels,
    switches,
    switches_off,
    facts,
    unknown
  };
  struct Open {
    Place place = Place::outside;
    std::size_t first_key = 0;
  };
  struct FieldName {
    std::string_view name;
    Field field;
  };
  static const std::array<FieldName, 13> kFields;

  bool refuse(const char* code, std::string message);
  bool refuse_field(std::string_view expected);
  bool enter(Place place);
  bool value(const JsonValue& value);
  bool top_value(const JsonValue& value);
  bool required_name(std::string_view& into, const JsonValue& value);
  bool top_name(std::string_view& into, const JsonValue& value);
  bool set_time(const JsonValue& value);
  bool set_origin(const JsonValue& value);
  bool set_switch(const JsonValue& value);
  bool add_name(std::vector<std::string_view>& names, const JsonValue& value);
  void add_item(const JsonValue& value);
  bool top_object();
  bool top_array();
  [[nodiscard]] std::vector<JsonMember>& members() { return set_of_facts_ ? fields_.facts : fields_.attributes; }
  [[nodiscard]] Place place() const { return open_[depth_].place; }

  RequestFields& fields_;
  LineFault fault_;
  std::array<Open, kJsonDepthMax + 1> open_{};  // [0] is outside the line's object
  std::size_t depth_ = 0;
  Field field_ = Field::unknown;  // of the key that was read last at the top
  std::string_view key_;
  bool is_null_ = false;       // the value is a JSON null, which `missing` does not tell
  bool set_of_facts_ = false;  // members() are those of `facts`
  bool has_principal_ = false, has_action_ = false;
};

}  // namespace envelope::runtime_cli
