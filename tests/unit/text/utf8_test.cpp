#include "runtime/text/utf8.h"

#include <catch2/catch.hpp>

using namespace envelope::text;

TEST_CASE("well-formed UTF-8 round-trips") {
  for (char32_t code = 0; code <= 0x10FFFF; code += code < 0x3000 ? 1 : 61) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code);
    const Decoded decoded = decode_at(text, 0);
    if (!decoded.valid || decoded.code != code || decoded.size != text.size()) FAIL("U+" << std::hex << static_cast<unsigned>(code));
  }
  for (const char32_t code : {0x7FU, 0x80U, 0x7FFU, 0x800U, 0xD7FFU, 0xE000U, 0xFFFFU, 0x10000U, 0x10FFFFU}) {
    std::string text;
    append_utf8(text, code);
    CHECK(is_valid_utf8(text));
    CHECK(decode_at(text, 0).code == code);
  }
}

TEST_CASE("code points that do not exist are written as the replacement character") {
  for (const char32_t code : {0xD800U, 0xDFFFU, 0x110000U, 0xFFFFFFFFU}) {
    std::string text;
    append_utf8(text, code);
    CHECK(text == "\xEF\xBF\xBD");
  }
}

TEST_CASE("ill-formed UTF-8 is found where it begins") {
  struct Case {
    std::string_view text;
    std::size_t offset;
  };
  const Case cases[] = {
      {"\x80", 0},  // stray continuation
      {"a\xBF", 1},
      {"\xC0\xAF", 0},  // `/` overlong in two bytes
      {"\xC1\xBF", 0},
      {"\xE0\x80\xAF", 0},  // `/` overlong in three
      {"\xE0\x9F\xBF", 0},
      {"\xF0\x80\x80\xAF", 0},  // `/` overlong in four
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xED\xA0\x80", 0},      // U+D800
      {"ok\xED\xBF\xBF", 2},    // U+DFFF
      {"\xF4\x90\x80\x80", 0},  // U+110000
      {"\xF5\x80\x80\x80", 0},
      {"\xFE", 0},
      {"\xFF", 0},
      {"\xC3", 0},  // cut off
      {"ab\xE2\x82", 2},
      {"\xF0\x9F\x98", 0},
      {"\xC3\x28", 0},  // second byte is none
      {"\xE2\x28\xA1", 0},
      {"\xE2\x82\x28", 0},
      {"\xF0\x9F\x98\x28", 0},
  };
  for (const Case& c : cases) {
    CAPTURE(escape_for_terminal(c.text));
    CHECK(find_invalid_utf8(c.text) == c.offset);
    CHECK_FALSE(is_valid_utf8(c.text));
    CHECK(decode_at(c.text, c.offset).size == 1);
  }
  CHECK_FALSE(find_invalid_utf8("gr\xC3\xBC\xC3\x9F").has_value());
  CHECK(is_valid_utf8(""));
  CHECK(decode_at("", 0).size == 0);
  CHECK(decode_at("a", 7).size == 0);
}

TEST_CASE("walking over code points always ends") {
  std::size_t count = 0;
  std::size_t bad = 0;
  const std::string_view text = "a\xC3\xBC\xFF\xE2\x82z";
  const CodePoints points(text);
  for (auto at = points.begin(); at != points.end(); ++at) {
    ++count;
    if (!(*at).valid) ++bad;
  }
  CHECK(count == 6);
  CHECK(bad == 3);
}

TEST_CASE("invisible characters are known") {
  for (const char32_t code : {0xADU,   0x61CU,  0x180EU, 0x200BU, 0x200CU, 0x200DU, 0x200EU, 0x200FU,  0x2028U,  0x202AU,
                              0x202EU, 0x2060U, 0x2066U, 0x2069U, 0x3164U, 0xFE0FU, 0xFEFFU, 0xE0001U, 0xE0041U, 0xE0100U}) {
    CAPTURE(static_cast<unsigned>(code));
    CHECK(is_invisible_or_bidi(code));
  }
  for (const char32_t code : {U' ', U'a', U'\n', U'ü', U'я', U'中', U'–', U'😀', U'ا'}) CHECK_FALSE(is_invisible_or_bidi(code));
}

