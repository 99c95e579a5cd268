#include "engine_contract/contract_fixture.h"

#include <algorithm>

namespace basalt::engine {

std::vector<EngineKind> EngineContract::kinds() {
  return {{.name = "rocksdb_sync", .durability = Durability::kSync},
          {.name = "rocksdb_interval", .durability = Durability::kInterval},
          {.name = "rocksdb_none", .durability = Durability::kNone},
          {.name = "rocksdb_memory", .durability = Durability::kNone, .in_memory = true},
          {.name = "faulty_without_faults", .durability = Durability::kNone, .behind_faults = true},
          {.name = "cached", .durability = Durability::kNone, .cached = true}};
}

std::vector<EngineKind> EngineContract::kinds_on_disk() {
  std::vector<EngineKind> all = kinds();
  std::erase_if(all, [](const EngineKind& kind) { return kind.in_memory; });
  return all;
}

RocksdbOptions EngineContract::options(const std::string& directory) const {
  RocksdbOptions options;
  options.directory = directory;
  options.in_memory = GetParam().in_memory;
  options.durability = GetParam().durability;
  options.sync_interval = std::chrono::milliseconds{5};
  options.block_cache_bytes = size_t{8} << 20;
  options.write_buffer_bytes = size_t{4} << 20;  // small, so that larger tests flush and compact
  return options;
}

EngineResult<std::unique_ptr<StorageEngine>> EngineContract::open(const std::string& directory) {
  auto opened = open_rocksdb(options(directory));
  if (!opened.ok()) return opened;
  if (GetParam().cached) return cache_reads(std::move(opened).value(), {});
  if (GetParam().behind_faults) return make_faulty(std::move(opened).value(), no_faults_);
  return opened;
}

void EngineContract::reopen() {
  engine_.reset();
  auto opened = open(temporary_.path("data"));
  ASSERT_TRUE(opened.ok()) << opened.error().detail;
  engine_ = std::move(opened).value();
}

void EngineContract::put(KeySpace space, std::string_view key, std::string_view value) {
  Batch batch(kShard);
  batch.put(space, key, value);
  ASSERT_DONE(engine().commit({&batch, 1}));
}

std::optional<std::string> EngineContract::get(KeySpace space, std::string_view key, const Snapshot* snapshot) {
  std::string value = "left from before";
  const auto found = engine().get({kShard, space, key}, {.snapshot = snapshot}, value);
  EXPECT_TRUE(found.ok()) << detail_of(found);
  if (!found.ok() || !*found) return std::nullopt;
  return value;
}

Rows EngineContract::scan(KeySpace space, std::string_view begin, std::string_view end, Direction direction,
                          size_t page_rows, const Snapshot* snapshot) {
  Rows rows;
  std::string from(begin);
  std::string to(end);
  RowPage page;
  do {
    const ScanRange range{
        .shard = kShard, .space = space, .begin = from, .end = to, .direction = direction, .max_rows = page_rows};
    const auto scanned = engine().scan(range, {.snapshot = snapshot}, page);
    EXPECT_TRUE(scanned.ok()) << detail_of(scanned);
    if (!scanned.ok()) return rows;
    EXPECT_LE(page.size(), page_rows);
    for (size_t i = 0; i < page.size(); ++i) rows.emplace_back(page.key(i), page.value(i));
    if (page.empty()) {
      EXPECT_FALSE(page.more());
      return rows;
    }
    if (direction == Direction::kForward) {
      from = rows.back().first + '\0';  // the smallest key after it
    } else {
      to = rows.back().first;
    }
  } while (page.more());
  return rows;
}

Rows EngineContract::all_rows(StorageEngine& engine, KeySpace space) {
  RowPage page;
  const auto scanned =
      engine.scan({.shard = kShard, .space = space, .max_rows = 1'000'000, .max_bytes = size_t{1} << 30}, {}, page);
  EXPECT_TRUE(scanned.ok()) << detail_of(scanned);
  EXPECT_FALSE(page.more());
  Rows rows;
  for (size_t i = 0; i < page.size(); ++i) rows.emplace_back(page.key(i), page.value(i));
  return rows;
}

}  // namespace basalt::engine
