#include "load/key_chooser.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace basalt::bench {
namespace {

constexpr std::array<std::pair<std::string_view, KeyDistribution>, 4> kNames{{
    {"uniform", KeyDistribution::kUniform},
    {"zipfian", KeyDistribution::kZipfian},
    {"latest", KeyDistribution::kLatest},
    {"hot", KeyDistribution::kHot},
}};
constexpr uint64_t kExactTerms = 1000;

// FNV-1a over the rank's bytes, as YCSB scrambles.
uint64_t scrambled(uint64_t rank) {
  uint64_t hash = 0xcbf29ce484222325;
  for (int byte = 0; byte < 8; ++byte) {
    hash ^= rank & 0xff;
    hash *= 0x100000001b3;
    rank >>= 8;
  }
  return hash;
}

class UniformKeys final : public KeyChooser {
 public:
  uint64_t next(uint64_t items, Random& random) override { return random.below(items); }
};

class ZipfianKeys final : public KeyChooser {
 public:
  explicit ZipfianKeys(double theta) : ranks_(theta) {}
  uint64_t next(uint64_t items, Random& random) override { return scrambled(ranks_.next(items, random)) % items; }

 private:
  ZipfianRanks ranks_;
};

class LatestKeys final : public KeyChooser {
 public:
  explicit LatestKeys(double theta) : ranks_(theta) {}
  uint64_t next(uint64_t items, Random& random) override { return items - 1 - ranks_.next(items, random); }

 private:
  ZipfianRanks ranks_;
};

class HotKey final : public KeyChooser {
 public:
  explicit HotKey(double fraction) : fraction_(fraction) {}
  uint64_t next(uint64_t items, Random& random) override {
    if (items == 1 || random.unit() < fraction_) return 0;
    return 1 + random.below(items - 1);
  }

 private:
  const double fraction_;
};

}  // namespace

std::optional<KeyDistribution> key_distribution(std::string_view name) {
  for (const auto& [known, distribution] : kNames) {
    if (known == name) return distribution;
  }
  return std::nullopt;
}

std::string_view name_of(KeyDistribution distribution) { return kNames[static_cast<size_t>(distribution)].first; }

std::unique_ptr<KeyChooser> make_key_chooser(const KeyChooserOptions& options) {
  switch (options.distribution) {
    case KeyDistribution::kUniform:
      return std::make_unique<UniformKeys>();
    case KeyDistribution::kZipfian:
      return std::make_unique<ZipfianKeys>(options.zipfian_constant);
    case KeyDistribution::kLatest:
      return std::make_unique<LatestKeys>(options.zipfian_constant);
    case KeyDistribution::kHot:
      return std::make_unique<HotKey>(options.hot_fraction);
  }
  return nullptr;
}

double zeta(uint64_t n, double theta) {
  const uint64_t exact = std::min(n, kExactTerms);
  double sum = 0;
  for (uint64_t i = 1; i <= exact; ++i) sum += std::pow(static_cast<double>(i), -theta);
  if (n == exact) return sum;
  const auto from = static_cast<double>(exact);
  const auto to = static_cast<double>(n);
  const double integral = (std::pow(to, 1 - theta) - std::pow(from, 1 - theta)) / (1 - theta);
  const double ends = (std::pow(to, -theta) - std::pow(from, -theta)) / 2;
  const double slopes = theta * (std::pow(from, -theta - 1) - std::pow(to, -theta - 1)) / 12;
  return sum + integral + ends + slopes;
}

void ZipfianRanks::resize(uint64_t n) {
  n_ = n;
  zeta_n_ = zeta(n, theta_);
  eta_ = (1 - std::pow(2.0 / static_cast<double>(n), 1 - theta_)) / (1 - zeta(2, theta_) / zeta_n_);
}

uint64_t ZipfianRanks::next(uint64_t n, Random& random) {
  // Inserts make n grow one by one; one percent more or less is not seen in the distribution.
  if (n < n_ || n > n_ + n_ / 100) resize(n);
  const double u = random.unit();
  const double uz = u * zeta_n_;
  if (uz < 1 || n_ == 1) return 0;
  if (uz < 1 + std::pow(0.5, theta_) || n_ == 2) return 1;
  const double rank = static_cast<double>(n_) * std::pow(eta_ * u - eta_ + 1, 1 / (1 - theta_));
  return std::min(n_ - 1, static_cast<uint64_t>(rank));
}

}  // namespace basalt::bench
