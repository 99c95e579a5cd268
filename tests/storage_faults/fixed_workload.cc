#include "storage_faults/fixed_workload.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <thread>

#include "basalt/base/check.h"

namespace basalt::testing {
namespace {

using Json = nlohmann::json;

constexpr const char* kBase = "base";
constexpr int kBaseItems = 4;
constexpr size_t kLargeBytes = 300'000;  // a few of these fill a write buffer

std::string padding_of(int serial, size_t bytes) { return std::string(bytes, static_cast<char>('a' + serial % 26)); }

Json item_of(const std::string& pk, int serial, size_t padding_bytes = 100) {
  return {{"pk", {{"S", pk}}},
          {"serial", {{"N", std::to_string(serial)}}},
          {"group", {{"S", "group"}}},
          {"padding", {{"S", padding_of(serial, padding_bytes)}}}};
}

Json key_of(const std::string& pk) { return {{"pk", {{"S", pk}}}}; }

Json table_of(const std::string& name) {
  const Json index = {
      {"IndexName", "by_group"},
      {"KeySchema",
       {{{"AttributeName", "group"}, {"KeyType", "HASH"}}, {{"AttributeName", "serial"}, {"KeyType", "RANGE"}}}},
      {"Projection", {{"ProjectionType", "KEYS_ONLY"}}}};
  return {{"TableName", name},
          {"BillingMode", "PAY_PER_REQUEST"},
          {"AttributeDefinitions",
           {{{"AttributeName", "pk"}, {"AttributeType", "S"}},
            {{"AttributeName", "group"}, {"AttributeType", "S"}},
            {{"AttributeName", "serial"}, {"AttributeType", "N"}}}},
          {"KeySchema", {{{"AttributeName", "pk"}, {"KeyType", "HASH"}}}},
          {"GlobalSecondaryIndexes", Json::array({index})},
          {"StreamSpecification", {{"StreamEnabled", true}, {"StreamViewType", "NEW_AND_OLD_IMAGES"}}}};
}

Step create(const std::string& table) {
  return {.action = "CreateTable", .body = table_of(table).dump(), .creates = table};
}

Step put(const std::string& table, const std::string& pk, int serial, size_t padding_bytes = 100) {
  const Json body = {{"TableName", table}, {"Item", item_of(pk, serial, padding_bytes)}};
  return {.action = "PutItem", .body = body.dump(), .writes = {{table, pk, serial}}};
}

// Of an item, or of none: what it makes looks like a put.
Json update_body(const std::string& table, const std::string& pk, int serial) {
  const Json item = item_of(pk, serial);
  return {{"TableName", table},
          {"Key", key_of(pk)},
          {"UpdateExpression", "SET serial = :s, #g = :g, padding = :p"},
          {"ExpressionAttributeNames", {{"#g", "group"}}},
          {"ExpressionAttributeValues", {{":s", item["serial"]}, {":g", item["group"]}, {":p", item["padding"]}}}};
}

Step update(const std::string& table, const std::string& pk, int serial) {
  return {.action = "UpdateItem", .body = update_body(table, pk, serial).dump(), .writes = {{table, pk, serial}}};
}

Step erase(const std::string& table, const std::string& pk) {
  const Json body = {{"TableName", table}, {"Key", key_of(pk)}};
  return {.action = "DeleteItem", .body = body.dump(), .writes = {{table, pk, std::nullopt}}};
}

Step batch(const std::vector<Write>& writes) {
  Json requests = Json::object();
  for (const Write& write : writes) {
    requests[write.table].push_back(write.serial ? Json{{"PutRequest", {{"Item", item_of(write.pk, *write.serial)}}}}
                                                 : Json{{"DeleteRequest", {{"Key", key_of(write.pk)}}}});
  }
  return {.action = "BatchWriteItem", .body = Json{{"RequestItems", requests}}.dump(), .writes = writes};
}

Step transaction(const std::string& token, const std::vector<Write>& writes) {
  Json actions = Json::array();
  for (const Write& write : writes) {
    actions.push_back({{"Update", update_body(write.table, write.pk, *write.serial)}});
  }
  return {.action = "TransactWriteItems",
          .body = Json{{"ClientRequestToken", token}, {"TransactItems", actions}}.dump(),
          .writes = writes,
          .together = true};
}

std::vector<Step> steps() {
  std::vector<Step> all = {create("first"),
                           create("second"),
                           put("first", "a", 1),
                           put("first", "b", 2),
                           put("second", "a", 3),
                           update("first", "a", 4),
                           erase("first", "b"),
                           update("first", "c", 5),
                           batch({{"first", "d", 6}, {"second", "d", 7}, {"first", "c", std::nullopt}}),
                           transaction("untouched", {{"first", "t", 8}, {"second", "t", 9}}),
                           transaction("overwritten", {{"first", "u", 10}, {"second", "u", 11}}),
                           put("first", "u", 12),
                           erase("second", "u"),
                           create("third"),
                           batch({{"third", "a", 13}, {"third", "b", 14}}),
                           {.action = "DeleteTable", .body = R"({"TableName":"third"})", .deletes = "third"}};
  for (int i = 0; i < kBaseItems; ++i) {
    const std::string pk = "item" + std::to_string(i);
    all.push_back(put(kBase, pk, 200 + i, kLargeBytes));
    all.push_back(put("second", pk, 300 + i));
  }
  all.push_back(transaction("last", {{"first", "v", 15}, {kBase, "v", 16}}));
  return all;
}

bool is_refusal(const wire::Answer& answer) {
  return answer.status == 500 && answer.body.find("#InternalServerError\"") != std::string::npos;
}

bool is_absent_table(const wire::Answer& answer) {
  return answer.status == 400 && answer.body.find("#ResourceNotFoundException\"") != std::string::npos;
}

}  // namespace

void FixedWorkload::make_base(const std::string& directory) {
  SmallServer server(directory);
  CHECK(server.is_open());
  CHECK(server.call("CreateTable", table_of(kBase).dump()).status == 200);
  for (int i = 0; i < kBaseItems; ++i) {
    const Step step = put(kBase, "item" + std::to_string(i), 100 + i, kLargeBytes);
    CHECK(server.call(step.action, step.body).status == 200);
  }
  // The write buffer is full by now, and tables follow.
  const auto has_tables = [&] {
    for (const auto& entry : std::filesystem::directory_iterator(directory + "/rocksdb")) {
      if (entry.path().extension() == ".sst") return true;
    }
    return false;
  };
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  while (!has_tables() && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds{1});
  }
  CHECK(has_tables());
}

