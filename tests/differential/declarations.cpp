#include <fmt/format.h>

#include "tests/differential/world.h"

namespace envelope::differential {

namespace {

Piece statement(std::string text) { return {std::move(text), false, {}, 0}; }

std::string parameter(const WorldAttribute& attribute) {
  return fmt::format("{}{}: {}", attribute.quantity.name, attribute.optional ? "?" : "", attribute.quantity.type.text());
}

std::vector<std::string> names_at(const std::vector<std::string>& names, const std::vector<std::size_t>& places) {
  std::vector<std::string> out;
  for (const std::size_t place : places) out.push_back(names[place]);
  return out;
}

Piece action(const World& world, const WorldAction& each, Random& random) {
  std::vector<std::string> parameters;
  for (const WorldAttribute& attribute : each.attributes) parameters.push_back(parameter(attribute));
  std::string text = fmt::format("action {}({})", each.name, fmt::join(parameters, ", "));
  if (!each.classes.empty()) text += fmt::format(" is {}", fmt::join(names_at(world.classes, each.classes), ", "));
  if (!world.capabilities.empty() && random.percent(35))
    text += fmt::format(" needs {}", fmt::join(random.some(world.capabilities, random.between(1, 2)), ", "));
  return statement(std::move(text));
}

Piece approval(const World& world, std::size_t index, Random& random) {
  const std::vector<std::string>& people = world.humans.empty() ? world.agents : world.humans;
  const std::string quorum = people.size() > 1 && random.percent(40) ? "2 of " : "";
  const std::string who = quorum.empty() ? random.pick(people) : fmt::format("{}", fmt::join(people, ", "));
  return statement(fmt::format("{}approval {} {{ from {}{} }}", index == 0 ? "default " : "", world.approvals[index], quorum, who));
}

void add_lets(const World& world, std::vector<Piece>& pieces) {
  for (const char* text : {"let word = \"main\"", "let spot = \"/srv/data\"", "let server = \"GitHub.com\""})
    pieces.push_back(statement(text));
  if (!world.has_lets) return;
  for (const char* text : {"let few: Count = 3", "let globs = [\"main\", \"feature/*\"]", "let nap: Duration = 15min", "let dawn = 06:00",
                           "let hours = 22:00..06:00", "let homes = [\"/srv\", \"~/memory\"]", "let cutoff = 2026-05-10"})
    pieces.push_back(statement(text));
  pieces.push_back(statement(fmt::format("let folk = [{}]", fmt::join(world.agents, ", "))));
}

}  // namespace

std::vector<Piece> declarations(const World& world, Random& random) {
  std::vector<Piece> pieces;
  pieces.push_back(statement("enum Env { dev, qa, prod }"));
  pieces.push_back(statement("enum Color { red, green, blue }"));
  for (std::size_t i = 0; i < world.classes.size(); ++i) {
    const std::vector<std::string> parents = names_at(world.classes, world.class_parents[i]);
    pieces.push_back(statement(fmt::format("class {}{}{}", world.classes[i], parents.empty() ? "" : " is ", fmt::join(parents, ", "))));
  }
  for (const std::string& name : world.capabilities) pieces.push_back(statement("capability " + name));
  for (const WorldAction& each : world.actions) pieces.push_back(action(world, each, random));
  for (const Quantity& fact : world.facts)
    pieces.push_back(statement(fmt::format("fact {}: {}{}", fact.name, fact.type.text(), random.percent(20) ? " each agent" : "")));
  pieces.push_back(statement("duty note(text?: String), snap, back(keep?: Duration)"));
  for (std::size_t i = 0; i < world.approvals.size(); ++i) pieces.push_back(approval(world, i, random));
  add_lets(world, pieces);
  for (Piece& piece : pieces) piece.file = random.below(world.zones.size());
  return pieces;
}

}  // namespace envelope::differential
