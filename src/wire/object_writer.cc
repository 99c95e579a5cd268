#include "wire/object_writer.h"

#include <charconv>
#include <cmath>

#include "basalt/value/dynamodb_json.h"

namespace basalt::wire {

std::string& ObjectWriter::key(std::string_view name) {
  if (!first_) out_.push_back(',');
  first_ = false;
  write_json_string(name, out_);
  out_.push_back(':');
  return out_;
}

void ObjectWriter::string(std::string_view name, std::string_view value) { write_json_string(value, key(name)); }

void ObjectWriter::integer(std::string_view name, int64_t value) { key(name).append(std::to_string(value)); }

void ObjectWriter::number(std::string_view name, double value) { write_double(value, key(name)); }

void ObjectWriter::timestamp(std::string_view name, double seconds) {
  // Milliseconds, as AWS's timestamps have; a double's shortest text could be an exponent.
  const int64_t milliseconds = std::llround(seconds * 1000);
  key(name).append(std::to_string(milliseconds / 1000));
  const int64_t fraction = milliseconds % 1000;
  if (fraction == 0) return;
  const std::string digits = std::to_string(1000 + fraction);
  out_.append(".").append(digits, 1);
  out_.erase(out_.find_last_not_of('0') + 1);
}

void ObjectWriter::boolean(std::string_view name, bool value) { key(name).append(value ? "true" : "false"); }

void ObjectWriter::item(std::string_view name, const ItemView& item) { write_json(item, key(name)); }

void ObjectWriter::item(std::string_view name, const Item& item) { write_json(item, key(name)); }

std::string& ArrayWriter::element() {
  if (!first_) out_.push_back(',');
  first_ = false;
  return out_;
}

void write_double(double value, std::string& out) {
  char text[64];
  const auto end = std::to_chars(text, text + sizeof text, value, std::chars_format::fixed);
  const std::string_view written(text, static_cast<size_t>(end.ptr - text));
  out.append(written);
  if (written.find('.') == std::string_view::npos) out.append(".0");
}

}  // namespace basalt::wire