TEST_CASE("nothing reaches a terminal unescaped") {
  CHECK(escape_for_terminal("plain text, grün 中 😀") == "plain text, grün 中 😀");
  CHECK(escape_for_terminal("\x1b[31mred") == "\\u{1b}[31mred");
  CHECK(escape_for_terminal("a\nb\tc\r") == "a\\u{a}b\\u{9}c\\u{d}");
  CHECK(escape_for_terminal(std::string_view("\0", 1)) == "\\u{0}");
  CHECK(escape_for_terminal("\x7f") == "\\u{7f}");
  CHECK(escape_for_terminal("\xC2\x9B"
                            "2J") == "\\u{9b}2J");  // C1: CSI in one character
  CHECK(escape_for_terminal("\u202Eevil\u2066") == "\\u{202e}evil\\u{2066}");
  CHECK(escape_for_terminal("a\u200Bb\uFEFF") == "a\\u{200b}b\\u{feff}");
  CHECK(escape_for_terminal("\xF3\xA0\x81\x81") == "\\u{e0041}");
  CHECK(escape_for_terminal("\xEE\x80\x80") == "\\u{e000}");
  CHECK(escape_for_terminal("\xFF\xC0\xAF") == "\\xff\\xc0\\xaf");
  CHECK(escape_for_terminal("\\") == "\\");
}

TEST_CASE("escaping leaves nothing to escape, for every byte pair") {
  for (int a = 0; a < 256; ++a) {
    for (int b = 0; b < 256; ++b) {
      const char bytes[] = {static_cast<char>(a), static_cast<char>(b)};
      const std::string once = escape_for_terminal({bytes, 2});
      if (escape_for_terminal(once) != once || !is_valid_utf8(once)) FAIL(a << " " << b);
      for (const char c : once) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) FAIL(a << " " << b);
      }
    }
  }
}

TEST_CASE("columns") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("grün") == 4);
  CHECK(display_width("gru\u0308n") == 4);
  CHECK(display_width("中文") == 4);
  CHECK(display_width("한") == 2);
  CHECK(display_width("😀") == 2);
  CHECK(display_width("\u200B\u202E") == 0);
  CHECK(display_width("\xFF\xFE") == 2);
}

TEST_CASE("look-alikes share a skeleton") {
  const std::pair<std::string_view, std::string_view> alike[] = {
      {"b0lt", "bOlt"},        {"bolt1", "boltl"}, {"boltI", "boltl"},
      {"modern", "modem"},     {"vvin", "win"},    {"bolt", "b\u043Elt"},  // Cyrillic o
      {"\u0430tlas", "atlas"}, {"\u03BF", "o"},    {"\uFF42olt", "bolt"},
      {"bo\u200Blt", "bolt"},  {"\u0406", "l"},    {"\U0001D41Aa", "aa"},
  };
  for (const auto& [a, b] : alike) {
    CAPTURE(a, b);
    CHECK(confusable_skeleton(a) == confusable_skeleton(b));
    CHECK(confusable_skeleton(confusable_skeleton(a)) == confusable_skeleton(a));
  }
  // Dropping what is invisible must not join the bytes around it to a character.
  CHECK(confusable_skeleton("\xD0\u202E\xB0") == "\uFFFD\uFFFD");
  const std::pair<std::string_view, std::string_view> different[] = {
      {"bolt", "Bolt"}, {"a", "b"}, {"jeff", "geoff"}, {"é", "e"}, {"", "a"}};
  for (const auto& [a, b] : different) {
    CAPTURE(a, b);
    CHECK(confusable_skeleton(a) != confusable_skeleton(b));
  }
}
