#include "basalt/value/dynamodb_json.h"

#include "value/json_writer.h"

namespace basalt {
namespace {

using json::JsonWriter;

class ViewWriter {
 public:
  explicit ViewWriter(JsonWriter& json) : json_(json) {}

  void item(const ItemView& item) {
    char separator = '{';
    item.for_each([&](std::string_view name, const ValueView& member) {
      if (member.type() == AttributeType::kString && member.plain_text()) {
        json_.plain_member(separator, name, 'S', member.bytes());
      } else if (member.type() == AttributeType::kNumber) {
        json_.plain_member(separator, name, 'N', member.bytes());
      } else {
        json_.raw({&separator, 1});
        json_.literal("\"");
        json_.escaped(name);
        json_.literal("\":");
        value(member);
      }
      separator = ',';
      return true;
    });
    if (separator == '{') json_.literal("{");
    json_.literal("}");
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

void write_json(const Item& item, std::string& out) {
  JsonWriter json(out);
  TreeWriter(json).item(item);
}

void write_json(const AttributeValue& value, std::string& out) {
  JsonWriter json(out);
  TreeWriter(json).value(value);
}

}  // namespace basalt
