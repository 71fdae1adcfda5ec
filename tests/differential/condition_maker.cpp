#include "tests/differential/condition_maker.h"

#include <fmt/format.h>

#include <algorithm>

namespace envelope::differential {

using base::TypeKind;

namespace {

using Words = std::vector<std::string>;

const Words& prefixes() {
  static const Words words = {R"("/srv")", R"("~/memory")", R"("/")", R"("~")", R"("/home/bolt")", R"("/srv/data")"};
  return words;
}

// Only a name may follow `has`; a `let` stands for a text.
std::string let_of(TypeKind kind) { return kind == TypeKind::path ? "spot" : kind == TypeKind::host ? "server" : "word"; }

bool declares(const WorldAction& action, const std::string& name) {
  return std::any_of(action.attributes.begin(), action.attributes.end(),
                     [&](const WorldAttribute& each) { return each.quantity.name == name; });
}

}  // namespace

const Words& literals(TypeKind kind) {
  static const Words none,
      booleans = {"false", "true"}, counts = {"0", "1", "2", "3", "10", "1_000", "9_223_372_036_854_775_807"},
      bytes = {"0B", "1", "512B", "1KiB", "10KB", "5MB"}, money = {"$0", "$0.000001", "$1", "$1.50", "$100"},
      durations = {"0s", "1ms", "15min", "1h", "90min", "2d"}, percents = {"0%", "0.0001%", "12.5%", "80%", "100%"},
      dates = {"1970-01-02", "2026-03-29T02:30", "2026-05-10", "2026-06-01T12:00Z", "2026-10-25T02:30", "2049-12-31"},
      strings = {R"("main")", R"("dev")", R"("feature/a")", R"("release/1.2")", R"("")", R"("é")"},
      paths = {R"("/etc/passwd")", R"("~/notes.md")", R"("/srv//data/./x")", R"("~")", R"("/")", R"("/home/bolt/x")"},
      hosts = {R"("github.com")", R"("api.github.com")", R"("10.0.0.1")", R"("::1")", R"("GitHub.com.")", R"("bücher.example")"},
      commands = {R"("npm test")", R"("npm install")", R"("rm -rf /")", R"("ls")", R"("git push 'a b'")"};
  switch (kind) {
    case TypeKind::boolean:
      return booleans;
    case TypeKind::count:
      return counts;
    case TypeKind::bytes:
      return bytes;
    case TypeKind::money:
      return money;
    case TypeKind::duration:
      return durations;
    case TypeKind::percent:
      return percents;
    case TypeKind::time:
      return dates;
    case TypeKind::string:
      return strings;
    case TypeKind::path:
      return paths;
    case TypeKind::host:
      return hosts;
    case TypeKind::command:
      return commands;
    case TypeKind::error:
    case TypeKind::enumeration:
    case TypeKind::agent:
    case TypeKind::tier:
    case TypeKind::mode:
    case TypeKind::job:
      return none;
  }
  return none;
}

const Words& patterns(TypeKind kind) {
  static const Words none,
      strings = {R"("*")",          R"("main")",   R"("feature/*")", R"("feature/**")",
                 R"("{main,dev}")", R"("[a-f]*")", R"("?ain")",      R"("release/[0-9].[0-9]")",
                 R"("f*/**")",      R"("[!m]**")", R"("**/a")"},
      paths = {R"("/srv/*")", R"("/srv/**")", R"("~/**")",          R"("**/secret")", R"("/srv/{a,b}/*.txt")",
               R"("/srv/?")", R"("**/*.md")", R"("{/srv,~}/data")", R"("/srv/**/x")", R"("/etc/passwd")"},
      hosts = {R"("*.github.com")", R"("**.github.com")",         R"("github.com")",        R"("10.0.*.*")", R"("10.**")",
               R"("**")",           R"("api-[0-9].example.com")", R"("{a,b}.example.com")", R"("*")"},
      commands = {R"("npm *")",      R"("npm **")",    R"("git push **")", R"("npm test")",
                  R"("{ls,cat} *")", R"("rm -?f **")", R"("** test")",     R"("/usr/bin/git *")"};
  if (kind == TypeKind::string) return strings;
  if (kind == TypeKind::path) return paths;
  if (kind == TypeKind::host) return hosts;
  if (kind == TypeKind::command) return commands;
  return none;
}

Subject subject_of(const World& world, const std::vector<std::size_t>& covered, bool anything) {
  Subject subject;
  if (!anything && !covered.empty()) {
    for (const WorldAttribute& attribute : world.actions[covered.front()].attributes) {
      const std::string& name = attribute.quantity.name;
      if (std::all_of(covered.begin(), covered.end(), [&](std::size_t id) { return declares(world.actions[id], name); }))
        subject.attributes.push_back(attribute.quantity);
    }
  }
  for (const Quantity& fact : world.facts) {
    const bool hidden =
        !anything && std::any_of(covered.begin(), covered.end(), [&](std::size_t id) { return declares(world.actions[id], fact.name); });
    if (!hidden) subject.facts.push_back(fact);
  }
  return subject;
}

std::string ConditionMaker::list(const Words& items) {
  return fmt::format("[{}]", fmt::join(random_.some(items, random_.between(1, 3)), ", "));
}

std::string ConditionMaker::range(const Words& ascending) {
  const std::size_t low = random_.below(ascending.size() - 1);
  return ascending[low] + ".." + ascending[random_.between(low + 1, ascending.size() - 1)];
}

std::string ConditionMaker::order_atom(const std::string& name, const Words& ascending, const std::string& extra) {
  const std::string value = !extra.empty() && random_.percent(25) ? extra : random_.pick(ascending);
  switch (random_.weighted({55, 15, 15, 15})) {
    case 0:
      return name + random_.pick({" < ", " <= ", " > ", " >= "}) + value;
    case 1:
      return name + is_or_is_not() + value;
    case 2:
      return name + random_.pick({" in ", " not in "}) + list(ascending);
    default:
      return name + random_.pick({" in ", " not in "}) + range(ascending);
  }
}

std::string ConditionMaker::member_atom(const std::string& name, const Words& members) {
  if (random_.percent(65)) return name + is_or_is_not() + random_.pick(members);
  return name + random_.pick({" in ", " not in "}) + list(members);
}

std::string ConditionMaker::text_atom(const Quantity& quantity) {
  const TypeKind kind = quantity.type.kind;
  const bool may_under = kind == TypeKind::path;
  switch (random_.weighted({30, 45, may_under ? 25U : 0U})) {
    case 0:
      return member_atom(quantity.name, literals(kind));
    case 1: {
      const std::string verb = random_.pick({" matches ", " matches ", " not matches "});
      if (world_.has_lets && kind == TypeKind::string && random_.percent(20)) return quantity.name + verb + "globs";
      return quantity.name + verb + (random_.percent(60) ? random_.pick(patterns(kind)) : list(patterns(kind)));
    }
    default: {
      const std::string verb = random_.pick({" under ", " under ", " not under "});
      if (world_.has_lets && random_.percent(20)) return quantity.name + verb + "homes";
      return quantity.name + verb + (random_.percent(60) ? random_.pick(prefixes()) : list(prefixes()));
    }
  }
}

std::string ConditionMaker::instant_atom(const std::string& name) {
  return order_atom(name, literals(TypeKind::time), world_.has_lets ? "cutoff" : "");
}

std::string ConditionMaker::member_of(const WrittenType& type) {
  const Words members = world_.members(type);
  if (!members.empty()) return random_.pick(members);
  if (base::is_textual(type.kind) && world_.has_lets && random_.percent(50)) return let_of(type.kind);
  if (type.kind == TypeKind::count && world_.has_lets && random_.percent(25)) return "few";
  return random_.pick(literals(type.kind));
}

std::string ConditionMaker::quantity_atom(const Quantity& quantity) {
  const WrittenType& type = quantity.type;
  const std::string& name = quantity.name;
  const Words members = world_.members(type);
  if (type.is_set) return name + " has " + member_of(type);
  if (type.kind == TypeKind::boolean) {
    if (random_.percent(50)) return name;
    return member_atom(name, literals(type.kind));
  }
  if (type.kind == TypeKind::agent && random_.percent(35)) return name + is_or_is_not() + "self";
  if (type.kind == TypeKind::agent && world_.has_lets && random_.percent(15)) return name + " in folk";
  if (!members.empty()) return member_atom(name, members);
  if (type.kind == TypeKind::time) return instant_atom(name);
  if (base::is_textual(type.kind)) return text_atom(quantity);
  const bool has_let = world_.has_lets && (type.kind == TypeKind::count || type.kind == TypeKind::duration);
  return order_atom(name, literals(type.kind), has_let ? (type.kind == TypeKind::count ? "few" : "nap") : "");
}

std::string ConditionMaker::time_of_day_atom() {
  static const Words clock = {"00:00", "02:30", "06:00", "09:00", "17:30", "22:00", "23:59"};
  if (random_.percent(40))
    return random_.pick({"time < ", "time <= ", "time > ", "time >= "}) +
           (world_.has_lets && random_.percent(30) ? "dawn" : random_.pick(clock));
  const std::string verb = random_.percent(70) ? "time in " : "time not in ";
  if (world_.has_lets && random_.percent(25)) return verb + "hours";
  const Words two = random_.some(clock, 2);
  return verb + two[0] + ".." + two[1];
}

std::string ConditionMaker::built_in_atom() {
  static const Words days = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
  switch (random_.weighted({18, 14, 12, 16, 22, 10, 12, is_after_ ? 40U : 0U, 12})) {
    case 0:
      if (random_.percent(15)) return "agent" + is_or_is_not() + "self";
      return member_atom("agent", world_.principals());
    case 1:
      return world_.tiers.empty() ? member_atom("agent", world_.principals()) : member_atom("tier", world_.tiers);
    case 2:
      return member_atom("origin", {"human", "agent", "cron", "event"});
    case 3:
      return order_atom("depth", {"0", "1", "2", "3"}, "");
    case 4:
      return time_of_day_atom();
    case 5:
      return instant_atom("time");
    case 6:
      return member_atom("day", days);
    case 7:
      if (random_.percent(60)) return member_atom("outcome", {"success", "failure", "partial", "aborted"});
      return member_atom("decision", {"deny", "propose", "ask", "allow"});
    default:
      return world_.jobs.empty() ? member_atom("origin", {"human", "agent", "cron", "event"}) : member_atom("job", world_.jobs);
  }
}

std::string ConditionMaker::atom() {
  const std::size_t attributes = subject_.attributes.empty() ? 0 : 50;
  const std::size_t facts = subject_.facts.empty() ? 0 : 22;
  const std::size_t switches = world_.switches.empty() ? 0 : 10;
  const std::size_t labels = world_.labels.empty() ? 0 : 7;
  switch (random_.weighted({attributes, facts, switches, labels, 25})) {
    case 0:
      return quantity_atom(random_.pick(subject_.attributes));
    case 1:
      return quantity_atom(random_.pick(subject_.facts));
    case 2:
      return "in " + random_.pick(world_.switches).name;
    case 3:
      return random_.pick({"session has ", "labels has "}) + random_.pick(world_.labels);
    default:
      return built_in_atom();
  }
}

std::string ConditionMaker::expression(std::size_t depth) {
  if (depth == 0 || random_.percent(55)) return random_.percent(12) ? "not " + atom() : atom();
  const std::string_view word = random_.percent(50) ? " and " : " or ";
  std::vector<std::string> items;
  for (std::size_t i = random_.between(2, 3); i > 0; --i) {
    std::string item = expression(depth - 1);
    // A chain of the other word inside needs no parentheses when it is `and` within `or`: both spellings are written.
    const bool is_chain = item.find(" and ") != std::string::npos || item.find(" or ") != std::string::npos;
    const bool may_stand_bare = word == " or " && item.find(" or ") == std::string::npos && random_.percent(50);
    items.push_back(is_chain && !may_stand_bare ? "(" + item + ")" : item);
  }
  const std::string chain = fmt::format("{}", fmt::join(items, word));
  return random_.percent(15) ? "not (" + chain + ")" : chain;
}

}  // namespace envelope::differential
