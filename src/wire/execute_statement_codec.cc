#include "wire/execute_statement_codec.h"

#include "basalt/value/dynamodb_json.h"
#include "wire/enum_names.h"
#include "wire/object_writer.h"
#include "wire/shapes.h"
#include "wire/statement_codec.h"

namespace basalt::wire {
namespace {

constexpr size_t kMaxTokenSize = 32768;

}  // namespace

void Codec<operations::ExecuteStatement>::decode(ObjectReader& members,
                                                 operations::ExecuteStatement::Request& request) {
  members.enumeration("ReturnConsumedCapacity", request.return_consumed_capacity, kReturnConsumedCapacity);
  decode_statement(members, request.statement);
  members.string("NextToken", request.next_token, {.min_length = 1, .max_length = kMaxTokenSize});
  members.integer("Limit", request.limit, {.min = 1});
}

void Codec<operations::ExecuteStatement>::encode(const operations::ExecuteStatement::Response& response,
                                                 std::string& out) {
  ObjectWriter object(out);
  {
    out.reserve(out.size() + 2 * response.items.bytes());
    ArrayWriter items(object.key("Items"));
    for (size_t i = 0; i < response.items.size(); ++i) write_json(response.items.view(i), items.element());
  }
  if (response.next_token) object.string("NextToken", *response.next_token);
  if (response.last_evaluated_key) object.item("LastEvaluatedKey", *response.last_evaluated_key);
  consumed_capacity_member(response.consumed_capacity, object);
}

}  // namespace basalt::wire
