// ObjectWriter: one JSON object, appended to a string member by member. Absent optionals are left out.
//
//   ObjectWriter object(out);
//   object.item("Item", response.item->view());
//   consumed_capacity_member("ConsumedCapacity", response.consumed_capacity, object);
//
// The closing brace is written by the destructor.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/operations/consumed_capacity.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/value/item_codec.h"

namespace basalt::wire {

class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_.push_back('{'); }
  ~ObjectWriter() { out_.push_back('}'); }
  ObjectWriter(const ObjectWriter&) = delete;
  ObjectWriter& operator=(const ObjectWriter&) = delete;

  // Writes "name": and leaves the value to the caller, who appends it to out().
  std::string& key(std::string_view name);
  std::string& out() { return out_; }

  void string(std::string_view name, std::string_view value);
  void integer(std::string_view name, int64_t value);
  // As AWS writes doubles: 1.0, 0.5.
  void number(std::string_view name, double value);
  // Seconds since the epoch, with milliseconds at most.
  void timestamp(std::string_view name, double seconds);
  void boolean(std::string_view name, bool value);
  void item(std::string_view name, const ItemView& item);
  void item(std::string_view name, const Item& item);

 private:
  std::string& out_;
  bool first_ = true;
};

// ArrayWriter: the same for a JSON array; element() puts the comma where one is due.
class ArrayWriter {
 public:
  explicit ArrayWriter(std::string& out) : out_(out) { out_.push_back('['); }
  ~ArrayWriter() { out_.push_back(']'); }
  ArrayWriter(const ArrayWriter&) = delete;
  ArrayWriter& operator=(const ArrayWriter&) = delete;
  std::string& element();

 private:
  std::string& out_;
  bool first_ = true;
};

// A double as AWS writes it (1.0, 0.5, 12.5).
void write_double(double value, std::string& out);

}  // namespace basalt::wire
