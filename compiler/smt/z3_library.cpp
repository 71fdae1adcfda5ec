#include "compiler/smt/z3_library.h"

#include <dlfcn.h>

namespace envelope::smt {

namespace {

constexpr const char* kFile = "libz3.so.4";

Z3Library open() {
  Z3Library library;
  // Never unloaded: its own state, which it keeps to the end of the process, would be lost to whoever looks for leaks.
  void* const file = dlopen(kFile, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  if (file == nullptr) {
    const char* const reason = dlerror();
    library.fault = reason == nullptr ? kFile : reason;
    return library;
  }
#define ENVELOPE_Z3_FIND(name)                                                 \
  library.name = reinterpret_cast<decltype(library.name)>(dlsym(file, #name)); \
  if (library.name == nullptr) library.fault = std::string(kFile) + " has no " #name;
  ENVELOPE_Z3_FUNCTIONS(ENVELOPE_Z3_FIND)
#undef ENVELOPE_Z3_FIND
  return library;
}

}  // namespace

const Z3Library& z3_library() {
  static const Z3Library kLibrary = open();
  return kLibrary;
}

}  // namespace envelope::smt
