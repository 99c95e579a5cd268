// EncodedWriter: appends the pieces of an encoded item (item_codec.h) one after the other, the counterpart of the
// views. Whoever calls it sees to the order: names ascending, each once, and as many as were announced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "basalt/base/varint.h"
#include "basalt/value/attribute_value.h"
#include "basalt/value/dynamodb_json.h"
#include "basalt/value/item_codec.h"

namespace basalt {

class EncodedWriter {
 public:
  // Appends to out, which must outlive the writer.
  explicit EncodedWriter(std::string& out) : out_(out) {}

  // How many attributes or elements follow.
  void count(size_t count) { varint(count); }
  // An attribute's name, or a text of a set.
  void text(std::string_view text) {
    varint(text.size());
    out_.append(text);
  }
  // A number of a set.
  void number_text(const Decimal& number) {
    char text[1 + Decimal::kMaxTextSize];
    const size_t size = number.write(text + 1);
    text[0] = static_cast<char>(size);
    out_.append(text, size + 1);
  }

  void string(std::string_view text) { tagged(AttributeType::kString, is_plain_json_text(text), text); }
  void binary(std::string_view bytes) { tagged(AttributeType::kBinary, false, bytes); }
  void number(const Decimal& number) {
    tag(AttributeType::kNumber);
    number_text(number);
  }
  void null() { tag(AttributeType::kNull); }
  void boolean(bool flag) {
    tag(AttributeType::kBool);
    out_.push_back(flag ? 1 : 0);
  }
  // A map, a list or a set: write_content() appends the count and what follows it. plain: of a set of strings.
  template <class WriteContent>
  void container(AttributeType type, WriteContent&& write_content, bool plain = false);

 private:
  void varint(size_t value) {
    if (value < 0x80) return out_.push_back(static_cast<char>(value));
    char bytes[kMaxVarintSize];
    out_.append(bytes, write_varint(value, bytes));
  }
  static char tag_of(AttributeType type, bool plain) {
    return static_cast<char>(static_cast<uint8_t>(type) | (plain ? detail::kPlainTextFlag : 0));
  }
  void tag(AttributeType type, bool plain = false) { out_.push_back(tag_of(type, plain)); }
  void tagged(AttributeType type, bool plain, std::string_view bytes) {
    char head[1 + kMaxVarintSize] = {tag_of(type, plain)};
    out_.append(head, 1 + write_varint(bytes.size(), head + 1)).append(bytes);
  }

  std::string& out_;
};

// Most sizes need one byte; the content moves when its size needs more, at most once for each level around it.
template <class WriteContent>
void EncodedWriter::container(AttributeType type, WriteContent&& write_content, bool plain) {
  tag(type, plain);
  const size_t begin = out_.size();
  out_.push_back(0);
  write_content();
  const size_t size = out_.size() - begin - 1;
  if (size < 0x80) {
    out_[begin] = static_cast<char>(size);
    return;
  }
  char bytes[kMaxVarintSize];
  out_.replace(begin, 1, bytes, write_varint(size, bytes));
}

}  // namespace basalt
