#include "server/seeder.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>
#include <utility>

namespace basalt::server {
namespace {

constexpr size_t kPutsAtOnce = 256;
constexpr int kSuccess = 200;
// What the trial answers to whatever could be done. No mistake of the client's is answered with it.
constexpr wire::ErrorFault kTrialFault = wire::ErrorFault::kServiceUnavailable;
constexpr int kTrialPassed = 503;

operations::Settings without_transitions(operations::Settings settings) {
  settings.transition_delay_ms = 0;
  return settings;
}

}  // namespace

Seeder::Seeder(store::Store& store, const Clock& clock, const operations::Settings& settings)
    : store_(store),
      settings_(without_transitions(settings)),
      dispatcher_(store, clock, settings_, client_),
      trial_(store, clock, settings_, client_, &refuse_all_) {
  refuse_all_.set({{.fault = kTrialFault}});
}

Result<Seeder::Report, std::string> Seeder::seed(std::string_view text) {
  if (settings_.scope_per_account) return Failure{std::string("seeding needs table-scope shared")};
  const std::lock_guard lock(mutex_);
  const std::vector<SeedTable> tables = TRY(read_seed_file(text));
  std::vector<std::string> created;
  Done done = create_missing(tables, created);
  if (done.ok()) done = put_items(trial_, kTrialPassed, tables);
  if (!done.ok()) {
    remove(created);
    return Failure{done.error()};
  }
  TRY(put_items(dispatcher_, kSuccess, tables));
  Report report{.tables_created = created.size()};
  for (const SeedTable& table : tables) report.items_put += table.put_requests.size();
  return report;
}

Result<Seeder::Report, std::string> Seeder::seed_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  if (!file || file.bad()) return Failure{path + " cannot be read"};
  auto report = seed(text);
  if (!report.ok()) return Failure{path + ": " + report.error()};
  return report;
}

// created gets the names of those that were missing, also when it fails.
Seeder::Done Seeder::create_missing(const std::vector<SeedTable>& tables, std::vector<std::string>& created) {
  for (const SeedTable& table : tables) {
    if (store_.catalog().find({}, table.table_name) != nullptr) continue;
    TRY(call(table.place, "CreateTable", table.create_request));
    created.push_back(table.table_name);
    if (!table.time_to_live_request.empty()) TRY(call(table.place, "UpdateTimeToLive", table.time_to_live_request));
  }
  return {};
}

Seeder::Done Seeder::put_items(const wire::Dispatcher& dispatcher, int expected_status,
                               const std::vector<SeedTable>& tables) {
  for (const SeedTable& table : tables) {
    const std::span<const std::string> puts(table.put_requests);
    for (size_t first = 0; first < puts.size(); first += kPutsAtOnce) {
      const auto some = puts.subspan(first, std::min(kPutsAtOnce, puts.size() - first));
      const std::vector<wire::Answer> answers = client_.call(dispatcher, "PutItem", some);
      for (size_t i = 0; i < answers.size(); ++i) {
        if (answers[i].status == expected_status) continue;
        return Failure{table.place + ".Items[" + std::to_string(first + i) + "]: " + answers[i].body};
      }
    }
  }
  return {};
}

Seeder::Done Seeder::call(const std::string& place, std::string_view action, const std::string& body) {
  const wire::Answer answer = client_.call(dispatcher_, action, {&body, 1}).front();
  if (answer.status == kSuccess) return {};
  return Failure{place + ": " + answer.body};
}

void Seeder::remove(const std::vector<std::string>& tables) {
  for (const std::string& name : tables) {
    const store::TableRef table = store_.catalog().find({}, name);
    // One that cannot be removed is a table too many, and the engine has logged why.
    if (table != nullptr) (void)store_.catalog().remove(*table);
  }
}

}  // namespace basalt::server
