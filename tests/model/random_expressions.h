// Random conditions and updates, each with its meaning on the reference's JSON items.
#pragma once

#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "model/reference_table.h"

namespace basalt::model {

class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}
  int below(int bound) { return static_cast<int>(engine_() % static_cast<uint64_t>(bound)); }
  int between(int low, int high) { return low + below(high - low + 1); }
  bool chance(int percent) { return below(100) < percent; }

 private:
  std::mt19937_64 engine_;
};

// The values an expression under construction refers to.
class Values {
 public:
  std::string add(Json value) {
    const std::string name = ":v" + std::to_string(json_.size());
    json_[name] = std::move(value);
    return name;
  }
  const Json& json() const { return json_; }

 private:
  Json json_ = Json::object();
};

struct RandomCondition {
  std::string text;
  std::function<bool(const Json& item)> holds;  // a missing item is the empty object
};

// What an update does to an item; nullopt: AWS refuses it (a missing operand, a wrong type) and nothing changes.
struct RandomUpdate {
  std::string text;
  std::function<std::optional<Json>(const Json& item)> apply;
};

// An item's attributes besides its key: a (N), s (S), l (L of N), m (M of x: N, y: S), ns (NS); each may be missing.
Json random_attributes(Random& random);
RandomCondition random_condition(Random& random, Values& values, int depth = 2);
RandomUpdate random_update(Random& random, Values& values);

}  // namespace basalt::model
