// A golden file: policy text, what to print of it, and what is expected, in one file.
//
//   //@ emit: model               what to print below: ast, typed, model, fmt, text (rendered findings), test, request lines by `why`,
//                               fixed (the main file after `envc check --fix`), verify (what is proved, rendered; on 2027-01-15)
//   //@ why: bolt git_push branch=main with depth=1     (repeatable; emit: why)
//   //--- parts/other.envelope    from here on another file, importable by its path; the first file is main.envelope
//   …policy…
//   //~^ ENV0201 message          a finding on the line above (^^: two above …); exactly these findings, no others
//   //=== model                   the printed stage, to the end of the file
//
// Lines that start with //@, //---, //~ and //=== are not part of the policy.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace envelope::golden {

struct Expected {
  std::size_t part = 0;  // index into GoldenFile::parts
  std::size_t line = 0;  // 1-based, in the part
  std::string finding;   // `ENV0201 message`
  auto operator<=>(const Expected&) const = default;
};

struct Part {
  std::string name;
  std::string text;
};

struct GoldenFile {
  std::string emit;                     // empty: findings only
  std::vector<std::string> directives;  // the //@ lines as written
  std::vector<std::string> whys;
  std::vector<Part> parts;
  std::vector<Expected> findings;  // sorted
  std::string stage;               // what stands below //===
};

[[nodiscard]] GoldenFile read_golden(std::string_view text);
// The file again, with these findings and this stage as expectations.
[[nodiscard]] std::string write_golden(const GoldenFile& golden, const std::vector<Expected>& findings, const std::string& stage);

}  // namespace envelope::golden
