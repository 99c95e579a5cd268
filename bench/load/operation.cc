#include "load/operation.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace basalt::bench {
namespace {

constexpr std::array<std::string_view, kOperationKinds> kNames{
    "getitem",       "putitem",       "insert",    "refusedput", "updateitem", "increment",  "readmodifywrite", "query",
    "collectionget", "collectionput", "shortscan", "scan",       "batchget",   "batchwrite", "transactwrite"};

struct NamedMix {
  std::string_view name;
  std::string_view shares;
  KeyDistribution distribution;
};

using enum KeyDistribution;
constexpr NamedMix kMixes[] = {
    {"a", "getitem=50,updateitem=50", kZipfian},
    {"b", "getitem=95,updateitem=5", kZipfian},
    {"c", "getitem=100", kZipfian},
    {"d", "getitem=95,insert=5", kLatest},
    {"e", "shortscan=95,insert=5", kZipfian},
    {"f", "getitem=50,readmodifywrite=50", kZipfian},
    {"getitem", "getitem=100", kUniform},
    {"putitem", "putitem=100", kUniform},
    {"insert", "insert=100", kUniform},
    {"updateitem", "updateitem=100", kUniform},
    {"increment", "increment=100", kUniform},
    {"refusedput", "refusedput=100", kUniform},
    {"query", "query=100", kUniform},
    {"single-table", "query=60,collectionget=25,collectionput=15", kZipfian},
    {"hot-partition", "increment=100", kHot},
    {"scan", "scan=100", kUniform},
    {"batchget", "batchget=100", kUniform},
    {"batchwrite", "batchwrite=100", kUniform},
    {"transactions", "transactwrite=100", kUniform},
};

std::optional<OperationKind> operation_kind(std::string_view name) {
  const auto* found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<OperationKind>(found - kNames.begin());
}

Result<Share, std::string> parse_share(std::string_view text) {
  const size_t equals = text.find('=');
  const auto kind = operation_kind(text.substr(0, equals));
  if (!kind) return Failure{"no workload and no operation is called '" + std::string(text.substr(0, equals)) + "'"};
  unsigned weight = 0;
  if (equals != std::string_view::npos) {
    const std::string_view digits = text.substr(equals + 1);
    std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  }
  if (weight == 0) return Failure{"'" + std::string(text) + "' is not operation=weight"};
  return Share{*kind, static_cast<double>(weight)};
}

Result<std::vector<Share>, std::string> parse_shares(std::string_view text) {
  std::vector<Share> shares;
  while (true) {
    const size_t comma = text.find(',');
    shares.push_back(TRY(parse_share(text.substr(0, comma))));
    if (comma == std::string_view::npos) return shares;
    text.remove_prefix(comma + 1);
  }
}

}  // namespace

std::string_view name_of(OperationKind kind) { return kNames[static_cast<size_t>(kind)]; }

bool is_of_collections(OperationKind kind) {
  return kind == OperationKind::kQuery || kind == OperationKind::kCollectionGet ||
         kind == OperationKind::kCollectionPut;
}

bool Workload::uses_items() const {
  return std::any_of(shares.begin(), shares.end(), [](const Share& share) { return !is_of_collections(share.kind); });
}

bool Workload::uses_collections() const {
  return std::any_of(shares.begin(), shares.end(), [](const Share& share) { return is_of_collections(share.kind); });
}

Result<Workload, std::string> parse_workload(std::string_view text) {
  for (const NamedMix& mix : kMixes) {
    if (mix.name == text) return Workload{std::string(text), TRY(parse_shares(mix.shares)), mix.distribution};
  }
  return Workload{std::string(text), TRY(parse_shares(text)), KeyDistribution::kUniform};
}

std::string describe_workloads() {
  std::string text;
  for (const NamedMix& mix : kMixes) {
    text.append("  ").append(mix.name).append(mix.name.size() < 15 ? 15 - mix.name.size() : 1, ' ');
    text.append(mix.shares).append(", ").append(name_of(mix.distribution)).append("\n");
  }
  return text;
}

}  // namespace basalt::bench
