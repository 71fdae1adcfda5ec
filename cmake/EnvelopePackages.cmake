# Third-party packages, each as one INTERFACE target with its traps handled (see docs/building.md).

find_package(LLVM 19.1 REQUIRED CONFIG HINTS /usr/lib/llvm-19/lib/cmake/llvm)
llvm_map_components_to_libnames(LLVM_SUPPORT_LIBS support)
add_library(llvm_support INTERFACE)
target_include_directories(llvm_support SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS})
target_link_libraries(llvm_support INTERFACE ${LLVM_SUPPORT_LIBS})
target_link_options(llvm_support INTERFACE -Wl,--as-needed -Wl,--gc-sections)  # LLVMSupport names libz3 and friends it does not use

find_package(antlr4-runtime 4.9 REQUIRED CONFIG)
find_program(ANTLR4_TOOL antlr4 REQUIRED)
find_package(fmt REQUIRED CONFIG)
find_package(yaml-cpp REQUIRED CONFIG)
find_package(Threads REQUIRED)

find_package(PkgConfig REQUIRED)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium>=1.0.18)

# Header only; Debian's package brings no target. Warnings are for its authors.
find_path(RAPIDJSON_INCLUDE_DIR rapidjson/reader.h REQUIRED)
add_library(rapidjson INTERFACE)
target_include_directories(rapidjson SYSTEM INTERFACE ${RAPIDJSON_INCLUDE_DIR})
