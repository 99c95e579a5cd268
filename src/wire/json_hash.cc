#include "wire/json_hash.h"

#include <array>
#include <string_view>

#include "basalt/keys/key_codec.h"

namespace basalt::wire {
namespace {

// Told apart first, so that "1" and 1 differ.
constexpr uint64_t kString = 1;
constexpr uint64_t kOther = 2;  // numbers, booleans, null
constexpr uint64_t kArray = 3;
constexpr uint64_t kObject = 4;

// The bytes' order is fixed, so that every machine agrees.
uint64_t mix(uint64_t first, uint64_t second) {
  std::array<char, 2 * sizeof(uint64_t)> bytes;
  for (size_t i = 0; i < sizeof(uint64_t); ++i) {
    bytes[i] = static_cast<char>(first >> (8 * i));
    bytes[sizeof(uint64_t) + i] = static_cast<char>(second >> (8 * i));
  }
  return keys::partition_hash({bytes.data(), bytes.size()});
}

}  // namespace

uint64_t json_hash(simdjson::dom::element value) {
  if (std::string_view text; value.get_string().get(text) == simdjson::SUCCESS) {
    return mix(kString, keys::partition_hash(text));
  }
  if (simdjson::dom::object object; value.get_object().get(object) == simdjson::SUCCESS) {
    uint64_t sum = 0;
    for (const auto& [name, member] : object) sum += mix(keys::partition_hash(name), json_hash(member));
    return mix(kObject, sum);
  }
  if (simdjson::dom::array array; value.get_array().get(array) == simdjson::SUCCESS) {
    uint64_t chain = 0;
    for (const simdjson::dom::element element : array) chain = mix(chain, json_hash(element));
    return mix(kArray, chain);
  }
  return mix(kOther, keys::partition_hash(simdjson::minify(value)));
}

}  // namespace basalt::wire
