#include "compiler/check/placement.h"

#include <fmt/format.h>

#include <array>

namespace envelope::check {

using diagnostics::Code;
using Block = syntax::ScopeKind;

namespace {

using Places = unsigned;
constexpr Places kTop = 1U << 0, kTier = 1U << 1, kAgent = 1U << 2, kHuman = 1U << 3, kSubagents = 1U << 4, kWindow = 1U << 5,
                 kPhase = 1U << 6, kStop = 1U << 7, kJob = 1U << 8;
constexpr Places kAnywhere = (1U << 9) - 1;

Places place_of(std::optional<Block> block) {
  if (!block) return kTop;
  switch (*block) {
    case Block::tier:
      return kTier;
    case Block::agent:
      return kAgent;
    case Block::human:
      return kHuman;
    case Block::subagents:
      return kSubagents;
    case Block::window:
      return kWindow;
    case Block::phase:
      return kPhase;
    case Block::stop:
      return kStop;
    case Block::job:
      return kJob;
  }
  return kTop;
}

struct PlaceRow {
  Places place;
  std::string_view in;    // where one is
  std::string_view home;  // where one should be
};
constexpr std::array<PlaceRow, 9> kPlaces = {{
    {kTop, "at the top level", "the top level, outside every block"},
    {kTier, "in the block of a tier", "`tier NAME { … }`"},
    {kAgent, "in the block of an agent", "`agent NAME { … }`"},
    {kHuman, "in the block of a human", "`human NAME { … }`"},
    {kSubagents, "in `subagents`", "`subagents { … }`"},
    {kWindow, "in a window", "`window NAME { … }`"},
    {kPhase, "in a phase", "`phase NAME { … }`"},
    {kStop, "in a stop", "`stop NAME { … }`"},
    {kJob, "in a job", "`job NAME of AGENT { … }`"},
}};

// The word that opens the statement, and where it may stand.
struct Placement {
  std::string_view word;
  Places places = kTop;
};

std::string_view scope_word(Block kind) {
  switch (kind) {
    case Block::tier:
      return "tier";
    case Block::agent:
      return "agent";
    case Block::human:
      return "human";
    case Block::subagents:
      return "subagents";
    case Block::window:
      return "window";
    case Block::phase:
      return "phase";
    case Block::stop:
      return "stop";
    case Block::job:
      return "job";
  }
  return {};
}

struct PlacementOf {
  Placement operator()(const syntax::Unreadable&) const { return {"", kAnywhere}; }
  Placement operator()(const syntax::Import&) const { return {"import", kTop}; }
  Placement operator()(const syntax::Let&) const { return {"let", kTop}; }
  Placement operator()(const syntax::EnumDecl&) const { return {"enum", kTop}; }
  Placement operator()(const syntax::ClassDecl&) const { return {"class", kTop}; }
  Placement operator()(const syntax::CapabilityDecl&) const { return {"capability", kTop}; }
  Placement operator()(const syntax::SignatureDecl& node) const {
    switch (node.kind) {
      case syntax::SignatureKind::action:
        return {"action", kTop};
      case syntax::SignatureKind::event:
        return {"event", kTop};
      case syntax::SignatureKind::duty:
        return {"duty", kTop};
    }
    return {};
  }
  Placement operator()(const syntax::MeterDecl&) const { return {"meter", kTop}; }
  Placement operator()(const syntax::FactDecl&) const { return {"fact", kTop}; }
  Placement operator()(const syntax::LabelDecl&) const { return {"label", kAnywhere}; }
  Placement operator()(const syntax::FileDecl&) const { return {"file", kTop}; }
  Placement operator()(const syntax::Approval&) const { return {"approval", kTop}; }
  Placement operator()(const syntax::Route&) const { return {"route", kTop}; }
  Placement operator()(const syntax::Scope& node) const {
    const Places inner = kTop | kTier | kAgent | kWindow | kPhase | kStop | kJob;
    return {scope_word(node.kind), node.kind == Block::subagents ? inner : kTop};
  }
  Placement operator()(const syntax::Rule&) const { return {"rule", kAnywhere}; }
  Placement operator()(const syntax::Holds& node) const {
    return node.grants ? Placement{"grants", kWindow | kPhase} : Placement{"holds", kAgent | kTier};
  }
  Placement operator()(const syntax::Limit&) const { return {"limit", kAnywhere}; }
  Placement operator()(const syntax::Watch&) const { return {"watch", kAnywhere}; }
  Placement operator()(const syntax::Around& node) const { return {node.after ? "after" : "before", kAnywhere}; }
  Placement operator()(const syntax::Audit&) const { return {"audit", kAnywhere}; }
  Placement operator()(const syntax::Configure&) const { return {"configure", kAnywhere}; }
  Placement operator()(const syntax::Reach&) const { return {"reach", kHuman}; }
  Placement operator()(const syntax::Lasts&) const { return {"lasts", kWindow | kPhase}; }
  Placement operator()(const syntax::Passage& node) const { return {node.leave ? "leave" : "enter", kWindow | kPhase | kStop}; }
  Placement operator()(const syntax::CronTrigger&) const { return {"cron", kJob}; }
  Placement operator()(const syntax::EveryTrigger&) const { return {"every", kJob}; }
  Placement operator()(const syntax::EventTrigger&) const { return {"on", kJob}; }
  Placement operator()(const syntax::RunItem&) const { return {"run", kJob}; }
  Placement operator()(const syntax::Expires&) const { return {"expires", kJob}; }
  Placement operator()(const syntax::Assert&) const { return {"assert", kTop}; }
  Placement operator()(const syntax::Accept&) const { return {"accept", kTop}; }
  Placement operator()(const syntax::Test&) const { return {"test", kTop}; }
};

}  // namespace

bool check_placement(Context& ctx, const syntax::Statement& statement, std::optional<Block> block) {
  const Placement placement = std::visit(PlacementOf{}, statement.node);
  const Places here = place_of(block);
  if ((placement.places & here) != 0) return true;
  std::string_view in;
  std::string homes;
  for (const PlaceRow& row : kPlaces) {
    if (row.place == here) in = row.in;
    if ((row.place & placement.places) != 0) homes += fmt::format("{}{}", homes.empty() ? "" : " or ", row.home);
  }
  ctx.sink.emit(Code::MisplacedStatement, statement.span, fmt::format("`{}` means nothing {}", placement.word, in))
      .with_help(placement.word == "subagents" ? std::string("write it at the top level, or in the block of a tier or agent")
                                               : fmt::format("it belongs {} {}", homes.starts_with("the") ? "at" : "in", homes));
  return false;
}

}  // namespace envelope::check
