// The binary form of an item, and views that read it in place. The byte grammar is docs/item-format.md:
//
//   item       := count:varint attribute*                      attributes sorted by name
//   attribute  := name_size:varint name value
//   value      := tag:byte payload                             tag = AttributeType, plus a flag bit (below)
//   S          := size:varint bytes                            flag 0x80: the text needs no JSON escaping
//   N          := size:byte text                               the normalised decimal text (Decimal::write)
//   B          := size:varint bytes
//   SS NS BS   := byte_size:varint count:varint element*       element as S, N, B without tag; sorted
//   M          := byte_size:varint item
//   L          := byte_size:varint count:varint value*
//   NULL       := (nothing)        BOOL := byte 0 or 1
//
// byte_size counts the bytes after itself, so that a view skips a nested value in one step.
//
// Views point into bytes owned by someone else and are valid as long as those are. Bytes come from Basalt's own
// encoder behind a storage checksum: views CHECK their structure, they do not report errors. `validate` reports,
// for `verify` and fuzzers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/value/attribute_value.h"

namespace basalt {

class ItemView;

class ValueView {
 public:
  AttributeType type() const;
  // Payload as text: S, B (raw bytes) and N (decimal text). CHECKs the type.
  std::string_view bytes() const;
  bool plain_text() const;  // S only: no character needs a JSON escape
  Decimal number() const;   // N
  bool boolean() const;     // BOOL
  ItemView map() const;     // M
  size_t count() const;     // elements of L, M, SS, NS, BS
  // Element of a list; nullopt past the end. Linear in index.
  std::optional<ValueView> element(size_t index) const;
  // Walks L (values) and sets (each element seen as a S, N or B value). visit: bool(ValueView), false stops.
  template <class Visit>
  void for_each_element(Visit&& visit) const;
  AttributeValue decode() const;
  // The encoded value, tag included.
  std::string_view encoded() const { return encoded_; }

 private:
  friend class ItemView;
  struct Elements;
  explicit ValueView(std::string_view encoded) : encoded_(encoded) {}
  std::string_view encoded_;
};

class ItemView {
 public:
  ItemView() = default;  // the empty item
  explicit ItemView(std::string_view encoded) : encoded_(encoded) {}
  size_t count() const;
  std::optional<ValueView> find(std::string_view name) const;
  // visit: bool(std::string_view name, ValueView value), false stops.
  template <class Visit>
  void for_each(Visit&& visit) const;
  Item decode() const;
  std::string_view encoded() const { return encoded_; }

 private:
  std::string_view encoded_;
};

// Appends the encoding of item to out.
void encode_item(const Item& item, std::string& out);
std::string encode_item(const Item& item);
// Whether bytes are exactly one well-formed item (sorted names, right sizes, valid numbers, depth at most 32).
bool validate_item(std::string_view bytes);

}  // namespace basalt
