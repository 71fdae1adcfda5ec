#include "compiler/prove/replay.h"

#include <fmt/format.h>

#include "compiler/model/evaluate.h"
#include "compiler/request/print.h"
#include "compiler/table/build.h"

namespace envelope::prove {

Replay::Decided Replay::decide(const request::Request& request) {
  if (!table_ && fault_.empty()) {
    table::Provenance provenance;
    for (std::uint32_t i = 0; i < sources_.size(); ++i) provenance.file_names.push_back(sources_.file({i}).path);
    const table::BuildResult built = table::build(model_, sources_, provenance, {true});
    if (!built.passed.empty()) fault_ = fmt::format("no table can be built: {}", built.passed.front().what);
    table_ = std::make_unique<loaded::LoadedTable>(std::string_view(built.bytes.data(), built.bytes.size()));
    if (fault_.empty() && !table_->fault().empty()) fault_ = "the runtime refuses the table: " + table_->fault();
  }
  if (!fault_.empty()) return {{}, fault_};
  const request::Outcome defined = model::evaluate(model_, request);
  const request::Outcome decided = table_->decide(request);
  if (defined == decided) return {decided, {}};
  return {decided, fmt::format("the interpreter decides {} and the runtime {}", request::print(defined), request::print(decided))};
}

}  // namespace envelope::prove
