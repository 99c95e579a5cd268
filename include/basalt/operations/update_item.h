// UpdateItem. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateItem.html
//
// An item that is not there is created, from its key and what the update sets; an update that only removes creates
// nothing, and one without any action creates the key alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "basalt/expression/legacy.h"
#include "basalt/operations/action.h"
#include "basalt/operations/write_parameters.h"
#include "basalt/value/attribute_value.h"

namespace basalt::operations {

struct UpdateItem {
  struct Request {
    std::string table_name;
    Checked<Item> key;
    std::optional<std::string> update_expression;
    std::optional<Checked<expression::Named<expression::AttributeUpdate>>> attribute_updates;
    WriteParameters parameters;
  };
  using Response = WriteResponse;
  static constexpr std::string_view kName = "UpdateItem";
  static constexpr std::string_view kIamAction = "dynamodb:UpdateItem";
  static constexpr Lane kLane = Lane::kWriter;
  static void start(Context& context, Request&& request, Reply<Response> reply);
};

}  // namespace basalt::operations
