#include <algorithm>

#include "runtime/text/glob_lexeme.h"

namespace envelope::text {

namespace {

using Kind = Lexeme::Kind;

constexpr CodeRange kEverything{0, kCodePointMax};

// Everything but the given characters, which must be sorted.
CodeSet all_except(std::initializer_list<char32_t> excluded) {
  CodeSet set;
  char32_t next = 0;
  for (const char32_t code : excluded) {
    if (code > next) set.push_back({next, code - 1});
    next = code + 1;
  }
  set.push_back({next, kCodePointMax});
  return set;
}

// What `*` and `?` stand for. Outside `**` no wildcard of a host stands for the colon of an IPv6 address.
CodeSet set_within_segment(Domain domain, bool is_address4) {
  if (is_address4) return {{'0', '9'}};
  switch (domain) {
    case Domain::string:
    case Domain::path:
      return all_except({'/'});
    case Domain::host:
      return all_except({'.', ':'});
    case Domain::command:
      return all_except({separator_of(domain)});
  }
  return {};
}

CodeSet set_across_segments(bool is_address4) {
  if (is_address4) return {{'.', '.'}, {'0', '9'}};
  return {kEverything};
}

CodeSet intersect(const CodeSet& a, const CodeSet& b) {
  CodeSet both;
  for (const CodeRange& x : a) {
    for (const CodeRange& y : b) {
      const CodeRange common{std::max(x.first, y.first), std::min(x.last, y.last)};
      if (common.first <= common.last) both.push_back(common);
    }
  }
  return both;
}

class Emitter {
 public:
  Emitter(const Shape& shape, const GlobText& text, Domain domain, Automaton& automaton)
      : shape_(shape), lexemes_(shape.lexemes), text_(text), domain_(domain), automaton_(automaton) {
    within_ = set_within_segment(domain, shape.is_address4);
    across_ = set_across_segments(shape.is_address4);
  }

  void run() {
    Alternative alternative;
    alternative.begin = next_step();
    alternative.root = shape_.root;
    const std::size_t first_word_end = end_of_first_word();
    for (std::size_t i = 0; i < lexemes_.size();) {
      const bool is_directory_slash = domain_ == Domain::command && i < first_word_end && lexemes_[i].is_literal('/');
      i = emit(i);
      if (is_directory_slash) alternative.program = next_step();
    }
    automaton_.steps.push_back({.kind = Step::Kind::accept});
    alternative.end = next_step();
    automaton_.alternatives.push_back(alternative);
  }

 private:
  [[nodiscard]] std::uint32_t next_step() const { return static_cast<std::uint32_t>(automaton_.steps.size()); }

  [[nodiscard]] bool is_at(std::size_t index, Kind kind) const { return index < lexemes_.size() && lexemes_[index].is(kind); }

  [[nodiscard]] std::size_t end_of_first_word() const {
    std::size_t end = 1;
    while (end < lexemes_.size() && !lexemes_[end].is(Kind::separator)) ++end;
    return end;
  }

  [[nodiscard]] bool is_whole_segment(std::size_t index) const {
    return (index == 0 || is_at(index - 1, Kind::separator)) && (index + 1 == lexemes_.size() || is_at(index + 1, Kind::separator));
  }

  void step(Step::Kind kind, const CodeSet& set, bool is_single_star = false) {
    const auto first = static_cast<std::uint32_t>(automaton_.ranges.size());
    automaton_.ranges.insert(automaton_.ranges.end(), set.begin(), set.end());
    automaton_.steps.push_back({kind, is_single_star, first, static_cast<std::uint32_t>(set.size()), 0});
  }

  void eat_separator() {
    const char32_t separator = separator_of(domain_);
    step(Step::Kind::eat, {{separator, separator}});
  }

  // Emits the lexeme at `index`, or a group that starts there; gives the index of the next.
  std::size_t emit(std::size_t index) {
    const Lexeme& lexeme = lexemes_[index];
    switch (lexeme.kind) {
      case Kind::literal:
        step(Step::Kind::eat, {{lexeme.code, lexeme.code}});
        break;
      case Kind::question:
        step(Step::Kind::eat, within_);
        break;
      case Kind::set:
        step(Step::Kind::eat, intersect(text_.sets[lexeme.set], within_));
        break;
      case Kind::star:
        star(index);
        break;
      case Kind::double_star:
        return double_star(index);
      case Kind::separator:
        return separator(index);
      case Kind::open:
      case Kind::comma:
      case Kind::close:
      case Kind::blank:
      case Kind::empty_quotes:
        break;  // gone since expand_braces and the shapes
    }
    return index + 1;
  }

  // In paths and hosts no segment is empty, so a `*` that is one stands for at least one character. It matters at the
  // root only: `/*` does not match `/`.
  void star(std::size_t index) {
    const bool needs_one = (domain_ == Domain::path || domain_ == Domain::host) && is_whole_segment(index);
    if (needs_one) step(Step::Kind::eat, within_);
    step(Step::Kind::loop, within_, true);
  }

  // `(** separator)?`: an optional group whose parts are a fork, a loop and a separator, in either order.
  std::uint32_t begin_optional() {
    automaton_.steps.push_back({.kind = Step::Kind::fork});
    return next_step() - 1;
  }
  void end_optional(std::uint32_t fork) { automaton_.steps[fork].target = next_step(); }

  std::size_t double_star(std::size_t index) {
    const bool is_whole = is_whole_segment(index);
    const bool is_path_root = domain_ == Domain::path && index == 0;  // every path has something before its first slash, or nothing
    if (is_whole && is_at(index + 1, Kind::separator) && !is_path_root) {
      const std::uint32_t fork = begin_optional();
      step(Step::Kind::loop, across_);
      eat_separator();
      end_optional(fork);
      return index + 2;
    }
    const bool needs_one = is_whole && index > 0 && (domain_ == Domain::path || domain_ == Domain::host);
    if (needs_one) step(Step::Kind::eat, across_);
    step(Step::Kind::loop, across_);
    return index + 1;
  }

  // In a command's key the separator stands before each word, so `**` takes its own along.
  std::size_t separator(std::size_t index) {
    if (domain_ != Domain::command || !is_at(index + 1, Kind::double_star)) {
      eat_separator();
      return index + 1;
    }
    const std::uint32_t fork = begin_optional();
    eat_separator();
    step(Step::Kind::loop, across_);
    end_optional(fork);
    return index + 2;
  }

  const Shape& shape_;
  const Lexemes& lexemes_;
  const GlobText& text_;
  Domain domain_;
  Automaton& automaton_;
  CodeSet within_;
  CodeSet across_;
};

}  // namespace

void emit_alternative(const Shape& shape, const GlobText& text, Domain domain, Automaton& automaton) {
  Emitter(shape, text, domain, automaton).run();
}

}  // namespace envelope::text
