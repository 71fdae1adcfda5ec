// One policy under proof: its cells, what is known of its statements, and the two engines with their agreement.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/source_map.h"
#include "compiler/prove/finding.h"
#include "compiler/prove/formula.h"
#include "compiler/prove/replay.h"
#include "compiler/prove/statement_facts.h"
#include "compiler/prove/witness.h"
#include "compiler/smt/solver.h"

namespace envelope::prove {

struct ProofOptions {
  std::string table_name = "policy.envt";  // of the table in the commands that show a finding
  smt::Limits limits;
  std::size_t diagram_nodes = bdd::Space::kNodesMax;  // of one cell
  bool keep_questions = false;                        // as SMT-LIB, in Proof::questions()
  bool statement_facts = true;                        // Proof::facts() may be asked; they take most of the time
};

// Whether something is so for a request of a cell.
enum class Possible : std::uint8_t { no, yes, unknown };

// A request, decided by the runtime.
struct Shown {
  request::Request request;
  request::Outcome outcome;
  std::string command;
};

// Of requests from several cells the one to show: the shorter command (which says less that is unusual), of equals the first.
[[nodiscard]] bool precedes(const Shown& a, const Shown& b);

class Proof {
 public:
  // Both must outlive the object.
  Proof(const model::PolicyModel& model, const base::SourceMap& sources, ProofOptions options, const Progress& progress = {});

  [[nodiscard]] const model::PolicyModel& model() const { return model_; }
  [[nodiscard]] const base::SourceMap& sources() const { return sources_; }
  [[nodiscard]] const std::vector<ProofCell>& cells() const { return cells_; }
  [[nodiscard]] const StatementFacts& facts(model::StatementId statement) const { return facts_[statement.index()]; }
  [[nodiscard]] const model::Statement& statement(model::StatementId id) const { return model_.statements[id.index()]; }
  // All statements in reading order: by place in their file, files in the order of the map.
  [[nodiscard]] std::vector<model::StatementId> reading_order() const;

  // The logic of a cell of cells() or of one that outlives the answer. One at a time: the next one takes the same space.
  [[nodiscard]] CellLogic logic(const ProofCell& cell, const std::vector<model::GuardId>& more = {}) {
    return surrounded(CellLogic(model_, cell, knowledge_, space_, more));
  }

  // As above, beside another logic: it lives until the next one that is first.
  [[nodiscard]] CellLogic logic(const ProofCell& cell, const Beside& beside) {
    return surrounded(CellLogic(model_, cell, knowledge_, space_, beside));
  }

  // What the logics from now on know of where requests can occur; nothing: anywhere. Not owned.
  void surround(Surroundings* surroundings) { surroundings_ = surroundings; }
  [[nodiscard]] Surroundings* surroundings() const { return surroundings_; }

  // The same for a policy that differs in records alone: its guards and names are those of model().
  [[nodiscard]] CellLogic logic(const model::PolicyModel& other, const ProofCell& cell, const Beside& beside) {
    return CellLogic(other, cell, knowledge_, space_, beside);
  }

  // Asks both engines whether some request of the cell satisfies `formula`. A difference is a fault, kept in faults(); what either could
  // not work out is kept in unknowns(), `about` being what was asked, with `statement` where it is about one.
  [[nodiscard]] Possible ask(CellLogic& logic, const Formula& formula, const std::string& about, base::Span place);

  // The least request that satisfies `formula` (which is possible), replayed. Nothing when the replay does not decide it as the logic
  // does: that is a fault.
  [[nodiscard]] std::optional<Shown> show(CellLogic& logic, const Formula& formula);
  // The same for a node of the logic, with `value` for the text attribute `name`, a value of the same code.
  [[nodiscard]] std::optional<Shown> show(CellLogic& logic, Node where, const std::string& name, const std::string& value);
  // A request that no logic speaks of. Where statements are looked through, which is never told, the interpreter alone decides it.
  [[nodiscard]] std::optional<Shown> show(const request::Request& request, model::Effect expected, const Without& without = {});
  // The policy without the records of some statements. Good until it is asked for other ones.
  [[nodiscard]] const model::PolicyModel& rest(const Without& without);

  struct Unknown {
    base::Span place;
    std::string about, limit;
  };
  [[nodiscard]] const std::vector<Unknown>& unknowns() const { return unknowns_; }
  // Keeps what could not be worked out, or that it went wrong.
  void give_up(Unknown unknown, bool is_faulty = false);
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
  [[nodiscard]] Knowledge& knowledge() { return knowledge_; }
  [[nodiscard]] const ProofOptions& options() const { return options_; }
  [[nodiscard]] smt::Solver& solver() { return solver_; }
  // What runtime and interpreter decide; a difference is kept as a fault, and nothing comes back.
  [[nodiscard]] std::optional<Shown> replayed(const request::Request& request, const Without& without = {});
  [[nodiscard]] const std::string& questions() const { return questions_; }
  [[nodiscard]] std::size_t asked() const { return solver_.asked(); }

 private:
  [[nodiscard]] std::string cell_name(const ProofCell& cell) const;
  [[nodiscard]] CellLogic surrounded(CellLogic logic) const {
    logic.surround(surroundings_);
    return logic;
  }

  const model::PolicyModel& model_;
  const base::SourceMap& sources_;
  ProofOptions options_;
  std::vector<ProofCell> cells_;
  Knowledge knowledge_;
  bdd::Space space_;
  smt::Solver solver_;
  Replay replay_;
  model::PolicyModel rest_;
  Without rest_without_;  // of rest_, once it is not empty
  std::vector<StatementFacts> facts_;
  std::vector<Unknown> unknowns_;
  std::vector<std::string> faults_;
  Surroundings* surroundings_ = nullptr;
  std::string questions_;
};

}  // namespace envelope::prove
