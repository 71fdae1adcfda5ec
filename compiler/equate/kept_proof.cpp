#include "compiler/equate/kept_proof.h"

#include <fmt/format.h>
#include <link.h>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/SHA256.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "compiler/smt/solver.h"

namespace envelope::equate {
namespace {

constexpr std::string_view kHeading = "envelope proof 1\n";

// Every part with its length, so that no two lists of parts read alike.
class Digest {
 public:
  void add(std::string_view part) {
    hash_.update(fmt::format("{} ", part.size()));
    hash_.update(llvm::StringRef(part.data(), part.size()));
  }
  [[nodiscard]] std::string hex() {
    const auto digest = hash_.final();
    return llvm::toHex(llvm::StringRef(reinterpret_cast<const char*>(digest.data()), digest.size()), /*LowerCase=*/true);
  }

 private:
  llvm::SHA256 hash_;
};

// What the linker called the running program: any change of its code changes it.
std::string build_id() {
  std::string id;
  dl_iterate_phdr(
      [](dl_phdr_info* object, std::size_t, void* to) {
        for (int i = 0; i < object->dlpi_phnum; ++i) {
          const ElfW(Phdr)& segment = object->dlpi_phdr[i];
          if (segment.p_type != PT_NOTE) continue;
          const char* note =
              reinterpret_cast<const char*>(object->dlpi_addr + segment.p_vaddr);  // NOLINT: the linker tells places as numbers
          const char* const end = note + segment.p_memsz;
          const auto padded = [](std::size_t size) { return (size + 3) / 4 * 4; };
          while (note + sizeof(ElfW(Nhdr)) <= end) {
            ElfW(Nhdr) header;
            std::memcpy(&header, note, sizeof header);
            const char* const description = note + sizeof header + padded(header.n_namesz);
            if (header.n_type == NT_GNU_BUILD_ID) static_cast<std::string*>(to)->assign(description, header.n_descsz);
            note = description + padded(header.n_descsz);
          }
        }
        return 1;  // the first object is the program; no other is asked for
      },
      &id);
  return id;
}

std::string digest_of(std::string_view text) {
  Digest digest;
  digest.add(text);
  return digest.hex();
}

}  // namespace

std::string proof_key(const check::TypedProgram& program, const base::SourceMap& sources, std::string_view table) {
  const std::string id = build_id();
  if (id.empty()) return {};
  Digest digest;
  digest.add(id);
  for (std::uint32_t i = 0; i < sources.size(); ++i) {
    digest.add(sources.file({i}).path);
    digest.add(sources.file({i}).text);
  }
  for (const time::Zone& zone : program.zones) {
    digest.add(zone.name);
    digest.add(fmt::format("{} {}", zone.horizon_ms, zone.first_offset_s));
    for (const time::Transition& transition : zone.transitions) digest.add(fmt::format("{} {}", transition.at_ms, transition.offset_s));
  }
  digest.add(table);
  return digest.hex();
}

std::string write_kept(const std::string& key, const Result& result) {
  const Counts& counts = result.counts;
  const std::string said = fmt::format("{}{}\n{} {} {} {} {}\n{}\n", kHeading, key, counts.cells, counts.distinct, counts.exhausted,
                                       counts.by_engines, counts.cases, result.solver_version);
  return said + digest_of(said) + "\n";
}

std::optional<Result> read_kept(const std::string& key, std::string_view entry) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < entry.size();) {
    const std::size_t end = std::min(entry.find('\n', at), entry.size());
    lines.emplace_back(entry.substr(at, end - at));
    at = end + 1;
  }
  if (lines.size() != 5) return std::nullopt;
  Result result;
  Counts& counts = result.counts;
  const std::array numbers = {&counts.cells, &counts.distinct, &counts.exhausted, &counts.by_engines, &counts.cases};
  const char* at = lines[2].c_str();
  for (std::uint64_t* const number : numbers) {
    char* end = nullptr;
    *number = std::strtoull(at, &end, 10);
    at = end;
  }
  result.solver_version = lines[3];
  // Written again it must be the same, digest and all: no other check is needed.
  if (write_kept(key, result) != entry) return std::nullopt;
  // It says which solver was asked: another one has to be asked again. None is loaded where none was.
  if (!result.solver_version.empty() && result.solver_version != smt::Solver::version()) return std::nullopt;
  return result;
}

}  // namespace envelope::equate
