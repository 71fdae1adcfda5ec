#include "tests/unit/text/naive_glob.h"

#include <algorithm>
#include <cctype>

namespace envelope::text::testing {

namespace {

using Items = std::vector<NaiveItem>;

std::u32string decode(std::string_view text) {
  std::u32string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t size = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    char32_t code = size == 1 ? byte : byte & (0xFFU >> (size + 1));
    for (std::size_t k = 1; k < size && i + k < text.size(); ++k) code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    out += code;
    i += size;
  }
  return out;
}

// The place behind the pattern unit at `i`: an escape, a set, or one byte.
std::size_t unit_end(std::string_view text, std::size_t i) {
  if (text[i] == '\\') return i + 2;
  if (text[i] != '[') return i + 1;
  std::size_t end = i + 1;
  while (text[end] != ']') end += text[end] == '\\' ? 2 : 1;
  return end + 1;
}

std::vector<std::string> write_out_braces(const std::string& text) {
  std::size_t open = 0;
  while (open < text.size() && text[open] != '{') open = unit_end(text, open);
  if (open >= text.size()) return {text};
  std::vector<std::string> choices(1);
  std::size_t depth = 1;
  std::size_t i = open + 1;
  while (true) {
    const std::size_t end = unit_end(text, i);
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) break;
    if (text[i] == ',' && depth == 1) {
      choices.emplace_back();
    } else {
      choices.back() += text.substr(i, end - i);
    }
    i = end;
  }
  std::vector<std::string> out;
  for (const std::string& choice : choices) {
    for (std::string& whole : write_out_braces(text.substr(0, open) + choice + text.substr(i + 1))) out.push_back(std::move(whole));
  }
  return out;
}

// `**` comes from the pattern as the author wrote it: `{*,a}*` is two single stars. The marker keeps them apart.
constexpr char kDoubleStar = '\x02';

std::string mark_double_stars(std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size();) {
    if (pattern.substr(i).starts_with("**")) {
      out += kDoubleStar;
      i += 2;
      continue;
    }
    const std::size_t end = unit_end(pattern, i);
    out += pattern.substr(i, end - i);
    i = end;
  }
  return out;
}

Items itemise(std::string_view text) {
  Items items;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t end = unit_end(text, i);
    const std::string_view unit = text.substr(i, end - i);
    if (unit[0] == kDoubleStar) {
      items.push_back({'d', 0, ""});
    } else if (unit == "*" || unit == "?") {
      items.push_back({unit[0], 0, ""});
    } else if (unit[0] == '[') {
      items.push_back({'[', 0, std::string(unit.substr(1, unit.size() - 2))});
    } else {
      // A multi-byte character comes byte by byte; the caller's patterns are ASCII or whole sequences.
      std::size_t whole = end;
      while (whole < text.size() && (static_cast<unsigned char>(text[whole]) & 0xC0) == 0x80) ++whole;
      items.push_back({'c', decode(text.substr(unit[0] == '\\' ? i + 1 : i, whole - (unit[0] == '\\' ? i + 1 : i)))[0], ""});
      i = whole;
      continue;
    }
    i = end;
  }
  return items;
}

bool in_set(const std::string& set, char32_t code) {
  const std::u32string all = decode(set);
  const bool negate = !all.empty() && all[0] == '!';
  bool found = false;
  for (std::size_t i = negate ? 1 : 0; i < all.size(); ++i) {
    if (all[i] == '\\' && i + 1 < all.size()) ++i;
    char32_t last = all[i];
    const char32_t first = all[i];
    if (i + 2 < all.size() && all[i + 1] == '-') {
      i += 2;
      if (all[i] == '\\' && i + 1 < all.size()) ++i;
      last = all[i];
    }
    found = found || (code >= first && code <= last);
  }
  return found != negate;
}

struct Rules {
  char32_t separator;
  bool whole_star_needs_one;  // paths and hosts have no empty segments
  bool root_double_star_needs_slash;
  bool digits_only;
  bool star_excludes_colon;
};

class Search {
 public:
  Search(const Items& items, const std::u32string& text, Rules rules) : items_(items), text_(text), rules_(rules) {}

  bool match(std::size_t i, std::size_t j) const {
    if (i == items_.size()) return j == text_.size();
    switch (items_[i].kind) {
      case 'd':
        return double_star(i, j);
      case '*':
        return star(i, j);
      case '?':
        return j < text_.size() && within(text_[j]) && match(i + 1, j + 1);
      case '[':
        return j < text_.size() && within(text_[j]) && in_set(items_[i].set, text_[j]) && match(i + 1, j + 1);
      default:
        return j < text_.size() && text_[j] == items_[i].code && match(i + 1, j + 1);
    }
  }

 private:
  bool is_separator(std::size_t i) const { return items_[i].kind == 'c' && items_[i].code == rules_.separator; }
  bool begins_segment(std::size_t i) const { return i == 0 || is_separator(i - 1); }
  bool ends_segment(std::size_t i) const { return i + 1 == items_.size() || is_separator(i + 1); }
  bool within(char32_t c) const {
    if (rules_.digits_only) return c >= '0' && c <= '9';
    return c != rules_.separator && !(rules_.star_excludes_colon && c == ':');
  }
  bool across(char32_t c) const { return !rules_.digits_only || c == '.' || (c >= '0' && c <= '9'); }

