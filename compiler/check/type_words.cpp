#include "compiler/check/type_words.h"

#include <array>
#include <utility>

#include "compiler/check/names.h"

namespace envelope::check {

using base::TypeKind;
using syntax::ValueKind;

namespace {

constexpr std::array<std::pair<std::string_view, TypeKind>, 15> kBuiltIn = {{
    {"Bool", TypeKind::boolean},
    {"Count", TypeKind::count},
    {"Bytes", TypeKind::bytes},
    {"Money", TypeKind::money},
    {"Duration", TypeKind::duration},
    {"Percent", TypeKind::percent},
    {"Time", TypeKind::time},
    {"String", TypeKind::string},
    {"Path", TypeKind::path},
    {"Host", TypeKind::host},
    {"Command", TypeKind::command},
    {"Agent", TypeKind::agent},
    {"Tier", TypeKind::tier},
    {"Mode", TypeKind::mode},
    {"Job", TypeKind::job},
}};

}  // namespace

std::optional<TypeKind> built_in_type(std::string_view name) {
  for (const auto& [word, kind] : kBuiltIn)
    if (word == name) return kind;
  return std::nullopt;
}

const std::vector<std::string_view>& built_in_type_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const auto& [word, kind] : kBuiltIn) all.push_back(word);
    return all;
  }();
  return names;
}

std::string type_word(const TypedProgram& program, base::Type type) {
  std::string word = "?";
  if (type.kind == TypeKind::enumeration) {
    word = program.enums[type.enumeration.index()].name;
  } else {
    for (const auto& [name, kind] : kBuiltIn)
      if (kind == type.kind) word = name;
  }
  return type.is_set ? "[" + word + "]" : word;
}

std::string type_phrase(const TypedProgram& program, base::Type type) {
  if (!type.is_set && (type.kind == TypeKind::money || type.kind == TypeKind::bytes)) return type_word(program, type);
  if (!type.is_set) return with_article(type_word(program, type));
  type.is_set = false;
  return "a set of " + type_word(program, type);
}

std::string_view value_phrase(const syntax::Value& value) {
  switch (value.kind) {
    case ValueKind::error:
      return "nothing readable";
    case ValueKind::integer:
      return "a plain number";
    case ValueKind::decimal:
      return "a decimal number";
    case ValueKind::percent:
      return "a percentage";
    case ValueKind::money:
      return "an amount of money";
    case ValueKind::size:
      return "a number of bytes";
    case ValueKind::duration:
      return "a length of time";
    case ValueKind::ratio:
      return "a multiple";
    case ValueKind::date:
      return "a date";
    case ValueKind::time:
      return "a time of day";
    case ValueKind::string:
    case ValueKind::text:
      return "text";
    case ValueKind::boolean:
      return "a truth value";
    case ValueKind::name:
      return "a name";
    case ValueKind::effect:
      return "an effect";
    case ValueKind::list:
      return "a list";
    case ValueKind::range:
      return "a range";
  }
  return {};
}

TypeKind literal_type(ValueKind kind) {
  switch (kind) {
    case ValueKind::integer:
      return TypeKind::count;
    case ValueKind::percent:
      return TypeKind::percent;
    case ValueKind::money:
      return TypeKind::money;
    case ValueKind::size:
      return TypeKind::bytes;
    case ValueKind::duration:
      return TypeKind::duration;
    case ValueKind::date:
      return TypeKind::time;
    case ValueKind::string:
    case ValueKind::text:
      return TypeKind::string;
    case ValueKind::boolean:
      return TypeKind::boolean;
    case ValueKind::error:
    case ValueKind::decimal:
    case ValueKind::ratio:
    case ValueKind::time:
    case ValueKind::name:
    case ValueKind::effect:
    case ValueKind::list:
    case ValueKind::range:
      return TypeKind::error;
  }
  return TypeKind::error;
}

}  // namespace envelope::check
