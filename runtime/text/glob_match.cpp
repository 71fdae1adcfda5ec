#include <algorithm>
#include <array>
#include <utility>

#include "runtime/text/command.h"
#include "runtime/text/fault.h"
#include "runtime/text/glob.h"
#include "runtime/text/glob_lexeme.h"
#include "runtime/text/limits.h"
#include "runtime/text/path.h"
#include "runtime/text/utf8.h"

namespace envelope::text {

namespace {

// The states of one alternative: a flag per step, with the range in which flags are set. Most patterns are short, so
// that nothing is allocated.
class StateSet {
 public:
  explicit StateSet(std::size_t size) : size_(size) {
    if (size > small_.size()) large_.resize(size);
    flags_ = size > small_.size() ? large_.data() : small_.data();
    low_ = size;
  }
  StateSet(const StateSet&) = delete;
  StateSet& operator=(const StateSet&) = delete;

  void insert(std::size_t index) {
    flags_[index] = 1;
    low_ = std::min(low_, index);
    high_ = std::max(high_, index + 1);
  }
  void clear() {
    if (low_ < high_) std::fill(flags_ + low_, flags_ + high_, std::uint8_t{0});
    low_ = size_;
    high_ = 0;
  }
  [[nodiscard]] bool contains(std::size_t index) const { return flags_[index] != 0; }
  [[nodiscard]] bool is_empty() const { return high_ == 0; }
  // Members lie in [low, high).
  [[nodiscard]] std::size_t low() const { return low_; }
  [[nodiscard]] std::size_t high() const { return high_; }

 private:
  std::array<std::uint8_t, 128> small_{};
  std::vector<std::uint8_t> large_;
  std::uint8_t* flags_ = nullptr;
  std::size_t size_ = 0;
  std::size_t low_ = 0;
  std::size_t high_ = 0;
};

// Runs one alternative over a text, all states at once. States are relative to the alternative's first step.
class Simulation {
 public:
  Simulation(const Glob& glob, const Alternative& alternative)
      : automaton_(glob.automaton()),
        steps_(std::span(automaton_.steps).subspan(alternative.begin, alternative.end - alternative.begin)),
        begin_(alternative.begin),
        star_extra_(testing::matching_fault_injected() ? separator_of(glob.domain()) : kNoCodePoint),
        first_(steps_.size()),
        second_(steps_.size()) {}
  Simulation(const Simulation&) = delete;
  Simulation& operator=(const Simulation&) = delete;

  // The whole of `text`, starting at the step `first` of the automaton.
  bool matches_from(std::uint32_t first, std::string_view text) {
    enter(first);
    return matches_rest(text);
  }

  // Whether some text in front of `text` would make it match. Every step can be reached by some text, since no
  // alternative is dead, so all steps are possible starts.
  bool matches_as_suffix(std::string_view text) {
    for (std::size_t index = 0; index < steps_.size(); ++index) current_->insert(index);
    return matches_rest(text);
  }

  // Whether what follows some directory of `path`, its slash included, matches from `first` on.
  bool matches_below_some_directory(std::uint32_t first, std::string_view path) {
    for (std::size_t at = 0; at < path.size();) {
      if (path[at] == '/') enter(first);
      at += read(path, at);
    }
    enter(first);  // the directory is the whole path
    return ends_here();
  }

 private:
  static constexpr char32_t kNoCodePoint = UINT32_MAX;

  bool matches_rest(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (current_->is_empty()) return false;
      at += read(text, at);
    }
    return ends_here();
  }

  void enter(std::uint32_t step) {
    current_->insert(step - begin_);
    close(*current_);
  }

  [[nodiscard]] bool ends_here() const { return current_->contains(steps_.size() - 1); }

  // Adds what is reached reading nothing. One pass does, since such steps only lead forward.
  void close(StateSet& states) const {
    for (std::size_t index = states.low(); index < states.high(); ++index) {
      if (!states.contains(index)) continue;
      const Step& step = steps_[index];
      if (step.kind == Step::Kind::loop || step.kind == Step::Kind::fork) states.insert(index + 1);
      if (step.kind == Step::Kind::fork) states.insert(step.target - begin_);
    }
  }

  [[nodiscard]] bool accepts(const Step& step, char32_t code) const {
    return in_ranges(automaton_.set_of(step), code) || (step.is_single_star && code == star_extra_);
  }

  // Reads the code point at `at`, gives its size in bytes.
  std::size_t read(std::string_view text, std::size_t at) {
    const Decoded decoded = decode_at(text, at);
    next_->clear();
    for (std::size_t index = current_->low(); index < current_->high(); ++index) {
      if (!current_->contains(index)) continue;
      const Step& step = steps_[index];
      const bool reads = step.kind == Step::Kind::eat || step.kind == Step::Kind::loop;
      if (reads && accepts(step, decoded.code)) next_->insert(step.kind == Step::Kind::loop ? index : index + 1);
    }
    close(*next_);
    std::swap(current_, next_);
    return decoded.size;
  }

