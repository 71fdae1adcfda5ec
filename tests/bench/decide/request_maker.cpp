#include "tests/bench/decide/request_maker.h"

#include <utility>

#include "tests/differential/random.h"

namespace envelope::bench {
namespace {

using differential::Random;

constexpr std::int64_t kMidnightMs = 1'772'928'000'000;  // 2026-03-08 00:00 UTC
constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;

GivenAttribute text_of(std::string name, std::string text) { return {std::move(name), Given::text, 0, std::move(text)}; }
GivenAttribute number_of(std::string name, std::int64_t number) { return {std::move(name), Given::number, number, {}}; }
GivenAttribute flag_of(std::string name, bool flag) { return {std::move(name), Given::boolean, flag ? 1 : 0, {}}; }

class RequestMaker {
 public:
  RequestMaker(const Fleet& fleet, std::uint64_t seed) : fleet_(fleet), random_(seed) {}

  StreamRequest make() {
    const Agent& agent = random_.pick(fleet_.agents);
    // What somebody else may do is the likeliest thing to be asked for in vain.
    const bool own = random_.percent(85);
    const Parameters& p = fleet_.parameters[own ? agent.parameters : random_.below(fleet_.parameters.size())];
    StreamRequest request;
    const auto action = static_cast<Action>(random_.weighted({9, 10, 7, 11, 8, 8, 8, 8, 8, 8, 5, 3, 2, 2, 2, 1}));
    request.agent = agent.name;
    request.action = declaration(action).name;
    request.time_ms = kMidnightMs + static_cast<std::int64_t>(random_.below(kDayMs));
    if (random_.percent(10)) request.time_ms = kMidnightMs + random_.pick({6, 22}) * kDayMs / 24 - random_.pick({0, 0, 1, -1});
    request.attributes = attributes(action, p);
    spoil(request);
    return request;
  }

 private:
  std::vector<GivenAttribute> attributes(Action action, const Parameters& p) {
    switch (action) {
      case Action::file_read:
        return {text_of("path", path(p, {"/", "/src/", "/tmp/", "/docs/a/", "_x/"}))};
      case Action::file_write:
        return {text_of("path", path(p, {"/src/", "/src/", "/src", "/docs/", "/srcs/"})), number_of("bytes", near(p.bytes_max))};
      case Action::file_delete:
        return {text_of("path", path(p, {"/tmp/", "/tmp/", "/tmp", "/src/", "/tmpx/"}))};
      case Action::shell:
        return {text_of("command", command(p))};
      case Action::http_get:
        return {text_of("host", host(p.host))};
      case Action::api_call:
        return {text_of("host", host(p.api_host)), text_of("endpoint", string(p.endpoint, "/v1/admin/"))};
      case Action::git_push:
        return {text_of("branch", string(p.branch, "main")), flag_of("force", random_.percent(20))};
      case Action::deploy:
        return {text_of("to", random_.pick({"sandbox", "staging", "production"})), text_of("service", string(p.service, "portal-"))};
      case Action::message_send:
        return {text_of("channel", string(p.channel, "general-")), flag_of("external", random_.percent(20))};
      case Action::spend:
        return {number_of("amount", random_.percent(30) ? near(kAskAbove) : near(p.spend_max))};
      case Action::model_call:
        return {text_of("model", random_.pick({"small", "medium", "large"})), number_of("tokens", near(p.tokens_max))};
      case Action::schedule:
        return {number_of("gap", near(kOftenMs))};
      case Action::install:
        return {text_of("package", random_.pick({"left-pad", "fmt", "antlr4", "na\xC3\xAFve", "@scope/name"}))};
      case Action::search:
        return {text_of("query", random_.pick({"how to land a plane", "weather", "\xE2\x82\xAC to $", "c++ flat hash", ""}))};
      case Action::git_commit:
      case Action::edit_policy:
        return {};
    }
    return {};
  }

  std::int64_t near(std::int64_t limit) {
    switch (random_.below(5)) {
      case 0:
        return limit;
      case 1:
        return limit + 1;
      case 2:
        return limit * 3;
      default:
        return static_cast<std::int64_t>(random_.below(static_cast<std::size_t>(limit)));
    }
  }

  std::string word() {
    if (random_.percent(2)) return "caf\xC3\xA9";
    return random_.pick({"main", "index", "readme", "a", "notes", "parser_test", "settings", "2026-03-08"});
  }

