# basalt_layer(NAME SOURCES a.cc ... [USES layer ...] [PACKAGES target ...])
#
# One static library per layer. USES names layers above this one in the top CMakeLists; tests/structure links each
# layer with exactly those, so that an upward call does not link.
define_property(GLOBAL PROPERTY BASALT_LAYERS BRIEF_DOCS "All layers, in order" FULL_DOCS "All layers, in order")

function(basalt_layer name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;PACKAGES" ${ARGN})
  get_property(known GLOBAL PROPERTY BASALT_LAYERS)
  add_library(basalt_${name} STATIC ${ARG_SOURCES})
  target_include_directories(basalt_${name} PRIVATE "${CMAKE_SOURCE_DIR}/src")
  target_link_libraries(basalt_${name} PUBLIC basalt_options Threads::Threads)
  foreach(used IN LISTS ARG_USES)
    if(NOT used IN_LIST known)
      message(FATAL_ERROR "layer ${name} uses ${used}, which is not above it")
    endif()
    target_link_libraries(basalt_${name} PUBLIC basalt_${used})
  endforeach()
  target_link_libraries(basalt_${name} PUBLIC ${ARG_PACKAGES})
  set_property(GLOBAL APPEND PROPERTY BASALT_LAYERS ${name})
endfunction()

# basalt_unit_test(LAYER SOURCES a_test.cc ... [PACKAGES target ...]): one test program per layer.
function(basalt_unit_test layer)
  cmake_parse_arguments(ARG "" "" "SOURCES;PACKAGES" ${ARGN})
  basalt_test_program(unit_${layer} SOURCES ${ARG_SOURCES} LIBRARIES basalt_${layer} ${ARG_PACKAGES})
endfunction()

# basalt_test_program(NAME SOURCES ... LIBRARIES ...): a GoogleTest program whose every case is a ctest of its own.
function(basalt_test_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LIBRARIES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${CMAKE_SOURCE_DIR}/src" "${CMAKE_SOURCE_DIR}/tests")
  target_link_libraries(${name} PRIVATE ${ARG_LIBRARIES} GTest::gmock GTest::gtest_main)
  # What is tested is optimised; the tests themselves are compiled quickly.
  target_compile_options(${name} PRIVATE $<$<CONFIG:Release>:-O0>)
  target_precompile_headers(${name} PRIVATE <gmock/gmock.h> <gtest/gtest.h> <string> <vector> <memory> <optional> <variant>)
  gtest_discover_tests(${name} TEST_PREFIX ${name}. DISCOVERY_TIMEOUT 60 PROPERTIES TIMEOUT 300)
endfunction()
