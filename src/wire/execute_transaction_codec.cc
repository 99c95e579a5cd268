#include "wire/execute_transaction_codec.h"

#include <algorithm>

#include "wire/enum_names.h"
#include "wire/json_hash.h"
#include "wire/object_writer.h"
#include "wire/request_items.h"
#include "wire/statement_codec.h"

namespace basalt::wire {
namespace {

constexpr size_t kMaxStatements = 100;
constexpr size_t kMaxTokenLength = 36;

}  // namespace

void Codec<operations::ExecuteTransaction>::decode(ObjectReader& members,
                                                   operations::ExecuteTransaction::Request& request) {
  members.string("ClientRequestToken", request.client_request_token, {.min_length = 1, .max_length = kMaxTokenLength});
  members.enumeration("ReturnConsumedCapacity", request.return_consumed_capacity, kReturnConsumedCapacity);
  auto& statements = request.statements;
  const CollectionRule rule{
      .required = true, .min_size = 1, .max_size = kMaxStatements, .shape = "ParameterizedStatement"};
  members.list_of_structures(
      "TransactStatements", rule, [&](size_t size) { statements.reserve(std::min(size, kMaxStatements)); },
      [&](ObjectReader& statement) {
        if (statements.size() < kMaxStatements) decode_statement(statement, statements.emplace_back());
      });
  if (!request.client_request_token) return;
  if (const auto element = members.find("TransactStatements")) request.payload = json_hash(*element);
}

void Codec<operations::ExecuteTransaction>::encode(const operations::ExecuteTransaction::Response& response,
                                                   std::string& out) {
  ObjectWriter object(out);
  item_responses_member(response.responses, object);
  consumed_capacities_member(response.consumed_capacity, object);
}

}  // namespace basalt::wire
