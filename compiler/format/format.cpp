#include "compiler/format/format.h"

#include "compiler/format/printer.h"

namespace envelope::format {

std::string format(const syntax::ParseResult& parsed, const base::SourceMap& sources) {
  Lines lines;
  Printer(parsed, sources.file(parsed.tree.file).text, lines).file();
  return lines.finish();
}

}  // namespace envelope::format
