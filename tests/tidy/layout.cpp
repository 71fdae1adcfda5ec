// docs/table-format.md shows every record of a table field by field, as the structs of table_format.h lay them out. The block between
// `<!-- fields:begin -->` and `<!-- fields:end -->` is made from the header; ENVELOPE_UPDATE=1 writes it (never where CI is set).

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>

#include "tests/tidy/tree.h"

namespace envelope::tidy {

namespace {

constexpr std::string_view kHeader = "runtime/format/table_format.h";
constexpr std::string_view kDocument = "docs/table-format.md";
constexpr std::string_view kBegin = "<!-- fields:begin -->\n", kEnd = "<!-- fields:end -->";

struct Layout {
  std::size_t bytes = 0, alignment = 1;
};

// Reads structs one behind another and writes each as a table of offset, bytes, type, field and comment.
class FieldTables {
 public:
  std::string run(std::string_view header) {
    static const std::regex opening(R"(struct (\w+) \{\s*(//.*)?)"), field(R"(\s+([\w:]+) (\w+)(\[(\d+)\])?;\s*(// (.*))?)");
    for (std::string_view view : lines_of(header)) {
      const std::string line(view);
      std::smatch match;
      if (std::regex_match(line, match, opening)) {
        open(match[1]);
      } else if (line == "};") {
        close();
      } else if (!name_.empty() && std::regex_match(line, match, field)) {
        add(match[1], match[2], match[4].matched ? std::stoul(match[4]) : 1, match[6]);
      } else if (!name_.empty() && !line.empty()) {
        faults_.push_back(name_ + ": cannot read `" + line + "`");
      }
    }
    return out_;
  }
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }

 private:
  void open(std::string name) {
    name_ = std::move(name);
    layout_ = {};
    rows_.clear();
  }
  void add(const std::string& type, const std::string& name, std::size_t count, const std::string& comment) {
    const auto known = layouts_.find(type);
    if (known == layouts_.end()) return faults_.push_back(name_ + ": unknown type " + type);
    const std::size_t bytes = known->second.bytes * count;
    if (layout_.bytes % known->second.alignment != 0) faults_.push_back(name_ + "." + name + ": padding stands before it");
    rows_ += "| " + std::to_string(layout_.bytes) + " | " + std::to_string(bytes) + " | " + shown(type) + " | " + name + " | " +
             escaped(comment) + " |\n";
    layout_.bytes += bytes;
    layout_.alignment = std::max(layout_.alignment, known->second.alignment);
  }
  void close() {
    if (name_.empty()) return;
    if (layout_.bytes % layout_.alignment != 0) faults_.push_back(name_ + ": padding stands behind it");
    layouts_[name_] = layout_;
    out_ += "\n**" + name_ + "**, " + std::to_string(layout_.bytes) +
            " bytes\n\n| offset | bytes | type | field | |\n|---|---|---|---|---|\n" + rows_;
    name_.clear();
  }
  // `uint32` for `std::uint32_t`.
  static std::string shown(const std::string& type) { return type.starts_with("std::") ? type.substr(5, type.size() - 7) : type; }
  static std::string escaped(std::string text) {
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2)) text.insert(at, "\\");
    return text;
  }

  std::map<std::string, Layout> layouts_{{"char", {1, 1}},          {"std::uint8_t", {1, 1}}, {"std::uint16_t", {2, 2}},
                                         {"std::uint32_t", {4, 4}}, {"std::int32_t", {4, 4}}, {"std::uint64_t", {8, 8}},
                                         {"std::int64_t", {8, 8}}};
  std::string name_, rows_, out_;
  Layout layout_;
  std::vector<std::string> faults_;
};

Offences layout_offences(const Tree& tree, std::string& wanted) {
  const SourceText* header = find(tree, kHeader);
  const SourceText* document = find(tree, kDocument);
  if (header == nullptr || document == nullptr) return {{std::string(kDocument), 0, "or its header is missing"}};
  FieldTables tables;
  const std::string fields = tables.run(header->text) + "\n";
  Offences offences;
  for (const std::string& fault : tables.faults()) offences.push_back({header->path, 0, fault});
  const std::size_t begin = document->text.find(kBegin), end = document->text.find(kEnd);
  if (begin == std::string::npos || end == std::string::npos || end < begin) {
    offences.push_back({document->path, 0, "has no block of fields"});
    return offences;
  }
  const std::size_t inside = begin + kBegin.size();
  wanted = document->text.substr(0, inside) + fields + document->text.substr(end);
  if (wanted != document->text)
    offences.push_back({document->path, 0, "shows other fields than the header; ENVELOPE_UPDATE=1 writes them"});
  return offences;
}

bool is_update() {
  const char* update = std::getenv("ENVELOPE_UPDATE");
  return update != nullptr && std::string_view(update) == "1" && std::getenv("CI") == nullptr;
}

}  // namespace

TEST_CASE("the document of the table shows every field of every record", "[layout]") {
  std::string wanted;
  const Offences offences = layout_offences(repository(), wanted);
  if (!offences.empty() && !wanted.empty() && is_update()) {
    std::ofstream(std::string(ENVELOPE_SOURCE_DIR) + "/" + std::string(kDocument), std::ios::binary) << wanted;
    return;
  }
  CHECK(reported(offences) == 0);
}

TEST_CASE("the rule of layouts finds what is wrong", "[layout]") {
  const auto offences = [](const std::string& header, const std::string& fields) {
    std::string wanted;
    return layout_offences({{std::string(kHeader), header}, {std::string(kDocument), std::string(kBegin) + fields + std::string(kEnd)}},
                           wanted)
        .size();
  };
  const std::string header = "struct One {\n  std::uint32_t a;  // x | y\n  std::uint16_t b[2];\n};\nstruct Two {\n  One one;\n};\n";
  const std::string fields =
      "\n**One**, 8 bytes\n\n| offset | bytes | type | field | |\n|---|---|---|---|---|\n| 0 | 4 | uint32 | a | x \\| y |\n| 4 | 4 | "
      "uint16 | b |  |\n"
      "\n**Two**, 8 bytes\n\n| offset | bytes | type | field | |\n|---|---|---|---|---|\n| 0 | 8 | One | one |  |\n\n";
  CHECK(offences(header, fields) == 0);
  CHECK(offences(header, "") == 1);
  CHECK(offences("struct One {\n  std::uint16_t a;\n  std::uint32_t b;\n};\n", "") == 3);  // before `b`, and behind it
  CHECK(offences("struct One {\n  std::uint32_t a;\n  std::uint16_t b;\n};\n", "") == 2);
  CHECK(offences("struct One {\n  double a;\n};\n", "") == 2);
  std::string wanted;
  CHECK(layout_offences({}, wanted).size() == 1);
}

}  // namespace envelope::tidy
