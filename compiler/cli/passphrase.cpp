#include "compiler/cli/passphrase.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>

#include "compiler/cli/output.h"
#include "compiler/project/private_file.h"

namespace envelope::cli {

using diagnostics::Code;
using diagnostics::Sink;
using signing::Secret;

namespace {

constexpr std::size_t kPassphraseBytesMax = 1024;
constexpr const char* kVariable = "ENVELOPE_PASSPHRASE";

std::optional<Secret> refuse(std::string message, Sink& sink) {
  sink.emit(Code::NoPassphrase, {}, std::move(message))
      .with_help("type it at a terminal, or give it by `--passphrase-file FILE` or in the variable ENVELOPE_PASSPHRASE");
  return std::nullopt;
}

// The terminal itself, whatever standard input is. Shows nothing of what is typed while the object lives, and afterwards shows again.
class HiddenLine {
 public:
  HiddenLine() : fd_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
    is_ready_ = fd_ >= 0 && ::tcgetattr(fd_, &before_) == 0;
    if (!is_ready_) return;
    termios hidden = before_;
    // Keys that end a program come as bytes, so that none leaves a terminal behind that shows nothing.
    hidden.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON | ISIG);
    is_ready_ = ::tcsetattr(fd_, TCSANOW, &hidden) == 0;
  }
  HiddenLine(const HiddenLine&) = delete;
  HiddenLine& operator=(const HiddenLine&) = delete;
  ~HiddenLine() {
    if (is_ready_) ::tcsetattr(fd_, TCSANOW, &before_);
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] bool is_ready() const { return is_ready_; }
  // False when the line was given up or the terminal went away.
  bool ask(std::string_view prompt, std::string& line) {
    show(prompt);
    line.reserve(kPassphraseBytesMax + 1);  // so that no copy of it is left behind
    bool is_given = false, is_over = false;
    char c = 0;
    while (!is_over && ::read(fd_, &c, 1) == 1) {
      is_given = c == '\n' || c == '\r';
      is_over = is_given || c == kInterrupt || (c == kEnd && line.empty()) || line.size() > kPassphraseBytesMax;
      if (!is_over) take(c, line);
    }
    show("\n");
    return is_given;
  }

 private:
  static constexpr char kInterrupt = 3, kEnd = 4, kBackspace = 8, kKillLine = 21, kDelete = 127;

  static void take(char c, std::string& line) {
    if (c == kKillLine) return line.clear();
    if (c != kBackspace && c != kDelete) return line.push_back(c);
    while (!line.empty() && (static_cast<unsigned char>(line.back()) & 0xC0U) == 0x80U) line.pop_back();  // of one character
    if (!line.empty()) line.pop_back();
  }
  void show(std::string_view text) const {
    if (::write(fd_, text.data(), text.size()) < 0) return;  // whoever types will wonder, and nothing else is lost
  }

  int fd_;
  bool is_ready_ = false;
  termios before_{};
};

std::optional<Secret> from_terminal(bool is_new, Sink& sink) {
  HiddenLine terminal;
  if (!terminal.is_ready()) return refuse("there is no terminal to ask for the passphrase", sink);
  std::string line, again;
  if (!terminal.ask(is_new ? "new passphrase: " : "passphrase: ", line)) return refuse("no passphrase was typed", sink);
  if (line.empty()) return refuse("the passphrase is empty", sink);
  Secret first(line);
  if (!is_new) return first;
  if (!terminal.ask("once more: ", again)) return refuse("no passphrase was typed", sink);
  if (first == Secret(again)) return first;
  return refuse("the two passphrases differ", sink);
}

std::optional<Secret> from_text(std::string text, std::string_view from, Sink& sink) {
  if (text.empty() || text.size() > kPassphraseBytesMax) {
    const bool is_empty = text.empty();
    signing::wipe(text);
    return refuse("the passphrase in " + std::string(from) + (is_empty ? " is empty" : " is longer than 1024 bytes"), sink);
  }
  return Secret(text);
}

// Its first line: editors end it.
std::optional<Secret> from_file(const std::string& path, Sink& sink) {
  std::optional<std::string> text = project::read_private_file(path, kPassphraseBytesMax + 2, sink);
  if (!text) return std::nullopt;
  if (text->ends_with('\n')) text->pop_back();
  if (text->ends_with('\r')) text->pop_back();
  return from_text(std::move(*text), "`" + path + "`", sink);
}

}  // namespace

signing::AskPassphrase passphrase_source(const Arguments& arguments, bool is_new) {
  return [&arguments, is_new](Sink& sink) -> std::optional<Secret> {
    if (arguments.has("passphrase-file")) return from_file(arguments.value("passphrase-file"), sink);
    if (const char* text = std::getenv(kVariable)) return from_text(text, "ENVELOPE_PASSPHRASE", sink);
    return from_terminal(is_new, sink);
  };
}

Flag passphrase_flag() {
  return {"passphrase-file", "FILE", "read the passphrase there (default: ENVELOPE_PASSPHRASE, else the terminal)", {}, false};
}

}  // namespace envelope::cli
