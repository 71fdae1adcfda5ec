# Build flags and the few ways to declare something of ours.

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

set(ENVELOPE_SANITIZE "" CACHE STRING "sanitizers for every target, e.g. address,undefined or thread")
option(ENVELOPE_COVERAGE "instrument for gcov" OFF)
option(ENVELOPE_FUZZ "build the libFuzzer targets (clang)" OFF)

# A compiler cache and a fast linker are used where they are found and never needed.
find_program(ENVELOPE_CCACHE ccache)
if(ENVELOPE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${ENVELOPE_CCACHE})
endif()
find_program(ENVELOPE_MOLD ld.mold)
find_program(ENVELOPE_LLD ld.lld)
if(ENVELOPE_MOLD)
  add_link_options(-fuse-ld=mold)
elseif(ENVELOPE_LLD)
  add_link_options(-fuse-ld=lld)
endif()
add_link_options(-Wl,--build-id)  # what tells one `envc` from another: proofs are kept under it

# What stands in a shared library is position independent, shows no names of its own accord, and goes where nothing calls it.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
add_compile_options(-ffunction-sections -fdata-sections)

add_library(envelope_flags INTERFACE)
target_include_directories(envelope_flags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
target_compile_options(envelope_flags INTERFACE -Wall -Wextra -Wshadow -Wconversion -Werror -Werror=switch)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 reports std::string concatenation (-Wrestrict, GCC bug 105329) and, once sanitizers or -O1 keep it from seeing through
  # them, std::optional and std::variant (-Wmaybe-uninitialized): both are false.
  target_compile_options(envelope_flags INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
else()
  # Warnings are for g++ and clang-tidy to judge: clang 19 finds fault with g++ 12's own std::stable_sort, for one.
  target_compile_options(envelope_flags INTERFACE -w)
endif()

if(ENVELOPE_SANITIZE)
  add_compile_options(-fsanitize=${ENVELOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${ENVELOPE_SANITIZE})
endif()
if(ENVELOPE_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()
if(ENVELOPE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link,address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=address,undefined)
endif()

# envelope_library(check PUBLIC envelope_syntax ...): every .cpp below the current folder becomes the static library `envelope_check`.
# PUBLIC are floors whose types stand in our headers; PRIVATE what only the .cpp files use.
# A folder without a .cpp file becomes a header-only library: it can be named by others and costs nothing.
function(envelope_library name)
  cmake_parse_arguments(ARG "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  if(NOT sources)
    file(RELATIVE_PATH folder ${CMAKE_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
    message(STATUS "envelope_${name}: no .cpp file in ${folder}, nothing to compile")
    add_library(envelope_${name} INTERFACE)
    target_link_libraries(envelope_${name} INTERFACE ${ARG_PUBLIC})
    target_include_directories(envelope_${name} INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
    return()
  endif()
  add_library(envelope_${name} STATIC ${sources})
  target_link_libraries(envelope_${name} PUBLIC ${ARG_PUBLIC} PRIVATE envelope_flags ${ARG_PRIVATE})
  target_include_directories(envelope_${name} PUBLIC ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR}/generated)
endfunction()

# envelope_fuzzer(parse LINKS envelope_syntax): <name>.cpp (LLVMFuzzerTestOneInput) becomes the program `fuzz_<name>`.
# `./dev fuzz` gives it the seeds of corpus/<name>/ and the words of <name>.dict or, failing that, envelope.dict.
# Does nothing in an ordinary build.
function(envelope_fuzzer name)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  if(NOT ENVELOPE_FUZZ)
    return()
  endif()
  add_executable(fuzz_${name} ${name}.cpp)
  target_link_libraries(fuzz_${name} PRIVATE ${ARG_LINKS} envelope_flags)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  set_target_properties(fuzz_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzzers)
  add_dependencies(fuzzers fuzz_${name})
endfunction()

# What `./dev fuzz` builds.
add_custom_target(fuzzers)
