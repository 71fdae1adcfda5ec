#include "compiler/diagnostics/diagnostic.h"

namespace envelope::diagnostics {

// Defined in the file that cmake/EmbedPages.cmake generates.
std::string_view embedded_page(std::uint16_t number);

std::string_view catalogue_page(Code code) { return embedded_page(static_cast<std::uint16_t>(code)); }

}  // namespace envelope::diagnostics
