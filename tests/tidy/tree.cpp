#include "tests/tidy/tree.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

namespace envelope::tidy {

namespace {

namespace fs = std::filesystem;

bool is_skipped_folder(const std::string& name, const std::string& path) {
  if (name == "build" || name == "node_modules") return true;
  if (is_below(path, "tests/fuzz/corpus")) return true;
  return name.starts_with('.') && name != ".ci";
}

Tree read_tree(const fs::path& root) {
  Tree tree;
  for (auto entry = fs::recursive_directory_iterator(root); entry != fs::recursive_directory_iterator(); ++entry) {
    const std::string path = entry->path().lexically_relative(root).generic_string();
    if (entry->is_directory()) {
      if (is_skipped_folder(entry->path().filename().string(), path)) entry.disable_recursion_pending();
      continue;
    }
    if (!entry->is_regular_file() || path == ".git") continue;  // a second working tree has a file of that name
    std::ifstream file(entry->path(), std::ios::binary);
    tree.push_back({path, std::string(std::istreambuf_iterator<char>(file), {})});
  }
  std::sort(tree.begin(), tree.end(), [](const SourceText& a, const SourceText& b) { return a.path < b.path; });
  return tree;
}

bool is_name_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// Blanks `text[begin, end)`, keeping line breaks.
void blank(std::string& text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end && i < text.size(); ++i) {
    if (text[i] != '\n') text[i] = ' ';
  }
}

// The offset just past the literal that begins at `begin` with a quote.
std::size_t end_of_literal(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  for (std::size_t i = begin + 1; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      return i + 1;
    }
  }
  return begin + 1;  // not closed on its line: a lone apostrophe in a directive, not a literal
}

std::size_t end_of_raw_string(std::string_view text, std::size_t quote) {
  const std::size_t open = text.find('(', quote);
  if (open == std::string_view::npos) return text.size();
  const std::string close = ")" + std::string(text.substr(quote + 1, open - quote - 1)) + "\"";
  const std::size_t end = text.find(close, open);
  return end == std::string_view::npos ? text.size() : end + close.size();
}

}  // namespace

const Tree& repository() {
  static const Tree tree = read_tree(ENVELOPE_SOURCE_DIR);
  return tree;
}

const SourceText* find(const Tree& tree, std::string_view path) {
  const auto found = std::find_if(tree.begin(), tree.end(), [&](const SourceText& source) { return source.path == path; });
  return found == tree.end() ? nullptr : &*found;
}

bool is_below(std::string_view path, std::string_view folder) {
  return path == folder || (path.starts_with(folder) && path[folder.size()] == '/');
}

bool is_cpp(std::string_view path) {
  const bool ours = is_below(path, "compiler") || is_below(path, "runtime") || is_below(path, "tests");
  return ours && (path.ends_with(".cpp") || path.ends_with(".h") || path.ends_with(".def"));
}

bool is_code(std::string_view path) {
  return is_cpp(path) || path.ends_with(".g4") || path.ends_with(".sh") || path.ends_with(".cmake") || path.ends_with("CMakeLists.txt") ||
         path == "dev" || path == ".ci/run";
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0; begin <= text.size();) {
    std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) end = text.size();
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::string without_comments(std::string_view text, Literals literals) {
  std::string result(text);
  for (std::size_t i = 0; i < text.size();) {
    if (text.substr(i, 2) == "//") {
      const std::size_t end = std::min(text.find('\n', i), text.size());
      blank(result, i, end);
      i = end;
    } else if (text.substr(i, 2) == "/*") {
      const std::size_t close = text.find("*/", i + 2);
      const std::size_t end = close == std::string_view::npos ? text.size() : close + 2;
      blank(result, i, end);
      i = end;
    } else if (text[i] == '"' || (text[i] == '\'' && (i == 0 || !is_name_character(text[i - 1])))) {
      const bool raw = text[i] == '"' && i > 0 && text[i - 1] == 'R' && (i < 2 || !is_name_character(text[i - 2]));
      const std::size_t end = raw ? end_of_raw_string(text, i) : end_of_literal(text, i);
      if (literals == Literals::blank) blank(result, i + 1, end - 1);
      i = end;
    } else {
      ++i;
    }
  }
  return result;
}

bool has_word(std::string_view line, std::string_view word) {
  for (std::size_t at = line.find(word); at != std::string_view::npos; at = line.find(word, at + 1)) {
    const bool begins = at == 0 || !is_name_character(line[at - 1]);
    const bool ends = at + word.size() >= line.size() || !is_name_character(line[at + word.size()]);
    if (begins && ends) return true;
  }
  return false;
}

std::size_t reported(const Offences& offences) {
  for (const Offence& offence : offences) {
    std::cerr << offence.path;
    if (offence.line > 0) std::cerr << ':' << offence.line;
    std::cerr << ": " << offence.what << '\n';
  }
  return offences.size();
}

}  // namespace envelope::tidy
