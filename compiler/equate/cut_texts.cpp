// Texts: every question becomes a machine, and the texts that some machine tells apart are the cases.
#include <algorithm>
#include <map>

#include "compiler/equate/emitted_machines.h"
#include "compiler/equate/pattern_machine.h"
#include "compiler/equate/text_cases.h"
#include "compiler/equate/variable.h"
#include "runtime/decide/compare.h"
#include "runtime/decide/program.h"
#include "runtime/text/command.h"

namespace envelope::equate {

using base::TypeKind;
using check::Comparison;
using format::TestOperation;
using format::TextDomain;
using format::TextForm;
using text::CodeRange;

namespace {

constexpr std::size_t kStatesMax = 200'000;  // of all machines of one subject together

text::Domain domain_of(TypeKind kind) {
  if (kind == TypeKind::path) return text::Domain::path;
  if (kind == TypeKind::host) return text::Domain::host;
  return kind == TypeKind::command ? text::Domain::command : text::Domain::string;
}

// What a machine is fed: the value, or what a shell makes of a command.
enum class Feed : std::uint8_t { value, key };

struct Reader {
  Feed feed{};
  std::unique_ptr<Machine> machine;
};

std::vector<CodeRange> codes(std::string_view separators) {
  std::vector<CodeRange> ranges;
  for (const char c : separators) ranges.push_back({static_cast<char32_t>(c), static_cast<char32_t>(c)});
  return ranges;
}

Reader pattern_reader(text::Automaton automaton, TypeKind kind, Feed feed) {
  const Reading reading = kind == TypeKind::path ? Reading::path : feed == Feed::key ? Reading::command_words : Reading::plain;
  return {feed, std::make_unique<PatternMachine>(std::move(automaton), reading)};
}

// ---- the source -------------------------------------------------------------------------------------------------------------

Reader reader_of(const check::TypedAtom& atom) {
  const TypeKind kind = atom.left.type.kind;
  AutomatonMaker maker;
  for (const check::Constant& constant : atom.constants) {
    if (atom.comparison == Comparison::matches) {
      const text::GlobResult parsed = text::Glob::parse(constant.text, domain_of(kind));
      if (parsed.glob) maker.append(parsed.glob->automaton());
      continue;
    }
    if (atom.comparison == Comparison::under && constant.text == "/") continue;  // everything lies under it
    maker.begin();
    maker.literal(constant.text);
    if (atom.comparison == Comparison::under) maker.separator_then_anything(codes("/"));
    maker.end();
  }
  const bool reads_words = kind == TypeKind::command && atom.comparison == Comparison::matches;
  return pattern_reader(maker.take(), kind, reads_words ? Feed::key : Feed::value);
}

// ---- the table --------------------------------------------------------------------------------------------------------------

Reader reader_of_group(const TableView& table, std::uint32_t operand) {
  const format::GroupRecord& group = table.sections().groups[operand >> 8U];
  const Feed feed = static_cast<TextDomain>(group.domain) == TextDomain::command_words ? Feed::key : Feed::value;
  return {feed, machine_of(group, table.sections().automata)};
}

// A text compared where it stands, said as a pattern. In words of commands a blank stands for what separates two of them.
Reader reader_of_test(const format::TestRecord& test, const char* parameters, TypeKind kind) {
  const TextForm form = format::form_of(test.operation);
  const bool reads_words = test.operation >= format::kFirstCommandTest;
  const decide::TextParameters with = decide::texts_of(form, parameters, test);
  std::string a(with.a), b(with.b);
  if (reads_words) {
    std::replace(a.begin(), a.end(), ' ', text::kTokenMark);
    std::replace(b.begin(), b.end(), ' ', text::kTokenMark);
    a.insert(a.begin(), text::kTokenMark);
  }
  const std::string separators = reads_words ? std::string(1, text::kTokenMark) : kind == TypeKind::host ? ".:" : "/";
  std::vector<char32_t> excluded;
  for (const char c : separators) excluded.push_back(static_cast<char32_t>(c));
  const std::vector<CodeRange> middle = form == TextForm::within ? all_but(excluded) : all_but({});
  AutomatonMaker maker;
  maker.begin();
  maker.literal(a);
  if (form == TextForm::under) maker.separator_then_anything(codes(separators));
  if (form >= TextForm::gap) {
    if (with.needs_middle) maker.once(middle);
    maker.loop(middle);
    maker.literal(b);
  }
  maker.end();
  return pattern_reader(maker.take(), kind, reads_words ? Feed::key : Feed::value);
}

// Whatever else a table may ask of a text, say whether it is less than a number, it never gets another answer than unknown.
bool reads_texts(const TableQuestion& question) {
  if (question.test != nullptr)
    return format::is_text_test(question.test->operation) || static_cast<TestOperation>(question.test->operation) == TestOperation::grouped;
  const auto operation = static_cast<format::Operation>(question.node->operation);
  return operation == format::Operation::text || operation == format::Operation::text_has;
}

Reader reader_of(const Answers& answers, const TableQuestion& question, TypeKind kind) {
  if (question.node != nullptr) return reader_of_group(answers.table(), question.node->operand);
  const char* const parameters = answers.table().parameters(answers.place().table.principal);
  if (static_cast<TestOperation>(question.test->operation) == TestOperation::grouped)
    return reader_of_group(answers.table(), decide::word_of(parameters, question.test->parameter));
  return reader_of_test(*question.test, parameters, kind);
}

// ---- all of them together -----------------------------------------------------------------------------------------------------

class Cases {
 public:
  Cases(const Answers& answers, TypeKind kind, const std::vector<Question>& questions) : kind_(kind), questions_(questions) {
    for (const Question& question : questions) {
      if (question.kind == Question::Kind::atom) readers_.push_back(reader_of(*question.atom));
      if (question.kind == Question::Kind::table && reads_texts(question.table))
        readers_.push_back(reader_of(answers, question.table, kind));
    }
  }

