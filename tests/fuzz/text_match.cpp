// Fuzz target: normalising and matching. The first byte picks the domain; then come a pattern, a line feed and a value
// (a value may contain line feeds, a pattern may not).
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "runtime/text/command.h"
#include "runtime/text/glob.h"
#include "runtime/text/path.h"
#include "runtime/text/utf8.h"
#include "tests/unit/text/naive_glob.h"

using namespace envelope::text;

namespace {

void require(bool holds, const char* what, std::string_view detail) {
  if (holds) return;
  std::fprintf(stderr, "text_match: %s: %s\n", what, escape_for_terminal(detail).c_str());
  std::abort();
}

Domain domain_of(std::uint8_t byte) {
  switch (byte & 3) {
    case 0:
      return Domain::string;
    case 1:
      return Domain::path;
    case 2:
      return Domain::host;
    default:
      return Domain::command;
  }
}

void check_showing(std::string_view raw) {
  const std::string shown = escape_for_terminal(raw);
  require(escape_for_terminal(shown) == shown, "escaping twice differs", raw);
  require(shown.find('\x1b') == std::string::npos && is_valid_utf8(shown), "not safe to show", raw);
  require(display_width(shown) <= shown.size(), "wider than its bytes", raw);
  const std::string skeleton = confusable_skeleton(raw);
  require(confusable_skeleton(skeleton) == skeleton, "skeleton is not idempotent", raw);
}

void check_value(Domain domain, std::string_view raw) {
  const auto value = canonical_value(domain, raw);
  if (!value) return;
  require(canonical_value(domain, *value) == value, "normalising twice differs", raw);
  require(is_valid_utf8(*value), "canonical value is no UTF-8", raw);
  if (domain == Domain::path) {
    require(match_under("/", *value) == Truth::yes, "not under the root", raw);
    require(match_under(*value, *value) == Truth::yes, "not under itself", raw);
  }
  if (domain == Domain::command) {
    const Command command = tokenise(*value);
    if (command.is_plain()) require(tokenise(quote_command(command.tokens)).tokens == command.tokens, "quoting loses words", raw);
  }
}

// The naive matcher is exponential and knows neither quotes nor the look of non-ASCII hosts.
bool is_within_reach(Domain domain, std::string_view pattern, std::string_view value) {
  if (pattern.size() > 14 || value.size() > 24) return false;
  if (pattern.find('\x02') != std::string_view::npos) return false;  // its own mark for `**`
  if (domain == Domain::host)
    return pattern.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*?,{}") == std::string_view::npos;
  if (domain == Domain::command) return pattern.find_first_of("\\\"'\t[{") == std::string_view::npos;
  return true;
}

void check_glob(const Glob& glob, std::string_view raw) {
  const std::string shortest = example(glob);
  require(canonical_value(glob.domain(), shortest) == shortest, "example is not canonical", glob.pattern());
  require(match(glob, shortest) == Truth::yes, "example does not match", glob.pattern());

  (void)match(glob, raw);  // whatever it is, it must not crash
  const auto value = canonical_value(glob.domain(), raw);
  if (!value) return;
  const Truth got = match(glob, *value);
  if (glob.domain() == Domain::path) {
    const Truth at_home = match(glob, *value, "/home/a");
    require(got == Truth::unknown || at_home == got, "a known home contradicts an unknown one", glob.pattern());
  }
  const bool is_plain = glob.domain() != Domain::command || tokenise(*value).is_plain();
  if (got == Truth::unknown || !is_plain || !is_within_reach(glob.domain(), glob.pattern(), *value)) return;
  const bool has_quotes = glob.domain() == Domain::command && value->find_first_of("'\"\\\t") != std::string::npos;
  if (has_quotes) return;
  const bool naive = testing::NaiveGlob(glob.pattern(), glob.domain()).matches(*value);
  require(truth_of(naive) == got, "the naive matcher disagrees", glob.pattern() + " on " + *value);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Domain domain = domain_of(data[0]);
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::size_t end = text.find('\n');
  const std::string_view pattern = text.substr(0, end);
  const std::string_view raw = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  check_showing(raw);
  check_value(domain, raw);
  if (const auto host = to_a_label_host(raw)) require(normalise_host(*host) == host, "an A-label host is not canonical", raw);
  const GlobResult result = Glob::parse(pattern, domain);
  require(result.glob.has_value() == (result.error.fault == GlobFault::none), "glob and error disagree", pattern);
  require(result.error.offset <= pattern.size(), "error beyond the pattern", pattern);
  if (result.glob) check_glob(*result.glob, raw);
  return 0;
}
