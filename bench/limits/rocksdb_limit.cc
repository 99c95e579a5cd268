// rocksdb_limit: what RocksDB alone does with the bytes of Basalt's items, for the ratios in docs/performance.md.
//
//   rocksdb_limit puts DIRECTORY SECONDS THREADS BYTES   synced puts of new keys, one at a time in each thread: RocksDB
//                                                        groups what waits into one sync
//   rocksdb_limit pages DIRECTORY SECONDS BYTES          reading 1 MB of neighbouring rows, over and over
//
// Prints one JSON object: {"per_second": ..., "cpu_us": ...}, CPU of the whole process for one put or page.
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

constexpr size_t kPageBytes = size_t{1} << 20;

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double now() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

std::unique_ptr<rocksdb::DB> open(const std::string& directory) {
  rocksdb::BlockBasedTableOptions table;
  table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  rocksdb::Options options;
  options.create_if_missing = true;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  rocksdb::DB* opened = nullptr;
  const rocksdb::Status status = rocksdb::DB::Open(options, directory, &opened);
  if (!status.ok()) {
    std::fprintf(stderr, "rocksdb_limit: %s\n", status.ToString().c_str());
    std::exit(1);
  }
  return std::unique_ptr<rocksdb::DB>(opened);
}

// As long as Basalt's: a hash of eight bytes before the partition key. Spread over the key space as hashes are.
std::string key(uint64_t number) {
  const uint64_t hash = number * 0x9e3779b97f4a7c15;
  std::string text(reinterpret_cast<const char*>(&hash), sizeof hash);
  return text + "user" + std::to_string(100'000'000'000 + number);
}

void print(double count, double seconds, double cpu) {
  std::printf("{\"per_second\": %.1f, \"cpu_us\": %.2f}\n", count / seconds, cpu / count * 1e6);
}

void measure_puts(rocksdb::DB& db, double seconds, unsigned threads, size_t bytes) {
  const std::string value(bytes, 'v');
  std::atomic<uint64_t> next{0};
  std::atomic<bool> failed{false};
  const double begin = now();
  const double cpu = cpu_seconds();
  std::vector<std::thread> writers;
  for (unsigned i = 0; i < threads; ++i) {
    writers.emplace_back([&] {
      rocksdb::WriteOptions synced;
      synced.sync = true;
      while (now() - begin < seconds) {
        if (!db.Put(synced, key(next.fetch_add(1)), value).ok()) failed = true;
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  if (failed) std::exit(1);
  print(static_cast<double>(next.load()), now() - begin, cpu_seconds() - cpu);
}

void measure_pages(rocksdb::DB& db, double seconds, size_t bytes) {
  const std::string value(bytes, 'v');
  const uint64_t rows = 2 * kPageBytes / bytes;
  for (uint64_t i = 0; i < rows; ++i) {
    if (!db.Put({}, key(i), value).ok()) std::exit(1);
  }
  // From a sorted file, as a page of settled data is.
  if (!db.Flush({}).ok()) std::exit(1);
  const double begin = now();
  const double cpu = cpu_seconds();
  uint64_t pages = 0;
  std::string page;
  for (; now() - begin < seconds; ++pages) {
    const std::unique_ptr<rocksdb::Iterator> row(db.NewIterator({}));
    page.clear();
    for (row->SeekToFirst(); row->Valid() && page.size() < kPageBytes; row->Next()) {
      page.append(row->value().data(), row->value().size());
    }
  }
  print(static_cast<double>(pages), now() - begin, cpu_seconds() - cpu);
}

}  // namespace

int main(int count, char** arguments) {
  const std::string_view what = count > 1 ? arguments[1] : "";
  if (what == "puts" && count == 6) {
    measure_puts(*open(arguments[2]), std::atof(arguments[3]), static_cast<unsigned>(std::atoi(arguments[4])),
                 static_cast<size_t>(std::atol(arguments[5])));
    return 0;
  }
  if (what == "pages" && count == 5) {
    measure_pages(*open(arguments[2]), std::atof(arguments[3]), static_cast<size_t>(std::atol(arguments[4])));
    return 0;
  }
  std::fprintf(stderr, "usage: rocksdb_limit puts DIRECTORY SECONDS THREADS BYTES | pages DIRECTORY SECONDS BYTES\n");
  return 2;
}
