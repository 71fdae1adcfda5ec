#include "compiler/project/load.h"

#include <catch2/catch.hpp>
#include <cerrno>
#include <string>

#include "compiler/diagnostics/apply_fixes.h"
#include "compiler/project/memory_files.h"
#include "compiler/project/text_faults.h"

using namespace envelope;
using namespace envelope::project;
using namespace std::string_literals;
using diagnostics::Code;

namespace {

struct Loaded {
  base::SourceMap sources;
  diagnostics::Sink sink;
  std::optional<base::FileId> file;
  [[nodiscard]] const diagnostics::Diagnostic& only() const {
    REQUIRE(sink.diagnostics().size() == 1);
    return sink.diagnostics().front();
  }
  [[nodiscard]] std::string place() const {
    const base::Span span = only().primary;
    const base::Position position = sources.position(span.file, span.begin);
    return std::to_string(position.line) + ":" + std::to_string(position.column);
  }
};

Loaded load(std::string bytes) {
  Loaded loaded;
  loaded.file = load_text(std::move(bytes), "p.envelope", loaded.sources, loaded.sink);
  return loaded;
}

Loaded load(MemoryFiles& files, const std::string& path, std::size_t bytes_max = kFileBytesMax) {
  Loaded loaded;
  loaded.file = load_file(files, {.path = path, .shown_path = path, .cause = {}, .bytes_max = bytes_max}, loaded.sources, loaded.sink);
  return loaded;
}

}  // namespace

TEST_CASE("a good text is stored as it is") {
  const Loaded loaded = load("policy p\r\nagent a // é\r\n");
  REQUIRE(loaded.file);
  CHECK(loaded.sources.file(*loaded.file).text == "policy p\r\nagent a // é\r\n");
  CHECK(loaded.sink.diagnostics().empty());
}

TEST_CASE("a byte-order mark is dropped, one further in is reported") {
  const Loaded first = load("\xEF\xBB\xBFpolicy p\n");
  REQUIRE(first.file);
  CHECK(first.sources.file(*first.file).text == "policy p\n");
  CHECK(first.sink.diagnostics().empty());

  const Loaded second = load("policy p\n\xEF\xBB\xBF");
  CHECK(second.only().code == Code::InvisibleCharacter);
  CHECK(second.place() == "2:1");
  CHECK(second.only().message.find("U+FEFF (byte-order mark)") != std::string::npos);
}

TEST_CASE("wide encodings are told by name") {
  CHECK(load("\xFF\xFEp\0o\0"s).only().message == "`p.envelope` is UTF-16, not UTF-8");
  CHECK(load("\xFE\xFF\0p"s).only().message == "`p.envelope` is UTF-16, not UTF-8");
  CHECK(load("\xFF\xFE\0\0p\0\0\0"s).only().message == "`p.envelope` is UTF-32, not UTF-8");
  CHECK(load("\0\0\xFE\xFF\0\0\0p"s).only().code == Code::InvalidUtf8);
}

TEST_CASE("invalid UTF-8 is located at its first bad byte and can be printed") {
  const Loaded loaded = load("policy p\n// caf\xE9 here\nagent a\n");
  CHECK_FALSE(loaded.file);
  CHECK(loaded.only().code == Code::InvalidUtf8);
  CHECK(loaded.only().message == "byte 0xE9 (at offset 15) begins no UTF-8 character");
  CHECK(loaded.place() == "2:7");
  CHECK(loaded.sources.text(loaded.only().primary) == "\xEF\xBF\xBD");
  CHECK(loaded.sources.line_text(loaded.only().primary.file, 2) == "// caf\xEF\xBF\xBD here");

  CHECK(load("policy é\n\xC0\xAF").place() == "2:1");  // overlong
  CHECK(load("ab\xED\xA0\x80").place() == "1:3");      // surrogate
  CHECK(load("\xE2\x82").place() == "1:1");            // cut off
}

