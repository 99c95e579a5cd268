// A JSON object parsed for a test, alive as long as the value is.
#pragma once

#include <simdjson.h>

#include <string>

namespace basalt::wire {

class ParsedObject {
 public:
  explicit ParsedObject(const std::string& json) : object_(parser_.parse(json).get_object().value()) {}
  simdjson::dom::object get() const { return object_; }

 private:
  simdjson::dom::parser parser_;
  simdjson::dom::object object_;
};

}  // namespace basalt::wire
