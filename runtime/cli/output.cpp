#include "runtime/cli/output.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstring>
#include <new>

#include "runtime/text/utf8.h"

namespace envelope::runtime_cli {
namespace {

constexpr int kDeniedStatus = static_cast<int>(ExitCode::denied);
int out_of_memory_status = static_cast<int>(ExitCode::tool);
std::array<unsigned char, std::size_t{64} << 10> signal_stack;

extern "C" void deny_and_end(int) { ::_exit(kDeniedStatus); }

void end_without_memory() {
  static constexpr char kMessage[] = "envelope: out of memory\n";
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, kMessage, sizeof kMessage - 1);
  ::_exit(out_of_memory_status);
}

// On a stack of its own: the crash may be a full stack.
void deny_on_signals() {
  stack_t stack{};
  stack.ss_sp = signal_stack.data();
  stack.ss_size = signal_stack.size();
  ::sigaltstack(&stack, nullptr);
  struct sigaction action{};
  action.sa_handler = deny_and_end;
  action.sa_flags = SA_ONSTACK;
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGSYS, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGALRM, SIGXCPU})
    ::sigaction(signal, &action, nullptr);
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(fd, text.data(), text.size());
    if (written >= 0) {
      text.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
      pollfd ready{fd, POLLOUT, 0};
      ::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return false;
    }
  }
  return true;
}

}  // namespace

ExitCode exit_of(env_effect effect) {
  switch (effect) {
    case ENV_ALLOW:
      return ExitCode::ok;
    case ENV_ASK:
      return ExitCode::ask;
    case ENV_PROPOSE:
      return ExitCode::propose;
    case ENV_DENY:
      return ExitCode::denied;
  }
  return ExitCode::denied;
}

void prepare_process(bool is_gate) {
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);
  for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
    if (::fcntl(fd, F_GETFD) != -1 || errno != EBADF) continue;
    // Opened the wrong way round, so that using it fails as it does for a closed one. The lowest free number is `fd`.
    if (::open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd) break;
  }
  if (is_gate) {
    out_of_memory_status = kDeniedStatus;
    deny_on_signals();
  }
  std::set_new_handler(end_without_memory);
}

bool print_output(std::string_view text) {
  if (write_all(STDOUT_FILENO, text)) return true;
  if (errno != EPIPE) print_error(std::string("cannot write the output: ") + std::strerror(errno));
  return false;
}

void print_error(std::string_view sentence) {
  std::string line = "envelope: ";
  line += text::escape_for_terminal(sentence);
  line += '\n';
  static_cast<void>(write_all(STDERR_FILENO, line));
}

}  // namespace envelope::runtime_cli
