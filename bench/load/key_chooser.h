// KeyChooser: which of the loaded items the next request is about. YCSB's distributions (Cooper et al., 2010).
//
//   uniform  every item alike
//   zipfian  few items are popular (Gray et al., 1994), and popular ones lie anywhere among the keys ("scrambled")
//   latest   zipfian over age: the newest item is the most popular
//   hot      item 0 takes `hot_fraction` of the requests, the others share the rest
//
// One per thread. The number of items may grow from call to call.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

#include "load/random.h"

namespace basalt::bench {

enum class KeyDistribution { kUniform, kZipfian, kLatest, kHot };

std::optional<KeyDistribution> key_distribution(std::string_view name);
std::string_view name_of(KeyDistribution distribution);

class KeyChooser {
 public:
  virtual ~KeyChooser() = default;
  // 0 .. items - 1; items must not be 0.
  virtual uint64_t next(uint64_t items, Random& random) = 0;
};

struct KeyChooserOptions {
  KeyDistribution distribution = KeyDistribution::kUniform;
  double zipfian_constant = 0.99;  // in (0, 1)
  double hot_fraction = 0.9;
};

std::unique_ptr<KeyChooser> make_key_chooser(const KeyChooserOptions& options);

// The sum of i^-theta for i = 1 .. n: exact for the first thousand terms, Euler and Maclaurin's formula beyond.
double zeta(uint64_t n, double theta);

// Ranks 0 .. n - 1, rank r with a probability near (r + 1)^-theta / zeta(n, theta).
class ZipfianRanks {
 public:
  explicit ZipfianRanks(double theta) : theta_(theta) {}
  uint64_t next(uint64_t n, Random& random);

 private:
  void resize(uint64_t n);

  const double theta_;
  uint64_t n_ = 0;
  double zeta_n_ = 0;
  double eta_ = 0;
};

}  // namespace basalt::bench
