#include "compiler/table/parameters.h"

#include <algorithm>
#include <cstring>

namespace envelope::table {
namespace {

constexpr std::size_t kBytesMax = 60'000;  // of one place: texts begin below 2^16

}  // namespace

std::optional<std::uint16_t> Parameters::add(const Word& word) {
  if (const auto known = known_.find(word); known != known_.end()) return known->second;
  const std::size_t bytes = (word.kind == Kind::wide ? 8 : 4) + word.text.size();
  if (size_ + bytes > kBytesMax) return std::nullopt;
  size_ += bytes;
  const auto number = static_cast<std::uint16_t>(words_.size());
  words_.push_back(word);
  if (word.kind == Kind::wide) words_.push_back({Kind::wide_rest, word.value, {}});
  known_.emplace(word, number);
  return number;
}

std::optional<std::uint16_t> Parameters::number(std::uint32_t value) { return add({Kind::number, value, {}}); }
std::optional<std::uint16_t> Parameters::wide_number(std::int64_t value) { return add({Kind::wide, value, {}}); }
std::optional<std::uint16_t> Parameters::text(const std::string& value) { return add({Kind::text, 0, value}); }
std::optional<std::uint16_t> Parameters::grouped(model::AtomId atom) { return add({Kind::grouped, atom.value, {}}); }

std::vector<model::AtomId> Parameters::grouped_atoms() const {
  std::vector<model::AtomId> atoms;
  for (const Word& word : words_)
    if (word.kind == Kind::grouped) atoms.push_back({static_cast<std::uint32_t>(word.value)});
  return atoms;
}

std::string Parameters::bytes(const std::vector<std::uint32_t>& operand_of) const {
  std::vector<std::string_view> texts;
  for (const Word& word : words_)
    if (word.kind == Kind::text) texts.push_back(word.text);
  std::sort(texts.begin(), texts.end(),
            [](std::string_view a, std::string_view b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  std::string pool;
  for (const std::string_view text : texts)
    if (pool.find(text) == std::string::npos) pool += text;
  std::string bytes;
  for (const Word& word : words_) {
    std::uint32_t value = static_cast<std::uint32_t>(word.value);
    if (word.kind == Kind::wide_rest) value = static_cast<std::uint32_t>(static_cast<std::uint64_t>(word.value) >> 32U);
    if (word.kind == Kind::grouped) value = operand_of[static_cast<std::size_t>(word.value)];
    if (word.kind == Kind::text)
      value = static_cast<std::uint32_t>(words_.size() * 4 + pool.find(word.text)) | static_cast<std::uint32_t>(word.text.size()) << 16U;
    char four[4];
    std::memcpy(four, &value, sizeof four);
    bytes.append(four, sizeof four);
  }
  bytes += pool;
  bytes.resize((bytes.size() + 3) / 4 * 4);
  return bytes;
}

}  // namespace envelope::table
