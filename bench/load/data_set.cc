#include "load/data_set.h"

#include <algorithm>
#include <utility>

namespace basalt::bench {
namespace {

constexpr size_t kDigits = 12;
constexpr size_t kItemKeyBytes = 2 + 4 + kDigits;  // pk, user...
constexpr size_t kCollectionKeyBytes = 2 + 6 + 9;  // sk, ORDER#...
constexpr size_t kNameBytes = 1;                   // v
constexpr size_t kLetters = size_t{1} << 20;       // far more than RocksDB compresses at once
constexpr size_t kLargestItemBytes = size_t{400} << 10;

void append_padded(uint64_t number, size_t digits, std::string& json) {
  const size_t begin = json.size();
  json.append(digits, '0');
  for (size_t place = digits; place > 0 && number > 0; --place, number /= 10) {
    json[begin + place - 1] = static_cast<char>('0' + number % 10);
  }
}

std::string random_letters() {
  static constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -";
  Random random(1);
  std::string letters(kLetters + kLargestItemBytes, ' ');
  for (char& letter : letters) letter = kAlphabet[random.below(kAlphabet.size())];
  return letters;
}

size_t value_bytes(size_t item_bytes, size_t key_bytes) {
  return std::max(item_bytes, key_bytes + kNameBytes + 1) - key_bytes - kNameBytes;
}

}  // namespace

DataSet::DataSet(DataOptions options)
    : options_(std::move(options)),
      collections_table_(options_.table + "-collections"),
      letters_(random_letters()),
      items_(options_.items) {}

uint64_t DataSet::collections() const { return std::max<uint64_t>(1, options_.items / options_.collection_items); }

uint64_t DataSet::add_item() {
  const uint64_t number = items_.fetch_add(1, std::memory_order_relaxed);
  return options_.insert_from == 0 ? number : options_.insert_from + (number - options_.items);
}

void DataSet::append_item_key(uint64_t item, std::string& json) {
  json += R"("pk":{"S":"user)";
  append_padded(item, kDigits, json);
  json += R"("})";
}

void DataSet::append_collection_key(uint64_t collection, uint64_t position, std::string& json) {
  append_item_key(collection, json);
  if (position == 0) {
    json += R"(,"sk":{"S":"PROFILE#"})";
    return;
  }
  json += R"(,"sk":{"S":"ORDER#)";
  append_padded(position, 9, json);
  json += R"("})";
}

void DataSet::append_text(size_t length, Random& random, std::string& json) const {
  json += R"({"S":")";
  json.append(letters_, random.below(kLetters), std::min(length, kLargestItemBytes));
  json += R"("})";
}

void DataSet::append_value(Random& random, std::string& json) const {
  append_text(value_bytes(options_.item_bytes, kItemKeyBytes), random, json);
}

void DataSet::append_item(uint64_t item, Random& random, std::string& json) const {
  json += '{';
  append_item_key(item, json);
  json += R"(,"v":)";
  append_value(random, json);
  json += '}';
}

void DataSet::append_collection_item(uint64_t collection, uint64_t position, Random& random, std::string& json) const {
  json += '{';
  append_collection_key(collection, position, json);
  json += R"(,"v":)";
  append_text(value_bytes(options_.item_bytes, kItemKeyBytes + kCollectionKeyBytes), random, json);
  json += '}';
}

}  // namespace basalt::bench
