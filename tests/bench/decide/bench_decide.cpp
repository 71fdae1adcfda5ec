// bench_decide TABLE REQUESTS [--reference FILE] [--rounds N]: checks that table and rival give the equal effect for every request of the
// stream, else exits 1 with the first difference; then measures both in turns (contest.h says how) and prints `key value` lines, and the
// same for people in lines that begin with `#`.
//   TABLE `-`   only the rival and the floor are measured
//   --reference one effect per line, in the order of the stream, that both must give as well

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>

#include "tests/bench/decide/contest.h"
#include "tests/bench/decide/rival.h"
#include "tests/bench/decide/table_stream.h"
#include "tests/differential/random.h"

namespace {

using namespace envelope::bench;

struct Options {
  std::string table, requests, reference;
  std::size_t rounds = 9;
};

std::optional<Options> read_options(int argc, char** argv) {
  Options options;
  std::vector<std::string> plain;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if ((word == "--reference" || word == "--rounds") && i + 1 < argc) {
      const std::string_view value = argv[++i];
      if (word == "--reference") {
        options.reference = value;
      } else if (std::from_chars(value.data(), value.data() + value.size(), options.rounds).ec != std::errc{} || options.rounds == 0) {
        return std::nullopt;
      }
    } else {
      plain.emplace_back(word);
    }
  }
  if (plain.size() != 2) return std::nullopt;
  options.table = plain[0];
  options.requests = plain[1];
  return options;
}

std::optional<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  if (!file) return std::nullopt;
  return bytes.str();
}

std::uint64_t touch_texts(const GivenAttribute& attribute) { return touch(attribute.text.data(), attribute.text.size()); }

std::uint64_t touch_given(const StreamRequest& given) {
  std::uint64_t sum = touch(given.agent.data(), given.agent.size()) + touch(given.action.data(), given.action.size());
  for (const GivenAttribute& attribute : given.attributes)
    sum += touch(attribute.name.data(), attribute.name.size()) + touch_texts(attribute);
  return sum;
}

struct TableDecider {
  const env_table* table;
  const std::vector<env_request>& requests;
  const Stream& stream;
  [[nodiscard]] std::uint64_t touch(std::uint32_t i) const {
    const env_request& request = requests[i];
    return envelope::bench::touch(&request, sizeof request) +
           envelope::bench::touch(request.attributes, request.attribute_count * sizeof(env_attribute)) + touch_given(stream.requests[i]);
  }
  [[nodiscard]] std::uint64_t decide(std::uint32_t i) const {
    env_decision decision;
    decision.size = sizeof decision;
    env_decide(table, &requests[i], &decision);
    return decision.effect;
  }
};

struct RivalTexts {
  const Rival& rival;
  const std::vector<RivalRequest>& requests;
  const Stream& stream;
  [[nodiscard]] std::uint64_t touch(std::uint32_t i) const {
    const RivalRequest& request = requests[i];
    return envelope::bench::touch(&request, sizeof request) +
           envelope::bench::touch(request.attributes.data(), request.attributes.size_bytes()) + touch_given(stream.requests[i]);
  }
  [[nodiscard]] std::uint64_t decide(std::uint32_t i) const { return static_cast<std::uint64_t>(rival.decide(requests[i])); }
};

struct RivalIds {
  const Rival& rival;
  const std::vector<RivalIdRequest>& requests;
  const Stream& stream;
  [[nodiscard]] std::uint64_t touch(std::uint32_t i) const {
    return envelope::bench::touch(&requests[i], sizeof requests[i]) + touch_given(stream.requests[i]);
  }
  [[nodiscard]] std::uint64_t decide(std::uint32_t i) const { return static_cast<std::uint64_t>(rival.decide(requests[i])); }
};

struct Floor {
  const RivalTexts& texts;
  [[nodiscard]] std::uint64_t touch(std::uint32_t i) const { return texts.touch(i); }
  [[nodiscard]] std::uint64_t decide(std::uint32_t i) const {
    return texts.rival.look_up(texts.requests[i].agent, texts.requests[i].action);
  }
};

std::string describe(const StreamRequest& request) {
  std::string text = request.agent + " " + request.action;
  for (const GivenAttribute& attribute : request.attributes) {
    text += " " + attribute.name + "=" + (attribute.kind == Given::text ? attribute.text : std::to_string(attribute.number));
  }
  return text;
}

