#include "runtime/cli/decide_stream.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "runtime/cli/answer.h"
#include "runtime/cli/bind_fields.h"
#include "runtime/cli/json_read.h"
#include "runtime/cli/limits.h"
#include "runtime/cli/output.h"

namespace envelope::runtime_cli {
namespace {

constexpr std::size_t kReadBytes = std::size_t{256} << 10;
constexpr std::size_t kWriteBytes = std::size_t{64} << 10;

// Answers lines one by one into a buffer.
class Answerer {
 public:
  Answerer(const env_table* table, const StreamOptions& options) : table_(table), options_(options) {}

  void line(std::string_view line) {
    LineFault fault;
    if (!read_request_line(line, fields_, fault) || !bind_fields(table_, fields_, bound_, fault)) return refuse(fault);
    env_decision decision = env_new_decision();
    env_decide(table_, &bound_.request, &decision);
    append_answer(out_, table_, bound_.request, decision, options_.with_explanation);
    out_ += '\n';
    is_all_allowed_ = is_all_allowed_ && decision.status == ENV_OK && decision.effect == ENV_ALLOW;
    has_lines_ = true;
  }

  void too_long() { refuse({"line_too_long", "the line is longer than 1 MiB"}); }

  [[nodiscard]] bool is_pending() const { return !out_.empty(); }
  [[nodiscard]] bool is_full() const { return out_.size() >= kWriteBytes; }
  [[nodiscard]] bool flush() {
    const bool is_written = print_output(out_);
    out_.clear();
    return is_written;
  }

  [[nodiscard]] ExitCode code() const {
    if (options_.is_gate) return has_lines_ && is_all_allowed_ ? ExitCode::ok : ExitCode::denied;
    return has_bad_lines_ ? ExitCode::tool : ExitCode::ok;
  }

 private:
  void refuse(const LineFault& fault) {
    append_fault(out_, fault);
    out_ += '\n';
    has_bad_lines_ = true;
    is_all_allowed_ = false;
  }

  const env_table* table_;
  StreamOptions options_;
  RequestFields fields_;
  BoundRequest bound_;
  std::string out_;
  bool has_lines_ = false, has_bad_lines_ = false, is_all_allowed_ = true;
};

// Bytes of standard input, line by line.
class Input {
 public:
  Input() : bytes_(kReadBytes) {}

  enum class Step { line, too_long, needs_more };

  // The next whole line; it holds until the next call of fill().
  Step next(std::string_view& line) {
    const char* const begin = bytes_.data() + begin_;
    const void* const feed = std::memchr(bytes_.data() + seen_, '\n', end_ - seen_);
    if (feed == nullptr) {
      seen_ = end_;
      if (end_ - begin_ > kLineBytesMax) {  // the rest of the line is dropped as it comes, so that its length costs no memory
        is_skipping_ = true;
        begin_ = end_;
      }
      if (is_skipping_) begin_ = end_;
      return Step::needs_more;
    }
    const auto size = static_cast<std::size_t>(static_cast<const char*>(feed) - begin);
    begin_ += size + 1;
    seen_ = begin_;
    return give({begin, size}, line);
  }

  // What stands behind the last line feed, once; needs_more when that is nothing.
  Step last(std::string_view& line) {
    if (begin_ == end_ && !is_skipping_) return Step::needs_more;
    const std::string_view rest(bytes_.data() + begin_, end_ - begin_);
    begin_ = seen_ = end_;
    return give(rest, line);
  }

  // Reads once; false at the end and on errors.
  bool fill() {
    std::memmove(bytes_.data(), bytes_.data() + begin_, end_ - begin_);
    end_ -= begin_;
    seen_ -= begin_;
    begin_ = 0;
    if (bytes_.size() - end_ < kReadBytes / 2) bytes_.resize(bytes_.size() * 2);  // ends at twice the longest line
    for (;;) {
      const ssize_t count = ::read(STDIN_FILENO, bytes_.data() + end_, bytes_.size() - end_);
      if (count > 0) {
        end_ += static_cast<std::size_t>(count);
        return true;
      }
      if (count == 0) return false;
      if (errno == EAGAIN || errno == EWOULDBLOCK) {
        is_ready(-1);
      } else if (errno != EINTR) {
        error_ = errno;
        return false;
      }
    }
  }

  // Whether reading would not wait, or after at most `timeout_ms` (-1: however long) does not.
  static bool is_ready(int timeout_ms) {
    pollfd input{STDIN_FILENO, POLLIN, 0};
    return ::poll(&input, 1, timeout_ms) > 0;
  }

  [[nodiscard]] int error() const { return error_; }

 private:
  Step give(std::string_view found, std::string_view& line) {
    const bool is_cut = is_skipping_ || found.size() > kLineBytesMax;
    is_skipping_ = false;
    if (is_cut) return Step::too_long;
    line = found;
    return Step::line;
  }

  std::vector<char> bytes_;
  std::size_t begin_ = 0;  // of the line
  std::size_t seen_ = 0;   // up to here it has no line feed
  std::size_t end_ = 0;    // of what was read
  int error_ = 0;
  bool is_skipping_ = false;  // inside a line that is too long
};

void answer_step(Answerer& answerer, Input::Step step, std::string_view line) {
  if (step == Input::Step::line)
    answerer.line(line);
  else
    answerer.too_long();
}

}  // namespace

ExitCode decide_stream(const env_table* table, const StreamOptions& options) {
  Answerer answerer(table, options);
  Input input;
  std::string_view line;
  for (;;) {
    const Input::Step step = input.next(line);
    if (step == Input::Step::needs_more) {
      if (answerer.is_pending() && !Input::is_ready(0) && !answerer.flush()) return ExitCode::tool;
      if (!input.fill()) break;
      continue;
    }
    answer_step(answerer, step, line);
    if (answerer.is_full() && !answerer.flush()) return ExitCode::tool;
  }
  if (input.error() != 0) {
    // Half a line is no request.
    print_error(std::string("decide: cannot read standard input: ") + std::strerror(input.error()));
    static_cast<void>(answerer.flush());
    return ExitCode::tool;
  }
  const Input::Step step = input.last(line);
  if (step != Input::Step::needs_more) answer_step(answerer, step, line);
  return answerer.flush() ? answerer.code() : ExitCode::tool;
}

}  // namespace envelope::runtime_cli
