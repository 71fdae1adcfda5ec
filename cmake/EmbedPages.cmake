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

# Sets `out` to `text` as C++ raw string literals, cut at line ends into pieces below the 16 kB some compilers stop at.
function(_to_raw_literals text out)
  set(literals "")
  while(NOT text STREQUAL "")
    string(LENGTH "${text}" length)
    set(cut ${length})
    if(length GREATER 12000)
      string(SUBSTRING "${text}" 0 12000 head)
      string(FIND "${head}" "\n" newline REVERSE)
      if(newline EQUAL -1)
        message(FATAL_ERROR "a diagnostic page has a line of more than 12000 bytes")
      endif()
      math(EXPR cut "${newline} + 1")
    endif()
    string(SUBSTRING "${text}" 0 ${cut} piece)
    string(SUBSTRING "${text}" ${cut} -1 text)
    string(APPEND literals "\n      R\"env_page(${piece})env_page\"")
  endwhile()
  set(${out} "${literals}" PARENT_SCOPE)
endfunction()

if(CMAKE_SCRIPT_MODE_FILE STREQUAL CMAKE_CURRENT_LIST_FILE)
  set(code "// Generated from docs/diagnostics by cmake/EmbedPages.cmake.\n#include <cstdint>\n#include <string_view>\n\n")
  string(APPEND code "namespace envelope::diagnostics {\n\nstd::string_view embedded_page(std::uint16_t number);\n\n")
  string(APPEND code "std::string_view embedded_page(std::uint16_t number) {\n  using namespace std::string_view_literals;\n  switch (number) {\n")
  file(STRINGS ${PAGES} pages)
  foreach(page IN LISTS pages)
    get_filename_component(stem ${page} NAME_WE)
    string(REGEX REPLACE "^ENV0*" "" number ${stem})
    file(READ ${page} text)
    if(NOT text STREQUAL "")
      _to_raw_literals("${text}" literals)
      string(APPEND code "    case ${number}:\n      return ${literals}sv;\n")
    endif()
  endforeach()
  string(APPEND code "    default:\n      return {};\n  }\n}\n\n}  // namespace envelope::diagnostics\n")
  file(WRITE ${OUTPUT} "${code}")
endif()
