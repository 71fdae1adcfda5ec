#include "tests/unit/automata/sample.h"

#include <algorithm>

namespace envelope::automata {

namespace {

using text::Domain;

const std::vector<std::string>& known_patterns(Domain domain) {
  static const std::vector<std::string> strings{"*",
                                                "**",
                                                "?",
                                                "feature/*",
                                                "a**b",
                                                "**/a",
                                                "[!\xC3\xA9]x",
                                                "[\xC3\xA0-\xC3\xB6]*",
                                                "\\*a",
                                                "{a,b/c}*",
                                                "??",
                                                "*?",
                                                "**?**",
                                                "*\xE2\x82\xAC",
                                                "[\xF0\x9F\x98\x80-\xF0\x9F\x99\x8F]",
                                                "[a-\xE2\x82\xAC]",
                                                "**a**b**",
                                                "a?b*"};
  static const std::vector<std::string> paths{"/**",        "/*",          "/a/**",   "/a/*",     "/a/**/b",      "**/a/**",  "**/.git/**",
                                              "**",         "~",           "~/**",    "~/a/*",    "~/a/b",        "{~,/a}/b", "/a/b",
                                              "/home/x/**", "**/*.a",      "/a/?/b",  "/*/b/**",  "/\xC3\xA9/**", "/[!a]/b",  "~/**/a",
                                              "**a",        "/a/{b,c/**}", "/**/b/*", "{**,~}/a", "~/{a,b/**}",   "/?*",      "/a*/**/*b"};
  static const std::vector<std::string> hosts{
      "*.example.com", "**.example.com", "**",        "*",    "api.*.com",           "10.0.*.*", "10.**", "a-*.b", "{a,b}.example.com",
      "?.b",           "[a-c].b",        "**.a.**.b", "*a.b", "b\u00FCcher.example", "10.0.0.1"};
  static const std::vector<std::string> commands{"rm **",         "rm -rf *",       "/bin/rm **",  "/usr/*/rm", "*",          "**",
                                                 "npm install *", "git push **",    "a/b",         "./a *",     "'a b' c",    "a && b",
                                                 "rm ** x",       "/bin/{rm,mv} *", "*/rm",        "* a",       "r* **",      "[a-r]m -?",
                                                 "\xC3\xA9 *",    "npm\\ install",  "/a/b/c ** d", "?",         "echo $HOME", "/**x",
                                                 "sh -c *"};
  switch (domain) {
    case Domain::string:
      return strings;
    case Domain::path:
      return paths;
    case Domain::host:
      return hosts;
    case Domain::command:
      return commands;
  }
  return strings;
}

const std::vector<std::string>& wildcards() {
  static const std::vector<std::string> all{"*",     "**",      "?",  "[a-c]", "[!a]", "[!\xC3\xA9]", "[\xC3\xA0-\xE2\x82\xAC]",
                                            "{a,b}", "{b,a/*}", "\\*"};
  return all;
}

std::string random_text(Domain domain, Random& random, bool is_pattern) {
  std::string out;
  if (domain == Domain::path) out = random.below(3) == 0 ? "~/" : random.below(5) == 0 && is_pattern ? "**/" : "/";
  for (std::uint32_t left = 1 + random.below(6); left > 0; --left) {
    out += is_pattern && random.below(3) == 0 ? random.pick(wildcards()) : random.pick(pieces_of(domain));
  }
  return out;
}

// A text that the checker would let through for the operator, in the form in which it stands in an atom; empty where it would not.
std::string checked(Domain domain, TextOperator op, const std::string& text) {
  if (op == TextOperator::matches) return text::Glob::parse(text, domain).glob ? text : std::string();
  return text::canonical_value(domain, text).value_or(std::string());
}

TextOperator random_operator(Domain domain, Random& random) {
  const std::uint32_t roll = random.below(4);
  if (roll < 2) return TextOperator::matches;
  return roll == 2 && domain == Domain::path ? TextOperator::under : TextOperator::equals;
}

// Changes of whole spellings, which random pieces would seldom hit upon.
void respell(Domain domain, std::string& value, Random& random) {
  if (domain == Domain::path) {
    static const std::vector<std::string> homes{"/home/x", "/", "/a", "/a/b"};
    if (value.starts_with('~')) {
      value = random.pick(homes) + value.substr(1);
    } else {
      value = "~" + value.substr(std::min(value.find('/', random.below(value.size() + 1)), value.size()));
    }
  } else if (domain == Domain::command) {
    static const std::vector<std::string> directories{"/bin/", "./", "/usr/a/", "a/", "/"};
    if (random.below(2) == 0) {
      value = random.pick(directories) + value;
    } else {
      const std::size_t slash = value.rfind('/', value.find(' '));
      if (slash != std::string::npos) value.erase(0, slash + 1);
    }
  } else {
    value = random.pick(pieces_of(domain)) + value;
  }
}

}  // namespace

const std::vector<std::string>& pieces_of(Domain domain) {
  static const std::vector<std::string> strings{"a",        "b", "c", "/", "x", ".", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80",
                                                "feature/", "*"};
  static const std::vector<std::string> paths{"a", "b", "/", "/a/", "/b", ".git", "x", "\xC3\xA9", "\xE2\x82\xAC", "home/", ".", "~", "ab"};
  static const std::vector<std::string> hosts{"a", "b", ".", "example", ".com", "10.", "0.", "1", "-", "::1", "xn--", ".b", "A", ":80"};
  static const std::vector<std::string> commands{"a",  "b", " ",  "/",  "rm",    " -rf ", "npm install ", "'a b'", "\"", "/bin/", "./",
                                                 "\\", "'", "&&", "$x", " git ", "push ", "\xC3\xA9",     "x",     "~",  "\t",    " c"};
  switch (domain) {
    case Domain::string:
      return strings;
    case Domain::path:
      return paths;
    case Domain::host:
      return hosts;
    case Domain::command:
      return commands;
  }
  return strings;
}

std::vector<TextAtom> sample_atoms(Domain domain, std::size_t count, std::uint32_t seed) {
  Random random(seed);
  std::vector<TextAtom> atoms;
  for (const std::string& pattern : known_patterns(domain)) {
    if (text::Glob::parse(pattern, domain).glob) atoms.push_back({domain, TextOperator::matches, {pattern}});
  }
  while (atoms.size() < count) {
    TextAtom atom{domain, random_operator(domain, random), {}};
    for (std::uint32_t left = random.below(4) == 0 ? 2 + random.below(4) : 1; left > 0; --left) {
      const std::string text = checked(domain, atom.op, random_text(domain, random, atom.op == TextOperator::matches));
      if (!text.empty()) atom.texts.push_back(text);
    }
    if (!atom.texts.empty()) atoms.push_back(std::move(atom));
  }
  return atoms;
}

std::vector<std::string> sample_values(Domain domain, const std::vector<TextAtom>& atoms, std::size_t count, std::uint32_t seed) {
  Random random(seed);
  std::vector<std::string> values;
  while (values.size() < count) {
    const TextAtom& atom = random.pick(atoms);
    std::string value = random.pick(atom.texts);
    if (atom.op == TextOperator::matches) value = text::Glob::parse(value, domain).glob->example();
    if (random.below(3) == 0) respell(domain, value, random);
    for (std::uint32_t left = random.below(4); left > 0; --left) {
      const std::size_t at = random.below(value.size() + 1);
      value.replace(at, random.below(2), random.below(4) == 0 ? std::string() : random.pick(pieces_of(domain)));
    }
    if (auto canonical = text::canonical_value(domain, value)) values.push_back(std::move(*canonical));
  }
  return values;
}

}  // namespace envelope::automata
