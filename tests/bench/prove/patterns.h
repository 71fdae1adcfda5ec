// Patterns of paths to compare with each other.
#pragma once

#include <string>
#include <vector>

namespace envelope::bench {

// As policies have them: places, kinds of files, and both.
inline std::vector<std::string> patterns() {
  const std::vector<std::string> places = {"~/projects", "/srv/**", "/srv/app", "~/.config/*", "/var/log/app_[0-9]"};
  const std::vector<std::string> files = {"*", "**", "**/*.md", "*.{yaml,yml}", "**/.env", "src/**/test_*.py", "?.txt"};
  std::vector<std::string> all = {"**/*.key", "/**/secrets/**", "{/etc,/usr/etc}/**"};
  for (const std::string& place : places)
    for (const std::string& file : files) all.push_back(place + "/" + file);
  return all;
}

}  // namespace envelope::bench
