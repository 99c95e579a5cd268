// Random operations on a Basalt table and on a small reference map, with no difference allowed. BASALT_MODEL_SEED
// replays a run, BASALT_MODEL_OPERATIONS sets its length.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "model/random_expressions.h"
#include "model/reference_table.h"
#include "support/dispatcher_client.h"

namespace basalt::model {
namespace {

constexpr int kPartitions = 5;
constexpr int kLowestSort = -6;
constexpr int kHighestSort = 6;

uint64_t setting(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

class ModelRun {
 public:
  explicit ModelRun(uint64_t seed) : random_(seed) {
    const Json created = ok("CreateTable", Json::parse(R"({"BillingMode":"PAY_PER_REQUEST",
        "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"},{"AttributeName":"sk","AttributeType":"N"}],
        "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"},{"AttributeName":"sk","KeyType":"RANGE"}]})"));
  }

  void step() {
    switch (random_.below(10)) {
      case 0:
      case 1:
        return put_item();
      case 2:
        return delete_item();
      case 3:
      case 4:
      case 5:
        return update_item();
      case 6:
        return batch_write_item();
      case 7:
        return random_.chance(50) ? get_item() : batch_get_item();
      case 8:
        return query();
      default:
        return random_.chance(20) ? scan() : query();
    }
  }
  void compare_everything() { scan(); }

 private:
  Key random_key() {
    return {std::string(1, static_cast<char>('a' + random_.below(kPartitions))),
            random_.between(kLowestSort, kHighestSort)};
  }
  Json random_item(const Key& key) {
    Json item = random_attributes(random_);
    item.update(key.json());
    return item;
  }

  std::pair<int, Json> call(const std::string& action, Json request) {
    request["TableName"] = "model";
    wire::Answer answer = client_.call(action, request.dump());
    return {answer.status, Json::parse(answer.body)};
  }
  Json ok(const std::string& action, Json request) {
    auto [status, body] = call(action, request);
    EXPECT_EQ(status, 200) << action << " " << request << " answered " << body;
    return body;
  }

  static void add_values(Json& request, const Values& values) {
    if (!values.json().empty()) request["ExpressionAttributeValues"] = values.json();
  }
  // Adds a condition half of the time; returns whether it holds.
  bool maybe_condition(Json& request, Values& values, const Json* old) {
    if (random_.chance(50)) return true;
    const RandomCondition condition = random_condition(random_, values);
    request["ConditionExpression"] = condition.text;
    return condition.holds(old ? *old : Json::object());
  }
  static void expect_condition_failed(int status, const Json& body, const Json& request) {
    EXPECT_EQ(status, 400) << request << body;
    EXPECT_TRUE(body.value("__type", "").ends_with("ConditionalCheckFailedException")) << request << body;
  }
  static void expect_attributes(const Json& body, const Json* expected, const Json& request) {
    EXPECT_EQ(body.contains("Attributes"), expected != nullptr) << request << body;
    if (expected != nullptr && body.contains("Attributes")) {
      EXPECT_EQ(normalised(body["Attributes"]), normalised(*expected)) << request;
    }
  }

  void put_item() {
    const Key key = random_key();
    const Json* old = reference_.find(key);
    Json request{{"Item", random_item(key)}, {"ReturnValues", "ALL_OLD"}};
    Values values;
    const bool holds = maybe_condition(request, values, old);
    add_values(request, values);
    const auto [status, body] = call("PutItem", request);
    if (!holds) return expect_condition_failed(status, body, request);
    EXPECT_EQ(status, 200) << request << body;
    expect_attributes(body, old, request);
    reference_.put(key, request["Item"]);
  }

  void delete_item() {
    const Key key = random_key();
    const Json* old = reference_.find(key);
    Json request{{"Key", key.json()}, {"ReturnValues", "ALL_OLD"}};
    Values values;
    const bool holds = maybe_condition(request, values, old);
    add_values(request, values);
    const auto [status, body] = call("DeleteItem", request);
    if (!holds) return expect_condition_failed(status, body, request);
    EXPECT_EQ(status, 200) << request << body;
    expect_attributes(body, old, request);
    reference_.erase(key);
  }

  void update_item() {
    const Key key = random_key();
    const Json* old = reference_.find(key);
    Values values;
    const RandomUpdate update = random_update(random_, values);
    Json request{{"Key", key.json()}, {"UpdateExpression", update.text}, {"ReturnValues", "ALL_NEW"}};
    const bool holds = maybe_condition(request, values, old);
    add_values(request, values);
    const auto [status, body] = call("UpdateItem", request);
    if (!holds) return expect_condition_failed(status, body, request);
    const std::optional<Json> changed = update.apply(old ? *old : key.json());
    if (!changed) {
      EXPECT_EQ(status, 400) << request << body;
      EXPECT_TRUE(body.value("__type", "").ends_with("ValidationException")) << request << body;
      return;
    }
    EXPECT_EQ(status, 200) << request << body;
    // Removing from an item that is not there does not make one.
    const bool nothing = old == nullptr && *changed == key.json();
    expect_attributes(body, nothing ? nullptr : &*changed, request);
    if (!nothing) reference_.put(key, *changed);
  }

  void batch_write_item() {
    std::map<Key, Json> writes;
    for (int i = random_.between(1, 12); i > 0; --i) {
      const Key key = random_key();
      if (random_.chance(60))
        writes[key] = {{"PutRequest", {{"Item", random_item(key)}}}};
      else
        writes[key] = {{"DeleteRequest", {{"Key", key.json()}}}};
    }
    Json list = Json::array();
    for (const auto& [key, write] : writes) list.push_back(write);
    ok("BatchWriteItem", {{"RequestItems", {{"model", list}}}});
    for (const auto& [key, write] : writes) {
      if (write.contains("PutRequest"))
        reference_.put(key, write["PutRequest"]["Item"]);
      else
        reference_.erase(key);
    }
  }

  void get_item() {
    const Key key = random_key();
    const Json body = ok("GetItem", {{"Key", key.json()}, {"ConsistentRead", random_.chance(50)}});
    const Json* expected = reference_.find(key);
    ASSERT_EQ(body.contains("Item"), expected != nullptr) << key.json() << body;
    if (expected != nullptr) {
      EXPECT_EQ(normalised(body["Item"]), normalised(*expected));
    }
  }

  void batch_get_item() {
    std::map<Key, Json> keys;
    for (int i = random_.between(1, 20); i > 0; --i) {
      const Key key = random_key();
      keys[key] = key.json();
    }
    Json list = Json::array();
    std::vector<Json> expected;
    for (const auto& [key, json] : keys) {
      list.push_back(json);
      if (const Json* item = reference_.find(key)) expected.push_back(normalised(*item));
    }
    const Json body = ok("BatchGetItem", {{"RequestItems", {{"model", {{"Keys", list}}}}}});
    std::vector<Json> found;
    for (const Json& item : body["Responses"]["model"]) found.push_back(normalised(item));
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(found, expected) << list;
  }

  // Reads all pages; items in the order they came.
  std::vector<Json> pages(const std::string& action, Json request, int scanned_expected) {
    std::vector<Json> found;
    int scanned = 0;
    for (int page = 0; page < 1000; ++page) {
      const Json body = ok(action, request);
      for (const Json& item : body["Items"]) found.push_back(normalised(item));
      scanned += body["ScannedCount"].get<int>();
      EXPECT_EQ(body["Count"].get<size_t>(), body["Items"].size());
      if (!body.contains("LastEvaluatedKey")) break;
      request["ExclusiveStartKey"] = body["LastEvaluatedKey"];
    }
    if (scanned_expected >= 0) {
      EXPECT_EQ(scanned, scanned_expected) << request;
    }
    return found;
  }

  // A sort key condition and the range it means.
  std::string sort_condition(Values& values, int& low, int& high) {
    const int bound = random_.between(kLowestSort - 1, kHighestSort + 1);
    const std::string value = values.add({{"N", std::to_string(bound)}});
    switch (random_.below(6)) {
      case 0:
        low = high = bound;
        return "sk = " + value;
      case 1:
        high = bound - 1;
        return "sk < " + value;
      case 2:
        high = bound;
        return "sk <= " + value;
      case 3:
        low = bound + 1;
        return "sk > " + value;
      case 4:
        low = bound;
        return "sk >= " + value;
      default: {
        low = bound;
        high = bound + random_.below(6);
        return "sk BETWEEN " + value + " AND " + values.add({{"N", std::to_string(high)}});
      }
    }
  }

  void query() {
    const std::string pk(1, static_cast<char>('a' + random_.below(kPartitions)));
    Values values;
    Json request{{"KeyConditionExpression", "pk = " + values.add({{"S", pk}})}};
    int low = kLowestSort, high = kHighestSort;
    if (random_.chance(60)) {
      request["KeyConditionExpression"] =
          request["KeyConditionExpression"].get<std::string>() + " AND " + sort_condition(values, low, high);
    }
    std::optional<RandomCondition> filter;
    if (random_.chance(40)) {
      filter = random_condition(random_, values);
      request["FilterExpression"] = filter->text;
    }
    const bool forward = random_.chance(50);
    if (!forward) request["ScanIndexForward"] = false;
    if (random_.chance(50)) request["Limit"] = random_.between(1, 5);
    add_values(request, values);

    std::vector<Json> expected;
    int scanned = 0;
    for (const auto& [key, item] : reference_.items()) {
      if (key.pk != pk || key.sk < low || key.sk > high) continue;
      ++scanned;
      if (!filter || filter->holds(item)) expected.push_back(normalised(item));
    }
    if (!forward) std::reverse(expected.begin(), expected.end());
    EXPECT_EQ(pages("Query", request, scanned), expected) << request;
  }

  void scan() {
    const int segments = random_.between(1, 4);
    std::vector<Json> found;
    for (int segment = 0; segment < segments; ++segment) {
      Json request{{"Segment", segment}, {"TotalSegments", segments}};
      if (random_.chance(50)) request["Limit"] = random_.between(1, 7);
      const std::vector<Json> part = pages("Scan", request, -1);
      found.insert(found.end(), part.begin(), part.end());
    }
    std::vector<Json> expected;
    for (const auto& [key, item] : reference_.items()) expected.push_back(normalised(item));
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(found, expected);
  }

  Random random_;
  testing::DispatcherClient client_;
  ReferenceTable reference_;
};

TEST(Model, RandomOperationsAgreeWithAReferenceMap) {
  const uint64_t seed = setting("BASALT_MODEL_SEED", std::random_device{}());
  const uint64_t operations = setting("BASALT_MODEL_OPERATIONS", 100'000);
  std::cout << "BASALT_MODEL_SEED=" << seed << " BASALT_MODEL_OPERATIONS=" << operations << std::endl;
  ModelRun run(seed);
  for (uint64_t i = 0; i < operations; ++i) {
    run.step();
    ASSERT_FALSE(::testing::Test::HasFailure()) << "operation " << i << " of seed " << seed;
  }
  run.compare_everything();
}

}  // namespace
}  // namespace basalt::model
