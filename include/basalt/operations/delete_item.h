// DeleteItem. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteItem.html
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/value/attribute_value.h"

namespace basalt::operations {

struct DeleteItem {
  struct Request {
    std::string table_name;
    Checked<Item> key;
    WriteParameters parameters;
  };
  using Response = WriteResponse;
  static constexpr std::string_view kName = "DeleteItem";
  static constexpr std::string_view kIamAction = "dynamodb:DeleteItem";
  static constexpr Lane kLane = Lane::kWriter;
  static void start(Context& context, Request&& request, Reply<Response> reply);
};

}  // namespace basalt::operations
