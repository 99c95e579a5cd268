// One bit of one file is wrong: it is found, reported with the file's name, and never served.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "basalt/base/log.h"
#include "basalt/store/verification.h"
#include "storage_faults/fixed_workload.h"

namespace basalt::testing {
namespace {

namespace fs = std::filesystem;

// What RocksDB keeps beside the data, and nobody reads; and the file that is only there to be locked.
bool holds_nothing(const std::string& name) {
  return name.starts_with("OPTIONS") || name == "IDENTITY" || name == "LOCK";
}

std::vector<std::string> files_in(const std::string& directory) {
  std::vector<std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file() && entry.file_size() > 0) files.push_back(fs::relative(entry.path(), directory));
  }
  std::sort(files.begin(), files.end());
  return files;
}

// The kind of file: what is left of its name without numbers.
std::string kind_of(const std::string& file) {
  std::string kind = fs::path(file).filename();
  std::erase_if(kind, [](char c) { return c >= '0' && c <= '9'; });
  return kind;
}

// At its ends, where headers and footers are, and in between.
std::set<uint64_t> places_in(uint64_t size) {
  std::set<uint64_t> places;
  for (const uint64_t from_begin : {0, 4, 9, 40}) places.insert(std::min(from_begin, size - 1));
  for (const uint64_t from_end : {1, 9, 30, 50, 200}) places.insert(size - std::min(from_end, size));
  for (uint64_t part = 1; part < 8; ++part) places.insert(size * part / 8);
  return places;
}

void flip_bit(const std::string& path, uint64_t place) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekg(static_cast<std::streamoff>(place));
  const int byte = file.get();
  file.seekp(static_cast<std::streamoff>(place));
  file.put(static_cast<char>(byte ^ (1 << place % 8)));
}

class DamagedFile : public ::testing::Test {
 protected:
  void SetUp() override {
    log::set_level(log::Level::kOff);
    FixedWorkload::make_base(fast_.path("base"));
  }

  void expect_found(const std::string& file, uint64_t place) {
    SCOPED_TRACE(file + ", byte " + std::to_string(place));
    const std::string directory = fast_.path("data");
    fs::remove_all(directory);
    fs::copy(fast_.path("base"), directory, fs::copy_options::recursive);
    flip_bit(directory + "/" + file, place);
    const std::string name = fs::path(file).filename();
    SmallServer server(directory);
    if (!server.has_engine()) {
      EXPECT_FALSE(holds_nothing(name)) << server.failure().detail;
      EXPECT_THAT(server.failure().detail, ::testing::HasSubstr(name));
      return;
    }
    FixedWorkload workload;
    if (server.is_open()) workload.read_base(server);
    const bool mended = fs::exists(directory + "/" + file + ".damaged");
    const auto verified = store::verify(server.engine());
    ASSERT_TRUE(verified.ok()) << verified.error().detail;
    EXPECT_EQ(verified->clean(), holds_nothing(name) || mended);
    if (verified->clean()) return;
    const auto names_file = [&](const store::Finding& finding) {
      return finding.place.find(name) != std::string::npos;
    };
    EXPECT_TRUE(std::any_of(verified->findings.begin(), verified->findings.end(), names_file))
        << store::describe(verified->findings.front());
  }

  FastDirectory fast_;
};

TEST_F(DamagedFile, a_flipped_bit_is_found_and_never_served) {
  std::set<std::string> kinds;
  for (const std::string& file : files_in(fast_.path("base"))) {
    kinds.insert(kind_of(file));
    for (const uint64_t place : places_in(fs::file_size(fast_.path("base") + "/" + file))) expect_found(file, place);
  }
  for (const char* kind : {".sst", ".log", "MANIFEST-", "CURRENT", "OPTIONS-", "IDENTITY", "FORMAT"}) {
    EXPECT_EQ(kinds.count(kind), 1U) << "the directory has no " << kind;
  }
}

TEST_F(DamagedFile, a_missing_file_is_never_taken_for_an_empty_database) {
  for (const std::string& file : files_in(fast_.path("base"))) {
    const std::string name = fs::path(file).filename();
    // RocksDB before 8 does not know which logs there were (docs/decisions/0002-rocksdb-options.md).
    if (holds_nothing(name) || name.ends_with(".log")) continue;
    SCOPED_TRACE(file + " is missing");
    const std::string directory = fast_.path("data");
    fs::remove_all(directory);
    fs::copy(fast_.path("base"), directory, fs::copy_options::recursive);
    fs::remove(directory + "/" + file);
    SmallServer server(directory);
    if (!server.is_open()) continue;
    FixedWorkload workload;
    EXPECT_GT(workload.read_base(server), 0) << "it opens, and everything seems to be there";
  }
}

}  // namespace
}  // namespace basalt::testing
