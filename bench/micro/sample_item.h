// The items that microbenchmarks work on.
#pragma once

#include <string>

#include "basalt/value/attribute_value.h"

namespace basalt::bench {

// 100 bytes as DynamoDB counts them: two keys, a number, a flag and text.
inline Item small_item() {
  return {{"pk", AttributeValue::string("user000000000042")},
          {"sk", AttributeValue::string("ORDER#000000007")},
          {"total", AttributeValue::integer(1299)},
          {"paid", AttributeValue::boolean(true)},
          {"note", AttributeValue::string(std::string(40, 'n'))}};
}

// About 4 KB: nested documents, lists and sets.
inline Item document_item() {
  Item item = small_item();
  List lines;
  for (int i = 0; i < 40; ++i) {
    lines.push_back(AttributeValue::map(Map{{"sku", AttributeValue::string("sku-" + std::to_string(i))},
                                            {"quantity", AttributeValue::integer(i)},
                                            {"description", AttributeValue::string(std::string(60, 'd'))}}));
  }
  item.set("lines", AttributeValue::list(std::move(lines)));
  item.set("tags", AttributeValue::string_set({"blue", "large", "new"}));
  return item;
}

}  // namespace basalt::bench
