// Seeder: puts a seed file's tables and items into the store, through the same actions that clients call. Tables that
// are missing are created; items are put into them and into those that were there. What a file has wrong is found
// before any item is put, and the tables made for it are taken away again: then nothing has changed.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/base/clock.h"
#include "basalt/base/result.h"
#include "basalt/store/store.h"
#include "basalt/wire/dispatcher.h"
#include "basalt/wire/fault_rules.h"
#include "server/in_process_client.h"
#include "server/seed_file.h"

namespace basalt::server {

class Seeder {
 public:
  // The store and the clock must outlive it. settings: of the server's actions, but for seeding tables are at once
  // ACTIVE.
  Seeder(store::Store& store, const Clock& clock, const operations::Settings& settings);

  struct Report {
    size_t tables_created = 0;
    size_t items_put = 0;
  };
  // Any thread, one seed at a time. Waits for the disk. The error names the place in the file.
  Result<Report, std::string> seed(std::string_view text);
  // The same of a file.
  Result<Report, std::string> seed_file(const std::string& path);

 private:
  using Done = Result<void, std::string>;
  Done create_missing(const std::vector<SeedTable>& tables, std::vector<std::string>& created);
  Done put_items(const wire::Dispatcher& dispatcher, int expected_status, const std::vector<SeedTable>& tables);
  Done call(const std::string& place, std::string_view action, const std::string& body);
  void remove(const std::vector<std::string>& tables);

  store::Store& store_;
  const operations::Settings settings_;
  std::mutex mutex_;
  InProcessClient client_;
  wire::FaultRules refuse_all_;
  wire::Dispatcher dispatcher_;
  wire::Dispatcher trial_;  // checks everything, and then refuses instead of changing anything
};

}  // namespace basalt::server
