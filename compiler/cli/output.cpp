#include "compiler/cli/output.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "compiler/diagnostics/color.h"
#include "compiler/diagnostics/render.h"
#include "runtime/text/utf8.h"

namespace envelope::cli {

void prepare_streams() {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (::fcntl(fd, F_GETFD) != -1 || errno != EBADF) continue;
    // Opened the wrong way round, so that using it fails as it does for a closed one. The lowest free number is `fd`.
    if (::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) return;
  }
}

ExitCode print_output(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
  if (written) return ExitCode::ok;
  if (errno == EPIPE) return ExitCode::tool;
  print_finding(diagnostics::Code::UnwritableFile, std::string("the output cannot be written: ") + std::strerror(errno), "<stdout>");
  return ExitCode::tool;
}

ExitCode print_findings(const Arguments& arguments, const diagnostics::Sink& sink) {
  if (sink.diagnostics().empty()) return ExitCode::ok;
  print_error(diagnostics::render_text(sink.diagnostics(), base::SourceMap{}, {use_color(arguments, true)}));
  return ExitCode::tool;
}

void print_finding(diagnostics::Code code, std::string message, std::string path) {
  diagnostics::Sink sink;
  sink.emit(code, {}, std::move(message)).about(std::move(path));
  print_error(diagnostics::render_text(sink.diagnostics(), base::SourceMap{}, {}));
}

void print_error(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

std::string harmless_lines(std::string_view text) {
  std::string harmless;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    harmless += text::escape_for_terminal(text.substr(0, end));
    if (end < text.size()) harmless += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return harmless;
}

bool use_color(const Arguments& arguments, bool to_stderr) {
  const std::string mode = arguments.value("color", "auto");
  const auto color = mode == "always"  ? diagnostics::ColorMode::always
                     : mode == "never" ? diagnostics::ColorMode::never
                                       : diagnostics::ColorMode::automatic;
  return diagnostics::wants_color(color, isatty(to_stderr ? STDERR_FILENO : STDOUT_FILENO) == 1, std::getenv("NO_COLOR"));
}

Flag color_flag() {
  return {"color", "WHEN", "auto (default), always, never; NO_COLOR counts as never", {"auto", "always", "never"}, false};
}

}  // namespace envelope::cli
