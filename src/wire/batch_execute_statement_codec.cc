#include "wire/batch_execute_statement_codec.h"

#include <algorithm>

#include "wire/enum_names.h"
#include "wire/object_writer.h"
#include "wire/request_items.h"
#include "wire/shapes.h"
#include "wire/statement_codec.h"

namespace basalt::wire {
namespace {

constexpr size_t kMaxStatements = 25;

void write_response(const operations::BatchExecuteStatement::StatementResponse& response, std::string& out) {
  ObjectWriter object(out);
  if (response.error) {
    ObjectWriter error(object.key("Error"));
    error.string("Code", response.error->code);
    error.string("Message", response.error->message);
    if (response.error->item) error.item("Item", ItemView(*response.error->item));
  }
  if (response.table_name) object.string("TableName", *response.table_name);
  if (response.item) object.item("Item", response.item->view());
}

}  // namespace

void Codec<operations::BatchExecuteStatement>::decode(ObjectReader& members,
                                                      operations::BatchExecuteStatement::Request& request) {
  members.enumeration("ReturnConsumedCapacity", request.return_consumed_capacity, kReturnConsumedCapacity);
  const CollectionRule rule{
      .required = true, .min_size = 1, .max_size = kMaxStatements, .shape = "BatchStatementRequest"};
  members.list_of_structures(
      "Statements", rule, [&](size_t size) { request.statements.reserve(std::min(size, kMaxStatements)); },
      [&](ObjectReader& statement) {
        if (request.statements.size() < kMaxStatements) decode_statement(statement, request.statements.emplace_back());
      });
}

void Codec<operations::BatchExecuteStatement>::encode(const operations::BatchExecuteStatement::Response& response,
                                                      std::string& out) {
  ObjectWriter object(out);
  {
    ArrayWriter responses(object.key("Responses"));
    for (const auto& one : response.responses) write_response(one, responses.element());
  }
  consumed_capacities_member(response.consumed_capacity, object);
}

}  // namespace basalt::wire
