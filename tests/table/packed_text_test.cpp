// A text packed and unpacked is the same text; bytes that are no packed text are refused.
#include <catch2/catch.hpp>

#include <random>
#include <string>

#include "compiler/table/packed_text.h"

namespace envelope::table {

namespace {

std::string statements(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    const std::string name = "agent_" + std::to_string(i);
    text += "agent " + name + " {\n  allow push when branch matches \"" + name + "/**\"\n}\n";
  }
  return text;
}

}  // namespace

TEST_CASE("texts come back") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
  for (const std::string& text : {std::string("a"), std::string("abcd"), std::string(100'000, 'x'), statements(2'000),
                                  bytes + bytes + bytes, std::string(127, 'a') + std::string(128, 'b') + bytes})
    CHECK(unpack(pack(text)) == text);
  std::mt19937 random(1);
  for (int i = 0; i < 2'000; ++i) {
    std::string text(random() % 300, '\0');
    for (char& c : text) c = static_cast<char>('a' + random() % 3);
    if (!text.empty()) CHECK(unpack(pack(text)) == text);
  }
}

TEST_CASE("what repeats itself is small") {
  const std::string text = statements(2'000);
  CHECK(pack(text).size() * 4 < text.size());
}

TEST_CASE("an empty text and one beyond the limit have no packed form") {
  CHECK(pack("").empty());
  CHECK_FALSE(unpack(""));
  const std::string most(kPolicyTextBytesMax, 'x');
  CHECK(unpack(pack(most)) == most);
  CHECK(pack(most + "x").empty());
}

TEST_CASE("any bytes are refused or a text of the size they say") {
  const std::string packed = pack(statements(20));
  std::size_t refused = 0;
  for (std::size_t at = 0; at < packed.size(); ++at)
    for (const unsigned flip : {0x01U, 0x80U, 0xFFU}) {
      std::string damaged = packed;
      damaged[at] = static_cast<char>(static_cast<unsigned char>(damaged[at]) ^ flip);
      const auto text = unpack(damaged);
      refused += text ? 0 : 1;
      if (text) CHECK(text->size() == unpack(packed)->size());
    }
  CHECK(refused > packed.size() / 10);
  for (std::size_t size = 0; size < packed.size(); ++size) CHECK_FALSE(unpack(std::string_view(packed).substr(0, size)));
  CHECK_FALSE(unpack(packed + std::string(1, '\0') + "x"));
  CHECK_FALSE(unpack(std::string("\xFF\xFF\xFF\xFF\0", 5)));                   // says four gigabytes
  CHECK_FALSE(unpack(std::string("\4\0\0\0\0\4\1", 7)));                       // repeats what was not said yet
  CHECK_FALSE(unpack(std::string("\4\0\0\0\1a\3\0", 8)));                      // from nowhere
  CHECK_FALSE(unpack(std::string("\1\0\0\0\x80\x80\x80\x80\x80\x80\1", 11)));  // a number without end
}

}  // namespace envelope::table
