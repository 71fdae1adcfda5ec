#include "compiler/cli/why_stream.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/output.h"
#include "compiler/cli/refusal_text.h"
#include "compiler/model/evaluate.h"
#include "compiler/model/request_words.h"
#include "compiler/project/load.h"
#include "compiler/request/print.h"
#include "compiler/testing/render.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {
namespace {

constexpr std::size_t kRequestColumnsMax = 62;
constexpr std::size_t kReasonColumnsMax = 60;

struct Row {
  std::string agent, request, reason;
  base::Effect effect = base::Effect::deny;
  bool readable = true;
};

// At most `columns` wide, the end replaced by `…`. Cost: the part that is shown.
std::string clipped(const std::string& text, std::size_t columns) {
  std::size_t width = 0;
  std::size_t kept = 0;  // bytes that fit beside the `…`
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
    width += text::display_width(std::string_view(text).substr(at, next - at));
    if (width > columns) return text.substr(0, kept) + "…";
    if (width < columns) kept = next;
    at = next;
  }
  return text;
}

std::string padded(const std::string& text, std::size_t columns) {
  const std::size_t width = text::display_width(text);
  return width < columns ? text + std::string(columns - width, ' ') : text;
}

// The first statement that decides, with its line; or why no statement did.
std::string reason_of(const pipeline::Compilation& compilation, const request::Request& request, const model::Explanation& explanation) {
  if (explanation.outcome.refusal != request::Refusal::none)
    return "   -  refused: " + refusal_text(*compilation.model, request, explanation);
  for (const model::Matched& matched : explanation.matched) {
    if (!matched.decides) continue;
    const model::Statement& statement = compilation.model->statements[matched.statement.index()];
    const base::Position position = compilation.sources.position(statement.span.file, statement.span.begin);
    return fmt::format("{:>4}  {}", position.line, clipped(text::escape_for_terminal(statement.text), kReasonColumnsMax));
  }
  return "   -  nothing grants it";
}

Row decide_line(const pipeline::Compilation& compilation, const std::string& line, const model::RequestLine& words) {
  if (words.words.empty())
    return {.agent = "?",
            .request = clipped(text::escape_for_terminal(line), kRequestColumnsMax),
            .reason = "no agent is named",
            .effect = {},
            .readable = false};
  Row row;
  const model::RequestWords read = model::read_request(*compilation.model, words.words, words.with);
  row.agent = text::escape_for_terminal(words.words.front());
  const std::size_t blank = std::min(line.find(' '), line.size());
  row.request = clipped(text::escape_for_terminal(line.substr(std::min(blank + 1, line.size()))), kRequestColumnsMax);
  if (!read.faults.empty()) {
    row.readable = false;
    row.reason = text::escape_for_terminal(read.faults.front());
    return row;
  }
  const model::Explanation explanation = model::explain(*compilation.model, read.request);
  row.effect = explanation.outcome.effect;
  row.reason = reason_of(compilation, read.request, explanation);
  if (!explanation.outcome.approvals.empty()) row.reason += fmt::format("  → {}", fmt::join(explanation.outcome.approvals, ", "));
  return row;
}

std::string effect_cell(const Row& row, bool color) {
  static constexpr std::array<std::string_view, 4> kSigns = {"✗ deny   ", "» propose", "? ask    ", "✓ allow  "};
  static constexpr std::array<std::string_view, 4> kColors = {"31", "35", "33", "32"};
  if (!row.readable) return "! error  ";
  const auto index = static_cast<std::size_t>(row.effect);
  return color ? fmt::format("\x1b[{}m{}\x1b[0m", kColors[index], kSigns[index]) : std::string(kSigns[index]);
}

std::string table(const std::vector<Row>& rows, bool color) {
  std::size_t agent_width = 0;
  std::size_t request_width = 0;
  for (const Row& row : rows) {
    agent_width = std::max(agent_width, text::display_width(row.agent));
    request_width = std::max(request_width, text::display_width(row.request));
  }
  std::string out;
  std::array<std::size_t, 4> counts{};
  std::string last_agent;
  for (const Row& row : rows) {
    if (!last_agent.empty() && row.agent != last_agent) out += "\n";
    out += fmt::format("{}  {}  {}  {}\n", padded(row.agent == last_agent ? "" : row.agent, agent_width),
                       padded(row.request, request_width), effect_cell(row, color), row.reason);
    last_agent = row.agent;
    if (row.readable) ++counts[static_cast<std::size_t>(row.effect)];
  }
  out += fmt::format("\n{} {}: {} allowed, {} asked, {} proposed, {} denied\n", rows.size(), rows.size() == 1 ? "request" : "requests",
                     counts[3], counts[2], counts[1], counts[0]);
  return out;
}

std::string reason_unread(const project::ReadResult& read) {
  switch (read.outcome) {
    case project::ReadOutcome::ok:
      return {};
    case project::ReadOutcome::failed:
      return project::error_text(read.error);
    case project::ReadOutcome::too_large:
      return fmt::format("it is larger than {} bytes", project::kFileBytesMax);
    case project::ReadOutcome::not_text_bearing:
      return "it is no file";
  }
  return {};
}

}  // namespace

ExitCode explain_stream(const Arguments& arguments, project::Files& files, const pipeline::Compilation& compilation,
                        const std::vector<std::string>& with) {
  const project::ReadResult read = files.read(arguments.value("requests"), project::kFileBytesMax);
  if (read.outcome != project::ReadOutcome::ok) {
    const std::string path = arguments.value("requests");
    print_finding(diagnostics::Code::UnreadableFile, fmt::format("the file of requests `{}` cannot be read: {}", path, reason_unread(read)),
                  path);
    return ExitCode::tool;
  }
  std::vector<Row> rows;
  std::size_t begin = 0;
  while (begin < read.bytes.size()) {
    const std::size_t end = std::min(read.bytes.find('\n', begin), read.bytes.size());
    const std::string line = read.bytes.substr(begin, end - begin);
    begin = end + 1;
    model::RequestLine words = model::split_request_line(line);
    if (words.words.empty() && words.with.empty()) continue;
    words.with = model::said_over(with, words.with);
    rows.push_back(decide_line(compilation, line, words));
  }
  const ExitCode printed = print_output(table(rows, use_color(arguments, false)));
  const bool all_read = std::all_of(rows.begin(), rows.end(), [](const Row& row) { return row.readable; });
  return all_read ? printed : worse(printed, ExitCode::tool);
}

}  // namespace envelope::cli
