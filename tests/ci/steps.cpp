// Prints what a pipeline of examples/ci runs, one script after another, each behind a line `--- NAME`:
//   steps FILE ENVIRONMENT…     of a workflow its `run:` steps, of a GitLab file the `script` of each job; NAME=VALUE replace `${{ NAME }}`
#include <yaml-cpp/yaml.h>

#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace {

std::string replaced(std::string text, const std::vector<std::pair<std::string, std::string>>& values) {
  for (const auto& [name, value] : values)
    for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += value.size()) text.replace(at, name.size(), value);
  return text;
}

void print(const std::string& name, const std::string& script) { std::printf("--- %s\n%s\n", name.c_str(), script.c_str()); }

void print_job(const YAML::Node& job, const std::vector<std::pair<std::string, std::string>>& values) {
  std::string exports;
  for (const auto& variable : job["env"])
    exports += "export " + variable.first.as<std::string>() + "='" + replaced(variable.second.as<std::string>(), values) + "'\n";
  for (const YAML::Node& step : job["steps"])
    if (step["run"]) print(step["name"].as<std::string>(), exports + replaced(step["run"].as<std::string>(), values));
}

void print_script(const std::string& name, const YAML::Node& job) {
  std::string script;
  for (const YAML::Node& line : job["script"]) script += line.as<std::string>() + "\n";
  print(name, script);
}

}  // namespace

int main(int count, char** words) {
  if (count < 2) return 1;
  std::vector<std::pair<std::string, std::string>> values;
  for (int i = 2; i < count; ++i) {
    const std::string word = words[i];
    values.emplace_back("${{ " + word.substr(0, word.find('=')) + " }}", word.substr(word.find('=') + 1));
  }
  const YAML::Node root = YAML::LoadFile(words[1]);
  if (root["jobs"]) {
    for (const auto& job : root["jobs"]) print_job(job.second, values);
    return 0;
  }
  for (const auto& job : root)
    if (job.second["script"]) print_script(job.first.as<std::string>(), job.second);
  return 0;
}
