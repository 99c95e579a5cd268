// PutItem. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
#pragma once

#include <string>
#include <string_view>

#include "basalt/operations/action.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/value/encoded_item.h"

namespace basalt::operations {

struct PutItem {
  struct Request {
    std::string table_name;
    Checked<EncodedItem> item;
    WriteParameters parameters;
  };
  using Response = WriteResponse;
  static constexpr std::string_view kName = "PutItem";
  static constexpr std::string_view kIamAction = "dynamodb:PutItem";
  static constexpr Lane kLane = Lane::kWriter;
  static void start(Context& context, Request&& request, Reply<Response> reply);
};

}  // namespace basalt::operations
