#include "basalt/value/dynamodb_json.h"

#include <algorithm>

#include "value/json_writer.h"

namespace basalt {
namespace {

using detail::EncodedReader;
using json::JsonWriter;
using json::MemberFrame;
using json::MemberFrames;

// How S and N are written whose text stands between the quotes as it is; 0 for every other value.
char plain_type(const ValueView& value) {
  if (value.type() == AttributeType::kNumber) return 'N';
  return value.type() == AttributeType::kString && value.plain_text() ? 'S' : '\0';
}

class ViewWriter {
 public:
  explicit ViewWriter(JsonWriter& json) : json_(json) {}

  void item(const ItemView& item) {
    char separator = '{';
    item.for_each([&](std::string_view name, const ValueView& content) {
      member(separator, name, content);
      separator = ',';
      return true;
    });
    if (separator == '{') json_.literal("{");
    json_.literal("}");
  }

  void member(char separator, std::string_view name, const ValueView& content) {
    if (const char type = plain_type(content)) return json_.plain_member(separator, name, type, content.bytes());
    json_.raw({&separator, 1});
    json_.literal("\"");
    json_.escaped(name);
    json_.literal("\":");
    value(content);
  }

  void value(const ValueView& view) {
    switch (view.type()) {
      case AttributeType::kString:
        json_.literal("{\"S\":\"");
        text(view);
        json_.literal("\"}");
        return;
      case AttributeType::kNumber:
        json_.literal("{\"N\":\"");
        text(view);
        json_.literal("\"}");
        return;
      case AttributeType::kBinary:
        json_.literal("{\"B\":\"");
        text(view);
        json_.literal("\"}");
        return;
      case AttributeType::kStringSet:
        json_.literal("{\"SS\":[");
        return set(view);
      case AttributeType::kNumberSet:
        json_.literal("{\"NS\":[");
        return set(view);
      case AttributeType::kBinarySet:
        json_.literal("{\"BS\":[");
        return set(view);
      case AttributeType::kMap:
        json_.literal("{\"M\":");
        item(view.map());
        json_.literal("}");
        return;
      case AttributeType::kList:
        return list(view);
      case AttributeType::kNull:
        json_.literal("{\"NULL\":true}");
        return;
      case AttributeType::kBool:
        if (view.boolean()) {
          json_.literal("{\"BOOL\":true}");
        } else {
          json_.literal("{\"BOOL\":false}");
        }
        return;
    }
  }

 private:
  // S, N and B without their quotes.
  void text(const ValueView& view) {
    if (view.type() == AttributeType::kBinary) {
      json_.base64(view.bytes());
    } else if (view.type() == AttributeType::kNumber || view.plain_text()) {
      json_.raw(view.bytes());
    } else {
      json_.escaped(view.bytes());
    }
  }
  void set(const ValueView& view) {
    bool first = true;
    view.for_each_element([&](const ValueView& element) {
      if (!first) json_.literal(",");
      first = false;
      json_.literal("\"");
      text(element);
      json_.literal("\"");
      return true;
    });
    json_.literal("]}");
  }
  void list(const ValueView& view) {
    json_.literal("{\"L\":[");
    bool first = true;
    view.for_each_element([&](const ValueView& element) {
      if (!first) json_.literal(",");
      first = false;
      value(element);
      return true;
    });
    json_.literal("]}");
  }

  JsonWriter& json_;
};

// Items one after the other. What they are made of is written by ViewWriter, but where a member has the name and type
// that the one of the item before had.
class ItemsWriter {
 public:
  explicit ItemsWriter(JsonWriter& json) : json_(json), views_(json) {}

  void item(std::string_view encoded) {
    EncodedReader reader(encoded);
    const size_t count = encoded.empty() ? 0 : reader.varint();
    if (count == 0) json_.literal("{");
    std::string_view members = reader.rest();
    for (size_t place = 0; place < count; ++place) {
      place = known_members(place, count, members);
      if (place < count) members = new_member(place, members);
    }
    json_.literal("}");
  }

