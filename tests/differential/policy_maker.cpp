#include "tests/differential/policy_maker.h"

#include <fmt/format.h>

#include <algorithm>

#include "tests/differential/condition_maker.h"
#include "tests/differential/world.h"

namespace envelope::differential {

namespace {

// What a statement is about: its words, and the actions that come to.
struct Targets {
  std::string text;
  std::vector<std::size_t> covered;  // indices into World::actions
  bool anything = false;
};

// The block a statement stands in, as far as it restricts what may be written.
struct Place {
  bool in_human = false;
  std::string only_agent;  // the block of exactly this agent
};

class PolicyMaker {
 public:
  explicit PolicyMaker(Random& random) : random_(random), world_(make_world(random)) {}

  PolicySource run() {
    PolicySource source;
    for (std::size_t i = 0; i < world_.zones.size(); ++i)
      source.headers.push_back(fmt::format("policy p{} timezone \"{}\"", i, world_.zones[i]));
    source.pieces = declarations(world_, random_);
    for (const std::string& label : world_.labels) add(source, label_statement(label));
    add_principals(source);
    add_switches(source);
    for (const std::string& job : world_.jobs) add(source, job_block(job));
    for (std::size_t i = random_.between(2, 7); i > 0; --i) add(source, statement({}));
    if (random_.percent(35)) add(source, block("subagents", {}, random_.between(1, 2), false));
    if (random_.percent(20)) add(source, {"limit anything 100 per day", false, {}, 0});
    random_.shuffle(source.pieces);
    return source;
  }

 private:
  void add(PolicySource& source, Piece piece) {
    piece.file = random_.below(world_.zones.size());
    source.pieces.push_back(std::move(piece));
  }

  static Piece line(std::string text) { return {std::move(text), false, {}, 0}; }

  [[nodiscard]] bool in_class(std::size_t action, std::size_t class_id) const {
    const auto& all = world_.actions[action].all_classes;
    return std::find(all.begin(), all.end(), class_id) != all.end();
  }

  [[nodiscard]] std::vector<std::size_t> members(std::size_t class_id) const {
    std::vector<std::size_t> actions;
    for (std::size_t i = 0; i < world_.actions.size(); ++i)
      if (in_class(i, class_id)) actions.push_back(i);
    return actions;
  }

  [[nodiscard]] std::vector<std::size_t> all_actions() const {
    std::vector<std::size_t> all(world_.actions.size());
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
  }

  // `except` of an action, or of a class with a member among those covered.
  void add_except(Targets& targets) {
    if (targets.covered.empty()) return;
    std::vector<std::string> names;
    std::vector<std::size_t> gone;
    const std::size_t action = random_.pick(targets.covered);
    if (world_.classes.empty() || random_.percent(55)) {
      names.push_back(world_.actions[action].name);
      gone.push_back(action);
    } else {
      const std::size_t class_id = random_.below(world_.classes.size());
      gone = members(class_id);
      const bool inside = std::any_of(gone.begin(), gone.end(), [&](std::size_t id) {
        return std::find(targets.covered.begin(), targets.covered.end(), id) != targets.covered.end();
      });
      if (!inside) return;
      names.push_back(world_.classes[class_id]);
    }
    targets.text += fmt::format(" except {}", fmt::join(names, ", "));
    std::erase_if(targets.covered, [&](std::size_t id) { return std::find(gone.begin(), gone.end(), id) != gone.end(); });
  }

  Targets make_targets() {
    Targets targets;
    const std::size_t classes = world_.classes.empty() ? 0 : 28;
    switch (random_.weighted({24, classes, 48})) {
      case 0:
        targets.anything = true;
        targets.text = "anything";
        targets.covered = all_actions();
        if (random_.percent(35)) add_except(targets);
        return targets;
      case 1: {
        const std::size_t class_id = random_.below(world_.classes.size());
        targets.text = world_.classes[class_id];
        targets.covered = members(class_id);
        if (random_.percent(35)) add_except(targets);
        return targets;
      }
      default:
        break;
    }
    targets.covered = random_.some(all_actions(), random_.weighted({70, 22, 8}) + 1);
    std::vector<std::string> names;
    for (const std::size_t id : targets.covered) names.push_back(world_.actions[id].name);
    targets.text = fmt::format("{}", fmt::join(names, ", "));
    if (names.size() > 1 && random_.percent(10)) add_except(targets);
    return targets;
  }

  std::string conditions(const Targets& targets, std::size_t count, bool is_after = false) {
    const Subject subject = subject_of(world_, targets.covered, targets.anything);
    ConditionMaker maker(world_, subject, random_, is_after);
    std::string text;
    for (; count > 0; --count) text += (random_.percent(75) ? " when " : " unless ") + maker.expression(2);
    return text;
  }

  // `request B for `, or nothing.
  std::string request(const Place& place) {
    if (place.in_human || !random_.percent(16)) return {};
    std::vector<std::string> others = world_.agents;
    std::erase(others, place.only_agent);
    return fmt::format("request {} for ", random_.pick(others));
  }

