#include "compiler/equate/variable.h"

#include <algorithm>
#include <map>
#include <span>

namespace envelope::equate {

using text::Truth;

namespace {

Sample absent() {
  Sample sample;
  sample.is_absent = true;
  return sample;
}

std::vector<Sample> origin_samples() {
  std::vector<Sample> samples{absent()};
  for (std::int64_t origin = 0; origin <= static_cast<std::int64_t>(request::Origin::event); ++origin) {
    Sample& sample = samples.emplace_back();
    sample.number = origin;
  }
  return samples;
}

std::vector<Sample> switch_samples() {
  std::vector<Sample> samples(3);
  samples[0].truth = Truth::unknown;
  samples[1].truth = Truth::no;
  samples[2].truth = Truth::yes;
  return samples;
}

void put_value(std::map<std::string, request::RawValue>& values, const Variable& variable, const Sample& sample) {
  const std::string& name = variable.subject.name;
  if (variable.part == Part::value && !sample.is_absent) values[name] = sample.value;
  if (variable.part == Part::presence && !sample.is_absent) values[name] = sample.value;
  if (variable.part != Part::member || sample.is_absent) return;
  const auto set = values.find(name);
  if (set == values.end()) return;
  if (auto* names = std::get_if<request::MemberList>(&set->second)) names->members.push_back(sample.name);
  if (auto* numbers = std::get_if<request::NumberList>(&set->second)) numbers->members.push_back(sample.number);
}

void put_labels(std::optional<std::vector<std::string>>& labels, const Variable& variable, const Sample& sample) {
  if (sample.is_absent) return;
  if (variable.part == Part::presence) labels.emplace();
  if (variable.part == Part::member && labels) labels->push_back(sample.name);
}

// Cuts one subject.
class SubjectCutter {
 public:
  SubjectCutter(const Answers& answers, const Subject& subject, const std::vector<Question>& questions)
      : answers_(answers), subject_(subject), questions_(questions) {}

  Cut run() {
    switch (subject_.about) {
      case About::nothing:
        settle();
        break;
      case About::attribute:
      case About::fact:
        cut_value();
        break;
      case About::labels:
        cut_set(label_samples(), {});
        break;
      case About::origin:
        cut_into(origin_samples());
        break;
      case About::depth:
        cut_into(depth_samples(answers_));
        break;
      case About::time:
        cut_into(time_samples(answers_, questions_));
        break;
      case About::job:
        cut_into(job_samples(answers_));
        break;
      case About::switch_on:
        cut_into(switch_samples());
        break;
    }
    return std::move(cut_);
  }

 private:
  void settle() {
    for (const Question& question : questions_) {
      Answered& answered = cut_.answers.emplace_back();
      answered.otherwise = answers_.answer(question, answers_.bare_request());
    }
  }

  void cut_value() {
    const std::optional<Declared> type = declared(answers_, subject_);
    if (!type) return settle();  // asked of something that no request can say
    const bool is_text = base::is_textual(type->type.kind);
    std::vector<Sample> samples;
    if (is_text) {
      auto texts = text_samples(answers_, type->type.kind, questions_);
      if (!texts) {
        cut_.limit = "`" + subject_.name + "` is compared with more patterns than can be looked at together";
        return settle();
      }
      samples = std::move(*texts);
    } else {
      samples = number_samples(answers_, type->type, questions_);
    }
    if (type->type.is_set) return cut_set(std::move(samples), request::empty_set(type->type.kind));
    if (type->may_be_absent) samples.insert(samples.begin(), absent());
    cut_into(std::move(samples));
  }

  // One variable whose codes are those of `samples` that differ in an answer, the first of each.
  void cut_into(std::vector<Sample> samples) {
    Variable variable{subject_, Part::value, {}};
    std::map<std::vector<Truth>, std::size_t> seen;
    std::vector<std::vector<Truth>> rows;
    for (Sample& sample : samples) {
      variable.codes.assign(1, sample);
      std::vector<Truth> row = row_of({&variable, 1}, {0});
      if (!seen.try_emplace(row, rows.size()).second) continue;
      rows.push_back(std::move(row));
      kept_.push_back(std::move(sample));
    }
    variable.codes = std::move(kept_);
    cut_.variables.push_back(std::move(variable));
    for (std::size_t q = 0; q < questions_.size(); ++q) {
      Answered& answered = cut_.answers.emplace_back();
      Answered::Place& place = answered.places.emplace_back();
      for (const std::vector<Truth>& row : rows) place.truths.push_back(row[q]);
    }
  }

