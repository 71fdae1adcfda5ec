# embed_diagnostic_pages(TARGET FOLDER): compiles FOLDER/ENVnnnn.md into TARGET as
# `std::string_view envelope::diagnostics::embedded_page(std::uint16_t)`. Editing, adding or removing a page rebuilds.
#
# The file is its own generator: `cmake -DPAGES=... -DOUTPUT=... -P EmbedPages.cmake` writes the .cpp.

set(_embed_pages_script ${CMAKE_CURRENT_LIST_FILE})

function(embed_diagnostic_pages target folder)
  file(GLOB pages CONFIGURE_DEPENDS ${folder}/ENV[0-9][0-9][0-9][0-9].md)
  set(output ${CMAKE_BINARY_DIR}/generated/compiler/diagnostics/embedded_pages.cpp)
  # The list stands in a file: its change (a page added or removed) is what makes the .cpp stale.
  set(list ${CMAKE_BINARY_DIR}/generated/compiler/diagnostics/embedded_pages.txt)
  string(REPLACE ";" "\n" lines "${pages}")
  file(CONFIGURE OUTPUT ${list} CONTENT "${lines}\n" @ONLY)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DPAGES=${list} -DOUTPUT=${output} -P ${_embed_pages_script}
    DEPENDS ${pages} ${list} ${_embed_pages_script}
    COMMENT "Embedding the diagnostic pages"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()

# Sets `out` to C++ string literals for the bytes whose hexadecimal digits are `hex`. Every byte is an escape: a page may show the
# very characters (bidirectional overrides, say) that a compiler refuses in a source. One short literal for each line of the output.
function(_to_literals hex out)
  set(literals "")
  while(NOT hex STREQUAL "")
    string(LENGTH "${hex}" digits)
    set(cut 200)
    if(digits LESS cut)
      set(cut ${digits})
    endif()
    string(SUBSTRING "${hex}" 0 ${cut} piece)
    string(SUBSTRING "${hex}" ${cut} -1 hex)
    string(REGEX REPLACE "(..)" "\\\\x\\1" piece "${piece}")
    string(APPEND literals "\n      \"${piece}\"")
  endwhile()
  set(${out} "${literals}" PARENT_SCOPE)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  set(code "// Generated from docs/diagnostics by cmake/EmbedPages.cmake.\n#include <cstdint>\n#include <string_view>\n\n")
  string(APPEND code "namespace envelope::diagnostics {\n\nstd::string_view embedded_page(std::uint16_t number);\n\n")
  string(APPEND code "std::string_view embedded_page(std::uint16_t number) {\n")
  string(APPEND code "  using namespace std::string_view_literals;\n  switch (number) {\n")
  file(STRINGS ${PAGES} pages)
  foreach(page IN LISTS pages)
    get_filename_component(stem ${page} NAME_WE)
    string(REGEX REPLACE "^ENV0*" "" number ${stem})
    file(READ ${page} hex HEX)
    if(NOT hex STREQUAL "")
      _to_literals("${hex}" literals)
      string(APPEND code "    case ${number}:\n      return ${literals}sv;\n")
    endif()
  endforeach()
  string(APPEND code "    default:\n      return {};\n  }\n}\n\n}  // namespace envelope::diagnostics\n")
  file(WRITE ${OUTPUT} "${code}")
endif()