  // Restrictions get more conditions than grants, so that a fair share of requests is permitted.
  Piece rule(const Place& place) {
    const Targets targets = make_targets();
    const std::size_t effect = random_.weighted({42, 27, 12, 19});
    static const std::vector<std::string> words = {"allow", "ask", "propose", "deny"};
    std::string strength;
    const std::size_t kind = random_.weighted({58, 28, 14});
    if (kind == 1) strength = "default ";
    if (kind == 2 && effect != 0) strength = "at most ";
    std::string text = strength + words[effect] + " " + request(place) + targets.text;
    const bool restricts = effect == 3 || strength == "at most ";
    text += conditions(targets, restricts ? random_.weighted({8, 62, 30}) : random_.weighted({45, 45, 10}));
    if (effect == 1 && random_.percent(65))
      text += fmt::format(" via {}", fmt::join(random_.some(world_.approvals, random_.between(1, 2)), ", "));
    if (random_.percent(5)) text += " because \"so it is\"";
    return line(std::move(text));
  }

  Piece around() {
    const Targets targets = make_targets();
    const bool after = random_.percent(50);
    std::string text = (after ? "after " : "before ") + targets.text + conditions(targets, random_.weighted({30, 55, 15}), after);
    text += random_.pick({" do snap", " do note(text: \"x\"), snap", " do back(keep: 7d) within 5min else note"});
    return line(std::move(text));
  }

  Piece statement(const Place& place) { return random_.percent(14) ? around() : rule(place); }

  Piece label_statement(const std::string& name) {
    const Targets targets = make_targets();
    return line(fmt::format("label {} from {}{}", name, targets.text, conditions(targets, random_.below(2))));
  }

  Piece block(std::string head, const Place& place, std::size_t count, bool may_nest) {
    Piece piece{std::move(head), true, {}, 0};
    for (; count > 0; --count) piece.items.push_back(statement(place));
    if (may_nest && random_.percent(25)) piece.items.push_back(block("subagents", place, random_.between(1, 2), false));
    return piece;
  }

  void add_holds(Piece& piece) {
    if (!world_.capabilities.empty() && random_.percent(65))
      piece.items.push_back(line(fmt::format("holds {}", fmt::join(random_.some(world_.capabilities, random_.between(1, 3)), ", "))));
  }

  void add_principals(PolicySource& source) {
    for (const std::string& tier : world_.tiers) {
      Piece piece = block("tier " + tier, {}, random_.below(3), true);
      add_holds(piece);
      add(source, std::move(piece));
    }
    for (std::size_t i = 0; i < world_.agents.size(); ++i) {
      const bool has_tier = world_.tier_of[i] < world_.tiers.size();
      Place place;
      place.only_agent = world_.agents[i];
      Piece piece = block(fmt::format("agent {}{}", world_.agents[i], has_tier ? " is " + world_.tiers[world_.tier_of[i]] : ""), place,
                          random_.below(4), true);
      add_holds(piece);
      add(source, std::move(piece));
    }
    if (random_.percent(30)) add(source, block(fmt::format("agent {}, {}", world_.agents[0], world_.agents[1]), {}, 1, true));
    Place human;
    human.in_human = true;
    for (const std::string& name : world_.humans) add(source, block("human " + name, human, random_.below(4), false));
  }

  void add_switches(PolicySource& source) {
    for (const WorldSwitch& each : world_.switches) {
      Piece piece =
          block(fmt::format("{} {}{}", each.word, each.name, random_.percent(25) ? " each session" : ""), {}, random_.below(3), true);
      if (each.word != "stop" && !world_.capabilities.empty() && random_.percent(50))
        piece.items.push_back(line(fmt::format("grants {}", fmt::join(random_.some(world_.capabilities, random_.between(1, 2)), ", "))));
      if (each.word == "window" && random_.percent(40)) piece.items.push_back(line("lasts 4h"));
      if (world_.has_passages)
        for (const char* word : {"enter", "leave"}) add_passage(piece, word);
      add(source, std::move(piece));
    }
  }

  void add_passage(Piece& piece, const std::string& word) {
    if (random_.percent(35)) return;
    const bool via = random_.percent(75);
    std::string text = word;
    if (via) text += fmt::format(" via {}", fmt::join(random_.some(world_.approvals, random_.between(1, 2)), ", "));
    if (!via || random_.percent(30)) text += " do snap else note";
    piece.items.push_back(line(std::move(text)));
  }

  // What a job runs is given all it requires.
  Piece job_block(const std::string& name) {
    Piece piece = block(fmt::format("job {} of {}", name, random_.pick(world_.agents)), {}, random_.below(3), true);
    piece.items.push_back(line("every 15min"));
    const WorldAction& action = random_.pick(world_.actions);
    std::vector<std::string> arguments;
    for (const WorldAttribute& attribute : action.attributes) {
      if (attribute.optional) continue;
      const WrittenType& type = attribute.quantity.type;
      const std::vector<std::string> closed = world_.members(type);
      const std::string value = random_.pick(closed.empty() ? literals(type.kind) : closed);
      arguments.push_back(fmt::format("{}: {}", attribute.quantity.name, type.is_set ? "[" + value + "]" : value));
    }
    piece.items.push_back(line(fmt::format("run {}({})", action.name, fmt::join(arguments, ", "))));
    random_.shuffle(piece.items);
    return piece;
  }

  Random& random_;
  World world_;
};

}  // namespace

PolicySource make_policy(Random& random) { return PolicyMaker(random).run(); }

}  // namespace envelope::differential
