#include "compiler/project/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/project/text_faults.h"
#include "runtime/text/utf8.h"

namespace envelope::project {

using diagnostics::Code;

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
// What is kept of a refused text after the place that shows why: enough for the printed line.
constexpr std::size_t kExcerptBytes = 200;

std::string_view kind_words(FileKind kind) {
  switch (kind) {
    case FileKind::missing:
      return "nothing";
    case FileKind::regular:
      return "a file";
    case FileKind::directory:
      return "a directory";
    case FileKind::pipe:
      return "a pipe";
    case FileKind::link:
      return "a link";
    case FileKind::device:
      return "a device";
  }
  return "nothing";
}

// The name of a wide encoding by its byte-order mark; empty when the text begins with none.
std::string_view wide_encoding(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE\0\0"sv) || bytes.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
  if (bytes.starts_with("\xFF\xFE"sv) || bytes.starts_with("\xFE\xFF"sv)) return "UTF-16";
  return {};
}

// Stores `bytes` up to the end of the line that holds `at`, printable as UTF-8, and returns the span of what stands at `at`.
base::Span store_excerpt(std::string_view bytes, std::size_t at, std::string shown_path, base::SourceMap& sources) {
  const std::size_t limit = std::min(bytes.size(), at + kExcerptBytes);
  const std::size_t end = std::min(bytes.find('\n', at), limit);
  std::string text;
  text.reserve(end + kExcerptBytes);
  std::size_t begin_shown = 0;
  std::size_t end_shown = 0;
  for (std::size_t i = 0; i < end;) {
    const text::Decoded decoded = text::decode_at(bytes, i);
    if (i == at) begin_shown = text.size();
    text::append_utf8(text, decoded.code);
    if (i == at) end_shown = text.size();
    i += decoded.size;
  }
  const base::FileId file = sources.add(std::move(shown_path), std::move(text));
  return {file, static_cast<std::uint32_t>(begin_shown), static_cast<std::uint32_t>(end_shown)};
}

bool report_wide(std::string_view bytes, const std::string& shown_path, base::SourceMap& sources, diagnostics::Sink& sink) {
  const std::string_view encoding = wide_encoding(bytes);
  if (encoding.empty()) return false;
  const base::FileId file = sources.add(shown_path, "");
  sink.emit(Code::InvalidUtf8, {file, 0, 0}, fmt::format("`{}` is {}, not UTF-8", shown_path, encoding))
      .note("its first bytes are the byte-order mark of that encoding")
      .with_help("save the file as UTF-8");
  return true;
}

bool report_binary(std::string_view bytes, const std::string& shown_path, base::SourceMap& sources, diagnostics::Sink& sink) {
  const std::size_t nul = bytes.find('\0');
  if (nul == std::string_view::npos) return false;
  const base::Span span = store_excerpt(bytes, nul, shown_path, sources);
  sink.emit(Code::BinaryFile, span, fmt::format("`{}` holds a NUL byte (at offset {}): it is not a text", shown_path, nul))
      .with_help("name a policy file; policies are UTF-8 text and end in `.envelope`");
  return true;
}

bool report_not_utf8(std::string_view bytes, const std::string& shown_path, base::SourceMap& sources, diagnostics::Sink& sink) {
  const std::optional<std::size_t> bad = text::find_invalid_utf8(bytes);
  if (!bad) return false;
  const base::Span span = store_excerpt(bytes, *bad, shown_path, sources);
  sink.emit(Code::InvalidUtf8, span,
            fmt::format("byte 0x{:02X} (at offset {}) begins no UTF-8 character", static_cast<unsigned char>(bytes[*bad]), *bad))
      .under("shown as `\xEF\xBF\xBD`")
      .with_help("save the file as UTF-8");
  return true;
}

void report_too_large(const LoadRequest& request, std::uint64_t size_bytes, diagnostics::Sink& sink) {
  const std::string size = size_bytes > 0 ? fmt::format("is {} bytes long", size_bytes) : "does not end before the limit";
  sink.emit(Code::FileTooLarge, request.cause,
            fmt::format("`{}` {}; a policy file has at most {} bytes", request.shown_path, size, request.bytes_max))
      .about(request.shown_path)
      .with_help("split the policy into files that an `import` brings together");
}

}  // namespace

bool says_nothing(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t skipped = skip_blank_or_comment(text, at);
    if (skipped == at) return false;
    at = skipped;
  }
  return true;
}

std::optional<base::FileId> load_text(std::string bytes, std::string shown_path, base::SourceMap& sources, diagnostics::Sink& sink,
                                      bool comments_suffice) {
  if (report_wide(bytes, shown_path, sources, sink)) return std::nullopt;
  if (bytes.starts_with(kByteOrderMark)) bytes.erase(0, kByteOrderMark.size());
  if (report_binary(bytes, shown_path, sources, sink)) return std::nullopt;
  if (report_not_utf8(bytes, shown_path, sources, sink)) return std::nullopt;
  const base::FileId file = sources.add(std::move(shown_path), std::move(bytes));
  const base::SourceFile& source = sources.file(file);
  report_text_faults(source.text, file, sink);
  const bool is_blank = source.text.find_first_not_of(" \t\r\n") == std::string::npos;
  if (!says_nothing(source.text) || (comments_suffice && !is_blank)) return file;
  sink.emit(Code::EmptyPolicy, {file, 0, 0},
            fmt::format("`{}` {}", source.path, source.text.empty() ? "is empty" : "holds only blanks and comments"))
      .with_help("begin with `policy NAME \"what it is for\"`");
  return std::nullopt;
}

std::optional<base::FileId> load_file(Files& files, const LoadRequest& request, base::SourceMap& sources, diagnostics::Sink& sink) {
  ReadResult read = files.read(request.path, request.bytes_max);
  switch (read.outcome) {
    case ReadOutcome::ok:
      return load_text(std::move(read.bytes), request.shown_path, sources, sink, request.comments_suffice);
    case ReadOutcome::failed:
      sink.emit(Code::UnreadableFile, request.cause, fmt::format("`{}` cannot be read: {}", request.shown_path, error_text(read.error)))
          .about(request.shown_path);
      return std::nullopt;
    case ReadOutcome::too_large:
      report_too_large(request, read.size_bytes, sink);
      return std::nullopt;
    case ReadOutcome::not_text_bearing:
      sink.emit(Code::NotAFile, request.cause, fmt::format("`{}` is {}, not a file", request.shown_path, kind_words(read.kind)))
          .about(request.shown_path)
          .with_help("name a file that ends in `.envelope`");
      return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace envelope::project