int FixedWorkload::read_base(SmallServer& server) {
  table_exists_[kBase] = {true};
  int refused = 0;
  for (int i = 0; i < kBaseItems; ++i) {
    const std::string pk = "item" + std::to_string(i);
    possible_[{kBase, pk}] = {100 + i};
    refused += static_cast<int>(!read(server, kBase, pk));
  }
  return refused;
}

bool FixedWorkload::run(SmallServer& server) {
  read_base(server);
  for (const Step& step : steps()) {
    send(server, step);
    // Those on disk are large, and read at the beginning and in the end.
    for (const Write& write : step.writes) {
      if (write.table != kBase) read(server, write.table, write.pk);
    }
  }
  return !refused_;
}

void FixedWorkload::send(SmallServer& server, const Step& step) {
  const wire::Answer answer = server.call(step.action, step.body);
  const bool acknowledged =
      answer.status == 200 && (step.action != "BatchWriteItem" || answer.body.find("PutRequest") == std::string::npos);
  if (acknowledged) {
    // To delete what was never put is to change nothing.
    const bool changes =
        step.writes.empty() || std::any_of(step.writes.begin(), step.writes.end(),
                                           [](const Write& write) { return write.serial.has_value(); });
    went_on_ |= refused_ && changes;
  } else {
    bool known_tables = true;
    for (const Write& write : step.writes) known_tables &= table_exists_[write.table] == std::set<bool>{true};
    const bool on_absent_table = is_absent_table(answer) &&
                                 (!known_tables || (!step.deletes.empty() && table_exists_[step.deletes].count(false)));
    EXPECT_TRUE(answer.status == 200 || is_refusal(answer) || on_absent_table)
        << step.action << ": " << answer.status << " " << answer.body;
    refused_ = true;
  }
  const auto settle = [acknowledged](auto& outcomes, const auto& outcome) {
    if (acknowledged) outcomes.clear();
    outcomes.insert(outcome);
  };
  for (const Write& write : step.writes) {
    auto& serials = possible_[{write.table, write.pk}];
    if (serials.empty()) serials.insert(std::nullopt);
    settle(serials, write.serial);
  }
  if (!step.creates.empty()) {
    if (table_exists_[step.creates].empty()) table_exists_[step.creates].insert(false);
    settle(table_exists_[step.creates], true);
  }
  if (!step.deletes.empty()) settle(table_exists_[step.deletes], false);
  if (step.together) (acknowledged ? acknowledged_transactions_ : unknown_transactions_).push_back(step);
}

