#include "compiler/equate/emitted_machines.h"

#include <algorithm>
#include <cstring>

#include "runtime/format/automaton_format.h"

namespace envelope::equate {

using format::StateKind;

namespace {

constexpr std::size_t kMapWords = 256 / 4;

StateKind kind_of(std::uint32_t header) { return static_cast<StateKind>(header & format::kStateKindMask); }
std::uint32_t count_of(std::uint32_t header) { return header >> format::kStateCountShift; }

std::uint8_t byte_at(std::span<const std::uint32_t> words, std::size_t first, std::size_t at) {
  return static_cast<std::uint8_t>(words[first + at / 4] >> 8 * (at % 4));
}

// How many words a state takes.
std::size_t words_of(std::uint32_t header) {
  const std::size_t count = count_of(header);
  switch (kind_of(header)) {
    case StateKind::line:
      return 3 + (count + 3) / 4;
    case StateKind::fan:
      return 2 + count + (count + 3) / 4;
    case StateKind::table:
      break;
  }
  return 1 + kMapWords + count;
}

}  // namespace

Machine::State EmittedAutomaton::step(State from, std::uint8_t byte) {
  const std::uint32_t at = states_.list(from)[0];
  const std::uint32_t read = states_.list(from)[1];
  const std::uint32_t header = words_[at];
  if ((header & format::kStateStays) != 0) return from;
  const std::uint32_t count = count_of(header);
  switch (kind_of(header)) {
    case StateKind::line:
      if (byte_at(words_, at + 3, read) != byte) return state_of(words_[at + 2], 0);
      return read + 1 == count ? state_of(words_[at + 1], 0) : state_of(at, read + 1);
    case StateKind::fan:
      for (std::uint32_t i = 0; i < count; ++i)
        if (byte_at(words_, at + 2 + count, i) == byte) return state_of(words_[at + 2 + i], 0);
      return state_of(words_[at + 1], 0);
    case StateKind::table:
      break;
  }
  return state_of(words_[at + 1 + kMapWords + byte_at(words_, at + 1, byte)], 0);
}

void EmittedAutomaton::separate(ByteClasses& classes) const {
  for (std::size_t at = 0; at < words_.size(); at += words_of(words_[at])) {
    const std::uint32_t count = count_of(words_[at]);
    const StateKind kind = kind_of(words_[at]);
    if (kind == StateKind::table) {
      classes.separate([&](std::uint8_t byte) { return byte_at(words_, at + 1, byte); });
      continue;
    }
    for (std::uint32_t i = 0; i < count; ++i) {
      const std::uint8_t byte = byte_at(words_, kind == StateKind::line ? at + 3 : at + 2 + count, i);
      classes.separate(byte, byte);
    }
  }
}

EmittedResidual::EmittedResidual(std::span<const std::uint32_t> words)
    : first_(words.subspan(4, words[0] + 1)),
      transitions_(words.subspan(4 + words[0] + 1, std::size_t{2} * words[1])),
      starts_(words.subspan(4 + words[0] + 1 + std::size_t{2} * words[1], words[2])) {}

Machine::State EmittedResidual::start() {
  to_.assign(starts_.begin(), starts_.end());
  std::sort(to_.begin(), to_.end());
  to_.erase(std::unique(to_.begin(), to_.end()), to_.end());
  return states_.number_of(to_);
}

Machine::State EmittedResidual::step(State from, std::uint8_t byte) {
  const Interner::List state = states_.list(from);
  from_.assign(state.begin(), state.end());
  to_.clear();
  for (const std::uint32_t each : from_)
    for (std::uint32_t i = first_[each]; i < first_[each + 1]; ++i) {
      const std::uint32_t range = transitions_[2 * i + 1];
      if ((range & 0xFFU) <= byte && byte <= range >> 8U) to_.push_back(transitions_[2 * i]);
    }
  std::sort(to_.begin(), to_.end());
  to_.erase(std::unique(to_.begin(), to_.end()), to_.end());
  return states_.number_of(to_);
}

void EmittedResidual::separate(ByteClasses& classes) const {
  for (std::size_t i = 1; i < transitions_.size(); i += 2) classes.separate(transitions_[i] & 0xFFU, transitions_[i] >> 8U);
}

std::unique_ptr<Machine> machine_of(const format::GroupRecord& group, std::span<const char> automata) {
  const auto* const words = reinterpret_cast<const std::uint32_t*>(automata.data() + group.automaton);
  const std::span<const std::uint32_t> emitted(words, group.automaton_bytes / sizeof(std::uint32_t));
  if (group.is_residual != 0) return std::make_unique<EmittedResidual>(emitted);
  return std::make_unique<EmittedAutomaton>(emitted);
}

}  // namespace envelope::equate