// Prints the first difference. `expected` is what the file of --reference says, or empty.
bool all_agree(const Stream& stream, const RivalTexts& texts, const RivalIds& ids, const TableDecider* table, const TableDecider* table_ids,
               const std::vector<std::string>& expected) {
  for (std::uint32_t i = 0; i < stream.requests.size(); ++i) {
    const std::uint64_t effect = texts.decide(i);
    const std::uint64_t others[] = {ids.decide(i), table != nullptr ? table->decide(i) : effect,
                                    table_ids != nullptr ? table_ids->decide(i) : effect};
    const bool as_expected = expected.empty() || expected[i] == kEffectNames[effect];
    if (others[0] == effect && others[1] == effect && others[2] == effect && as_expected) continue;
    std::fprintf(stderr, "bench_decide: request %u, %s\n  rival from text %s, from ids %s; table from text %s, from ids %s%s%s\n", i,
                 describe(stream.requests[i]).c_str(), kEffectNames[effect].data(), kEffectNames[others[0]].data(),
                 env_effect_name(static_cast<env_effect>(others[1])), env_effect_name(static_cast<env_effect>(others[2])),
                 expected.empty() ? "" : "; expected ", expected.empty() ? "" : expected[i].c_str());
    return false;
  }
  return true;
}

bool read_reference(const std::string& path, std::size_t count, std::vector<std::string>& effects) {
  if (path.empty()) return true;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) effects.push_back(line);
  if (effects.size() == count) return true;
  std::fprintf(stderr, "bench_decide: %s holds %zu effects for %zu requests\n", path.c_str(), effects.size(), count);
  return false;
}

void print_caches() {
  for (int index = 0; index < 8; ++index) {
    const std::string folder = "/sys/devices/system/cpu/cpu0/cache/index" + std::to_string(index) + "/";
    std::string level, type, size;
    if (!(std::ifstream(folder + "level") >> level) || !(std::ifstream(folder + "type") >> type) ||
        !(std::ifstream(folder + "size") >> size))
      return;
    if (type != "Instruction") std::printf("cache.L%s %s\n", level.c_str(), size.c_str());
  }
}

void print_figures(const std::vector<Figures>& all, const Counters& counters, std::size_t requests) {
  for (const Figures& figures : all) {
    const double interrupted =
        100.0 * static_cast<double>(figures.interrupted) / static_cast<double>(std::max<std::size_t>(1, figures.batches));
    const char* const name = figures.name.c_str();
    std::printf("%s.mean_ns %.1f\n%s.p99_ns %.1f\n%s.interrupted_percent %.3f\n", name, figures.mean(), name, figures.p99(), name,
                interrupted);
    for (std::size_t i = 0; counters.available() && i < kCounterNames.size(); ++i) {
      std::printf("%s.%s %.2f\n", figures.name.c_str(), kCounterNames[i].data(),
                  static_cast<double>(figures.counts[i]) / static_cast<double>(requests));
    }
  }
  std::printf("#\n# %-12s %10s %10s\n", "ns/decision", "mean", "p99");
  for (const Figures& figures : all) std::printf("# %-12s %10.1f %10.1f\n", figures.name.c_str(), figures.mean(), figures.p99());
}

// Decides each kind of contestant in turns.
class Contest {
 public:
  explicit Contest(std::size_t requests) : order_(requests / kBatch * kBatch) {
    std::vector<std::uint32_t> all(requests);
    for (std::uint32_t i = 0; i < requests; ++i) all[i] = i;
    random_.shuffle(all);
    order_.assign(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(order_.size()));
  }

  template <typename Decider>
  void round(const Decider& decider, Figures& figures, bool is_counted) {
    batch_round(decider, order_, clock_, figures);
    figures.singles.reserve(64);
    single_round(decider, order_, clock_, figures);
    if (is_counted && counters_.available()) count_round(decider, order_, counters_, figures);
  }
  void shuffle() { random_.shuffle(order_); }
  [[nodiscard]] const Clock& clock() const { return clock_; }
  [[nodiscard]] const Counters& counters() const { return counters_; }
  [[nodiscard]] std::size_t size() const { return order_.size(); }

 private:
  envelope::differential::Random random_{20260308};
  std::vector<std::uint32_t> order_;
  Clock clock_;
  Counters counters_;
};

void print_load(const Options& options, const Clock& clock) {
  const auto bytes = read_file(options.table);
  if (!bytes) return;
  std::vector<double> times;
  for (int i = 0; i < 201; ++i) {
    env_table* table = nullptr;
    const std::uint64_t began = Clock::now();
    const env_status status = env_table_load(bytes->data(), bytes->size(), &table, nullptr);
    times.push_back(clock.ns(Clock::now() - began));
    if (status != ENV_OK) return;
    env_table_close(table);
  }
  std::printf("load_us %.1f\n", median(times) / 1000);
}

