// Expressions: any bytes are refused with a message or give something that works on items. The first byte picks the
// kind.
#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/base/check.h"
#include "basalt/expression/key_condition.h"
#include "basalt/expression/resolve.h"
#include "basalt/value/item_codec.h"

namespace {

using namespace basalt;
using namespace basalt::expression;

const Item& item() {
  static const Item instance = {
      {"a", AttributeValue::string("text")},
      {"b", AttributeValue::integer(7)},
      {"l", AttributeValue::list({AttributeValue::integer(1), AttributeValue::string("x")})},
      {"m", AttributeValue::map({{"k", AttributeValue::binary("\x01\x02")}, {"n", AttributeValue::integer(2)}})},
      {"s", AttributeValue::string_set({"p", "q"})},
  };
  return instance;
}

// The placeholders that text mentions, as others would be refused.
Substitutions mentioned(std::string_view text) {
  Substitutions given;
  const auto mentions = [&](std::string_view placeholder) { return text.find(placeholder) != std::string_view::npos; };
  for (const char* name : {"#a", "#l", "#m"}) {
    if (!mentions(name)) continue;
    if (!given.names) given.names.emplace();
    given.names->emplace(name, name + 1);
  }
  const std::pair<const char*, AttributeValue> values[] = {{":l", AttributeValue::list({AttributeValue::null()})},
                                                           {":n", AttributeValue::integer(3)},
                                                           {":s", AttributeValue::string("t")},
                                                           {":t", AttributeValue::string_set({"q", "r"})}};
  for (const auto& [name, value] : values) {
    if (!mentions(name)) continue;
    if (!given.values) given.values.emplace();
    given.values->emplace(name, value);
  }
  return given;
}

void try_condition(std::string_view text, const Substitutions& given) {
  const auto resolved = resolve({.condition = text}, given);
  const auto again = resolve({.condition = text}, given);  // from the cache, where the first was accepted
  CHECK(resolved.ok() == again.ok());
  if (!resolved.ok()) {
    CHECK(!resolved.error().message().empty() && resolved.error().message() == again.error().message());
    return;
  }
  const std::string encoded = encode_item(item());
  const bool holds = resolved->condition->matches(ItemView(encoded));
  CHECK(holds == again->condition->matches(ItemView(encoded)));
  const std::string negated = "NOT (" + std::string(text) + ")";
  const auto opposite = resolve({.condition = negated}, given);
  if (opposite.ok()) CHECK(opposite->condition->matches(ItemView(encoded)) != holds);
  (void)resolved->condition->matches(ItemView());
}

void try_key_condition(std::string_view text, const Substitutions& given) {
  const auto resolved = resolve({.key_condition = text}, given);
  if (!resolved.ok()) return;
  const KeySchemaView schema = {{{"a", AttributeType::kString}}, {{"b", AttributeType::kNumber}}};
  const auto found = key_condition(*resolved->key_condition, schema);
  if (found.ok()) CHECK(found->partition.size() == 1);
}

void try_update(std::string_view text, const Substitutions& given) {
  const auto resolved = resolve({.update = text}, given);
  if (!resolved.ok()) return;
  const auto updated = resolved->update->apply(item());
  if (!updated.ok()) return;
  CHECK(validate_item(encode_item(*updated)));
  (void)resolved->update->updated_attributes(item());
  (void)resolved->update->updated_new_attributes(*updated);
}

void try_projection(std::string_view text, const Substitutions& given) {
  const auto resolved = resolve({.projection = text}, given);
  if (!resolved.ok()) return;
  std::string out;
  const std::string encoded = encode_item(item());
  resolved->projection->apply(ItemView(encoded), out);
  CHECK(validate_item(out));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
  const Substitutions given = mentioned(text);
  switch (data[0] % 4) {
    case 0:
      try_condition(text, given);
      break;
    case 1:
      try_key_condition(text, given);
      break;
    case 2:
      try_update(text, given);
      break;
    default:
      try_projection(text, given);
      break;
  }
  return 0;
}
