# The target basalt_rocksdb: RocksDB linked into the program where its archive is there, else as a shared library.
#
# Linked in, its calls and its variables of each thread cost no detour by the dynamic linker, which is felt wherever it
# is called row by row (docs/decisions/0002-rocksdb-options.md).
#
# The engine brings its own CRC-32C (src/engine/crc32c.h). A shared library takes it before its own; in the archive the
# name would be defined twice, so there the library's definition gets another name, in a copy of the archive.
add_library(basalt_rocksdb INTERFACE)
option(BASALT_ROCKSDB_ARCHIVE "Link RocksDB into the program where its archive is there" ON)

# Debian's RocksDB ships no CMake package before version 8.
find_package(RocksDB CONFIG QUIET)
if(NOT TARGET RocksDB::rocksdb-shared)
  find_path(ROCKSDB_INCLUDE_DIR rocksdb/db.h REQUIRED)
  find_library(ROCKSDB_LIBRARY rocksdb REQUIRED)
  add_library(RocksDB::rocksdb-shared UNKNOWN IMPORTED)
  set_target_properties(RocksDB::rocksdb-shared PROPERTIES
    IMPORTED_LOCATION "${ROCKSDB_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${ROCKSDB_INCLUDE_DIR}")
endif()

# Sets ${archive} to a copy of the library's archive whose CRC-32C is renamed, or to nothing.
function(basalt_rename_crc32c original archive)
  set(${archive} "" PARENT_SCOPE)
  set(symbol _ZN7rocksdb6crc32c6ExtendEjPKcm)
  set(directory "${CMAKE_BINARY_DIR}/rocksdb")
  set(copy "${directory}/librocksdb.a")
  set(stamp "${directory}/of")
  file(TIMESTAMP "${original}" version)
  if(EXISTS "${stamp}")
    file(READ "${stamp}" known)
    if(known STREQUAL "${original} ${version}")
      set(${archive} "${copy}" PARENT_SCOPE)
      return()
    endif()
  endif()
  file(MAKE_DIRECTORY "${directory}")
  execute_process(COMMAND "${CMAKE_AR}" t "${original}" OUTPUT_VARIABLE members)
  string(REGEX MATCH "crc32c(\\.cc)?\\.o" member "${members}")
  if(NOT member)
    return()
  endif()
  foreach(step
      "cp;${original};${copy}" "${CMAKE_AR};x;${copy};${member}"
      "${CMAKE_OBJCOPY};--redefine-sym;${symbol}=basalt_library_crc32c_extend;${member}" "${CMAKE_AR};r;${copy};${member}")
    execute_process(COMMAND ${step} WORKING_DIRECTORY "${directory}" RESULT_VARIABLE failed ERROR_QUIET)
    if(failed)
      return()
    endif()
  endforeach()
  file(WRITE "${stamp}" "${original} ${version}")
  set(${archive} "${copy}" PARENT_SCOPE)
endfunction()

# Whether a program can be linked with the archive and nothing but what is named here: distributions build RocksDB with
# more or fewer of the libraries that it can use.
function(basalt_check_archive archive needs linked)
  file(WRITE "${CMAKE_BINARY_DIR}/rocksdb/check.cc" "
#include <rocksdb/db.h>
#include <cstdint>
namespace rocksdb::crc32c {
uint32_t Extend(uint32_t crc, const char*, size_t) { return crc; }
}
int main() {
  rocksdb::DB* db = nullptr;
  return rocksdb::DB::Open({}, \"nowhere\", &db).ok() ? 0 : 1;
}
")
  try_compile(${linked} "${CMAKE_BINARY_DIR}/rocksdb/check" "${CMAKE_BINARY_DIR}/rocksdb/check.cc"
    LINK_LIBRARIES "${archive}" ${needs} ${CMAKE_DL_LIBS} Threads::Threads
    CXX_STANDARD 20 CXX_STANDARD_REQUIRED ON OUTPUT_VARIABLE output)
  set(${linked} "${${linked}}" PARENT_SCOPE)
  if(NOT ${linked})
    message(STATUS "RocksDB's archive does not link: ${output}")
  endif()
endfunction()

set(basalt_rocksdb_archive "")  # where it is linked in, for those who must know
if(BASALT_ROCKSDB_ARCHIVE AND NOT APPLE AND NOT BASALT_SANITIZE AND CMAKE_OBJCOPY)
  find_library(ROCKSDB_ARCHIVE NAMES librocksdb.a)
  set(basalt_rocksdb_needs "")
  foreach(needed snappy z bz2 lz4 zstd)
    find_library(ROCKSDB_NEEDS_${needed} ${needed})
    list(APPEND basalt_rocksdb_needs "${ROCKSDB_NEEDS_${needed}}")
  endforeach()
  if(ROCKSDB_ARCHIVE AND NOT basalt_rocksdb_needs MATCHES "NOTFOUND")
    basalt_rename_crc32c("${ROCKSDB_ARCHIVE}" basalt_rocksdb_archive)
  endif()
  if(basalt_rocksdb_archive)
    basalt_check_archive("${basalt_rocksdb_archive}" "${basalt_rocksdb_needs}" BASALT_ROCKSDB_ARCHIVE_LINKS)
    if(NOT BASALT_ROCKSDB_ARCHIVE_LINKS)
      set(basalt_rocksdb_archive "")
    endif()
  endif()
endif()

if(basalt_rocksdb_archive)
  message(STATUS "RocksDB is linked in: ${ROCKSDB_ARCHIVE}")
  get_target_property(basalt_rocksdb_include RocksDB::rocksdb-shared INTERFACE_INCLUDE_DIRECTORIES)
  if(basalt_rocksdb_include)
    target_include_directories(basalt_rocksdb SYSTEM INTERFACE "${basalt_rocksdb_include}")
  endif()
  target_link_libraries(basalt_rocksdb INTERFACE
    "${basalt_rocksdb_archive}" ${basalt_rocksdb_needs} ${CMAKE_DL_LIBS} Threads::Threads)
else()
  message(STATUS "RocksDB is a shared library")
  target_link_libraries(basalt_rocksdb INTERFACE RocksDB::rocksdb-shared ${CMAKE_DL_LIBS})
endif()
