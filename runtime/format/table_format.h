// The table on disk: every byte of a `.envt` file. docs/table-format.md shows the same for people, with a diagram.
//
// A table is read where it lies: fixed-width little-endian records, offsets instead of pointers, every section 8-aligned, every byte of
// padding zero. What a record points at stands at a smaller index than the record itself wherever records can point at each other
// (nodes of a diagram), so that one pass over the section proves that every walk ends.
//
//   +--------------------+ 0
//   | FileHeader         |   magic, byte order, versions, digests
//   +--------------------+ sizeof(FileHeader)
//   | SectionEntry[count]|   kind, offset, bytes, checksum; ascending kinds
//   +--------------------+
//   | deciding sections  |   kinds below `proof`: all that a decision needs
//   +--------------------+
//   | proof              |   what is known of it
//   +--------------------+
//   | explaining sections|   the rest: words for people; may be stripped
//   +--------------------+ file_bytes
#pragma once

#include <cstddef>
#include <cstdint>

namespace envelope::format {

// ---- header ------------------------------------------------------------------------------------------------------
// Eight bytes that no text file begins with: a high bit, the name, both line ends, and the end-of-file mark of old systems.
inline constexpr std::uint8_t kMagic[8] = {0x89, 'E', 'N', 'V', 'T', '\r', '\n', 0x1A};
inline constexpr std::uint32_t kByteOrderMark = 0x01020304;  // reads as 0x04030201 on a machine of the other byte order
inline constexpr std::uint16_t kMajorVersion = 1;            // a reader refuses every other
inline constexpr std::uint16_t kMinorVersion = 0;            // a reader refuses a greater one

enum HeaderFlag : std::uint32_t { kStripped = 1 };  // the explaining sections were taken away

struct FileHeader {
  std::uint8_t magic[8];
  std::uint32_t byte_order;
  std::uint16_t major_version;
  std::uint16_t minor_version;
  std::uint64_t file_bytes;
  std::uint32_t section_count;
  std::uint32_t flags;               // HeaderFlag
  std::uint8_t decision_digest[32];  // SHA-256 over kind, size and bytes of every deciding section
  std::uint8_t source_digest[32];    // SHA-256 over names and texts of all source files
  char compiler_version[32];         // zero-padded
  char tzdata_version[16];           // zero-padded; empty: no zone is used
  std::uint64_t options;             // reserved for build options that change bytes; 0
  std::uint64_t header_checksum;     // checksum() over header and section entries, with this field 0
};

enum class SectionKind : std::uint32_t {
  // Deciding.
  strings = 1,           // bytes: names, one after another, not terminated
  policy = 2,            // PolicyRecord, exactly one
  principals = 3,        // PrincipalRecord[]
  places = 4,            // PlaceRecord[]: one for each principal
  principal_index = 5,   // IndexSlot[power of two]
  actions = 6,           // ActionRecord[]
  action_index = 7,      // IndexSlot[power of two]
  attributes = 8,        // AttributeRecord[]: the attributes of all actions, action by action
  name_sets = 9,         // NameSetRecord[]: kFixedNameSets, then one per enum
  names = 10,            // NameRecord[]: the members of all name sets
  facts = 11,            // FactRecord[], in the order of name set kFactNames
  rows = 12,             // RowBlock[]: per row, action_blocks of them
  cells = 13,            // CellRecord[]
  edges = 14,            // EdgeRecord[]: per principal, ascending by (requested, action)
  programs = 15,         // ProgramRecord[]
  tests = 16,            // TestRecord[]
  leaves = 17,           // LeafRecord[]
  parameters = 18,       // bytes: per place, 4-byte words, then texts; ends in kTextSlack zero bytes
  nodes = 19,            // NodeRecord[]: decision diagrams
  obligations = 20,      // ObligationRecord[]
  obligation_sets = 21,  // std::uint32_t[]: a header (approvals, duties << 16), then the numbers, set by set
  constants = 22,        // std::int64_t[]
  zones = 23,            // ZoneRecord[]
  transitions = 24,      // TransitionRecord[]
  groups = 25,           // GroupRecord[]: texts decided together
  automata = 26,         // bytes: automata and residual matchers (automaton_format.h)
  verdicts = 27,         // bytes: per group and accepting class, two bits of truth per atom
  // Vouching.
  proof = 28,  // ProofRecord, exactly one
  // Explaining.
  words = 64,          // bytes: texts for people
  files = 65,          // FileRecord[]
  statements = 66,     // StatementRecord[]
  duties = 67,         // DutyRecord[]: what an obligation id stands for
  rule_lists = 68,     // RuleListRecord[]: one for each cell, then one for each edge
  rules = 69,          // RuleRecord[]
  rule_nodes = 70,     // NodeRecord[]: conditions of single rules, leaves kLeafTrue and kLeafFalse
  rule_programs = 71,  // ProgramRecord[], and what they are made of
  rule_tests = 72,     // TestRecord[]
  rule_leaves = 73,    // LeafRecord[]
  model = 74,          // bytes: the policy in one normal form, for `envc decompile`
};
inline constexpr std::uint32_t kDecidingSections = 27;  // kinds 1 … 27
inline constexpr std::uint32_t kFirstExplaining = 64;
inline constexpr std::uint32_t kSectionsMax = 64;

struct SectionEntry {
  std::uint32_t kind;  // SectionKind
  std::uint32_t reserved;
  std::uint64_t offset;  // from the start of the file; a multiple of 8
  std::uint64_t bytes;   // without padding
  std::uint64_t checksum;
};

// ---- limits: named, coded, tested at the limit and one over ---------------------------------------------------------
inline constexpr std::uint64_t kFileBytesMax = std::uint64_t{1} << 30;
inline constexpr std::uint32_t kPrincipalsMax = 1U << 20;
inline constexpr std::uint32_t kActionsMax = 1U << 14;
inline constexpr std::uint32_t kActionAttributesMax = 64;  // of one action
inline constexpr std::uint32_t kNodesMax = 1U << 28;
inline constexpr std::uint32_t kStatementsMax = (1U << 28) - 2;
inline constexpr std::uint32_t kProgramTestsMax = 16;          // tests of one program
inline constexpr std::uint32_t kProgramLeavesMax = 1'024;      // leaves of one program
inline constexpr std::uint32_t kParameterWordsMax = 1U << 16;  // of one place; its texts begin within as many bytes
inline constexpr std::uint32_t kGroupAtomsMax = 256;           // text atoms of one group
inline constexpr std::uint32_t kGroupsMax = 1U << 24;
inline constexpr std::uint32_t kCellApprovalsMax = 16;  // approvals that one decision can ask for
inline constexpr std::uint32_t kCellDutiesMax = 16;     // obligations that one decision can carry
inline constexpr std::uint32_t kLineageMax = 64;        // agents on whose behalf a request is made
inline constexpr std::uint32_t kNameBytesMax = 1024;
inline constexpr std::uint32_t kSwitchesMax = 4096;
inline constexpr std::uint32_t kLabelsMax = 4096;

// ---- texts ---------------------------------------------------------------------------------------------------------
struct TextRef {  // into `strings`, or `words` in explaining sections
  std::uint32_t offset;
  std::uint32_t bytes;
};

// ---- the world -----------------------------------------------------------------------------------------------------
struct PolicyRecord {
  TextRef name;
  std::uint32_t action_blocks;  // ceil(actions / 64)
  std::uint32_t switch_count;
  std::uint32_t label_count;
  std::uint32_t approval_count;
  std::uint32_t duty_count;
  std::uint32_t statement_count;
};

// One slot of an open-addressing index: linear probing from `key_hash() & (slots - 1)`; id_plus_1 == 0 ends the search. A name of at most
// kShortNameBytes stands in its slot, padded with zeros, so that most searches read nothing else.
inline constexpr std::size_t kShortNameBytes = 12;
inline constexpr std::uint32_t kLongName = UINT32_MAX;  // no text in UTF-8 ends like that
struct IndexSlot {
  std::uint64_t low;   // bytes 0..7; of a long name its name_hash()
  std::uint32_t high;  // bytes 8..11; of a long name kLongName
  std::uint32_t id_plus_1;
};

enum PrincipalFlag : std::uint32_t { kIsAgent = 1 };

struct PrincipalRecord {
  TextRef name;
  std::uint32_t first_edge;
  std::uint32_t edge_count;
  std::uint32_t flags;  // PrincipalFlag
  std::uint32_t reserved;
};

// What tells a principal from all others with the same row: numbers, texts and statements of its own.
struct PlaceRecord {
  std::uint32_t row;              // number of the row: its blocks begin at row * action_blocks
  std::uint32_t parameters;       // byte offset into `parameters`; a multiple of 4
  std::uint32_t first_statement;  // what statements marked kRelative are counted from
};

enum ActionFlag : std::uint32_t { kIsEvent = 1 };  // events cannot be requested

struct ActionRecord {
  TextRef name;
  std::uint32_t first_attribute;
  std::uint32_t attribute_count;
  std::uint64_t required;  // bit per attribute slot
  std::uint32_t flags;     // ActionFlag
  std::uint32_t reserved;
};

enum class ValueKind : std::uint8_t {  // as compiler/base/type.h, without `error`
  boolean,
  count,
  bytes,
  money,
  duration,
  percent,
  time,
  string,
  path,
  host,
  command,
  name,
};

struct ValueType {
  std::uint8_t kind;    // ValueKind
  std::uint8_t is_set;  // 0 or 1
  std::uint16_t reserved;
  std::uint32_t name_set;  // kind name: which names; kAgentNames reads principals instead
};
inline constexpr std::uint32_t kAgentNames = UINT32_MAX;

struct AttributeRecord {
  std::uint64_t key;  // the first eight bytes of the name, padded with zeros
  TextRef name;
  ValueType type;
};
using FactRecord = AttributeRecord;

// The name sets every table has; those of the enums follow.
enum NameSet : std::uint32_t { kTierNames, kSwitchNames, kJobNames, kLabelNames, kFactNames, kApprovalNames, kFixedNameSets };

struct NameSetRecord {
  std::uint32_t first_name;
  std::uint32_t count;
};
// Names of one set ascend by bytes; `number` is the member's number as atoms know it (unique, below count).
struct NameRecord {
  std::uint64_t key;  // as of attributes
  TextRef name;
  std::uint32_t number;
  std::uint32_t reserved;
};

// ---- cells ---------------------------------------------------------------------------------------------------------
// 64 actions of a row. What is said of an action is the cell `first_cell + rank[action % 64]`; kNoRank: nothing is granted.
inline constexpr std::uint8_t kNoRank = 0xFF;
struct RowBlock {
  std::uint32_t first_cell;
  std::uint8_t rank[64];
};

// A target is a leaf when kLeafBit is set: effect in bits 29 and 30, below it the deciding statement + 1, or 0: the statement marked on
// the way. With kProgramBit it is a program's number, else a node's.
inline constexpr std::uint32_t kLeafBit = 0x80000000U;
inline constexpr std::uint32_t kLeafEffectShift = 29;
inline constexpr std::uint32_t kRelative = 1U << 28;  // the statement is counted from the place's first
inline constexpr std::uint32_t kLeafStatementMask = (1U << 28) - 1;
inline constexpr std::uint32_t kProgramBit = 0x40000000U;
inline constexpr std::uint32_t kLeafFalse = kLeafBit;  // in diagrams that answer yes or no
inline constexpr std::uint32_t kLeafTrue = kLeafBit | (3U << kLeafEffectShift);

struct CellRecord {
  std::uint32_t root;         // target
  std::uint32_t obligations;  // 0: none, or those of the program's leaf; otherwise 1 + the first ObligationRecord of the cell's list
};

// ---- programs ------------------------------------------------------------------------------------------------------
// All tests of a program are made, whatever they answer, and their answers are the digits of a number in base three that picks a leaf: no
// way through a program depends on the request, so a processor is never taken by surprise. Programs know no constants of their own: they
// read them from the parameters of the place, and so serve every principal about whom the policy says the like.
struct ProgramRecord {
  std::uint32_t first_test;
  std::uint32_t first_leaf;
  std::uint16_t test_count;
  std::uint16_t leaf_count;
  std::uint16_t parameter_words;  // the place has at least these
  std::uint16_t reserved;
};

enum class TestOperation : std::uint8_t {
  question,   // what the node `operand` asks; its targets count for nothing
  equals,     // number == operand
  in_mask,    // number < 64 and bit `number` of constants[operand] is set
  less,       // number < parameter
  less_wide,  // number < the parameter and the word behind it, as one number
  grouped,    // the text satisfies the text atom that the parameter names, as the operand of a node does
  // Texts compared where they stand: strings, hosts, and commands as they are written; paths; the words of commands.
  text_equal,
  text_under,
  text_gap,
  text_within,
  path_equal,
  path_under,
  path_gap,
  path_within,
  command_equal,
  command_under,
  command_gap,
  command_within,
};
inline constexpr std::uint8_t kTestOperations = 18;
inline constexpr std::uint8_t kFirstTextTest = 6, kFirstPathTest = 10, kFirstCommandTest = 14;

// How a text is compared: what the operations above end in. `A` is the text of `parameter`, `B` that of `second`. In commands a blank of A
// and B stands for what separates two words.
enum class TextForm : std::uint8_t {
  equal,   // A
  under,   // A, or A and a separator and anything
  gap,     // A, then anything, then B
  within,  // A, then anything without a separator, then B
};
[[nodiscard]] constexpr TestOperation text_test(std::uint8_t first, TextForm form) {
  return static_cast<TestOperation>(first + static_cast<std::uint8_t>(form));
}
[[nodiscard]] constexpr bool is_text_test(std::uint8_t operation) { return operation >= kFirstTextTest; }
[[nodiscard]] constexpr TextForm form_of(std::uint8_t text_operation) {
  return static_cast<TextForm>((text_operation - kFirstTextTest) & 3U);
}

enum TestFlag : std::uint8_t {
  kContinues = 1,  // the answer joins that of the next test: the milder of both counts
  kNotEmpty = 2,   // what stands between A and B is no empty text
};

// Slots and parameters are those of the request's action and of the place.
struct TestRecord {
  std::uint8_t operation;  // TestOperation
  std::uint8_t slot;       // attribute of the action
  std::uint8_t flags;      // TestFlag
  std::uint8_t reserved;
  std::uint16_t parameter;  // number of the place's word
  std::uint16_t second;
  std::uint32_t operand;
  std::uint32_t weight;  // what `yes` adds twice, and `unknown` once, to the number of the leaf
};

// How many words of a place a test reads, counted from its first.
[[nodiscard]] constexpr std::uint32_t words_read(const TestRecord& test) {
  switch (static_cast<TestOperation>(test.operation)) {
    case TestOperation::question:
    case TestOperation::equals:
    case TestOperation::in_mask:
      return 0;
    case TestOperation::less_wide:
      return test.parameter + 2U;
    default:                                                                      // texts, and what reads one word
      return (test.second > test.parameter ? test.second : test.parameter) + 1U;  // `second` is 0 where there is none
  }
}

// A word that stands for a text: bytes from the place's first parameter on in the lower half, size in the upper. Behind every text so many
// bytes can be read.
inline constexpr std::uint32_t kTextSlack = 64;
inline constexpr std::uint32_t kParameterTextMax = 63;  // bytes of one text

struct LeafRecord {
  std::uint32_t target;       // a leaf
  std::uint32_t obligations;  // 0: none; otherwise 1 + the header of its set
};

struct EdgeRecord {
  std::uint32_t requested;  // principal
  std::uint32_t action;
  CellRecord cell;
};

enum class Operation : std::uint8_t {
  mark,         // remembers the statement `operand`; goes to `yes`
  equals,       // number == operand
  less,         // number < operand
  equals_wide,  // number == constants[operand]
  less_wide,    // number < constants[operand]
  in_mask,      // number < 64 and bit `number` of constants[operand] is set
  is_self,      // number == the principal decided for
  has,          // a set of names or numbers holds the number `operand`
  text,         // text atom `operand`: group in the upper 24 bits, atom of the group in the lower 8
  text_has,     // some member of a set of texts satisfies the text atom `operand`
  switch_on,    // switch number `operand`
  label_held,   // label number `operand`
  has_wide,     // a set of numbers holds the number constants[operand]
};
inline constexpr std::uint8_t kOperations = 13;

enum class Source : std::uint8_t {
  attribute,  // slot `index` of the action
  fact,       // fact number `index`
  origin,
  depth,        // length of the lineage
  time,         // milliseconds since 1970
  time_of_day,  // milliseconds since midnight in zone `index`
  day,          // 0 monday … 6 sunday in zone `index`
  job,          // number of the job; no job has none
  none,         // mark, switch_on, label_held
};
inline constexpr std::uint8_t kSources = 9;

// One question with two ways on. What is not known goes to `yes` when kUnknownIsYes is set, else to `no`.
struct NodeRecord {
  std::uint8_t operation;  // Operation
  std::uint8_t source;     // Source
  std::uint16_t index;     // of the source in the lower 15 bits; kUnknownIsYes
  std::uint32_t operand;
  std::uint32_t yes;  // targets
  std::uint32_t no;
};
inline constexpr std::uint16_t kUnknownIsYes = 0x8000;
inline constexpr std::uint16_t kSourceIndexMask = 0x7FFF;

enum class ObligationKind : std::uint8_t { approval, duty };
// The list of a cell whose root is a diagram: every record whose target ends in kLeafTrue contributes its id. Approvals count when the
// effect is ask, duties when it is ask or allow.
struct ObligationRecord {
  std::uint32_t root;  // leaf or node that answers yes or no
  std::uint32_t id;    // number of the approval or duty
  std::uint8_t kind;   // ObligationKind
  std::uint8_t is_last;
  std::uint16_t reserved;
};

// ---- proof ---------------------------------------------------------------------------------------------------------
enum class ProofState : std::uint32_t { unproved, proved };

// That the deciding sections decide as the source does, and how it was found out (compiler/equate). All zero when it was not.
struct ProofRecord {
  std::uint32_t state;               // ProofState
  std::uint32_t method;              // kProofMethod
  std::uint64_t cells;               // of all principals, actions and edges
  std::uint64_t distinct;            // cells that were proved; the others say the same as one of them
  std::uint64_t exhausted;           // of the distinct: by trying every case
  std::uint64_t by_engines;          // of the distinct: by decision diagrams and a solver
  std::uint64_t cases;               // that were tried
  std::uint8_t decision_digest[32];  // as in the header
  std::uint8_t source_digest[32];
  char solver_version[16];  // zero-padded; empty when no solver was asked
  std::uint64_t claims;     // `assert`s of the source that were proved as well
};
inline constexpr std::uint32_t kProofMethod = 1;  // changes with what is compared

// ---- time ----------------------------------------------------------------------------------------------------------
struct ZoneRecord {
  std::int64_t horizon_ms;  // first instant about which nothing is known
  std::uint32_t first_transition;
  std::uint32_t transition_count;
  std::int32_t first_offset_s;
  std::uint32_t reserved;
};
struct TransitionRecord {
  std::int64_t at_ms;
  std::int32_t offset_s;
  std::uint32_t reserved;
};

// ---- texts decided together ------------------------------------------------------------------------------------------
enum class TextDomain : std::uint8_t { string, path, host, command_text, command_words };

// One run over the value's canonical text decides every atom of the group: the automaton ends in an accepting class, whose row of
// `verdicts` holds two bits per atom (0 no, 1 unknown, 2 yes).
struct GroupRecord {
  std::uint32_t automaton;  // byte offset into `automata`
  std::uint32_t automaton_bytes;
  std::uint32_t first_verdict;  // byte offset into `verdicts`
  std::uint16_t class_count;    // rows of verdicts; row 0 is the class of a text that matches nothing
  std::uint16_t atom_count;     // 1..kGroupAtomsMax; a row has ceil(atom_count / 4) bytes
  std::uint8_t domain;          // TextDomain
  std::uint8_t is_residual;     // 1: a residual matcher instead of an automaton
  std::uint16_t reserved;
  std::uint32_t reserved_2;
};

// ---- explaining ------------------------------------------------------------------------------------------------------
struct FileRecord {
  TextRef name;
};
struct StatementRecord {
  TextRef text;
  TextRef because;
  std::uint32_t file;  // UINT32_MAX: none
  std::uint32_t line;  // 1-based
  std::uint32_t column;
  std::uint32_t reserved;
};
struct DutyRecord {
  TextRef text;
  std::uint32_t statement;
  std::uint32_t reserved;
};
struct RuleListRecord {
  std::uint32_t first_rule;
  std::uint32_t count;
};
enum class RuleRole : std::uint8_t { grant, default_grant, cap, default_cap };
struct RuleRecord {
  std::uint32_t statement;  // may be kRelative
  std::uint32_t must;       // target in rule_nodes or rule_programs: certainly true
  std::uint32_t may;        // target there: true or unknown
  std::uint8_t role;        // RuleRole
  std::uint8_t level;       // effect
  std::uint16_t reserved;
};

// ---- the layout is part of the format ----------------------------------------------------------------------------------
static_assert(sizeof(FileHeader) == 160 && offsetof(FileHeader, decision_digest) == 32 && offsetof(FileHeader, compiler_version) == 96);
static_assert(sizeof(SectionEntry) == 32 && sizeof(PolicyRecord) == 32 && sizeof(IndexSlot) == 16 && sizeof(PlaceRecord) == 12);
static_assert(sizeof(PrincipalRecord) == 24 && sizeof(ActionRecord) == 32 && offsetof(ActionRecord, required) == 16);
static_assert(sizeof(AttributeRecord) == 24 && sizeof(NameSetRecord) == 8 && sizeof(NameRecord) == 24);
static_assert(sizeof(ProgramRecord) == 16 && sizeof(TestRecord) == 16 && sizeof(LeafRecord) == 8 && offsetof(TestRecord, operand) == 8);
static_assert(sizeof(RowBlock) == 68 && sizeof(CellRecord) == 8 && sizeof(EdgeRecord) == 16);
static_assert(sizeof(NodeRecord) == 16 && offsetof(NodeRecord, operand) == 4 && sizeof(ObligationRecord) == 12);
static_assert(sizeof(ProofRecord) == 136 && offsetof(ProofRecord, decision_digest) == 48);
static_assert(sizeof(ZoneRecord) == 24 && sizeof(TransitionRecord) == 16 && sizeof(GroupRecord) == 24);
static_assert(sizeof(StatementRecord) == 32 && sizeof(DutyRecord) == 16 && sizeof(RuleListRecord) == 8 && sizeof(RuleRecord) == 16);

}  // namespace envelope::format