  // `empty_value`: what a request says of a set without members.
  void cut_set(std::vector<Sample> members, const request::RawValue& empty_value) {
    Variable presence{subject_, Part::presence, {absent(), Sample{}}};
    presence.codes[1].value = empty_value;
    cut_.variables.push_back(presence);
    const std::vector<Truth> unsaid = row_of({&presence, 1}, {0}), empty = row_of({&presence, 1}, {1});
    for (std::size_t q = 0; q < questions_.size(); ++q) {
      Answered& answered = cut_.answers.emplace_back();
      answered.presence = 0;
      answered.where_absent = unsaid[q];
      answered.otherwise = empty[q];
    }
    std::map<std::vector<Truth>, bool> seen{{empty, true}};
    for (Sample& member : members) {
      if (const auto* name = std::get_if<std::string>(&member.value)) member.name = *name;
      Variable variable{subject_, Part::member, {absent(), std::move(member)}};
      const Variable both[] = {presence, variable};
      const std::vector<Truth> row = row_of({both, 2}, {1, 1});
      if (!seen.try_emplace(row, true).second) continue;
      const auto number = static_cast<std::uint32_t>(cut_.variables.size());
      for (std::size_t q = 0; q < questions_.size(); ++q) cut_.answers[q].places.push_back({number, {empty[q], row[q]}});
      cut_.variables.push_back(std::move(variable));
    }
  }

  [[nodiscard]] std::vector<Sample> label_samples() const {
    std::vector<Sample> samples;
    for (const check::Label& label : answers_.program().labels) samples.emplace_back().name = label.name;
    return samples;
  }

  // The answers to all questions when the variables have these codes.
  [[nodiscard]] std::vector<Truth> row_of(std::span<const Variable> variables, const std::vector<std::size_t>& codes) const {
    request::Request request = answers_.bare_request();
    for (std::size_t i = 0; i < variables.size(); ++i) put(variables[i], codes[i], request);
    std::vector<Truth> row;
    row.reserve(questions_.size());
    for (const Question& question : questions_) row.push_back(answers_.answer(question, request));
    return row;
  }

  const Answers& answers_;
  const Subject& subject_;
  const std::vector<Question>& questions_;
  Cut cut_;
  std::vector<Sample> kept_;
};

}  // namespace

bool is_asked_by_human(const Answers& answers) {
  return answers.program().principals[answers.place().who.index()].kind == check::PrincipalKind::human;
}

std::optional<Declared> declared(const Answers& answers, const Subject& subject) {
  if (subject.about == About::fact) {
    for (const check::Fact& fact : answers.program().facts)
      if (fact.name == subject.name) return Declared{fact.type, true};
    return std::nullopt;
  }
  for (const check::Attribute& attribute : answers.program().actions[answers.place().action.index()].attributes)
    if (attribute.name == subject.name) return Declared{attribute.type, attribute.optional};
  return std::nullopt;
}

void put(const Variable& variable, std::size_t code, request::Request& request) {
  const Sample& sample = variable.codes[code];
  switch (variable.subject.about) {
    case About::attribute:
      return put_value(request.attributes, variable, sample);
    case About::fact:
      return put_value(request.facts, variable, sample);
    case About::labels:
      return put_labels(request.labels, variable, sample);
    case About::origin:
      if (!sample.is_absent) request.origin = static_cast<request::Origin>(sample.number);
      return;
    case About::depth:
      request.lineage.emplace(static_cast<std::size_t>(sample.number), sample.name);
      return;
    case About::time:
      if (!sample.is_absent) request.time_ms = sample.number;
      return;
    case About::job:
      if (!sample.is_absent) request.job = sample.name;
      return;
    case About::switch_on:
      request.switches[variable.subject.name] = sample.truth;
      return;
    case About::nothing:
      return;
  }
}

std::shared_ptr<const Cut> Cutter::cut(const Answers& answers, const Subject& subject, const std::vector<Question>& questions) {
  std::string key{static_cast<char>(subject.about)};
  key += subject.name;
  if (subject.about == About::depth) key.push_back(is_asked_by_human(answers) ? 'h' : 'a');
  const bool is_declared = subject.about == About::attribute || subject.about == About::fact;
  if (const auto type = is_declared ? declared(answers, subject) : std::nullopt) {
    for (const std::uint32_t part : {static_cast<std::uint32_t>(type->type.kind), type->type.enumeration.value,
                                     std::uint32_t{type->type.is_set}, std::uint32_t{type->may_be_absent}})
      key.append(reinterpret_cast<const char*>(&part), sizeof part);
  }
  key.push_back('\0');
  for (const Question& question : questions) answers.append_key(question, key);
  std::shared_ptr<const Cut>& known = known_[key];
  if (!known) known = std::make_shared<const Cut>(SubjectCutter(answers, subject, questions).run());
  return known;
}

}  // namespace envelope::equate