TEST_CASE("a text of junk is kept only as far as it is shown") {
  const Loaded loaded = load("ok\n" + std::string(1'000'000, '\xFF'));
  CHECK(loaded.only().code == Code::InvalidUtf8);
  CHECK(loaded.sources.file(loaded.only().primary.file).text.size() < 2'000);
}

TEST_CASE("a NUL byte makes a file binary") {
  const Loaded loaded = load(
      "\x7F"
      "ELF\xFF\n\xFF\0\0"s);
  CHECK_FALSE(loaded.file);
  CHECK(loaded.only().code == Code::BinaryFile);
  CHECK(loaded.place() == "2:2");
}

TEST_CASE("what says nothing is empty") {
  for (const char* text : {"", "\n \t\r\n", "// only a comment", "/* a */ # b\n -- c\n", "\xEF\xBB\xBF"}) {
    const Loaded loaded = load(text);
    INFO(text);
    CHECK_FALSE(loaded.file);
    CHECK(loaded.only().code == Code::EmptyPolicy);
    CHECK(loaded.place() == "1:1");
  }
  CHECK(load("// c\npolicy p").sink.diagnostics().empty());
  CHECK(load("a").sink.diagnostics().empty());
}

TEST_CASE("a lone carriage return is reported once, with a fix for all") {
  const std::string text = "policy p // x\rdeny anything\r\nagent a\r";
  const Loaded loaded = load(text);
  REQUIRE(loaded.file);
  CHECK(loaded.only().code == Code::LoneCarriageReturn);
  CHECK(loaded.place() == "1:14");
  CHECK(loaded.only().notes.back() == "2 such places in this file");
  const auto fixed = [&](diagnostics::FixChoice choice) {
    return diagnostics::apply(text, *loaded.file, loaded.sink.diagnostics(), nullptr, choice);
  };
  CHECK(fixed(diagnostics::FixChoice::all) == "policy p // x\ndeny anything\r\nagent a\n");
  CHECK(fixed(diagnostics::FixChoice::certain) == text);  // a rule would come out of the comment
  CHECK(load("policy p\ragent a\r// x\n").only().fixes.front().is_certain);
  CHECK(load("policy p\r\n").sink.diagnostics().empty());
}

TEST_CASE("every invisible, direction-changing and control character is reported by name") {
  const Loaded loaded = load("policy p // \xE2\x80\xAE x \xE2\x80\x8B\n\"\x1B[31m\" \x7F \xC2\x85\n");
  REQUIRE(loaded.file);
  const auto& all = loaded.sink.diagnostics();
  REQUIRE(all.size() == 5);
  const char* names[] = {"U+202E (right-to-left override)", "U+200B (zero-width space)", "U+001B (escape)", "U+007F", "U+0085 (next line)"};
  for (std::size_t i = 0; i < all.size(); ++i) {
    CHECK(all[i].code == Code::InvisibleCharacter);
    CHECK(all[i].message.find(names[i]) != std::string::npos);
  }
  CHECK(loaded.sources.position(*loaded.file, all[0].primary.begin) == base::Position{1, 13});
  CHECK(loaded.sources.position(*loaded.file, all[2].primary.begin) == base::Position{2, 2});
  CHECK(diagnostics::apply(loaded.sources.file(*loaded.file).text, *loaded.file, all) == "policy p // \xE2\x80\xAE x \n\"[31m\"   \n");
  CHECK(load("// tab\t, umlaut ü, 日本 and ✓ are fine\npolicy p\n").sink.diagnostics().empty());
}

TEST_CASE("a flood of invisible characters is counted") {
  std::string text = "policy p //";
  for (std::size_t i = 0; i < kInvisibleReportsMax + 7; ++i) text += "\xE2\x80\x8B";
  const Loaded loaded = load(text);
  REQUIRE(loaded.sink.diagnostics().size() == kInvisibleReportsMax + 1);
  CHECK(loaded.sink.diagnostics().back().message.starts_with("7 more characters"));
}

TEST_CASE("files beyond the limit, no files and unreadable files") {
  MemoryFiles files;
  files.add("ok.envelope", "policy p");
  files.add_pipe("pipe", "policy p");
  files.add_device("device");
  files.add_directory("folder");
  files.add_unreadable("secret.envelope", EACCES);
  files.set_standard_input("policy input");

  CHECK(load(files, "ok.envelope", 8).file);
  const Loaded large = load(files, "ok.envelope", 7);
  CHECK(large.only().code == Code::FileTooLarge);
  CHECK(large.only().message == "`ok.envelope` is 8 bytes long; a policy file has at most 7 bytes");
  CHECK(large.sources.size() == 0);
  CHECK(load(files, "pipe").file);
  CHECK(load(files, "pipe", 7).only().message == "`pipe` does not end before the limit; a policy file has at most 7 bytes");
  CHECK(load(files, "-").file);
  CHECK(load(files, "device").only().message == "`device` is a device, not a file");
  CHECK(load(files, "folder").only().code == Code::NotAFile);
  CHECK(load(files, "secret.envelope").only().message == "`secret.envelope` cannot be read: Permission denied");
  CHECK(load(files, "none").only().code == Code::UnreadableFile);
}
