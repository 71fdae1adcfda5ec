// Opening and closing tables: bytes are copied into private pages first, and believed afterwards.
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <new>

#include "runtime/decide/validate.h"
#include "runtime/format/signature_format.h"

namespace envelope::decide {
namespace {

env_status tell(const Fault& fault, env_fault* to) {
  if (to == nullptr) return fault.status;
  to->status = fault.status;
  to->offset = fault.offset;
  const bool has_record = fault.section != format::SectionKind{};
  if (has_record)
    (void)std::snprintf(to->message, sizeof to->message, "%s: record %llu of `%s`: %s", env_status_name(fault.status),
                        static_cast<unsigned long long>(fault.index), section_name(fault.section), fault.what);
  else
    (void)std::snprintf(to->message, sizeof to->message, "%s: %s", env_status_name(fault.status), fault.what);
  return fault.status;
}

Fault plain(env_status status, const char* what) { return {status, 0, what, {}, 0}; }

// Private pages of `size` bytes to write to, or null.
char* reserve(std::size_t size) {
  void* pages = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return pages == MAP_FAILED ? nullptr : static_cast<char*>(pages);
}

// Takes the pages over. On a fault they are given back.
Fault adopt(char* pages, std::size_t size, env_table** table) {
  auto* made = new (std::nothrow) env_table;
  Fault fault = plain(ENV_NO_MEMORY, "there is no memory for a table");
  if (made != nullptr) {
    made->bytes = pages;
    made->size = made->file_bytes = size;
    fault = ::mprotect(pages, size, PROT_READ) == 0 ? read_directory(*made) : plain(ENV_NO_MEMORY, "the pages cannot be made read-only");
    if (!fault.is_fault()) fault = validate(*made);
    if (!fault.is_fault()) made->action_blocks = made->sections.policy[0].action_blocks;
  }
  if (fault.is_fault()) {
    delete made;
    (void)::munmap(pages, size);
    return fault;
  }
  *table = made;
  return fault;
}

Fault size_fault(std::uint64_t size) {
  if (size == 0) return plain(ENV_CUT_TABLE, "the file is empty");
  if (size > format::kFileBytesMax + sizeof(format::SignatureTrailer))
    return plain(ENV_MALFORMED_TABLE, "the file is larger than a table can be");
  return {};
}

// Reads exactly `size` bytes: a file that shrinks or grows meanwhile is refused.
bool read_all(int file, char* to, std::size_t size) {
  for (std::size_t done = 0; done < size;) {
    const ssize_t got = ::read(file, to + done, size - done);
    if (got <= 0) return false;
    done += static_cast<std::size_t>(got);
  }
  char more = 0;
  return ::read(file, &more, 1) == 0;
}

Fault open_file(int file, env_table** table) {
  struct stat about{};
  if (::fstat(file, &about) != 0) return plain(ENV_CANNOT_READ, "the file cannot be examined");
  if (!S_ISREG(about.st_mode)) return plain(ENV_CANNOT_READ, "it is not an ordinary file");
  const auto size = static_cast<std::size_t>(about.st_size);
  if (const Fault fault = size_fault(size); fault.is_fault()) return fault;
  char* pages = reserve(size);
  if (pages == nullptr) return plain(ENV_NO_MEMORY, "there is no memory for the table");
  if (read_all(file, pages, size)) return adopt(pages, size, table);
  (void)::munmap(pages, size);
  return plain(ENV_CANNOT_READ, "the file cannot be read, or changed while it was read");
}

}  // namespace
}  // namespace envelope::decide

using namespace envelope;  // the C interface stands outside

extern "C" {

env_status env_table_open(const char* path, env_table** table, env_fault* fault) {
  if (table != nullptr) *table = nullptr;
  if (path == nullptr || table == nullptr)
    return decide::tell(decide::plain(ENV_BAD_ARGUMENT, "there is no path or no place for the table"), fault);
  const int file = ::open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);  // a pipe must not make us wait
  if (file < 0) return decide::tell(decide::plain(ENV_CANNOT_READ, "the file cannot be opened"), fault);
  const decide::Fault found = decide::open_file(file, table);
  (void)::close(file);
  return decide::tell(found, fault);
}

env_status env_table_load(const void* bytes, size_t size, env_table** table, env_fault* fault) {
  if (table != nullptr) *table = nullptr;
  if (bytes == nullptr || table == nullptr)
    return decide::tell(decide::plain(ENV_BAD_ARGUMENT, "there are no bytes or no place for the table"), fault);
  if (const decide::Fault found = decide::size_fault(size); found.is_fault()) return decide::tell(found, fault);
  char* pages = decide::reserve(size);
  if (pages == nullptr) return decide::tell(decide::plain(ENV_NO_MEMORY, "there is no memory for the table"), fault);
  std::memcpy(pages, bytes, size);
  return decide::tell(decide::adopt(pages, size, table), fault);
}

void env_table_close(env_table* table) {
  if (table == nullptr) return;
  (void)::munmap(const_cast<char*>(table->bytes), table->file_bytes);
  delete table;
}

env_status env_table_describe(const env_table* table, env_table_info* info) {
  if (table == nullptr || info == nullptr || info->size != sizeof(env_table_info)) return ENV_BAD_ARGUMENT;
  const format::FileHeader& header = *table->header;
  *info = {};
  info->size = sizeof *info;
  info->principals = static_cast<std::uint32_t>(table->sections.principals.size());
  info->actions = static_cast<std::uint32_t>(table->sections.actions.size());
  info->statements = table->sections.policy[0].statement_count;
  info->file_bytes = table->file_bytes;
  info->stripped = table->is_stripped() ? 1 : 0;
  const auto* entries = reinterpret_cast<const format::SectionEntry*>(table->bytes + sizeof header);
  for (std::uint32_t i = 0; i < header.section_count; ++i)
    if (entries[i].kind != static_cast<std::uint32_t>(format::SectionKind::proof))
      (entries[i].kind < format::kFirstExplaining ? info->deciding_bytes : info->explaining_bytes) += entries[i].bytes;
  info->proved = table->sections.proof[0].state == static_cast<std::uint32_t>(format::ProofState::proved) ? 1 : 0;
  std::memcpy(info->decision_digest, header.decision_digest, sizeof info->decision_digest);
  std::memcpy(info->source_digest, header.source_digest, sizeof info->source_digest);
  std::memcpy(info->compiler_version, header.compiler_version, sizeof header.compiler_version);
  std::memcpy(info->tzdata_version, header.tzdata_version, sizeof header.tzdata_version);
  info->has_signature = table->has_signature ? 1 : 0;
  return ENV_OK;
}

size_t env_table_bytes(const env_table* table, const void** bytes) {
  if (bytes != nullptr) *bytes = table == nullptr ? nullptr : table->bytes;
  return table == nullptr || bytes == nullptr ? 0 : table->file_bytes;
}

}  // extern "C"
