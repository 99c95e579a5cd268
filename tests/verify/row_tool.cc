// Damages a data directory behind the server's back, through the engine. For verify_test.py.
//
//   row_tool DIRECTORY erase SPACE N       erases the N-th row of a key space, a number as in the storage contract
//   row_tool DIRECTORY double SPACE N      puts the N-th row's value a second time, under its key and a byte more
//   row_tool DIRECTORY change SPACE N      makes the last byte of the N-th row's value another
#include <cstdio>
#include <cstdlib>
#include <string>

#include "basalt/engine/rocksdb_engine.h"

namespace {

using basalt::engine::Batch;
using basalt::engine::KeySpace;

int fail(const std::string& why) {
  std::fprintf(stderr, "row_tool: %s\n", why.c_str());
  return 1;
}

int run(const std::string& directory, const std::string& how, KeySpace space, size_t row) {
  auto engine = basalt::engine::open_rocksdb({.directory = directory});
  if (!engine.ok()) return fail(engine.error().detail);
  basalt::engine::RowPage page;
  const auto scanned = (*engine)->scan({.space = space, .max_rows = row + 1, .max_bytes = size_t{1} << 30}, {}, page);
  if (!scanned.ok()) return fail(scanned.error().detail);
  if (page.size() <= row) return fail("there are only " + std::to_string(page.size()) + " rows");
  const std::string key(page.key(row));
  std::string value(page.value(row));
  Batch batch(basalt::engine::ShardId{1});
  if (how == "erase") {
    batch.erase(space, key);
  } else if (how == "double") {
    batch.put(space, key + "x", value);
  } else if (how == "change" && !value.empty()) {
    value.back() = static_cast<char>(value.back() + 1);
    batch.put(space, key, value);
  } else {
    return fail("cannot " + how);
  }
  const auto committed = (*engine)->commit({&batch, 1});
  return committed.ok() ? 0 : fail(committed.error().detail);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 5) return fail("DIRECTORY HOW SPACE N");
  return run(arguments[1], arguments[2], static_cast<KeySpace>(std::atoi(arguments[3])),
             static_cast<size_t>(std::atoi(arguments[4])));
}
