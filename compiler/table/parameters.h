// The numbers and texts of one place: what programs that others share read to decide for it.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/policy_model.h"

namespace envelope::table {

// Words in the order in which they are first asked for, so that places that are made alike are laid out alike.
class Parameters {
 public:
  // Number of the word; nothing when a place cannot hold more.
  std::optional<std::uint16_t> number(std::uint32_t value);
  std::optional<std::uint16_t> wide_number(std::int64_t value);  // two words; the number of the first
  std::optional<std::uint16_t> text(const std::string& value);
  std::optional<std::uint16_t> grouped(model::AtomId atom);  // the text atom, once it has a group

  // All of `grouped`.
  [[nodiscard]] std::vector<model::AtomId> grouped_atoms() const;
  // The bytes: words, then texts, of which one that is part of another is stored with it. `operand_of` is by AtomId.
  [[nodiscard]] std::string bytes(const std::vector<std::uint32_t>& operand_of) const;

 private:
  enum class Kind : std::uint8_t { number, wide, wide_rest, text, grouped };
  struct Word {
    Kind kind{};
    std::int64_t value = 0;
    std::string text;
    auto operator<=>(const Word&) const = default;
  };
  std::optional<std::uint16_t> add(const Word& word);

  std::vector<Word> words_;
  std::map<Word, std::uint16_t> known_;
  std::size_t size_ = 0;  // an upper bound of the bytes
};

}  // namespace envelope::table
