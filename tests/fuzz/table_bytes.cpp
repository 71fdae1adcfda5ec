// Any bytes as a table, once as they are and once with every checksum made to fit: refused, or decided within bounds and in bounded steps.
#include <cstddef>
#include <cstdint>
#include <vector>

#include "runtime/include/envelope/decide.h"
#include "tests/table/exercise.h"

namespace {

void open_and_ask(const std::vector<char>& bytes) {
  env_table* table = nullptr;
  if (env_table_load(bytes.data(), bytes.size(), &table, nullptr) != ENV_OK) return;
  (void)envelope::table::test::exercise(table);
  env_table_close(table);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<char> bytes(data, data + size);
  open_and_ask(bytes);
  envelope::table::test::mend_checksums(bytes);
  open_and_ask(bytes);
  return 0;
}
