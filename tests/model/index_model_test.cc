// Random writes to a table with indexes of every kind, while indexes come and go; every index must equal what a full
// recomputation from the reference map gives. BASALT_MODEL_SEED replays a run, BASALT_MODEL_OPERATIONS sets its length.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <iostream>
#include <random>
#include <set>
#include <thread>

#include "basalt/store/verification.h"
#include "basalt/value/item_size.h"
#include "model/random_expressions.h"
#include "model/reference_table.h"
#include "support/dispatcher_client.h"

namespace basalt::model {
namespace {

uint64_t setting(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

// An index as the model sees it. Attributes "s…" are strings, "n…" are numbers.
struct ModelIndex {
  std::string name;
  std::vector<std::string> partition;
  std::vector<std::string> sort;
  std::string projection;
  std::set<std::string> included = {};

  bool holds(const std::string& attribute) const {
    if (projection == "ALL" || attribute == "pk" || attribute == "sk") return true;
    const auto is = [&](const std::string& key) { return key == attribute; };
    return std::any_of(partition.begin(), partition.end(), is) || std::any_of(sort.begin(), sort.end(), is) ||
           included.contains(attribute);
  }
  std::optional<Json> entry(const Json& item) const {
    for (const auto* part : {&partition, &sort}) {
      for (const std::string& attribute : *part) {
        if (!item.contains(attribute)) return std::nullopt;
      }
    }
    Json entry = Json::object();
    for (const auto& [attribute, value] : item.items()) {
      if (holds(attribute)) entry[attribute] = value;
    }
    return entry;
  }
  Json definition() const {
    Json json{{"IndexName", name}, {"KeySchema", Json::array()}, {"Projection", {{"ProjectionType", projection}}}};
    for (const std::string& key : partition) json["KeySchema"].push_back({{"AttributeName", key}, {"KeyType", "HASH"}});
    for (const std::string& key : sort) json["KeySchema"].push_back({{"AttributeName", key}, {"KeyType", "RANGE"}});
    if (!included.empty()) json["Projection"]["NonKeyAttributes"] = included;
    return json;
  }
};

std::string type_of(const std::string& attribute) { return attribute[0] == 'n' ? "N" : "S"; }

Json attribute_definitions(const std::set<std::string>& names) {
  Json definitions = Json::array();
  for (const std::string& name : names) {
    definitions.push_back({{"AttributeName", name}, {"AttributeType", name == "sk" ? "N" : type_of(name)}});
  }
  return definitions;
}

size_t size_of(const Json& item) {
  size_t size = 0;
  for (const auto& [name, value] : item.items()) {
    size += name.size();
    size += value.contains("S") ? value["S"].get<std::string>().size()
                                : value_size(AttributeValue::integer(std::stoll(value["N"].get<std::string>())));
  }
  return size;
}

class IndexModelRun {
 public:
  explicit IndexModelRun(uint64_t seed) : random_(seed) {
    Json request{{"BillingMode", "PAY_PER_REQUEST"}};
    request["KeySchema"] = Json::parse(R"([{"AttributeName":"pk","KeyType":"HASH"},
                                           {"AttributeName":"sk","KeyType":"RANGE"}])");
    local_ = {"local", {"pk"}, {"n1"}, "INCLUDE", {"s3"}};
    globals_ = {{"one", {"s1"}, {"n1"}, "KEYS_ONLY"},
                {"many", {"s1", "n2"}, {"s2", "n3"}, "INCLUDE", {"s3", "n1"}},
                {"whole", {"s2"}, {}, "ALL"}};
    request["LocalSecondaryIndexes"] = {local_.definition()};
    for (const ModelIndex& index : globals_) request["GlobalSecondaryIndexes"].push_back(index.definition());
    request["AttributeDefinitions"] = attribute_definitions({"pk", "sk", "n1", "n2", "n3", "s1", "s2"});
    ok("CreateTable", request);
  }

  void step() {
    const Key key{std::string(1, static_cast<char>('a' + random_.below(4))), random_.below(12)};
    switch (random_.below(10)) {
      case 0:
        ok("DeleteItem", {{"Key", key.json()}});
        return reference_.erase(key);
      case 1:
      case 2:
      case 3: {
        const Json item = random_item(key);
        ok("PutItem", {{"Item", item}});
        return reference_.put(key, item);
      }
      case 4:
        return batch();
      default:
        return update(key);
    }
  }

  // Adds an index that is not there yet, or removes it, and does not wait.
  void change_indexes() {
    if (description()["GlobalSecondaryIndexes"].size() != globals_.size()) return;  // one still going
    for (const Json& index : description()["GlobalSecondaryIndexes"]) {
      if (index["IndexStatus"] != "ACTIVE") return;
    }
    const ModelIndex late{"late", {"n2"}, {"s1"}, random_.chance(50) ? "ALL" : "KEYS_ONLY"};
    const auto found =
        std::find_if(globals_.begin(), globals_.end(), [](const ModelIndex& index) { return index.name == "late"; });
    if (found == globals_.end()) {
      ok("UpdateTable", {{"AttributeDefinitions", attribute_definitions({"n2", "s1"})},
                         {"GlobalSecondaryIndexUpdates", {{{"Create", late.definition()}}}}});
      globals_.push_back(late);
    } else {
      ok("UpdateTable", {{"GlobalSecondaryIndexUpdates", {{{"Delete", {{"IndexName", "late"}}}}}}});
      globals_.erase(found);
    }
  }

  void compare_everything() {
    wait_until_settled();
    const Json described = description();
    compare(local_, described["LocalSecondaryIndexes"][0]);
    for (const ModelIndex& index : globals_) {
      for (const Json& figures : described["GlobalSecondaryIndexes"]) {
        if (figures["IndexName"] == index.name) compare(index, figures);
      }
    }
    // That was what clients see; the rows below must agree with each other too.
    const auto verification = store::verify(client_.store().engine()).value();
    EXPECT_TRUE(verification.clean());
    for (const store::Finding& finding : verification.findings) ADD_FAILURE() << describe(finding);
  }

 private:
  Json ok(const std::string& action, Json request) {
    request["TableName"] = "model";
    const wire::Answer answer = client_.call(action, request.dump());
    EXPECT_EQ(answer.status, 200) << action << " " << request << " answered " << answer.body;
    return Json::parse(answer.body);
  }
  Json description() { return ok("DescribeTable", Json::object())["Table"]; }
  void wait_until_settled() {
    for (int i = 0; i < 2000; ++i) {
      const Json indexes = description()["GlobalSecondaryIndexes"];
      const bool active = std::all_of(indexes.begin(), indexes.end(),
                                      [](const Json& index) { return index["IndexStatus"] == "ACTIVE"; });
      if (active && indexes.size() == globals_.size()) return;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ADD_FAILURE() << "indexes never settled: " << description();
  }

  Json random_value(const std::string& attribute) {
    if (type_of(attribute) == "N") return {{"N", std::to_string(random_.between(-3, 3))}};
    return {{"S", std::string(1, static_cast<char>('x' + random_.below(3)))}};
  }
  Json random_item(const Key& key) {
    Json item = key.json();
    for (const char* attribute : {"n1", "n2", "n3", "s1", "s2", "s3", "s4"}) {
      if (random_.chance(70)) item[attribute] = random_value(attribute);
    }
    return item;
  }

  void update(const Key& key) {
    const Json* old = reference_.find(key);
    Json item = old != nullptr ? *old : key.json();
    const std::string changed = "n" + std::to_string(random_.between(1, 3));
    const std::string removed = "s" + std::to_string(random_.between(1, 4));
    const Json value = random_value(changed);
    ok("UpdateItem", {{"Key", key.json()},
                      {"UpdateExpression", "SET " + changed + " = :v REMOVE " + removed},
                      {"ExpressionAttributeValues", {{":v", value}}}});
    item[changed] = value;
    item.erase(removed);
    reference_.put(key, item);
  }

  void batch() {
    Json list = Json::array();
    for (int sk = random_.below(4); sk < 12; sk += random_.between(1, 4)) {
      const Key key{std::string(1, static_cast<char>('a' + random_.below(4))), sk};
      const bool puts = random_.chance(70);
      const Json item = random_item(key);
      list.push_back(puts ? Json{{"PutRequest", {{"Item", item}}}} : Json{{"DeleteRequest", {{"Key", key.json()}}}});
      puts ? reference_.put(key, item) : reference_.erase(key);
    }
    wire::Answer answer = client_.call("BatchWriteItem", Json{{"RequestItems", {{"model", list}}}}.dump());
    EXPECT_EQ(answer.status, 200) << answer.body;
  }

  std::vector<Json> pages(const std::string& action, Json request) {
    std::vector<Json> found;
    if (random_.chance(50)) request["Limit"] = random_.between(1, 9);
    for (int page = 0; page < 1000; ++page) {
      const Json body = ok(action, request);
      for (const Json& item : body["Items"]) found.push_back(item);
      if (!body.contains("LastEvaluatedKey")) return found;
      request["ExclusiveStartKey"] = body["LastEvaluatedKey"];
    }
    ADD_FAILURE() << "pages without end";
    return found;
  }

  void compare(const ModelIndex& index, const Json& figures) {
    std::vector<Json> expected;
    size_t bytes = 0;
    for (const auto& [key, item] : reference_.items()) {
      if (const auto entry = index.entry(item)) {
        expected.push_back(*entry);
        bytes += size_of(*entry);
      }
    }
    EXPECT_EQ(figures["ItemCount"], expected.size()) << index.name;
    EXPECT_EQ(figures["IndexSizeBytes"], bytes) << index.name;
    std::vector<Json> scanned = pages("Scan", {{"IndexName", index.name}});
    std::sort(scanned.begin(), scanned.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(scanned, expected) << index.name;
    if (!expected.empty())
      query(index, expected[static_cast<size_t>(random_.below(static_cast<int>(expected.size())))]);
  }

  // The entries that share like's partition key, in the order of the sort key.
  void query(const ModelIndex& index, const Json& like) {
    const bool forward = random_.chance(50);
    Json request{{"IndexName", index.name}, {"ScanIndexForward", forward}};
    std::string condition;
    Values values;
    for (const std::string& attribute : index.partition) {
      condition += (condition.empty() ? "" : " AND ") + attribute + " = " + values.add(like[attribute]);
    }
    request["KeyConditionExpression"] = condition;
    request["ExpressionAttributeValues"] = values.json();
    const bool whole = index.name == "local" && random_.chance(50);
    if (whole) request["Select"] = "ALL_ATTRIBUTES";

    std::vector<Json> expected;
    for (const auto& [key, item] : reference_.items()) {
      const auto entry = index.entry(item);
      const auto alike = [&](const std::string& name) { return item[name] == like[name]; };
      if (!entry || !std::all_of(index.partition.begin(), index.partition.end(), alike)) continue;
      expected.push_back(whole ? item : *entry);
    }
    const auto before = [&](const Json& a, const Json& b) {
      for (const std::string& attribute : index.sort) {
        if (a[attribute] == b[attribute]) continue;
        if (type_of(attribute) == "S") return a[attribute]["S"] < b[attribute]["S"];
        return std::stoi(a[attribute]["N"].get<std::string>()) < std::stoi(b[attribute]["N"].get<std::string>());
      }
      return false;
    };
    std::vector<Json> found = pages("Query", request);
    if (!forward) std::reverse(found.begin(), found.end());
    EXPECT_TRUE(std::is_sorted(found.begin(), found.end(), before)) << request;
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    EXPECT_EQ(found, expected) << request;
  }

  Random random_;
  testing::DispatcherClient client_;
  ReferenceTable reference_;
  ModelIndex local_;
  std::vector<ModelIndex> globals_;
};

TEST(Model, EveryIndexEqualsItsRecomputation) {
  const uint64_t seed = setting("BASALT_MODEL_SEED", std::random_device{}());
  const uint64_t operations = setting("BASALT_MODEL_OPERATIONS", 20'000);
  std::cout << "BASALT_MODEL_SEED=" << seed << " BASALT_MODEL_OPERATIONS=" << operations << std::endl;
  IndexModelRun run(seed);
  for (uint64_t i = 1; i <= operations; ++i) {
    run.step();
    if (i % 97 == 0) run.change_indexes();
    if (i % 500 == 0) run.compare_everything();
    ASSERT_FALSE(::testing::Test::HasFailure()) << "operation " << i << " of seed " << seed;
  }
  run.compare_everything();
}

}  // namespace
}  // namespace basalt::model