 private:
  // Writes members from this place on as far as they begin as before, and takes them away; returns the first place that
  // does not. The places of reading and writing stay in registers: members are small, and there are many.
  size_t known_members(size_t place, size_t count, std::string_view& members) {
    const size_t places = std::min(count, MemberFrames::kPlaces);
    const char* from = members.data();
    const char* const end = from + members.size();
    char* at = json_.begin_at();
    for (; place < places; ++place) {
      const MemberFrame& frame = frames_.at(place);
      if (static_cast<size_t>(end - from) < MemberFrame::kStoredRoom || !frame.matches(from)) break;
      from += frame.stored_size();
      const std::string_view content = take_content(frame, from, end);
      from = content.data() + content.size();
      at = json_.write_at(at, frame, content);
    }
    json_.end_at(at);
    members = {from, static_cast<size_t>(end - from)};
    return place;
  }
  [[gnu::always_inline]] static std::string_view take_content(const MemberFrame& frame, const char* from,
                                                              const char* end) {
    CHECK(from < end);
    size_t size = static_cast<unsigned char>(*from);
    if (size >= 0x80 && !frame.is_number()) return take_long_content(from, end);
    ++from;
    CHECK(size <= static_cast<size_t>(end - from));
    return {from, size};
  }
  static std::string_view take_long_content(const char* from, const char* end) {
    EncodedReader reader({from, static_cast<size_t>(end - from)});
    return reader.take(reader.varint());
  }
  // Writes one member and remembers how it begins; returns those after it.
  std::string_view new_member(size_t place, std::string_view members) {
    EncodedReader reader(members);
    const std::string_view name = reader.take(reader.varint());
    const std::string_view stored = members.substr(0, members.size() - reader.rest().size() + 1);
    const ValueView value = reader.value();
    views_.member(separator_at(place), name, value);
    const char type = plain_type(value);
    if (place < MemberFrames::kPlaces && type != 0 && name.size() <= MemberFrame::kMaxNameSize &&
        json::is_plain(name)) {
      frames_.at(place).remember(stored, separator_at(place), name, type);
    }
    return reader.rest();
  }
  static char separator_at(size_t place) { return place == 0 ? '{' : ','; }

  JsonWriter& json_;
  ViewWriter views_;
  MemberFrames frames_;
};

// The same for a tree. Few answers are written from one: those the server made itself.
class TreeWriter {
 public:
  explicit TreeWriter(JsonWriter& json) : json_(json) {}

  void item(const Item& item) {
    json_.literal("{");
    separated(item.attributes(), [this](const Item::Attribute& attribute) {
      (*this)(attribute.name);
      json_.literal(":");
      value(attribute.value);
    });
    json_.literal("}");
  }
  void value(const AttributeValue& value) {
    json_.literal("{\"");
    json_.raw(type_name(value.type()));
    json_.literal("\":");
    std::visit(*this, value.variant());
    json_.literal("}");
  }

  void operator()(const std::string& text) {
    json_.literal("\"");
    json_.escaped(text);
    json_.literal("\"");
  }
  void operator()(const Decimal& number) {
    json_.literal("\"");
    json_.number(number);
    json_.literal("\"");
  }
  void operator()(const Binary& binary) {
    json_.literal("\"");
    json_.base64(binary.bytes);
    json_.literal("\"");
  }
  void operator()(const StringSet& set) { array(set.values, *this); }
  void operator()(const NumberSet& set) { array(set.values, *this); }
  void operator()(const BinarySet& set) { array(set.values, *this); }
  void operator()(const Map& map) { item(map); }
  void operator()(const List& list) {
    array(list, [this](const AttributeValue& element) { value(element); });
  }
  void operator()(Null) { json_.literal("true"); }
  void operator()(bool flag) { json_.raw(flag ? "true" : "false"); }

 private:
  template <class Values, class Write>
  void separated(const Values& values, Write&& write) {
    bool first = true;
    for (const auto& value : values) {
      if (!first) json_.literal(",");
      first = false;
      write(value);
    }
  }
  template <class Values, class Write>
  void array(const Values& values, Write&& write) {
    json_.literal("[");
    separated(values, write);
    json_.literal("]");
  }

  JsonWriter& json_;
};

}  // namespace

void write_json(const ItemView& item, std::string& out) {
  JsonWriter json(out);
  ViewWriter(json).item(item);
}

void write_json(const ValueView& value, std::string& out) {
  JsonWriter json(out);
  ViewWriter(json).value(value);
}

void write_json(const PackedItems& items, std::string& out) {
  JsonWriter json(out);
  ItemsWriter writer(json);
  json.literal("[");
  size_t begin = 0;
  for (size_t i = 0; i < items.ends.size(); ++i) {
    if (i > 0) json.literal(",");
    writer.item(items.bytes.substr(begin, items.ends[i] - begin));
    begin = items.ends[i];
  }
  json.literal("]");
}

void write_json(const Item& item, std::string& out) {
  JsonWriter json(out);
  TreeWriter(json).item(item);
}

void write_json(const AttributeValue& value, std::string& out) {
  JsonWriter json(out);
  TreeWriter(json).value(value);
}

}  // namespace basalt
