// What a proof found, as findings.
#pragma once

#include <string>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/equate/equate.h"

namespace envelope::equate {

// Findings go to `sink`: ENV2801 for each difference, ENV2802 for each cell that is not proved, ENV9002 where the proof itself went wrong.
// `table`: what messages call it.
void report(const Result& result, const std::string& table, diagnostics::Sink& sink);

}  // namespace envelope::equate
