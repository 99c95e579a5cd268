#include "basalt/value/dynamodb_json.h"

#include <cstring>

#include "value/json_text.h"

namespace basalt {
namespace {

// Collects small pieces in a buffer of its own, so that each costs a copy and no growth check of the string.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;
  ~JsonWriter() { flush(); }

  template <size_t N>
  void literal(const char (&text)[N]) {
    std::memcpy(room(N - 1), text, N - 1);
    at_ += N - 1;
  }
  // Plain text, as it is.
  void raw(std::string_view text) {
    if (text.size() > sizeof(buffer_) / 2) {
      flush();
      out_.append(text);
      return;
    }
    copy(text.data(), text.size(), room(text.size()));
    at_ += text.size();
  }
  // What stands between the quotes.
  void escaped(std::string_view text) {
    if (json::is_plain(text)) return raw(text);
    for (;;) {
      const size_t plain = json::plain_prefix(text);
      raw(text.substr(0, plain));
      if (plain == text.size()) return;
      at_ += json::write_escape(text[plain], room(json::kMaxEscapeSize));
      text.remove_prefix(plain + 1);
    }
  }
  void number(const Decimal& number) { at_ += number.write(room(Decimal::kMaxTextSize)); }
  void base64(std::string_view bytes) {
    const size_t size = json::base64_size(bytes.size());
    if (size > sizeof(buffer_) / 2) {
      flush();
      write_base64(bytes, out_);
      return;
    }
    json::encode_base64(bytes, room(size));
    at_ += size;
  }

 private:
  // Most pieces are names and small values: two overlapping moves beat a call of memcpy.
  static void copy(const char* from, size_t size, char* to) {
    if (size > 16) {
      std::memcpy(to, from, size);
    } else if (size >= 8) {
      char first[8];
      char last[8];
      std::memcpy(first, from, 8);
      std::memcpy(last, from + size - 8, 8);
      std::memcpy(to, first, 8);
      std::memcpy(to + size - 8, last, 8);
    } else if (size >= 4) {
      char first[4];
      char last[4];
      std::memcpy(first, from, 4);
      std::memcpy(last, from + size - 4, 4);
      std::memcpy(to, first, 4);
      std::memcpy(to + size - 4, last, 4);
    } else if (size > 0) {
      to[0] = from[0];
      to[size / 2] = from[size / 2];
      to[size - 1] = from[size - 1];
    }
  }
  char* room(size_t size) {
    if (static_cast<size_t>(buffer_ + sizeof(buffer_) - at_) < size) flush();
    return at_;
  }
  void flush() {
    out_.append(buffer_, static_cast<size_t>(at_ - buffer_));
    at_ = buffer_;
  }

  std::string& out_;
  char buffer_[4096];
  char* at_ = buffer_;
};

class ViewWriter {
 public:
  explicit ViewWriter(JsonWriter& json) : json_(json) {}

  void item(const ItemView& item) {
    bool first = true;
    json_.literal("{");
    item.for_each([&](std::string_view name, const ValueView& member) {
      if (first) {
        json_.literal("\"");
      } else {
        json_.literal(",\"");
      }
      first = false;
      json_.escaped(name);
      json_.literal("\":");
      value(member);
      return true;
    });
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
