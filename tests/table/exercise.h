// What is done to the bytes of tables, and with tables whose bytes nobody vouches for.
#pragma once

#include <cstddef>
#include <vector>

struct env_table;

namespace envelope::table::test {

// Makes every checksum fit its bytes, as far as header and directory can be read at all.
void mend_checksums(std::vector<char>& bytes);

// Asks a table about every principal and action with a few values of every attribute, and for explanations and lists. The answers do not
// matter: under sanitizers, every step stays inside the table. Returns how many requests were decided.
std::size_t exercise(const env_table* table);

}  // namespace envelope::table::test
