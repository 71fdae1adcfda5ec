#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "runtime/cli/command.h"
#include "runtime/cli/open_table.h"
#include "runtime/cli/output.h"
#include "runtime/cli/read_file.h"
#include "runtime/cli/request_words.h"
#include "runtime/text/utf8.h"

namespace envelope::runtime_cli {
namespace {

constexpr Flag kFlags[] = {{"--rounds", true}, kUnprovedFlag};
constexpr std::size_t kRoundsMax = 1'000'000;

constexpr std::string_view kHelp =
    R"(envelope replay - decide a recorded stream of requests

usage: envelope replay TABLE FILE [--rounds N] [--allow-unproved]

  --rounds N        decide the stream N times more and say how long one decision takes
  --allow-unproved  use a table that was not proved equal to its source

Every line of FILE is a request in words, as `envc why --requests` reads them:
  bolt git_push branch=main with origin=cron
  bolt request atlas for deploy to=sandbox
Double quotes join words. Empty lines and lines that begin with `#` are passed over. Circumstances that are not said are as in
`envelope decide`.

Exit code: 0 when every line was decided, 1 when one could not be read.
)";

// One line of the stream. Its texts must stay where they are: the bound request points to them.
struct Line {
  std::string text;
  std::vector<std::string> words;
  std::vector<std::string_view> views;
  BoundRequest bound;
  std::string fault;
};

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  bool is_quoted = false;
  bool is_open = false;
  for (const char c : text) {
    if (c == '"') {
      is_quoted = !is_quoted;
      if (!is_open) words.emplace_back();
      is_open = true;
    } else if (!is_quoted && (c == ' ' || c == '\t' || c == '\r')) {
      is_open = false;
    } else {
      if (!is_open) words.emplace_back();
      is_open = true;
      words.back() += c;
    }
  }
  return words;
}

// `agent [request OTHER for] action …`
void read_line(const env_table* table, Line& line) {
  line.words = split_words(line.text);
  for (const std::string& word : line.words) line.views.emplace_back(word);
  WordsRequest request;
  request.agent = line.views.front();
  std::size_t rest = 1;
  if (line.views.size() > 4 && line.views[1] == "request" && line.views[3] == "for") {
    request.is_edge = true;
    request.requested = line.views[2];
    rest = 4;
  }
  request.words.assign(line.views.begin() + static_cast<std::ptrdiff_t>(rest), line.views.end());
  const std::vector<std::string> faults =
      request.words.empty() ? std::vector<std::string>{"no action is named"} : bind_words(table, request, line.bound);
  if (!faults.empty()) line.fault = faults.front();
}

std::vector<Line> read_lines(const env_table* table, std::string_view bytes) {
  std::vector<Line> lines;
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view text = bytes.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || text[first] == '#') continue;
    lines.emplace_back().text = text.substr(first);
  }
  for (Line& line : lines) read_line(table, line);  // only now does no line move any more
  return lines;
}

std::string statement_text(const env_table* table, const env_decision& decision) {
  env_statement statement{};
  statement.size = sizeof statement;
  if (decision.status != ENV_OK) return std::string("refused: ") + env_status_name(static_cast<env_status>(decision.status));
  if (decision.statement == ENV_NONE) return "nothing grants it";
  if (env_statement_at(table, decision.statement, &statement) != ENV_OK) return {};
  return std::to_string(statement.line) + "  " + text::escape_for_terminal({statement.text.data, statement.text.size});
}

std::string padded(std::string text, std::size_t columns) {
  const std::size_t width = text::display_width(text);
  if (width < columns) text.append(columns - width, ' ');
  return text;
}

std::string row(const env_table* table, const Line& line, std::array<std::size_t, 4>& counts) {
  const std::string shown = padded(text::escape_for_terminal(line.text), 78);
  if (!line.fault.empty()) return shown + "  ! error    " + text::escape_for_terminal(line.fault) + "\n";
  static constexpr std::array<const char*, 4> kSigns = {"✗ deny   ", "» propose", "? ask    ", "✓ allow  "};
  env_decision decision = env_new_decision();
  (void)env_decide(table, &line.bound.request, &decision);
  ++counts[decision.effect];
  return shown + "  " + kSigns[decision.effect] + "  " + statement_text(table, decision) + "\n";
}

// Nanoseconds per decision, over `rounds` of all lines.
double measure(const env_table* table, const std::vector<Line>& lines, std::size_t rounds) {
  std::size_t decided = 0;
  env_decision decision = env_new_decision();
  const auto began = std::chrono::steady_clock::now();
  for (std::size_t round = 0; round < rounds; ++round)
    for (const Line& line : lines)
      if (line.fault.empty()) {
        (void)env_decide(table, &line.bound.request, &decision);
        ++decided;
      }
  const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - began;
  return decided == 0 ? 0 : took.count() / static_cast<double>(decided);
}

std::size_t rounds_of(const Arguments& arguments, std::string& fault) {
  const std::string_view text = arguments.value("--rounds", "0");
  std::size_t rounds = 0;
  for (const char c : text) {
    if (c < '0' || c > '9' || rounds > kRoundsMax) fault = "`--rounds` takes a number";
    rounds = rounds * 10 + static_cast<std::size_t>(c - '0');
  }
  if (text.empty() || rounds > kRoundsMax) fault = "`--rounds` takes a number of up to 1000000";
  return rounds;
}

ExitCode run_replay(const Arguments& arguments) {
  std::string fault;
  const std::size_t rounds = rounds_of(arguments, fault);
  if (arguments.words.size() != 2) fault = "takes a table and a file of requests";
  if (!fault.empty()) return usage_error("replay", fault);
  const Table table = open_table(arguments.words[0], trust_of(arguments));
  if (!table) return ExitCode::tool;
  std::string bytes;
  if (!read_file(arguments.words[1], bytes)) {
    print_error("the file of requests `" + std::string(arguments.words[1]) + "` cannot be read");
    return ExitCode::tool;
  }
  const std::vector<Line> lines = read_lines(table.get(), bytes);
  std::string out;
  std::array<std::size_t, 4> counts{};
  for (const Line& line : lines) out += row(table.get(), line, counts);
  const std::size_t decided = counts[0] + counts[1] + counts[2] + counts[3];
  out += "\n" + std::to_string(lines.size()) + " requests: " + std::to_string(counts[3]) + " allowed, " + std::to_string(counts[2]) +
         " asked, " + std::to_string(counts[1]) + " proposed, " + std::to_string(counts[0]) + " denied\n";
  if (rounds > 0) {
    char speed[64];
    (void)std::snprintf(speed, sizeof speed, "%.0f ns a decision, over %zu decisions\n", measure(table.get(), lines, rounds),
                        rounds * decided);
    out += speed;
  }
  if (!print_output(out)) return ExitCode::tool;
  return decided == lines.size() ? ExitCode::ok : ExitCode::tool;
}

}  // namespace

Command replay_command() { return {"replay", "decide a recorded stream of requests", kHelp, kFlags, run_replay}; }

}  // namespace envelope::runtime_cli
