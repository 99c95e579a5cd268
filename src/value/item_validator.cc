// Reads an item as a stranger would: nothing is believed, every byte is accounted for.
#include <optional>

#include "basalt/value/dynamodb_json.h"
#include "basalt/value/item_codec.h"

namespace basalt {
namespace {

// Whether text is UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF).
bool is_utf8(std::string_view text) {
  const auto* at = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = at + text.size();
  while (at < end) {
    if (*at < 0x80) {
      ++at;
      continue;
    }
    const int more = *at >= 0xf0 ? 3 : *at >= 0xe0 ? 2 : 1;
    if (*at < 0xc2 || *at > 0xf4 || end - at <= more) return false;
    // The second byte's range is narrower after these first bytes.
    const unsigned char low = *at == 0xe0 ? 0xa0 : *at == 0xf0 ? 0x90 : 0x80;
    const unsigned char high = *at == 0xed ? 0x9f : *at == 0xf4 ? 0x8f : 0xbf;
    if (at[1] < low || at[1] > high) return false;
    for (int i = 2; i <= more; ++i) {
      if ((at[i] & 0xc0) != 0x80) return false;
    }
    at += more + 1;
  }
  return true;
}

class ItemValidator {
 public:
  explicit ItemValidator(std::string_view bytes) : rest_(bytes) {}

  bool item(int depth) {
    const auto count = varint();
    if (!count) return false;
    std::optional<std::string_view> previous;
    for (size_t left = *count; left > 0; --left) {
      const auto name = text();
      if (!name || !is_utf8(*name) || (previous && *previous >= *name)) return false;
      previous = name;
      if (!value(depth)) return false;
    }
    return rest_.empty();
  }

 private:
  // depth: containers around this value.
  bool value(int depth) {
    const auto first = take(1);
    if (!first) return false;
    const auto tag = static_cast<uint8_t>(first->front());
    const bool plain = (tag & detail::kPlainTextFlag) != 0;
    switch (static_cast<AttributeType>(tag & ~detail::kPlainTextFlag)) {
      case AttributeType::kString: {
        const auto string = text();
        return string && is_utf8(*string) && is_plain_json_text(*string) == plain;
      }
      case AttributeType::kNumber:
        return !plain && number();
      case AttributeType::kBinary:
        return !plain && text();
      case AttributeType::kStringSet:
        return set(&ItemValidator::strings, plain);
      case AttributeType::kNumberSet:
        return !plain && set(&ItemValidator::numbers, plain);
      case AttributeType::kBinarySet:
        return !plain && set(&ItemValidator::binaries, plain);
      case AttributeType::kMap: {
        const auto content = text();
        return !plain && content && depth < kMaxNesting && ItemValidator(*content).item(depth + 1);
      }
      case AttributeType::kList: {
        const auto content = text();
        return !plain && content && depth < kMaxNesting && ItemValidator(*content).list(depth + 1);
      }
      case AttributeType::kNull:
        return !plain;
      case AttributeType::kBool: {
        const auto flag = take(1);
        return !plain && flag && static_cast<uint8_t>(flag->front()) <= 1;
      }
    }
    return false;
  }

  bool list(int depth) {
    const auto count = varint();
    if (!count) return false;
    for (size_t left = *count; left > 0; --left) {
      if (!value(depth)) return false;
    }
    return rest_.empty();
  }

  bool set(bool (ItemValidator::*elements)(size_t count, bool plain), bool plain) {
    const auto content = text();
    if (!content) return false;
    ItemValidator inner(*content);
    const auto count = inner.varint();
    return count && (inner.*elements)(*count, plain) && inner.rest_.empty();
  }
  bool strings(size_t count, bool plain) {
    bool all_plain = true;
    const bool sorted = ascending(count, [&]() -> std::optional<std::string_view> {
      const auto element = text();
      if (!element || !is_utf8(*element)) return std::nullopt;
      all_plain = all_plain && is_plain_json_text(*element);
      return element;
    });
    return sorted && all_plain == plain;
  }
  bool numbers(size_t count, bool) {
    return ascending(count, [&] { return number(); });
  }
  bool binaries(size_t count, bool) {
    return ascending(count, [&] { return text(); });
  }
  template <class Read>
  bool ascending(size_t count, Read&& read) {
    decltype(read()) previous;
    for (; count > 0; --count) {
      const auto element = read();
      if (!element || (previous && !(*previous < *element))) return false;
      previous = element;
    }
    return true;
  }

  std::optional<std::string_view> take(size_t size) {
    if (size > rest_.size()) return std::nullopt;
    const std::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }
  std::optional<size_t> varint() {
    size_t value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      const auto next = take(1);
      if (!next) return std::nullopt;
      const auto bits = static_cast<uint8_t>(next->front());
      value |= static_cast<size_t>(bits & 0x7f) << shift;
      if (bits >= 0x80) continue;
      const bool shortest = bits != 0 || shift == 0;
      if (!shortest || value > UINT32_MAX) return std::nullopt;
      return value;
    }
    return std::nullopt;
  }
  // Bytes after their size.
  std::optional<std::string_view> text() {
    const auto size = varint();
    return size ? take(*size) : std::nullopt;
  }
  std::optional<Decimal> number() {
    const auto size = take(1);
    if (!size) return std::nullopt;
    const auto digits = take(static_cast<uint8_t>(size->front()));
    if (!digits) return std::nullopt;
    const auto number = Decimal::parse(*digits);
    if (!number.ok() || number->to_string() != *digits) return std::nullopt;
    return *number;
  }

  std::string_view rest_;
};

}  // namespace

bool validate_item(std::string_view bytes) { return ItemValidator(bytes).item(0); }

}  // namespace basalt
