#include "compiler/equate/pattern_machine.h"

#include <algorithm>

#include "runtime/text/command.h"
#include "runtime/text/utf8.h"

namespace envelope::equate {

using text::Alternative;
using text::CodeRange;
using text::PathRoot;
using text::Step;

namespace {

constexpr auto kMark = static_cast<char32_t>(text::kTokenMark);
constexpr auto kExact = static_cast<char32_t>(text::kExactTextMark);
constexpr std::size_t kTail = 3;  // of a state, behind its positions: stage, pending bits, bytes left

// How many bytes follow the first of a code point, and which code points begin so.
struct Lead {
  std::uint32_t left = 0;
  std::uint32_t bits = 0;
};
Lead lead_of(std::uint8_t byte) {
  if (byte < 0x80) return {0, byte};
  if (byte < 0xE0) return {1, byte & 0x1FU};
  if (byte < 0xF0) return {2, byte & 0x0FU};
  return {3, byte & 0x07U};
}

}  // namespace

PatternMachine::PatternMachine(text::Automaton automaton, Reading reading) : automaton_(std::move(automaton)), reading_(reading) {
  for (const CodeRange& range : automaton_.ranges) borders_.insert(borders_.end(), {range.first, range.last + 1});
  borders_.insert(borders_.end(), {U'/', U'/' + 1, U'~', U'~' + 1, kMark + 1, kExact + 1});
  std::sort(borders_.begin(), borders_.end());
  borders_.erase(std::unique(borders_.begin(), borders_.end()), borders_.end());
  Positions positions;
  if (reading_ == Reading::plain)
    for (const Alternative& alternative : automaton_.alternatives) enter(whole, alternative.begin, positions);
  start_ = keep(reading_ == Reading::plain ? anything : nothing, 0, 0, positions);
}

void PatternMachine::separate(ByteClasses& classes) const {
  bool is_ascii = true;
  for (const CodeRange& range : automaton_.ranges) {
    classes.separate(std::min<std::uint32_t>(range.first, 0x80), std::min<std::uint32_t>(range.last, 255));
    is_ascii = is_ascii && range.first <= 0x80 && (range.last < 0x80 || range.last == text::kCodePointMax);
  }
  if (reading_ != Reading::plain)
    for (const char32_t special : {U'/', U'~', kMark, kExact}) classes.separate(special, special);
  // Sets that end among longer code points can tell any of their bytes apart.
  for (std::uint32_t byte = 0x80; byte < 256 && !is_ascii; ++byte) classes.separate(byte, byte);
  classes.separate(0x80, 0xBF);
  for (const std::uint32_t first : {0xC0U, 0xE0U, 0xF0U}) classes.separate(first, 255);
}

bool PatternMachine::reads_all_others_as(std::uint8_t byte) const {
  return std::ranges::all_of(automaton_.steps, [&](const Step& step) {
    const auto set = automaton_.set_of(step);
    const bool are_alike = std::ranges::none_of(
        set, [](const CodeRange& range) { return range.first > 0x80 || (range.last >= 0x80 && range.last != text::kCodePointMax); });
    return are_alike && text::in_ranges(set, byte) == text::in_ranges(set, 0x80);
  });
}

bool PatternMachine::is_like(const PatternMachine& other) const {
  const auto same_step = [&](const Step& a, const Step& b) {
    return a.kind == b.kind && a.target == b.target && std::ranges::equal(automaton_.set_of(a), other.automaton_.set_of(b));
  };
  const auto same_alternative = [](const Alternative& a, const Alternative& b) {
    return a.begin == b.begin && a.end == b.end && a.root == b.root && a.program == b.program;
  };
  return reading_ == other.reading_ && std::ranges::equal(automaton_.steps, other.automaton_.steps, same_step) &&
         std::ranges::equal(automaton_.alternatives, other.automaton_.alternatives, same_alternative);
}

PatternMachine::State PatternMachine::keep(Stage stage, std::uint32_t pending, std::uint32_t left, Positions& positions) {
  std::sort(positions.begin(), positions.end());
  positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
  positions.insert(positions.end(), {stage, pending, left});
  return states_.number_of(positions);
}

// A code point is read as soon as its first bytes say all that matters about it; `pending` is then kRead and its other bytes only count.
PatternMachine::State PatternMachine::step(State from, std::uint8_t byte) {
  constexpr std::uint32_t kRead = UINT32_MAX;
  const Interner::List state = states_.list(from);
  const Interner::List tail = state.last(kTail);
  const auto stage = static_cast<Stage>(tail[0]);
  std::uint32_t pending = tail[1], left = tail[2];
  before_.assign(state.begin(), state.end() - kTail);
  if (left > 0 && pending == kRead) return keep(stage, left == 1 ? 0 : kRead, left - 1, before_);
  const Lead lead = left == 0 ? lead_of(byte) : Lead{left - 1, pending << 6U | (byte & 0x3FU)};
  pending = lead.bits;
  left = lead.left;
  const char32_t low = static_cast<char32_t>(pending) << 6U * left;
  const char32_t high = low | ((char32_t{1} << 6U * left) - 1);
  if (left > 0 && !is_uniform(low, high)) return keep(stage, pending, left, before_);
  after_.clear();
  const Stage then = read_code_point(before_, stage, low, after_);
  return keep(then, left == 0 ? 0 : kRead, left, after_);
}

bool PatternMachine::is_uniform(char32_t low, char32_t high) const {
  const auto border = std::upper_bound(borders_.begin(), borders_.end(), low);
  return border == borders_.end() || *border > std::min<char32_t>(high, text::kCodePointMax);
}

PatternMachine::Stage PatternMachine::read_code_point(const Positions& positions, Stage stage, char32_t code, Positions& to) const {
  if (stage == nothing) return reading_ == Reading::path ? read_path_start(code, to) : read_command_start(code, to);
  const bool restarts = stage == first_word && code == U'/';
  const auto steps = static_cast<std::uint32_t>(automaton_.steps.size());
  for (const std::uint32_t position : positions) {
    const auto run = static_cast<Run>(position / steps);
    if (!restarts || run == whole) read_from(position % steps, run, code, to);
  }
  if (restarts) restart_program(to);
  if (stage == absolute && code == U'/')  // the home may end here
    for (const Alternative& alternative : automaton_.alternatives)
      if (alternative.root == PathRoot::home) read_after_entering(alternative.begin + 1, beside, code, to);
  return stage == first_word && code == kMark ? later_words : stage;
}

PatternMachine::Stage PatternMachine::read_path_start(char32_t code, Positions& to) const {
  for (const Alternative& alternative : automaton_.alternatives) {
    const bool is_home = alternative.root == PathRoot::home;
    if (code == U'/') read_after_entering(is_home ? alternative.begin + 1 : alternative.begin, is_home ? beside : whole, code, to);
    if (code != U'~') continue;
    if (is_home || alternative.root == PathRoot::anywhere) read_after_entering(alternative.begin, whole, code, to);
    // Some text stands in for `~`, so that any step may come next.
    if (!is_home)
      for (std::uint32_t step = alternative.begin; step < alternative.end; ++step)
        to.push_back(beside * static_cast<std::uint32_t>(automaton_.steps.size()) + step);
  }
  return code == U'~' ? home : absolute;
}

PatternMachine::Stage PatternMachine::read_command_start(char32_t code, Positions& to) const {
  for (const Alternative& alternative : automaton_.alternatives) {
    read_after_entering(alternative.begin, whole, code, to);
    if (code == kMark && alternative.program != Alternative::kNoProgram) enter(program, alternative.program, to);
  }
  return code == kMark ? first_word : exact_text;
}

// Behind a slash of the first word the program's own name may begin: with or without the directory that the pattern names.
void PatternMachine::restart_program(Positions& to) const {
  for (const Alternative& alternative : automaton_.alternatives) {
    read_after_entering(alternative.begin, beside, kMark, to);
    if (alternative.program != Alternative::kNoProgram) enter(program, alternative.program, to);
  }
}

void PatternMachine::enter(Run run, std::uint32_t step, Positions& to) const {
  const auto offset = static_cast<std::uint32_t>(run * automaton_.steps.size());
  if (std::find(to.begin(), to.end(), offset + step) != to.end()) return;
  to.push_back(offset + step);
  const Step& what = automaton_.steps[step];
  if (what.kind == Step::Kind::loop || what.kind == Step::Kind::fork) enter(run, step + 1, to);
  if (what.kind == Step::Kind::fork) enter(run, what.target, to);
}

void PatternMachine::read_from(std::uint32_t step, Run run, char32_t code, Positions& to) const {
  const Step& what = automaton_.steps[step];
  const bool reads = what.kind == Step::Kind::eat || what.kind == Step::Kind::loop;
  if (reads && text::in_ranges(automaton_.set_of(what), code)) enter(run, what.kind == Step::Kind::loop ? step : step + 1, to);
}

void PatternMachine::read_after_entering(std::uint32_t step, Run run, char32_t code, Positions& to) const {
  Positions entered;
  enter(whole, step, entered);
  for (const std::uint32_t position : entered) read_from(position, run, code, to);
}

// ---- automata by hand -------------------------------------------------------------------------------------------------------

std::vector<CodeRange> all_but(std::vector<char32_t> separators) {
  std::sort(separators.begin(), separators.end());
  std::vector<CodeRange> ranges;
  char32_t from = 0;
  for (const char32_t separator : separators) {
    if (from < separator) ranges.push_back({from, separator - 1});
    from = separator + 1;
  }
  ranges.push_back({from, text::kCodePointMax});
  return ranges;
}

void AutomatonMaker::begin() {
  Alternative alternative;
  alternative.begin = static_cast<std::uint32_t>(made_.steps.size());
  made_.alternatives.push_back(alternative);
}

void AutomatonMaker::literal(std::string_view text) {
  Alternative& alternative = made_.alternatives.back();
  if (alternative.begin == made_.steps.size() && !text.empty())
    alternative.root = text[0] == '/' ? PathRoot::absolute : text[0] == '~' ? PathRoot::home : PathRoot::anywhere;
  for (std::size_t at = 0; at < text.size();) {
    const text::Decoded decoded = text::decode_at(text, at);
    once({{decoded.code, decoded.code}});
    at += decoded.size;
  }
}

void AutomatonMaker::separator_then_anything(const std::vector<CodeRange>& separators) {
  const auto fork = static_cast<std::uint32_t>(made_.steps.size());
  add(Step::Kind::fork, {});
  once(separators);
  loop(all_but({}));
  made_.steps[fork].target = static_cast<std::uint32_t>(made_.steps.size());
}

void AutomatonMaker::loop(const std::vector<CodeRange>& over) { add(Step::Kind::loop, over); }
void AutomatonMaker::once(const std::vector<CodeRange>& of) { add(Step::Kind::eat, of); }

void AutomatonMaker::end() {
  add(Step::Kind::accept, {});
  made_.alternatives.back().end = static_cast<std::uint32_t>(made_.steps.size());
}

void AutomatonMaker::append(const text::Automaton& other) {
  const auto steps = static_cast<std::uint32_t>(made_.steps.size());
  const auto ranges = static_cast<std::uint32_t>(made_.ranges.size());
  for (Step step : other.steps) {
    step.first_range += ranges;
    step.target += steps;
    made_.steps.push_back(step);
  }
  made_.ranges.insert(made_.ranges.end(), other.ranges.begin(), other.ranges.end());
  for (Alternative alternative : other.alternatives) {
    alternative.begin += steps;
    alternative.end += steps;
    if (alternative.program != Alternative::kNoProgram) alternative.program += steps;
    made_.alternatives.push_back(alternative);
  }
}

void AutomatonMaker::add(Step::Kind kind, const std::vector<CodeRange>& ranges) {
  Step step;
  step.kind = kind;
  step.first_range = static_cast<std::uint32_t>(made_.ranges.size());
  step.range_count = static_cast<std::uint32_t>(ranges.size());
  made_.ranges.insert(made_.ranges.end(), ranges.begin(), ranges.end());
  made_.steps.push_back(step);
}

}  // namespace envelope::equate
