// Deciding takes no memory and no lock. The C library's own doors are replaced by ones that count, for the whole test program.
#include <catch2/catch.hpp>

#include <dlfcn.h>
#include <pthread.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "runtime/include/envelope/decide.hpp"
#include "tests/table/tables.h"

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)  // which replace them themselves

namespace {

std::atomic<int> g_allocations{0}, g_locks{0};
thread_local bool t_is_counting = false;

}  // namespace

extern "C" {

// NOLINTBEGIN: their names are those of the C library
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* old, std::size_t size);
// NOLINTEND

void* malloc(std::size_t size) {
  if (t_is_counting) ++g_allocations;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  if (t_is_counting) ++g_allocations;
  return __libc_calloc(count, size);
}
void* realloc(void* old, std::size_t size) {
  if (t_is_counting) ++g_allocations;
  return __libc_realloc(old, size);
}
int pthread_mutex_lock(pthread_mutex_t* mutex) {
  using Lock = int (*)(pthread_mutex_t*);
  static const auto lock = reinterpret_cast<Lock>(::dlsym(RTLD_NEXT, "pthread_mutex_lock"));
  if (t_is_counting) ++g_locks;
  return lock(mutex);
}

}  // extern "C"

namespace envelope::table::test {

namespace {

// Every question of the rich policy, asked in every kind of request.
void decide_all(const env_table* table) {
  for (int n = 0; n < 400; ++n) {
    const env_attribute path = env_text_attribute("path", n % 2 == 0 ? "/srv/data/./x" : "~/notes/a");
    const env_attribute host = env_text_attribute("host", "API.example.com.");
    const env_attribute command = env_text_attribute("command", "npm  'test'");
    env_request request = env_new_request();
    request.principal = env_name_of(n % 3 == 0 ? "ann" : "bob");
    request.action = env_name_of(n % 4 == 0 ? "read" : n % 4 == 1 ? "fetch" : n % 4 == 2 ? "run" : "nothing");
    request.attributes = n % 4 == 0 ? &path : n % 4 == 1 ? &host : &command;
    request.attribute_count = 1;
    request.flags = ENV_LINEAGE_KNOWN | ENV_TIME_KNOWN | ENV_LABELS_KNOWN;
    request.time_ms = 1'800'000'000'000 + n * 3'600'000LL;
    env_decision decision = env_new_decision();
    (void)env_decide(table, &request, &decision);
    (void)env_decide_batch(table, &request, 1, &decision);
  }
}

}  // namespace

TEST_CASE("deciding allocates nothing and locks nothing") {
  const TablePtr table = load(build_table(rich_policy()));
  REQUIRE(table != nullptr);
  t_is_counting = true;
  decide_all(table.get());
  t_is_counting = false;
  CHECK(g_allocations == 0);
  CHECK(g_locks == 0);
}

TEST_CASE("the doors count") {
  g_allocations = g_locks = 0;
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  t_is_counting = true;
  const std::string text(1000, 'x');
  pthread_mutex_lock(&mutex);
  t_is_counting = false;
  pthread_mutex_unlock(&mutex);
  CHECK(text.size() == 1000);
  CHECK(g_allocations == 1);
  CHECK(g_locks == 1);
}

}  // namespace envelope::table::test

#endif
