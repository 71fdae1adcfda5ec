#include "compiler/smt/solver.h"

#include <fmt/format.h>

#include <atomic>
#include <unordered_map>

#include "compiler/smt/z3_library.h"

namespace envelope::smt {

namespace {

std::atomic<testing::Fault> injected{testing::Fault::none};

// A context keeps every term it was ever given, so that it is replaced now and then.
constexpr std::size_t kQuestionsOfContext = 256;

// Agents of whom a policy says the like are asked about in the same words again and again. So many answers are kept.
constexpr std::size_t kAnswersKept = 4096;

// Everything of a question, so that equal keys are equal questions.
std::string key_of(const Problem& problem) {
  std::string key;
  for (const Problem::Record& record : problem.records()) {
    key += fmt::format("{} {} {} {}:{}", static_cast<int>(record.kind), record.least, record.greatest, record.name.size(), record.name);
    for (const Term item : record.items) key += fmt::format(" {}", item.id);
    key += '\n';
  }
  for (const Term term : problem.required()) key += fmt::format("{} ", term.id);
  return key;
}

// In our own words: the library has several for the limit that it was given, `unknown` among them. Questions are about Booleans and
// integers that are added to nothing, which it decides for certain with enough work; were it not so, it says `(incomplete …`.
std::string why_unknown(std::string_view reason, const Limits& limits) {
  if (reason.find("incomplete") != std::string_view::npos) return fmt::format("the solver gives up: {}", reason);
  return fmt::format("{} goes beyond {} units", kWorkLimit, limits.resources);
}

void stay_alive(Z3_context, Z3_error_code) {}  // Z3's own handler ends the process; Answer says what is wrong instead

}  // namespace

struct Solver::Z3 {
  const Z3Library& z3 = z3_library();
  Z3_context context = nullptr;
  std::size_t questions = 0;
  std::unordered_map<std::string, Answer> known;  // by key_of, those that are no limit

  ~Z3() { close(); }

  void close() {
    if (context != nullptr) z3.Z3_del_context(context);
    context = nullptr;
  }

  void open() {
    if (context != nullptr && questions++ < kQuestionsOfContext) return;
    close();
    Z3_config config = z3.Z3_mk_config();
    context = z3.Z3_mk_context(config);
    z3.Z3_del_config(config);
    z3.Z3_set_error_handler(context, stay_alive);
    questions = 1;
  }

  [[nodiscard]] std::string error() const {
    const Z3_error_code code = z3.Z3_get_error_code(context);
    return code == Z3_OK ? std::string() : std::string(z3.Z3_get_error_msg(context, code));
  }
};

namespace {

// All terms of a problem, in their order. `Door` is Solver::Z3.
template <typename Door>
class Translation {
 public:
  Translation(Door& door, const Problem& problem, Z3_solver solver)
      : z3_(door.z3), context_(door.context), problem_(problem), solver_(solver) {
    for (const Problem::Record& record : problem.records()) terms_.push_back(translate(record));
    for (const Term term : problem.required()) z3_.Z3_solver_assert(context_, solver_, terms_[term.id]);
  }

  [[nodiscard]] std::map<std::string, std::int64_t> values() const {
    std::map<std::string, std::int64_t> values;
    Z3_model model = z3_.Z3_solver_get_model(context_, solver_);
    if (model == nullptr) return values;
    z3_.Z3_model_inc_ref(context_, model);
    for (std::size_t id = 0; id < terms_.size(); ++id) {
      const Problem::Record& record = problem_.records()[id];
      if (record.kind != Problem::Kind::integer && record.kind != Problem::Kind::boolean) continue;
      Z3_ast value = nullptr;
      if (!z3_.Z3_model_eval(context_, model, terms_[id], true, &value)) continue;
      std::int64_t number = 0;
      if (record.kind == Problem::Kind::boolean)
        values[record.name] = z3_.Z3_get_bool_value(context_, value) == Z3_L_TRUE ? 1 : 0;
      else if (z3_.Z3_get_numeral_int64(context_, value, &number))
        values[record.name] = number;
    }
    z3_.Z3_model_dec_ref(context_, model);
    return values;
  }

 private:
  Z3_ast unknown(const std::string& name, Z3_sort sort) {
    return z3_.Z3_mk_const(context_, z3_.Z3_mk_string_symbol(context_, name.c_str()), sort);
  }
  Z3_ast constant(std::int64_t value) { return z3_.Z3_mk_int64(context_, value, z3_.Z3_mk_int_sort(context_)); }