void print_explanations(const TableDecider& decider, const Clock& clock) {
  std::vector<char> buffer(1U << 20U);
  std::vector<double> typical;
  for (std::size_t i = 0; i < decider.requests.size() && i < 4'000; ++i) {
    std::vector<double> times;
    for (int repeat = 0; repeat < 5; ++repeat) {
      const std::uint64_t began = Clock::now();
      const env_status status = env_explain(decider.table, &decider.requests[i], buffer.data(), buffer.size(), nullptr);
      times.push_back(clock.ns(Clock::now() - began));
      keep(static_cast<std::uint64_t>(status));
      if (status == ENV_NO_WORDS || status == ENV_NO_SPACE) return;
    }
    typical.push_back(median(times));
  }
  double sum = 0;
  for (const double time : typical) sum += time;
  std::printf("explain_mean_us %.2f\nexplain_p99_us %.2f\n", sum / static_cast<double>(typical.size()) / 1000,
              percentile(typical, 0.99) / 1000);
}

void print_table(const env_table* table, std::size_t agents) {
  env_table_info info{};
  info.size = sizeof info;
  if (env_table_describe(table, &info) != ENV_OK) return;
  std::printf("file_bytes %llu\ndeciding_bytes %llu\nexplaining_bytes %llu\n", static_cast<unsigned long long>(info.file_bytes),
              static_cast<unsigned long long>(info.deciding_bytes), static_cast<unsigned long long>(info.explaining_bytes));
  std::printf("deciding_bytes_per_rule %.1f\n", static_cast<double>(info.deciding_bytes) / static_cast<double>(agents * kRulesPerAgent));
}

int run(const Options& options) {
  const auto bytes = read_file(options.requests);
  const auto stream = bytes ? read_stream(*bytes) : std::nullopt;
  if (!stream) {
    std::fprintf(stderr, "bench_decide: %s is no stream of bench_generate\n", options.requests.c_str());
    return 1;
  }
  env_table* table = nullptr;
  env_fault fault{};
  if (options.table != "-" && env_table_open(options.table.c_str(), &table, &fault) != ENV_OK) {
    std::fprintf(stderr, "bench_decide: %s: %s\n", options.table.c_str(), fault.message);
    return 1;
  }
  const Fleet fleet = make_fleet(stream->agents, stream->seed);
  const Rival rival(fleet);
  const RivalStream prepared = prepare(fleet, *stream);
  const TableStream table_stream = table != nullptr ? prepare(table, *stream) : TableStream{};
  const TableDecider table_texts{table, table_stream.texts, *stream}, table_ids{table, table_stream.ids, *stream};
  const RivalTexts rival_texts{rival, prepared.requests, *stream};
  const RivalIds rival_ids{rival, prepared.ids, *stream};
  const Floor floor{rival_texts};
  const bool has_table = table != nullptr;
  std::vector<std::string> expected;
  if (!read_reference(options.reference, stream->requests.size(), expected)) return 1;
  if (!all_agree(*stream, rival_texts, rival_ids, has_table ? &table_texts : nullptr, has_table ? &table_ids : nullptr, expected)) return 1;
  std::printf("agents %u\nrequests %zu\nequal_effects %zu\nrival_bytes %zu\n", stream->agents, stream->requests.size(),
              stream->requests.size(), rival.bytes());
  print_caches();
  if (has_table) print_table(table, stream->agents);

  Contest contest(stream->requests.size());
  std::vector<Figures> all(has_table ? 5 : 3);
  const char* const names[] = {"rival.text", "rival.ids", "floor", "table.text", "table.ids"};
  for (std::size_t i = 0; i < all.size(); ++i) all[i].name = names[i];
  for (std::size_t r = 0; r < options.rounds; ++r) {
    const bool last = r + 1 == options.rounds;
    for (std::size_t turn = 0; turn < all.size(); ++turn) {
      const std::size_t who = (turn + r) % all.size();
      if (who == 0) contest.round(rival_texts, all[0], last);
      if (who == 1) contest.round(rival_ids, all[1], last);
      if (who == 2) contest.round(floor, all[2], last);
      if (who == 3) contest.round(table_texts, all[3], last);
      if (who == 4) contest.round(table_ids, all[4], last);
    }
    contest.shuffle();
  }
  std::printf("clock_overhead_ns %.1f\nrounds %zu\n", contest.clock().overhead_ns(), options.rounds);
  print_figures(all, contest.counters(), contest.size());
  std::printf("# clock: %s; mean over batches of %zu, p99 over single decisions; medians of %zu rounds\n", Clock::name(), kBatch,
              options.rounds);
  if (has_table) {
    print_load(options, contest.clock());
    print_explanations(table_texts, contest.clock());
    env_table_close(table);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto options = read_options(argc, argv);
  if (options) return run(*options);
  std::fprintf(stderr, "usage: bench_decide TABLE REQUESTS [--reference FILE] [--rounds N]\n");
  return 1;
}