  std::string path(const Parameters& p, std::initializer_list<const char*> below) {
    std::string text = p.root + random_.pick(below);
    if (text.back() == '/') {
      for (std::size_t depth = random_.below(3); depth > 0; --depth) text += word() + "/";
      text += word() + random_.pick({p.extension, p.extension, std::string(".cpp"), std::string(".md"), std::string()});
    }
    if (random_.percent(4)) text = "/home/bolt" + text.substr(1);
    if (random_.percent(3)) text = random_.pick({"/etc/passwd", "~/.ssh/id_ed25519", "/", "~", "~/", "~/projects"});
    if (random_.percent(3)) text.insert(text.find('/') + 1, random_.pick({"./", "/", "../", ".git/", "..x/"}));
    if (random_.percent(2)) text += random_.pick({"/", "/.", "/..", "/.x", "//a"});
    if (random_.percent(1)) text += "/" + std::string(60 + random_.below(200), 'x') + p.extension;
    if (random_.below(400) == 0) text += random_.pick({std::string("\xFF"), std::string(1, '\0'), std::string(4'200, 'y')});
    if (random_.below(400) == 0) text.erase(0, 2);
    return text;
  }

  std::string command(const Parameters& p) {
    std::string text;
    switch (random_.below(8)) {
      case 0:
        text = "make " + word();
        break;
      case 1:
        text =
            random_.pick({"make", "make -j 8", "make ''", "rm -rf build", "sudo rm x", "/bin/rm x", "rmdir x", "time rm x", "git status"});
        break;
      case 2:
        text = p.tool.substr(0, p.tool.find(' ')) + " clean";
        break;
      case 3:
        text = p.tool + "s --all";
        break;
      default:
        text = p.tool;
        for (std::size_t words = random_.below(4); words > 0; --words)
          text += random_.pick({" --fast", " src/main.cpp", " -j8", " lint", " @web"});
    }
    if (random_.percent(4)) text += random_.pick({"; rm -rf /", " && id", " $HOME", " | sh", " > x", "\nid", " `id`", " *.cpp"});
    if (random_.percent(3)) text += random_.pick({" 'a b'", " \"x\"", " a\\ b", "  b", " --depth=1", " 50%", " \xE2\x82\xAC", " "});
    if (random_.percent(1)) text.insert(0, random_.pick({" ", "/usr/bin/", "A=1 ", "~/", "'", "\t", "if "}));
    if (random_.percent(1)) text += " " + std::string(60 + random_.below(100), 'x');
    if (random_.below(400) == 0) text = random_.pick({std::string(), std::string(" "), std::string("a\xFF"), std::string("a\0b", 3)});
    return text;
  }

  std::string host(const std::string& known) {
    std::string text = known;
    switch (random_.below(10)) {
      case 0:
        text = "www." + known;
        break;
      case 1:
        text = "a.b." + known;
        break;
      case 2:
        text = "evil" + known;
        break;
      case 3:
        text = known + ".evil.example";
        break;
      case 4:
        text = random_.pick({"api.github.com", "localhost", "10.0.0.1", "pypi.org"});
        break;
      default:
        break;
    }
    if (random_.percent(3)) text[0] = static_cast<char>(text[0] - 'a' + 'A');
    if (random_.percent(3)) text += random_.pick({".", ":443", ":70000", ".."});
    if (random_.percent(1))
      text = random_.pick(
          {"[::1]", "::ffff:10.0.0.1", "1.2.3", "a..b", "-a.com", "a-.com", "x@y.com", "http://x.com/", "", "0x7f.1", "fe80::1%eth0"});
    return text;
  }

  // Behind `prefix`, or behind `other`.
  std::string string(const std::string& prefix, const char* other) {
    std::string text = random_.percent(65) ? prefix : other;
    if (!random_.percent(5)) text += word();
    if (random_.percent(10)) text += "/" + word();
    if (random_.percent(1)) text += std::string(60 + random_.below(100), 'x');
    if (random_.below(300) == 0) text += random_.pick({std::string("\xFF"), std::string(1, '\0')});
    if (random_.percent(1)) text = text.substr(0, prefix.size() - 1);
    return text;
  }

  void spoil(StreamRequest& request) {
    if (random_.below(200) == 0) request.agent += random_.pick({"x", "_with_a_very_long_name", ""});
    if (random_.below(400) == 0) request.agent = random_.pick({"nobody", "", "Bolt1"});
    if (request.attributes.empty()) return;
    if (request.attributes.size() > 1 && random_.percent(10)) std::swap(request.attributes[0], request.attributes[1]);
    GivenAttribute& one = request.attributes[random_.below(request.attributes.size())];
    if (random_.below(400) == 0) one.kind = Given::missing;
    if (random_.below(400) == 0) one = number_of(one.name, random_.percent(50) ? -1 : 7);
    if (random_.below(400) == 0) one = text_of(one.name, "7");
    if (random_.below(400) == 0) request.attributes.pop_back();
  }

  const Fleet& fleet_;
  Random random_;
};

}  // namespace

Stream make_stream(const Fleet& fleet, std::size_t count, std::uint64_t seed) {
  RequestMaker maker(fleet, seed);
  Stream stream;
  stream.agents = static_cast<std::uint32_t>(fleet.agents.size());
  stream.seed = fleet.seed;
  for (std::size_t i = 0; i < count; ++i) stream.requests.push_back(maker.make());
  return stream;
}

}  // namespace envelope::bench
