#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include "compiler/diagnostics/json/json_text.h"
#include "compiler/draw/picture.h"

namespace envelope::draw {
namespace {

using llvm::json::Array;
using llvm::json::Object;

std::string text(std::string_view value) { return diagnostics::utf8(value); }
std::int64_t number(std::size_t value) { return static_cast<std::int64_t>(value); }

Array texts(const std::vector<std::string>& items) {
  Array array;
  for (const std::string& item : items) array.push_back(text(item));
  return array;
}

Array numbers(const std::vector<std::size_t>& items) {
  Array array;
  for (const std::size_t item : items) array.push_back(number(item));
  return array;
}

std::string_view folding_name(Folding folding) {
  switch (folding) {
    case Folding::none:
      return "none";
    case Folding::same:
      return "same";
    case Folding::kinds:
      return "kinds";
    case Folding::marks:
      return "marks";
    case Folding::tiers:
      return "tiers";
  }
  return {};
}

}  // namespace

std::string render_json(const Picture& picture) {
  Array boxes, arrows, ways;
  for (const Box& box : picture.boxes) {
    Object object{{"kind", text(box_name(box.kind))}, {"names", texts(box.names)}, {"title", texts(box.title)}};
    if (box.kind == BoxKind::agents) object["tier"] = box.tier.empty() ? llvm::json::Value(nullptr) : llvm::json::Value(text(box.tier));
    boxes.push_back(std::move(object));
  }
  for (const Arrow& arrow : picture.arrows)
    arrows.push_back(Object{{"kind", text(arrow_name(arrow.kind))},
                            {"from", number(arrow.from)},
                            {"to", number(arrow.to)},
                            {"asked", arrow.is_asked},
                            {"edges", number(arrow.edges)},
                            {"about", texts(arrow.about)},
                            {"ways", numbers(arrow.ways)},
                            {"title", texts(arrow.title)}});
  for (const Way& way : picture.ways)
    ways.push_back(Object{{"code", text(diagnostics::code_text(way.code))},
                          {"severity", text(diagnostics::severity_word(way.severity))},
                          {"message", text(way.message)},
                          {"count", number(way.count)},
                          {"steps", numbers(way.steps)}});
  Object root{{"schema_version", 1},
              {"policy", text(picture.name)},
              {"folding", text(folding_name(picture.folding))},
              {"agents", number(picture.agents)},
              {"humans", number(picture.humans)},
              {"boxes", std::move(boxes)},
              {"arrows", std::move(arrows)},
              {"ways", std::move(ways)},
              {"unknown", texts(picture.unknowns)}};
  std::string out;
  llvm::raw_string_ostream(out) << llvm::formatv("{0:2}\n", llvm::json::Value(std::move(root)));
  return diagnostics::harmless_json(out);
}

}  // namespace envelope::draw