  std::optional<std::vector<Sample>> run() {
    if (kind_ != TypeKind::command) {
      const Texts texts = kind_ == TypeKind::path ? Texts::paths : kind_ == TypeKind::host ? Texts::hosts : Texts::strings;
      if (!add(texts, Feed::value)) return std::nullopt;
      return std::move(samples_);
    }
    if (!add(Texts::command_texts, Feed::value) || !add(Texts::command_words, Feed::key) || !add(Texts::exact_texts, Feed::key))
      return std::nullopt;
    add_written_commands();
    return std::move(samples_);
  }

 private:
  bool add(Texts texts, Feed feed) {
    std::vector<Machine*> machines;
    for (const Reader& reader : readers_)
      if (reader.feed == feed && !is_among(*reader.machine, machines)) machines.push_back(reader.machine.get());
    if (machines.empty() && texts == Texts::command_texts) return true;
    const auto cases = text_cases(texts, machines, kStatesMax);
    if (!cases) return false;
    for (const TextCase& each : *cases) {
      add_sample(each.value);
      // The same words written otherwise: a text that is compared as it stands may be one of the spellings, and not the other.
      if (texts == Texts::command_words) add_sample(" " + each.value);
    }
    return true;
  }

  static bool is_among(const Machine& machine, const std::vector<Machine*>& others) {
    const auto* const pattern = dynamic_cast<const PatternMachine*>(&machine);
    return pattern != nullptr && std::any_of(others.begin(), others.end(), [&](const Machine* other) {
             const auto* const like = dynamic_cast<const PatternMachine*>(other);
             return like != nullptr && like->is_like(*pattern);
           });
  }

  // Commands that the source names as they are written.
  void add_written_commands() {
    for (const Question& question : questions_) {
      if (question.kind != Question::Kind::atom) continue;
      for (const check::Constant& constant : question.atom->constants) {
        if (question.atom->comparison != Comparison::matches) continue;
        const text::GlobResult parsed = text::Glob::parse(constant.text, text::Domain::command);
        if (parsed.glob) add_sample(text::example(*parsed.glob));
      }
    }
  }

  void add_sample(const std::string& value) {
    if (text::canonical_value(domain_of(kind_), value) != value) return;
    Sample sample;
    sample.value = value;
    samples_.push_back(std::move(sample));
  }

  TypeKind kind_;
  const std::vector<Question>& questions_;
  std::vector<Reader> readers_;
  std::vector<Sample> samples_;
};

}  // namespace

std::optional<std::vector<Sample>> text_samples(const Answers& answers, TypeKind kind, const std::vector<Question>& questions) {
  return Cases(answers, kind, questions).run();
}

}  // namespace envelope::equate
