#include "tests/golden/golden_file.h"

#include <algorithm>

namespace envelope::golden {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = std::min(text.find_first_not_of(" \t"), text.size());
  const std::size_t end = text.find_last_not_of(" \t");
  return std::string(text.substr(begin, end == std::string_view::npos ? 0 : end + 1 - begin));
}

void read_directive(GoldenFile& golden, const std::string& line) {
  golden.directives.push_back(line);
  const std::string words = trimmed(std::string_view(line).substr(3));
  if (words.starts_with("emit:")) golden.emit = trimmed(std::string_view(words).substr(5));
  if (words.starts_with("why:")) golden.whys.push_back(trimmed(std::string_view(words).substr(4)));
}

}  // namespace

GoldenFile read_golden(std::string_view text) {
  GoldenFile golden;
  golden.parts.push_back({"main.envelope", ""});
  std::size_t line_number = 0;
  bool in_stage = false;
  for (const std::string& line : lines_of(text)) {
    const std::string start = trimmed(line);
    if (in_stage) {
      golden.stage += line + "\n";
    } else if (line.starts_with("//===")) {
      in_stage = true;
    } else if (line.starts_with("//@")) {
      read_directive(golden, line);
    } else if (line.starts_with("//---")) {
      golden.parts.push_back({trimmed(std::string_view(line).substr(5)), ""});
      line_number = 0;
    } else if (start.starts_with("//~")) {
      const std::size_t above = std::min(start.find_first_not_of('^', 3), start.size()) - 3;
      golden.findings.push_back({golden.parts.size() - 1, line_number + 1 - above, trimmed(std::string_view(start).substr(3 + above))});
    } else {
      golden.parts.back().text += line + "\n";
      ++line_number;
    }
  }
  std::sort(golden.findings.begin(), golden.findings.end());
  return golden;
}

std::string write_golden(const GoldenFile& golden, const std::vector<Expected>& findings, const std::string& stage) {
  std::string out;
  for (const std::string& directive : golden.directives) out += directive + "\n";
  for (std::size_t part = 0; part < golden.parts.size(); ++part) {
    if (part > 0) out += "//--- " + golden.parts[part].name + "\n";
    std::size_t line_number = 0;
    const auto append_findings = [&] {
      for (const Expected& finding : findings)
        if (finding.part == part && finding.line == line_number) out += "//~^ " + finding.finding + "\n";
    };
    for (const std::string& line : lines_of(golden.parts[part].text)) {
      out += line + "\n";
      ++line_number;
      append_findings();
    }
    for (const Expected& finding : findings)  // on the empty line after the last
      if (finding.part == part && finding.line > line_number) out += "//~ " + finding.finding + "\n";
  }
  if (!golden.emit.empty()) out += "//=== " + golden.emit + "\n" + stage;
  return out;
}

}  // namespace envelope::golden
