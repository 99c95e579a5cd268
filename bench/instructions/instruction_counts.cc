// Sequences of requests through the Dispatcher on a store in memory, for callgrind to count. bench/instructions/gate.py
// runs it; without valgrind around it, it only runs the requests.
//
// One request is under way at a time, so that each write is a commit of its own, and every thread's instructions count.
// Start-up and loading happen before counting begins; each sequence runs a little before it is counted.
#include <gnu/libc-version.h>
#include <valgrind/callgrind.h>

#include <cstdio>
#include <string>

#include "load/load_source.h"
#include "load/workload_source.h"
#include "support/dispatcher_client.h"

namespace basalt::bench {
namespace {

struct Sequence {
  const char* name;
  const char* workload;
  const char* table;
  int requests;
};

constexpr uint64_t kItems = 2000;
constexpr uint64_t kLargeItems = 200;
// Reads come first, while all they find is in the sorted file.
constexpr Sequence kSequences[] = {
    {"GetItem", "getitem=1", "small", 400},
    {"GetItem of 4 KB", "getitem=1", "large", 400},
    {"Query of 10", "query=1", "small", 200},
    {"Scan of 1,000", "scan=1", "small", 30},
    {"BatchGetItem of 100", "batchget=1", "small", 30},
    {"PutItem over an item", "putitem=1", "small", 800},
    {"PutItem, new key", "insert=1", "small", 800},
    {"PutItem, condition fails", "refusedput=1", "small", 800},
    {"UpdateItem SET", "updateitem=1", "small", 800},
    {"UpdateItem ADD", "increment=1", "small", 800},
    {"BatchWriteItem of 25", "batchwrite=1", "small", 60},
    {"TransactWriteItems of 2", "transactwrite=1", "small", 400},
};

store::StoreOptions store_options() {
  store::StoreOptions options;
  options.writer_threads = 1;
  options.maintenance_interval = std::chrono::seconds(0);
  return options;
}

class Counted {
 public:
  Counted() : client_({}, store_options()), small_(data_options("small")), large_(data_options("large")) {}

  bool prepare() {
    return create("small", false) && create("small-collections", true) && create("large", false) &&
           load(LoadedTable::kItems, small_) && load(LoadedTable::kCollections, small_) &&
           load(LoadedTable::kItems, large_) && flush();
  }

  bool count(const Sequence& sequence) {
    const Workload workload = parse_workload(sequence.workload).value();
    WorkloadSource source(workload, {}, sequence.table == std::string_view("large") ? large_ : small_, 1);
    if (!run(source, sequence.requests / 4 + 1)) return false;
    CALLGRIND_ZERO_STATS;
    if (!run(source, sequence.requests)) return false;
    CALLGRIND_DUMP_STATS_AT(sequence.name);
    std::printf("sequence\t%s\t%d\n", sequence.name, sequence.requests);
    return true;
  }

 private:
  static DataOptions data_options(const char* table) {
    const bool large = table == std::string_view("large");
    return {.table = table,
            .items = large ? kLargeItems : kItems,
            .item_bytes = large ? size_t{4000} : size_t{100},
            .scan_limit = 1000};
  }

  bool create(const std::string& name, bool sort_key) {
    std::string request = R"({"BillingMode":"PAY_PER_REQUEST","AttributeDefinitions":[)";
    if (sort_key) request += R"({"AttributeName":"sk","AttributeType":"S"},)";
    request += R"({"AttributeName":"pk","AttributeType":"S"}],"KeySchema":[{"AttributeName":"pk","KeyType":"HASH"})";
    if (sort_key) request += R"(,{"AttributeName":"sk","KeyType":"RANGE"})";
    request += R"(],"TableName":")" + name + "\"}";
    return client_.call("CreateTable", request).status == 200;
  }

  bool load(LoadedTable table, const DataSet& data) {
    LoadProgress progress;
    LoadSource source(table, data, progress, 1);
    Exchange exchange;
    while (source.next(exchange)) {
      if (client_.call(exchange.action, exchange.body).status != 200) return false;
    }
    return true;
  }

  // A memtable's skip list differs in shape from process to process, and with it what a read costs; a sorted file does
  // not. A checkpoint (into the working directory) makes RocksDB write one.
  bool flush() { return client_.store().engine().checkpoint("checkpoint").ok(); }

  bool run(WorkloadSource& source, int requests) {
    Exchange exchange;
    for (int i = 0; i < requests; ++i) {
      source.next(exchange);
      const wire::Answer answer = client_.call(exchange.action, exchange.body);
      if (answer.status != 200 && error_type(answer.body) != exchange.wanted_error) {
        std::fprintf(stderr, "%s: %s\n", exchange.body.c_str(), answer.body.c_str());
        return false;
      }
    }
    return true;
  }

  testing::DispatcherClient client_;
  DataSet small_;
  DataSet large_;
};

int run_all() {
  // Counts can be compared only between programs made alike.
  std::printf("made_with\tcompiler %s, glibc %s, valgrind %d.%d\n", __VERSION__, gnu_get_libc_version(),
              __VALGRIND_MAJOR__, __VALGRIND_MINOR__);
  Counted counted;
  if (!counted.prepare()) return 1;
  CALLGRIND_START_INSTRUMENTATION;
  for (const Sequence& sequence : kSequences) {
    if (!counted.count(sequence)) return 1;
  }
  CALLGRIND_STOP_INSTRUMENTATION;
  return 0;
}

}  // namespace
}  // namespace basalt::bench

int main() { return basalt::bench::run_all(); }
