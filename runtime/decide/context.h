// A request as tests and diagrams ask about it: names resolved, values read. Lives on the stack of one call.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "runtime/decide/table.h"
#include "runtime/text/block.h"
#include "runtime/text/truth.h"

namespace envelope::decide {

using text::Truth;

// How many labels, switches and facts one request may name, each.
inline constexpr std::size_t kCircumstancesMax = 64;

// Behind the first byte of a text that is compared as a block so many bytes can be read: the text and a comparison at its very end.
inline constexpr std::size_t kBlockTextBytes = 96;

// A value that its declared type can read. `absent` stands for everything else.
struct Value {
  enum class Kind : std::uint8_t { absent, number, text, raw_text, list, numbers };
  union {
    std::int64_t number;    // number
    const char* bytes;      // text: canonical; raw_text: has a canonical form, which canonical_into writes
    const env_value* list;  // list: texts or names, numbers: numbers; every member is readable
  };
  std::uint32_t size;  // of bytes
  Kind kind;
  bool is_block;          // text: of at most text::kSightBytesMax bytes, with kBlockTextBytes to read, and `separators` known
  bool has_simple_words;  // text, of a command: as text::see_command says
  text::ByteMask separators;
  const format::ValueType* type;

  [[nodiscard]] std::string_view view() const { return {bytes, size}; }
};
// A context has room for many and sets only those that are given.
static_assert(std::is_trivially_default_constructible_v<Value> && sizeof(Value) == 32);

// `Context::job` when the request runs under none, and when it names one that the policy does not declare: unknown, as no job at all.
inline constexpr std::int64_t kNoJob = -1;
inline constexpr std::int64_t kUnknownJob = -2;

// Room for texts that cannot be read where they stand.
struct TextRoom {
  std::array<std::array<char, kBlockTextBytes>, 4> texts;
  std::uint32_t used = 0;

  // A copy of at most text::kSightBytesMax bytes, with zeros behind; null when there is no room left.
  const char* copy(const char* from, std::size_t size) {
    if (used == texts.size()) return nullptr;
    std::array<char, kBlockTextBytes>& to = texts[used++];
    to.fill('\0');
    std::memcpy(to.data(), from, size);
    return to.data();
  }
};

// The words of a command that are not plain to see, taken apart once for all tests of it.
struct CommandWords {
  const Value* of = nullptr;
  bool are_known = false;
  std::uint32_t size = 0;
  std::array<char, 128> key;  // text::command_words_into, without the first mark
};

struct Context {
  const env_table& table;
  const env_request& request;
  const format::ActionRecord* action = nullptr;
  std::uint32_t action_id = 0;
  std::uint32_t requested = ENV_NONE;  // valid: the edge is decided
  std::uint32_t member = 0;            // the principal decided for: changes as the lineage is walked
  format::PlaceRecord place{};         // of the member
  const char* parameters = nullptr;    // of the place
  std::uint32_t member_count = 0;
  std::uint32_t label_count = 0, switch_count = 0, fact_count = 0;
  std::int64_t job = kNoJob;
  std::uint64_t given = 0;  // bit per slot: `values` holds it
  TextRoom room;
  CommandWords words;
  // Not initialised. Values are set for the slots that the action declares; the counts say what is there of the rest.
  std::array<Value, format::kActionAttributesMax> values;
  std::array<std::uint32_t, format::kLineageMax + 1> members;  // the principal, then its lineage
  std::array<std::uint32_t, kCircumstancesMax> labels;
  struct Switched {
    std::uint32_t id;
    Truth state;
  };
  std::array<Switched, kCircumstancesMax> switches;
  struct Fact {
    std::uint32_t id;
    Value value;
  };
  std::array<Fact, kCircumstancesMax> facts;
  // The last groups that were run, with the row of verdicts they ended in: atoms of one group cost one run.
  struct Run {
    std::uint32_t key;  // place of the value
    std::uint32_t group;
    const char* verdicts;
  };
  std::array<Run, 4> runs;
  std::uint32_t run_count = 0;
  std::uint32_t next_run = 0;

  Context(const env_table& from, const env_request& what) : table(from), request(what) {}

  // From here on it is decided for `principal`, which is one of the table's.
  void decide_for(std::uint32_t principal) {
    member = principal;
    place = table.sections.places[principal];
    parameters = table.sections.parameters.data() + place.parameters;
  }
  // The number of a statement that a record names.
  [[nodiscard]] std::uint32_t statement(std::uint32_t named) const {
    return (named & format::kRelative) == 0 ? named : place.first_statement + (named & format::kLeafStatementMask);
  }
};

enum class Attributes : std::uint8_t {
  declared,  // one that the action does not declare refuses the request, and so does one that is required and missing
  any,       // env_list: what does not fit is left out
};

// The principal and the action of the request. ENV_OK, or why it is refused.
[[nodiscard]] env_status resolve_principal(Context& context);
[[nodiscard]] env_status resolve_action(Context& context);
// Everything, in the order of semantics.md; with Attributes::any neither the action nor attributes.
[[nodiscard]] env_status resolve(Context& context, Attributes attributes);
// Reads the request's attributes for `action`, which is set.
[[nodiscard]] env_status resolve_attributes(Context& context, Attributes attributes);

}  // namespace envelope::decide