  const Automaton& automaton_;
  std::span<const Step> steps_;
  std::uint32_t begin_;
  char32_t star_extra_;  // what `*` wrongly accepts while the test fault is on
  StateSet first_;
  StateSet second_;
  StateSet* current_ = &first_;
  StateSet* next_ = &second_;
};

bool matches_whole(const Glob& glob, const Alternative& alternative, std::string_view text) {
  return Simulation(glob, alternative).matches_from(alternative.begin, text);
}

bool any_matches(const Glob& glob, std::string_view text) {
  const auto& alternatives = glob.automaton().alternatives;
  return std::any_of(alternatives.begin(), alternatives.end(), [&](const Alternative& a) { return matches_whole(glob, a, text); });
}

// --- Paths: either side may start with `~`, and the home may or may not be known ---

Truth match_path_alternative(const Glob& glob, const Alternative& alternative, std::string_view path, std::string_view home) {
  const bool is_from_home = path[0] == '~';
  if (is_from_home == (alternative.root == PathRoot::home)) return truth_of(matches_whole(glob, alternative, path));
  if (!home.empty()) {
    if (is_from_home) return truth_of(matches_whole(glob, alternative, expand_home(path, home)));
    const auto from_home = fold_home(path, home);
    return truth_of(from_home && matches_whole(glob, alternative, *from_home));
  }
  if (!is_from_home) {
    const std::uint32_t after_tilde = alternative.begin + 1;
    return Simulation(glob, alternative).matches_below_some_directory(after_tilde, path) ? Truth::unknown : Truth::no;
  }
  // `**` takes in whatever the home is, so a match of the text as it stands is a match with every home.
  if (alternative.root == PathRoot::anywhere && matches_whole(glob, alternative, path)) return Truth::yes;
  return Simulation(glob, alternative).matches_as_suffix(path.substr(1)) ? Truth::unknown : Truth::no;
}

Truth match_path(const Glob& glob, std::string_view path, std::string_view home) {
  if (path.empty() || (path[0] != '/' && path[0] != '~')) return Truth::unknown;
  if (!home.starts_with('/')) home = {};
  Truth truth = Truth::no;
  for (const Alternative& alternative : glob.automaton().alternatives) {
    truth = truth_or(truth, match_path_alternative(glob, alternative, path, home));
    if (truth == Truth::yes) break;
  }
  return truth;
}

// --- Commands ---

// Whether the pattern and a plain command agree in everything but the directory of the program.
bool may_be_same_program(const Glob& glob, std::string_view key) {
  const std::size_t word_end = std::min(key.find(kTokenMark, 1), key.size());
  const std::size_t slash = key.substr(0, word_end).rfind('/');
  const bool has_directory = slash != std::string_view::npos;
  const std::string_view without_mark = key.substr(has_directory ? slash + 1 : 1);  // begins with the program's own name
  const std::string bare = kTokenMark + std::string(without_mark);
  if (has_directory && any_matches(glob, bare)) return true;
  const auto& alternatives = glob.automaton().alternatives;
  return std::any_of(alternatives.begin(), alternatives.end(), [&](const Alternative& alternative) {
    if (alternative.program == Alternative::kNoProgram) return false;
    return Simulation(glob, alternative).matches_from(alternative.program, without_mark);
  });
}

Truth match_command(const Glob& glob, std::string_view raw) {
  const std::string key = command_key(raw);
  if (key.empty()) return Truth::unknown;
  if (any_matches(glob, key)) return Truth::yes;
  if (key[0] == kExactTextMark) return Truth::unknown;
  return may_be_same_program(glob, key) ? Truth::unknown : Truth::no;
}

std::size_t size_max(Domain domain) {
  switch (domain) {
    case Domain::string:
      return kStringBytesMax;
    case Domain::path:
      return kPathBytesMax;
    case Domain::host:
      return kHostBytesMax;
    case Domain::command:
      return kCommandBytesMax;
  }
  return 0;
}

}  // namespace

Truth match(const Glob& glob, std::string_view value, std::string_view home) {
  if (value.size() > size_max(glob.domain()) || !is_valid_utf8(value)) return Truth::unknown;
  switch (glob.domain()) {
    case Domain::string:
    case Domain::host:
      return truth_of(any_matches(glob, value));
    case Domain::path:
      return match_path(glob, value, home);
    case Domain::command:
      return match_command(glob, value);
  }
  return Truth::unknown;
}

}  // namespace envelope::text
