// Text within XML.
#pragma once

#include <string>
#include <string_view>

namespace envelope::diagnostics {

// Text for an element or an attribute of XML 1.0: the five specials become entities, characters XML cannot hold are written out.
[[nodiscard]] std::string xml_text(std::string_view text);

}  // namespace envelope::diagnostics
