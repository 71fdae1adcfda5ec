// Bytes → source text. Everything a later stage may rely on is made sure of here: the text is valid UTF-8, of bounded size, and
// shows a reader what it says.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "compiler/base/source_map.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/project/files.h"

namespace envelope::project {

// A larger policy file is refused before it is read.
inline constexpr std::size_t kFileBytesMax = std::size_t{8} * 1024 * 1024;

struct LoadRequest {
  std::string path;        // for Files; kStandardInput reads standard input
  std::string shown_path;  // how messages name it
  base::Span cause;        // the import that asks for it; invalid: the command line
  std::size_t bytes_max = kFileBytesMax;
  bool comments_suffice = false;  // a text of comments alone is as good as any (ENV0006 is left to texts of blanks)
};

// Reads one file into `sources`. Nothing comes back when there is no text to parse (ENV0001..ENV0004, ENV0006, ENV0007, reported
// in `sink`); a text with lone carriage returns or invisible characters comes back and the errors are in `sink`.
[[nodiscard]] std::optional<base::FileId> load_file(Files& files, const LoadRequest& request, base::SourceMap& sources,
                                                    diagnostics::Sink& sink);

// The same for bytes at hand (an editor's buffer, an embedded file). A byte-order mark is dropped without a word; the texts of
// refused files are kept up to the line that shows why, with U+FFFD for what is no UTF-8.
[[nodiscard]] std::optional<base::FileId> load_text(std::string bytes, std::string shown_path, base::SourceMap& sources,
                                                    diagnostics::Sink& sink, bool comments_suffice = false);

// Nothing but blanks and comments.
[[nodiscard]] bool says_nothing(std::string_view text);

}  // namespace envelope::project
