#include "compiler/smt/z3_library.h"

#include <llvm/Support/DynamicLibrary.h>

namespace envelope::smt {

namespace {

constexpr const char* kFile = "libz3.so.4";

Z3Library open() {
  Z3Library library;
  llvm::sys::DynamicLibrary file = llvm::sys::DynamicLibrary::getPermanentLibrary(kFile, &library.fault);
  if (!file.isValid()) return library;
#define ENVELOPE_Z3_FIND(name)                                                             \
  library.name = reinterpret_cast<decltype(library.name)>(file.getAddressOfSymbol(#name)); \
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
