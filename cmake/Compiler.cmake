set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(BASALT_CCACHE ccache)
if(BASALT_CCACHE)
  # The sloppiness values are what ccache asks for with precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime "${BASALT_CCACHE}")
  add_compile_options($<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>)
endif()

set(BASALT_SANITIZE "" CACHE STRING "Sanitizers, as -fsanitize takes them")
if(BASALT_SANITIZE)
  add_compile_options(-fsanitize=${BASALT_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${BASALT_SANITIZE})
endif()
option(BASALT_COVERAGE "Measure coverage" OFF)
if(BASALT_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

add_library(basalt_options INTERFACE)
target_compile_options(basalt_options INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Werror)
# GCC 12 mistakes the payload of an empty std::optional for a read of it, as soon as it inlines; clang-tidy looks instead.
target_compile_options(basalt_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
target_compile_definitions(basalt_options INTERFACE
  BASALT_VERSION="${PROJECT_VERSION}" BASALT_FAULT_POINTS=$<BOOL:${BASALT_FAULT_POINTS}>
  BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION BOOST_ASIO_NO_DEPRECATED)
target_include_directories(basalt_options INTERFACE "${CMAKE_SOURCE_DIR}/include")

find_program(BASALT_MOLD mold)
if(BASALT_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12.1)
  add_link_options(-fuse-ld=mold)
endif()
