#include "store/printable_key.h"

#include <algorithm>

#include "basalt/value/dynamodb_json.h"

namespace basalt::store {
namespace {

constexpr size_t kMaxText = 300;
constexpr size_t kMaxRowBytes = 96;

}  // namespace

std::string printable_key(const Table& table, const ItemView& item) {
  Item key;
  const auto take = [&](const std::string& name) {
    if (const auto value = item.find(name)) key.set(name, value->decode());
  };
  take(table.partition_key().name);
  if (table.sort_key() != nullptr) take(table.sort_key()->name);
  std::string text;
  write_json(key, text);
  if (text.size() > kMaxText) text.replace(kMaxText, std::string::npos, "...");
  return text;
}

std::string printable_row(std::string_view row) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char byte : row.substr(0, kMaxRowBytes)) {
    text.push_back(kDigits[static_cast<uint8_t>(byte) >> 4]);
    text.push_back(kDigits[static_cast<uint8_t>(byte) & 15]);
  }
  if (row.size() > kMaxRowBytes) text.append("...");
  return text;
}

}  // namespace basalt::store
