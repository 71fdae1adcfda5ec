// The automata of a table, read byte by byte from the words in which they were written (runtime/format/automaton_format.h). The table has
// been validated; nothing here trusts whoever wrote it to have meant the right thing.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "compiler/equate/interner.h"
#include "compiler/equate/machine.h"
#include "runtime/format/table_format.h"

namespace envelope::equate {

// A state is the place of one in the words, and how far into its bytes a line has been read.
class EmittedAutomaton : public Machine {
 public:
  explicit EmittedAutomaton(std::span<const std::uint32_t> words) : words_(words) {}
  [[nodiscard]] State start() override { return state_of(0, 0); }
  [[nodiscard]] State step(State from, std::uint8_t byte) override;
  void separate(ByteClasses& classes) const override;
  [[nodiscard]] bool reads_all_others_as(std::uint8_t) const override { return false; }  // it knows bytes only

 private:
  State state_of(std::uint32_t at, std::uint32_t read) {
    const std::uint32_t state[] = {at, read};
    return states_.number_of(state);
  }

  std::span<const std::uint32_t> words_;
  Interner states_;
};

// A state is the set of the matcher's states.
class EmittedResidual : public Machine {
 public:
  explicit EmittedResidual(std::span<const std::uint32_t> words);
  [[nodiscard]] State start() override;
  [[nodiscard]] State step(State from, std::uint8_t byte) override;
  void separate(ByteClasses& classes) const override;
  [[nodiscard]] bool reads_all_others_as(std::uint8_t) const override { return false; }  // it knows bytes only

 private:
  std::span<const std::uint32_t> first_, transitions_, starts_;
  Interner states_;
  std::vector<std::uint32_t> from_, to_;  // scratch
};

// The machine of a group.
[[nodiscard]] std::unique_ptr<Machine> machine_of(const format::GroupRecord& group, std::span<const char> automata);

}  // namespace envelope::equate
