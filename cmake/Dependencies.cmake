# Everything comes from the distribution's packages; nothing is fetched or vendored.
set(THREADS_PREFER_PTHREAD_FLAG ON)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(simdjson REQUIRED)
find_package(CLI11 REQUIRED)

include(Rocksdb)

find_path(LIBDEFLATE_INCLUDE_DIR libdeflate.h REQUIRED)
find_library(LIBDEFLATE_LIBRARY deflate REQUIRED)
add_library(basalt_libdeflate INTERFACE)
target_include_directories(basalt_libdeflate SYSTEM INTERFACE "${LIBDEFLATE_INCLUDE_DIR}")
target_link_libraries(basalt_libdeflate INTERFACE "${LIBDEFLATE_LIBRARY}")

# prometheus-cpp's own CMake package asks for what its HTTP parts need; only the core is used here.
find_path(PROMETHEUS_INCLUDE_DIR prometheus/text_serializer.h REQUIRED)
find_library(PROMETHEUS_CORE_LIBRARY prometheus-cpp-core REQUIRED)
add_library(basalt_prometheus INTERFACE)
target_include_directories(basalt_prometheus SYSTEM INTERFACE "${PROMETHEUS_INCLUDE_DIR}")
target_link_libraries(basalt_prometheus INTERFACE "${PROMETHEUS_CORE_LIBRARY}")

# The server's allocator: a page of results is a buffer of a megabyte, which glibc gives back to the system after each
# answer. Sanitizers bring an allocator of their own, macOS's is good enough.
add_library(basalt_allocator INTERFACE)
if(NOT APPLE AND NOT BASALT_SANITIZE)
  find_library(JEMALLOC_LIBRARY jemalloc)
  if(JEMALLOC_LIBRARY)
    target_link_libraries(basalt_allocator INTERFACE "${JEMALLOC_LIBRARY}")
  else()
    message(STATUS "jemalloc was not found: the server uses the C library's allocator")
  endif()
endif()
