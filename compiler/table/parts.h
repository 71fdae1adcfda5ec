// Internal to this folder: the sections of a table while it is made.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/table/build.h"
#include "compiler/table/rows.h"
#include "runtime/format/table_format.h"

namespace envelope::table {

// Texts one after another, each once.
class TextPool {
 public:
  format::TextRef add(std::string_view text);
  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  std::map<std::string, format::TextRef, std::less<>> known_;
  std::string bytes_;
};

struct Parts {
  TextPool strings, words;
  format::PolicyRecord policy{};
  std::vector<format::PrincipalRecord> principals;
  std::vector<format::PlaceRecord> places;
  std::vector<format::IndexSlot> principal_index, action_index;
  std::vector<format::ActionRecord> actions;
  std::vector<format::AttributeRecord> attributes;
  std::vector<format::NameSetRecord> name_sets;
  std::vector<format::NameRecord> names;
  std::vector<format::FactRecord> facts;
  std::vector<format::RowBlock> rows;
  std::vector<format::CellRecord> cells;
  std::vector<format::EdgeRecord> edges;
  struct Bodies {
    std::vector<format::NodeRecord> nodes;
    std::vector<format::ProgramRecord> programs;
    std::vector<format::TestRecord> tests;
    std::vector<format::LeafRecord> leaves;
  };
  Bodies deciding, explaining;
  std::string parameters;
  std::vector<format::ObligationRecord> obligations;
  std::vector<std::uint32_t> obligation_sets;
  std::vector<std::int64_t> constants;
  std::vector<format::ZoneRecord> zones;
  std::vector<format::TransitionRecord> transitions;
  std::vector<format::GroupRecord> groups;
  std::vector<std::uint32_t> automata;
  std::vector<std::uint8_t> verdicts;
  std::vector<format::FileRecord> files;
  std::vector<format::StatementRecord> statements;
  std::vector<format::DutyRecord> duties;
  std::vector<format::RuleListRecord> rule_lists;
  std::vector<format::RuleRecord> rules;
  std::vector<LimitPassed> passed;
};

// One file each; every one appends to `parts`.
// Names, principals (without rows), actions, attributes, name sets, facts, zones. Gives the numbers of label names by LabelId.
std::vector<std::uint32_t> add_world(Parts& parts, const model::PolicyModel& model, const SizeLimits& limits);
void add_texts(Parts& parts, const model::PolicyModel& model, const TextGroups& texts);
// Rows, cells, edges, rules and what they lead to; nodes name atoms and constants of the diagrams until `settle_nodes`.
class Placement {
 public:
  Placement(Parts& parts, const model::PolicyModel& model, const std::vector<std::int64_t>& constants, Diagrams& deciding,
            Diagrams& explaining);
  ~Placement();
  void add_rows(const Rows& rows);
  // Text atoms, by AtomId, that need a group.
  [[nodiscard]] std::vector<bool> atoms_to_group() const;
  // Numbers nodes and constants, of which only what is used is kept, and writes the parameters. `operand_of` is by AtomId.
  void finish(const std::vector<std::uint32_t>& operand_of);

 private:
  class Work;
  std::unique_ptr<Work> work_;
};
void add_words(Parts& parts, const model::PolicyModel& model, const base::SourceMap& sources, const Provenance& provenance);

// The file: header, directory, sections, digests. `source_digest` has 32 bytes. Nothing, and a limit passed in `parts`, where it would be
// too large.
[[nodiscard]] std::vector<char> write(Parts& parts, const std::vector<std::uint8_t>& source_digest, const Provenance& provenance,
                                      const Options& options, BuildResult::Counts& counts);

}  // namespace envelope::table
