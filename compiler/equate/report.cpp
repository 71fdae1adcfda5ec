#include "compiler/equate/report.h"

#include <fmt/format.h>

#include "compiler/request/print.h"

namespace envelope::equate {

using diagnostics::Code;

namespace {

constexpr std::size_t kLimitsShown = 10;

}  // namespace

void report(const Result& result, const std::string& table, diagnostics::Sink& sink) {
  for (const std::string& fault : result.faults) sink.emit(Code::EnginesDisagree, {}, fmt::format("`{}`: {}", table, fault));
  for (const std::string& name : result.names)
    sink.emit(Code::TableDiffers, {}, fmt::format("`{}` is no table of this policy: {}", table, name))
        .with_help("build it again from this policy");
  for (const Difference& difference : result.differences)
    sink.emit(Code::TableDiffers, {}, fmt::format("`{}` decides otherwise than its source", table))
        .note("request: " + request::print(difference.request))
        .note("the source says " + request::print(difference.meant))
        .note("the table says " + request::print(difference.decided))
        .with_help("build it again from this policy");
  for (std::size_t i = 0; i < std::min(result.limits.size(), kLimitsShown); ++i)
    sink.emit(Code::TableNotProved, {}, fmt::format("`{}` is not proved: {}", table, result.limits[i]));
  if (result.limits.size() > kLimitsShown)
    sink.emit(Code::TableNotProved, {}, fmt::format("`{}`: {} more cells are not proved", table, result.limits.size() - kLimitsShown));
}

}  // namespace envelope::equate
