#include "store/key_sketch.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "basalt/base/xoshiro256.h"
#include "gmock/gmock.h"

namespace basalt::store {
namespace {

constexpr size_t kCapacity = 64;

// A sketch and the truth beside it.
class Counted {
 public:
  void add(const std::string& key, double weight) {
    sketch_.add(key, weight);
    exact_[key] += weight;
    total_ += weight;
  }
  // The header's promise, for every key there is.
  void check() const {
    const auto all = sketch_.heaviest(kCapacity);
    EXPECT_LE(all.size(), kCapacity);
    EXPECT_DOUBLE_EQ(sketch_.total(), total_);
    const double bound = total_ / static_cast<double>(kCapacity);
    std::map<std::string, double> held;
    for (const WeighedKey& key : all) {
      const double truth = exact_.at(key.key);
      EXPECT_GE(key.weight, truth - 1e-6) << key.key;
      EXPECT_LE(key.weight, truth + key.overestimate + 1e-6) << key.key;
      EXPECT_LE(key.overestimate, bound + 1e-6) << key.key;
      held[key.key] = key.weight;
    }
    for (const auto& [key, truth] : exact_) {
      EXPECT_TRUE(truth <= bound + 1e-6 || held.contains(key)) << key << " weighs " << truth << " of " << total_;
    }
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                               [](const WeighedKey& a, const WeighedKey& b) { return a.weight > b.weight; }));
  }
  const KeySketch& sketch() const { return sketch_; }
  double exact(const std::string& key) const { return exact_.at(key); }

 private:
  KeySketch sketch_{kCapacity};
  std::map<std::string, double> exact_;
  double total_ = 0;
};

TEST(KeySketchTest, FewKeysAreExact) {
  Counted counted;
  for (int i = 0; i < 1000; ++i) counted.add("key" + std::to_string(i % static_cast<int>(kCapacity)), 0.5);
  counted.check();
  for (const WeighedKey& key : counted.sketch().heaviest(kCapacity)) {
    EXPECT_DOUBLE_EQ(key.weight, counted.exact(key.key));
    EXPECT_EQ(key.overestimate, 0);
  }
}

TEST(KeySketchTest, ZipfianKeysComeOutInTheirOrder) {
  constexpr int kKeys = 20'000;
  std::vector<double> cumulative;
  double sum = 0;
  for (int i = 1; i <= kKeys; ++i) cumulative.push_back(sum += 1.0 / std::pow(i, 1.1));
  Xoshiro256 random(7);
  Counted counted;
  for (int i = 0; i < 200'000; ++i) {
    const double at = static_cast<double>(random.next() >> 11) / static_cast<double>(uint64_t{1} << 53) * sum;
    const auto key = std::lower_bound(cumulative.begin(), cumulative.end(), at) - cumulative.begin();
    counted.add("key" + std::to_string(key), static_cast<double>(1 + random.next() % 3));
  }
  counted.check();
  const auto heaviest = counted.sketch().heaviest(3);
  EXPECT_EQ(heaviest[0].key, "key0");
  EXPECT_EQ(heaviest[1].key, "key1");
  EXPECT_EQ(heaviest[2].key, "key2");
}

// Ever new keys push out whatever is light, and one key comes back each time it has been pushed out.
TEST(KeySketchTest, AnAdversaryCannotBreakTheBounds) {
  Counted counted;
  for (int round = 0; round < 500; ++round) {
    counted.add("victim", 1);
    for (size_t i = 0; i < kCapacity; ++i) counted.add("new" + std::to_string(round) + "-" + std::to_string(i), 1);
  }
  counted.check();
  // In a rotation of one key more than there is room for, each is pushed out just before it comes again.
  Counted rotating;
  for (size_t i = 0; i < 10'000; ++i) rotating.add("key" + std::to_string(i % (kCapacity + 1)), 1);
  rotating.check();
  // A heavy key that stops is still there after as much again of others, each light.
  Counted early;
  early.add("heavy", 1000);
  for (int i = 0; i < 10'000; ++i) early.add("light" + std::to_string(i), 0.1);
  early.check();
  EXPECT_EQ(early.sketch().heaviest(1)[0].key, "heavy");
}

TEST(KeySketchTest, BeginsAnew) {
  KeySketch sketch(2);
  sketch.add("a", 1);
  sketch.add("b", 2);
  sketch.add("c", 3);
  sketch.clear();
  EXPECT_EQ(sketch.total(), 0);
  EXPECT_TRUE(sketch.heaviest(2).empty());
  sketch.add("c", 1);
  ASSERT_EQ(sketch.heaviest(2).size(), 1u);
  EXPECT_EQ(sketch.heaviest(2)[0].weight, 1);
  EXPECT_EQ(sketch.heaviest(2)[0].overestimate, 0);
}

}  // namespace
}  // namespace basalt::store