  bool star(std::size_t i, std::size_t j) const {
    const bool needs_one = rules_.whole_star_needs_one && begins_segment(i) && ends_segment(i);
    if (!needs_one && match(i + 1, j)) return true;
    for (std::size_t k = j; k < text_.size() && within(text_[k]); ++k) {
      if (match(i + 1, k + 1)) return true;
    }
    return false;
  }

  bool double_star(std::size_t i, std::size_t j) const {
    const bool is_whole = begins_segment(i) && ends_segment(i);
    const bool is_last = i + 1 == items_.size();
    if (is_whole && !is_last) {
      const bool may_be_none = !(rules_.root_double_star_needs_slash && i == 0);
      if (may_be_none && match(i + 2, j)) return true;
      for (std::size_t k = j; k < text_.size() && across(text_[k]); ++k) {
        if (text_[k] == rules_.separator && match(i + 2, k + 1)) return true;
      }
      return false;
    }
    const bool needs_one = is_whole && i > 0 && rules_.whole_star_needs_one;
    if (!needs_one && match(i + 1, j)) return true;
    for (std::size_t k = j; k < text_.size() && across(text_[k]); ++k) {
      if (match(i + 1, k + 1)) return true;
    }
    return false;
  }

  const Items& items_;
  const std::u32string& text_;
  Rules rules_;
};

std::vector<Items> split(const Items& items, char32_t separator) {
  std::vector<Items> parts(1);
  for (const NaiveItem& item : items) {
    if (item.kind == 'c' && item.code == separator) {
      parts.emplace_back();
    } else {
      parts.back().push_back(item);
    }
  }
  return parts;
}

bool is_one_dot(const Items& items) { return items.size() == 1 && items[0].kind == 'c' && items[0].code == '.'; }

Items fold_path(const Items& items) {
  const NaiveItem slash{'c', '/', ""};
  std::vector<Items> parts = split(items, '/');
  Items out = parts[0];
  for (std::size_t p = 1; p < parts.size(); ++p) {
    if (parts[p].empty() || is_one_dot(parts[p])) continue;
    const bool is_first_after_root = out.empty() && parts[p].size() == 1 && parts[p][0].kind == 'd';
    if (!is_first_after_root) out.push_back(slash);
    out.insert(out.end(), parts[p].begin(), parts[p].end());
  }
  if (out.empty()) out.push_back(slash);
  return out;
}

bool is_digits_pattern(const Items& items) {
  bool has_digit = false;
  for (const NaiveItem& item : items) {
    if (item.kind != 'c' || item.code == '.') continue;
    if (item.code < '0' || item.code > '9') return false;
    has_digit = true;
  }
  return has_digit;
}

Items fold_host(Items items) {
  if (items.back().kind == 'c' && items.back().code == '.') items.pop_back();
  for (NaiveItem& item : items) {
    if (item.code < 0x80) item.code = static_cast<char32_t>(std::tolower(static_cast<int>(item.code)));
    for (char& c : item.set) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return items;
}

// Lists of words; `**` takes any number of them.
bool match_words(const std::vector<Items>& pattern, std::size_t i, const std::vector<std::u32string>& words, std::size_t j) {
  if (i == pattern.size()) return j == words.size();
  if (pattern[i].size() == 1 && pattern[i][0].kind == 'd') {
    for (std::size_t k = j; k <= words.size(); ++k) {
      if (match_words(pattern, i + 1, words, k)) return true;
    }
    return false;
  }
  constexpr char32_t kNoSeparator = 0xFFFFFFFF;
  return j < words.size() && Search(pattern[i], words[j], {kNoSeparator, false, false, false, false}).match(0, 0) &&
         match_words(pattern, i + 1, words, j + 1);
}

template <class List>
void drop_empty(List& list) {
  list.erase(std::remove_if(list.begin(), list.end(), [](const auto& part) { return part.empty(); }), list.end());
}

}  // namespace

NaiveGlob::NaiveGlob(std::string_view pattern, Domain domain) : domain_(domain) {
  for (const std::string& text : write_out_braces(mark_double_stars(pattern))) {
    Items items = itemise(text);
    if (domain == Domain::path) items = fold_path(items);
    if (domain == Domain::host) items = fold_host(std::move(items));
    alternatives_.push_back(std::move(items));
  }
}

bool NaiveGlob::matches(std::string_view value) const {
  const std::u32string text = decode(value);
  return std::any_of(alternatives_.begin(), alternatives_.end(), [&](const Items& items) {
    switch (domain_) {
      case Domain::string:
        return Search(items, text, {'/', false, false, false, false}).match(0, 0);
      case Domain::path:
        return Search(items, text, {'/', true, true, false, false}).match(0, 0);
      case Domain::host: {
        const bool has_wildcards = std::any_of(items.begin(), items.end(), [](const NaiveItem& item) { return item.kind != 'c'; });
        return Search(items, text, {'.', true, false, has_wildcards && is_digits_pattern(items), true}).match(0, 0);
      }
      case Domain::command:
        break;
    }
    std::vector<Items> pattern = split(items, ' ');
    drop_empty(pattern);
    std::vector<std::u32string> words(1);
    for (const char32_t c : text) {
      if (c == ' ') {
        words.emplace_back();
      } else {
        words.back() += c;
      }
    }
    drop_empty(words);
    return match_words(pattern, 0, words, 0);
  });
}

}  // namespace envelope::text::testing
