#include "tests/table/exercise.h"

#include <cstring>

#include "runtime/format/hash.h"
#include "runtime/format/signature_format.h"
#include "runtime/format/table_format.h"
#include "runtime/include/envelope/decide.h"

namespace envelope::table::test {

namespace {

using format::FileHeader;
using format::SectionEntry;

void ask(const env_table* table, const env_request& request) {
  env_decision decision = env_new_decision();
  (void)env_decide(table, &request, &decision);
  char buffer[2048];
  (void)env_explain(table, &request, buffer, sizeof buffer, nullptr);
}

std::vector<env_attribute> attributes_of(const env_table* table, std::uint32_t action, int round) {
  static const env_text kMembers[] = {{"prod", 4}, {"~/x", 3}};
  static const std::int64_t kNumbers[] = {1, 1'000'000};
  static const char* const kTexts[] = {"/srv/data/x", "api.example.com", "npm test", "prod", "~/notes/a"};
  std::vector<env_attribute> attributes;
  env_type type{};
  int is_set = 0;
  for (std::uint32_t slot = 0; env_attribute_type(table, action, slot, &type, &is_set) == ENV_OK && slot < 64; ++slot) {
    env_attribute attribute{env_name_id(slot), {}};
    if (is_set != 0 && type < ENV_TYPE_STRING) {
      attribute.value.kind = ENV_VALUE_NUMBERS;
      attribute.value.count = 2;
      attribute.value.as.numbers = kNumbers;
    } else if (is_set != 0) {
      attribute.value.kind = ENV_VALUE_LIST;
      attribute.value.count = 2;
      attribute.value.as.members = kMembers;
    } else if (type >= ENV_TYPE_STRING) {
      const char* text = kTexts[(slot + static_cast<std::uint32_t>(round)) % 5];
      attribute.value.kind = ENV_VALUE_TEXT;
      attribute.value.as.text = {text, std::strlen(text)};
    } else {
      attribute.value.kind = type == ENV_TYPE_BOOL ? ENV_VALUE_BOOL : ENV_VALUE_NUMBER;
      attribute.value.as.number = round * 1'000'000;
    }
    attributes.push_back(attribute);
  }
  return attributes;
}

// The checksum of a signature behind the table.
void mend_signature(std::vector<char>& bytes, std::uint64_t table_bytes) {
  format::SignatureTrailer trailer{};
  if (table_bytes > bytes.size() || bytes.size() - table_bytes != sizeof trailer) return;
  char* const at = bytes.data() + table_bytes;
  std::memcpy(&trailer, at, sizeof trailer);
  trailer.checksum = format::checksum(&trailer, offsetof(format::SignatureTrailer, checksum));
  std::memcpy(at, &trailer, sizeof trailer);
}

}  // namespace

void mend_checksums(std::vector<char>& bytes) {
  if (bytes.size() < sizeof(FileHeader)) return;
  FileHeader header{};
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.section_count > format::kSectionsMax) return;
  const std::size_t directory = header.section_count * sizeof(SectionEntry);
  if (bytes.size() - sizeof header < directory) return;
  for (std::uint32_t i = 0; i < header.section_count; ++i) {
    SectionEntry entry{};
    char* const at = bytes.data() + sizeof header + i * sizeof entry;
    std::memcpy(&entry, at, sizeof entry);
    if (entry.offset > bytes.size() || entry.bytes > bytes.size() - entry.offset) continue;
    entry.checksum = format::checksum(bytes.data() + entry.offset, entry.bytes);
    std::memcpy(at, &entry, sizeof entry);
  }
  header.header_checksum = 0;
  std::memcpy(bytes.data(), &header, sizeof header);
  header.header_checksum = format::checksum(bytes.data(), sizeof header + directory);
  std::memcpy(bytes.data(), &header, sizeof header);
  mend_signature(bytes, header.file_bytes);
}

std::size_t exercise(const env_table* table) {
  env_table_info info{};
  info.size = sizeof info;
  if (env_table_describe(table, &info) != ENV_OK) return 0;
  const env_name lineage[] = {env_name_id(0)};
  const env_name labels[] = {env_name_id(0)};
  const env_switch switches[] = {{env_name_id(0), ENV_YES}};
  std::size_t asked = 0;
  for (std::uint32_t principal = 0; principal < info.principals; ++principal)
    for (std::uint32_t action = 0; action < info.actions; ++action)
      for (int round = 0; round < 3; ++round, ++asked) {
        const std::vector<env_attribute> attributes = attributes_of(table, action, round);
        env_request request = env_new_request();
        request.principal = env_name_id(principal);
        request.action = env_name_id(action);
        request.requested = env_name_id(1);
        request.attributes = attributes.data();
        request.attribute_count = attributes.size();
        request.flags = ENV_LINEAGE_KNOWN;
        if (round > 0) request.flags |= ENV_TIME_KNOWN | ENV_ORIGIN_KNOWN | ENV_JOB_KNOWN | ENV_LABELS_KNOWN | ENV_SWITCHES_OFF;
        request.time_ms = 1'800'000'000'000 + round * 50'000'000LL;
        request.job = env_name_id(round == 1 ? ENV_NONE : 0);
        request.lineage = lineage;
        request.lineage_count = round == 1 ? 1 : 0;
        request.labels = labels;
        request.label_count = round == 2 ? 1 : 0;
        request.switches = switches;
        request.switch_count = round == 2 ? 1 : 0;
        ask(table, request);
        request.flags |= ENV_REQUEST_EDGE;
        ask(table, request);
      }
  env_request request = env_new_request();
  request.principal = env_name_id(0);
  request.flags = ENV_LINEAGE_KNOWN;
  char buffer[4096];
  (void)env_list(table, &request, buffer, sizeof buffer, nullptr);
  return asked;
}

}  // namespace envelope::table::test