  Z3_ast translate(const Problem::Record& record) {
    std::vector<Z3_ast> items;
    for (const Term item : record.items) items.push_back(terms_[item.id]);
    const auto count = static_cast<unsigned>(items.size());
    switch (record.kind) {
      case Problem::Kind::truth:
        return record.least != 0 ? z3_.Z3_mk_true(context_) : z3_.Z3_mk_false(context_);
      case Problem::Kind::number:
        return constant(record.least);
      case Problem::Kind::boolean:
        return unknown(record.name, z3_.Z3_mk_bool_sort(context_));
      case Problem::Kind::integer: {
        Z3_ast integer = unknown(record.name, z3_.Z3_mk_int_sort(context_));
        z3_.Z3_solver_assert(context_, solver_, z3_.Z3_mk_le(context_, constant(record.least), integer));
        z3_.Z3_solver_assert(context_, solver_, z3_.Z3_mk_le(context_, integer, constant(record.greatest)));
        return integer;
      }
      case Problem::Kind::negation:
        return z3_.Z3_mk_not(context_, items[0]);
      case Problem::Kind::all:
        return z3_.Z3_mk_and(context_, count, items.data());
      case Problem::Kind::any:
        return z3_.Z3_mk_or(context_, count, items.data());
      case Problem::Kind::less:
        return z3_.Z3_mk_lt(context_, items[0], items[1]);
      case Problem::Kind::less_equal:
        return z3_.Z3_mk_le(context_, items[0], items[1]);
      case Problem::Kind::equal:
        return z3_.Z3_mk_eq(context_, items[0], items[1]);
    }
    return z3_.Z3_mk_false(context_);
  }

  const Z3Library& z3_;
  Z3_context context_;
  const Problem& problem_;
  Z3_solver solver_;
  std::vector<Z3_ast> terms_;
};

}  // namespace

Solver::Solver(Limits limits) : limits_(limits) {}
Solver::~Solver() = default;

Answer Solver::ask(const Problem& problem) {
  ++asked_;
  if (!z3_) z3_ = std::make_unique<Z3>();
  const Z3Library& z3 = z3_->z3;
  if (!z3.fault.empty()) return {Verdict::unknown, {}, fmt::format("Z3 is not there: {}", z3.fault)};
  const testing::Fault fault = injected.load(std::memory_order_relaxed);
  std::string key = fault == testing::Fault::none ? key_of(problem) : std::string();
  if (const auto known = z3_->known.find(key); fault == testing::Fault::none && known != z3_->known.end()) return known->second;
  z3_->open();
  Z3_solver solver = z3.Z3_mk_simple_solver(z3_->context);
  z3.Z3_solver_inc_ref(z3_->context, solver);
  Z3_params params = z3.Z3_mk_params(z3_->context);
  z3.Z3_params_inc_ref(z3_->context, params);
  const auto set = [&](const char* name, unsigned value) {
    z3.Z3_params_set_uint(z3_->context, params, z3.Z3_mk_string_symbol(z3_->context, name), value);
  };
  set("rlimit", fault == testing::Fault::out_of_resources ? 1U : limits_.resources);
  set("random_seed", limits_.seed);
  z3.Z3_solver_set_params(z3_->context, solver, params);

  Answer answer;
  const Translation translation(*z3_, problem, solver);
  const Z3_lbool result = z3.Z3_solver_check(z3_->context, solver);
  if (result == Z3_L_FALSE) answer.verdict = Verdict::impossible;
  if (result == Z3_L_TRUE) answer = {Verdict::possible, translation.values(), {}};
  if (result == Z3_L_UNDEF) answer.limit = why_unknown(z3.Z3_solver_get_reason_unknown(z3_->context, solver), limits_);
  if (const std::string error = fault == testing::Fault::exception ? "injected" : z3_->error(); !error.empty())
    answer = {Verdict::unknown, {}, fmt::format("the solver stopped: {}", error)};
  if (fault == testing::Fault::out_of_resources) answer = {Verdict::unknown, {}, "the limit on its work (injected)"};
  if (fault == testing::Fault::wrong_answer && answer.verdict != Verdict::unknown)
    answer.verdict = answer.verdict == Verdict::possible ? Verdict::impossible : Verdict::possible;
  z3.Z3_params_dec_ref(z3_->context, params);
  z3.Z3_solver_dec_ref(z3_->context, solver);
  const bool is_kept = fault == testing::Fault::none && answer.verdict != Verdict::unknown && z3_->known.size() < kAnswersKept;
  if (is_kept) z3_->known.emplace(std::move(key), answer);
  return answer;
}

std::string Solver::version() {
  const Z3Library& z3 = z3_library();
  if (!z3.fault.empty()) return "none";
  unsigned major = 0, minor = 0, build = 0, revision = 0;
  z3.Z3_get_version(&major, &minor, &build, &revision);
  return fmt::format("{}.{}.{}", major, minor, build);
}

namespace testing {
std::string answers_to(const std::string& script) {
  const Z3Library& z3 = z3_library();
  if (!z3.fault.empty()) return z3.fault;
  Z3_config config = z3.Z3_mk_config();
  Z3_context context = z3.Z3_mk_context(config);
  z3.Z3_del_config(config);
  z3.Z3_set_error_handler(context, stay_alive);
  const char* const answers = z3.Z3_eval_smtlib2_string(context, script.c_str());
  std::string text = answers == nullptr ? "" : answers;
  z3.Z3_del_context(context);
  return text;
}

void inject_fault(Fault fault) { injected.store(fault, std::memory_order_relaxed); }
}  // namespace testing

}  // namespace envelope::smt
