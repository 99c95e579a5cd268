// Items: any bytes are validated safely; what is valid decodes, encodes to the same bytes, and prints as JSON.
#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/base/check.h"
#include "basalt/value/dynamodb_json.h"
#include "basalt/value/item_codec.h"
#include "basalt/value/item_size.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!basalt::validate_item(bytes)) return 0;
  const basalt::ItemView view(bytes);
  const basalt::Item item = view.decode();
  CHECK(basalt::encode_item(item) == bytes);
  CHECK(basalt::item_size(view) == basalt::item_size(item));
  std::string from_view, from_tree;
  basalt::write_json(view, from_view);
  basalt::write_json(item, from_tree);
  CHECK(from_view == from_tree);
  return 0;
}