// What an item says of itself; outer nullopt: the read was refused. A table that is not there has no items.
std::optional<Serial> FixedWorkload::look_up(SmallServer& server, const std::string& table, const std::string& pk) {
  const wire::Answer answer =
      server.call("GetItem", Json{{"TableName", table}, {"Key", key_of(pk)}, {"ConsistentRead", true}}.dump());
  if (is_absent_table(answer) && table_exists_[table].count(false) > 0) return Serial{};
  if (answer.status != 200) {
    EXPECT_TRUE(is_refusal(answer)) << answer.status << " " << answer.body;
    return std::nullopt;
  }
  const Json body = Json::parse(answer.body);
  if (!body.contains("Item")) return Serial{};
  const Json& item = body["Item"];
  const int serial = std::stoi(item["serial"]["N"].get<std::string>());
  const std::string& padding = item["padding"]["S"].get_ref<const std::string&>();
  EXPECT_EQ(padding, padding_of(serial, padding.size())) << "half an item";
  return Serial{serial};
}

bool FixedWorkload::read(SmallServer& server, const std::string& table, const std::string& pk) {
  const auto found = look_up(server, table, pk);
  if (!found) return false;
  EXPECT_EQ(possible_[std::pair(table, pk)].count(*found), 1U)
      << table << " " << pk << " is " << (*found ? std::to_string(**found) : "absent");
  return true;
}

void FixedWorkload::expect_kept(SmallServer& server) {
  if (possible_.empty()) {
    EXPECT_EQ(read_base(server), 0) << "the workload never began";
  }
  for (const auto& [table, exists] : table_exists_) {
    const bool there = server.call("DescribeTable", Json{{"TableName", table}}.dump()).status == 200;
    EXPECT_EQ(exists.count(there), 1U) << table << (there ? " is there" : " is gone");
    if (there) expect_index(server, table);
    if (!there) table_exists_[table] = {false};
  }
  for (const auto& [key, serials] : possible_) {
    ASSERT_TRUE(look_up(server, key.first, key.second)) << "cannot read " << key.second;
    if (table_exists_[key.first] != std::set<bool>{false}) read(server, key.first, key.second);
  }
  expect_whole_transactions(server);
  const Step last = put(kBase, "after", 999);
  EXPECT_EQ(server.call(last.action, last.body).status, 200) << "writes do not work again";
}

void FixedWorkload::expect_whole_transactions(SmallServer& server) {
  for (const Step& step : unknown_transactions_) {
    std::set<bool> happened;
    for (const Write& write : step.writes) {
      // What was written since tells nothing.
      if (possible_[{write.table, write.pk}] != std::set<Serial>{std::nullopt, write.serial}) continue;
      happened.insert(look_up(server, write.table, write.pk) == std::optional(write.serial));
    }
    EXPECT_LE(happened.size(), 1U) << "half of a transaction: " << step.body;
  }
  for (const Step& step : acknowledged_transactions_) {
    EXPECT_EQ(server.call(step.action, step.body).status, 200) << "the token is not known: " << step.body;
    for (const Write& write : step.writes) read(server, write.table, write.pk);
  }
}

void FixedWorkload::expect_index(SmallServer& server, const std::string& table) {
  const auto keys_in = [&](Json scan) {
    std::set<std::pair<std::string, std::string>> keys;
    while (true) {
      const wire::Answer answer = server.call("Scan", scan.dump());
      EXPECT_EQ(answer.status, 200) << answer.body;
      if (answer.status != 200) return keys;
      const Json page = Json::parse(answer.body);
      for (const Json& item : page["Items"]) keys.emplace(item["pk"]["S"], item["serial"]["N"]);
      if (!page.contains("LastEvaluatedKey")) return keys;
      scan["ExclusiveStartKey"] = page["LastEvaluatedKey"];
    }
  };
  EXPECT_EQ(keys_in({{"TableName", table}}), keys_in({{"TableName", table}, {"IndexName", "by_group"}})) << table;
}

}  // namespace basalt::testing
