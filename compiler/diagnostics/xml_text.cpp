#include "compiler/diagnostics/xml_text.h"

#include "runtime/text/utf8.h"

namespace envelope::diagnostics {

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text::escape_for_terminal(text)) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

}  // namespace envelope::diagnostics
