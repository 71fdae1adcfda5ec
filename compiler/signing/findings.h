// What is wrong with the signature of a table, as a finding.
#pragma once

#include <string>
#include <string_view>

#include "compiler/diagnostics/diagnostic.h"
#include "runtime/signature/verify.h"

namespace envelope::signing {

// `file`: the bytes whose verification ended in `fault`, which is not none; `path`: what they were read from.
void report_signature(signature::Fault fault, const std::string& path, std::string_view file, const signature::Expected& expected,
                      diagnostics::Sink& sink);

// ENV0720: the runtime's loader refuses the table.
void report_refused(const std::string& path, std::string_view why, diagnostics::Sink& sink);

}  // namespace envelope::signing
