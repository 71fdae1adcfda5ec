#include "tests/differential/spellings.h"

#include <algorithm>
#include <cctype>

namespace envelope::differential {

using base::TypeKind;

namespace {

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
  return text;
}

std::string doubled_slashes(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '/' ? std::string("//") : std::string(1, c);
  return out;
}

std::string in_path_spelling(const std::string& text, Random& random) {
  switch (random.below(8)) {
    case 0:
      return doubled_slashes(text);
    case 1:
      return text + "/.";
    case 2:
      return text + "/";
    case 3:
      return text + "/deeper/file.md";
    case 4:
      return text.starts_with("~") ? "/home/bolt" + text.substr(1) : "~" + text;
    case 5:
      return text + "x";
    case 6:
      return upper(text);
    default:
      return text + "/../" + text;
  }
}

std::string in_host_spelling(const std::string& text, Random& random) {
  switch (random.below(6)) {
    case 0:
      return upper(text);
    case 1:
      return text + ".";
    case 2:
      return text + ":443";
    case 3:
      return "evil" + text;
    case 4:
      return "sub." + text;
    default:
      return text + ".evil.com";
  }
}

std::string in_command_spelling(const std::string& text, Random& random) {
  switch (random.below(7)) {
    case 0:
      return "  " + text + " ";
    case 1:
      return text + " && rm -rf /";
    case 2:
      return text + " more";
    case 3:
      return "/usr/bin/" + text;
    case 4:
      return "\"" + text.substr(0, text.find(' ')) + "\"" + (text.find(' ') == std::string::npos ? "" : text.substr(text.find(' ')));
    case 5:
      return text + " $HOME";
    default:
      return text + " 'a b'";
  }
}

}  // namespace

std::string ordinary_text(TypeKind kind, Random& random) {
  if (kind == TypeKind::path) return random.pick({"/srv/a/b.txt", "~/x", "/", "~", "/home/bolt/x", "/secret", "/srv/%2e%2e/x"});
  if (kind == TypeKind::host)
    return random.pick({"github.com", "a.b.github.com", "10.0.0.2", "::ffff:10.0.0.1", "[::1]:80", "xn--bcher-kva.example"});
  if (kind == TypeKind::command) return random.pick({"npm test", "ls -l", "git push origin main", "rm -rf ~", "cat *", "npm  install\tx"});
  return random.pick({"main", "feature/a/b", "", "Main", "release/1.2.3", "m\xC3\xA9"});
}

std::string one_edit(std::string text, Random& random) {
  static const std::string alphabet = "a/.~- *m0:";
  const char other = alphabet[random.below(alphabet.size())];
  const std::size_t at = random.below(text.size() + 1);
  switch (random.below(3)) {
    case 0:
      text.insert(at, 1, other);
      break;
    case 1:
      if (at < text.size()) text.erase(at, 1);
      break;
    default:
      if (at < text.size()) text[at] = other;
      break;
  }
  return text;
}

std::string other_spelling(TypeKind kind, const std::string& text, Random& random) {
  if (kind == TypeKind::path) return in_path_spelling(text, random);
  if (kind == TypeKind::host) return in_host_spelling(text, random);
  if (kind == TypeKind::command) return in_command_spelling(text, random);
  switch (random.below(4)) {
    case 0:
      return text + "/x";
    case 1:
      return upper(text);
    case 2:
      return "x" + text;
    default:
      return text + text;
  }
}

std::string unreadable_text(TypeKind kind, Random& random) {
  if (random.percent(20)) return "\xC0\xAF";
  if (random.percent(15)) return std::string("/a\0b", 4);
  if (kind == TypeKind::path) return random.pick({"../etc/passwd", "/srv/../etc", "relative", "~root/x", "", "/srv/a/.."});
  if (kind == TypeKind::host) return random.pick({"trusted.com@evil.com", "http://a.b", "0x7f.1", "", "-a.com", "b\xC3\xBC.com"});
  if (kind == TypeKind::command) return random.pick({"", "  ", "\t"});
  return "\xFF";
}

}  // namespace envelope::differential
