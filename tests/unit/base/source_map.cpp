#include "compiler/base/source_map.h"

#include <catch2/catch.hpp>

namespace envelope::base {

TEST_CASE("positions count lines and code points from 1") {
  SourceMap sources;
  const FileId file = sources.add("a.envelope", "ab\n\xC3\xA9\xE6\x97\xA5x\n\nlast");
  CHECK(sources.position(file, 0) == Position{1, 1});
  CHECK(sources.position(file, 2) == Position{1, 3});  // the line end belongs to its line
  CHECK(sources.position(file, 3) == Position{2, 1});
  CHECK(sources.position(file, 5) == Position{2, 2});   // after a two-byte character
  CHECK(sources.position(file, 8) == Position{2, 3});   // after a three-byte character
  CHECK(sources.position(file, 10) == Position{3, 1});  // an empty line
  CHECK(sources.position(file, 15) == Position{4, 5});  // the end of the text
  CHECK(sources.position(file, 4000) == Position{4, 5});
}

TEST_CASE("an empty text has one empty line") {
  SourceMap sources;
  const FileId file = sources.add("a.envelope", "");
  CHECK(sources.position(file, 0) == Position{1, 1});
  CHECK(sources.line_text(file, 1) == "");
}

TEST_CASE("a text that ends in a line end has an empty last line") {
  SourceMap sources;
  const FileId file = sources.add("a.envelope", "a\n");
  CHECK(sources.position(file, 2) == Position{2, 1});
  CHECK(sources.line_text(file, 2) == "");
}

TEST_CASE("lines come without their ends, be they LF or CRLF") {
  SourceMap sources;
  const FileId file = sources.add("a.envelope", "one\r\ntwo\nthree");
  CHECK(sources.line_text(file, 1) == "one");
  CHECK(sources.line_text(file, 2) == "two");
  CHECK(sources.line_text(file, 3) == "three");
}

// Beyond a few thousand bytes columns are counted from checkpoints; the answer must be that of counting one by one.
TEST_CASE("columns on a very long line are those of a plain count") {
  std::string text = "short\n";
  while (text.size() < 30000) text += "x\xC3\xA9\xE6\x97\xA5\xF0\x9F\x99\x82";
  text += "\nend";
  SourceMap sources;
  const FileId file = sources.add("a.envelope", text);
  const auto long_end = static_cast<std::uint32_t>(text.find("\nend"));
  std::uint32_t column = 1;
  std::uint32_t wrong = 0;
  for (std::uint32_t offset = 6; offset <= long_end; ++offset) {
    if (sources.position(file, offset) != Position{2, column}) ++wrong;
    if ((static_cast<unsigned char>(text[offset]) & 0xC0U) != 0x80U) ++column;
  }
  CHECK(wrong == 0);
  CHECK(sources.position(file, long_end + 2) == Position{3, 2});
}

TEST_CASE("texts stay where they are while files are added") {
  SourceMap sources;
  const FileId first = sources.add("a.envelope", "short");
  const std::string_view view = sources.text({first, 0, 5});
  for (int i = 0; i < 100; ++i) sources.add("b.envelope", "x");
  CHECK(view.data() == sources.text({first, 0, 5}).data());
  CHECK(view == "short");
  CHECK(sources.size() == 101);
  CHECK(sources.file(first).path == "a.envelope");
}

}  // namespace envelope::base
