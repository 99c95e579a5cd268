#include "basalt/operations/get_item.h"

#include <array>
#include <utility>

#include "basalt/expression/legacy.h"
#include "basalt/expression/parameter_mix.h"
#include "basalt/operations/key_checks.h"
#include "basalt/operations/request_expressions.h"
#include "basalt/operations/table_name.h"
#include "basalt/store/item_reader.h"

namespace basalt::operations {
namespace {

ApiResult<void> check_mix(const GetItem::Request& request) {
  const std::array<expression::Parameter, 1> expressions{
      {{"ProjectionExpression", request.projection_expression.has_value()}}};
  const std::array<expression::Parameter, 1> non_expressions{
      {{"AttributesToGet", request.attributes_to_get.has_value()}}};
  return expression::check_parameter_mix(expressions, non_expressions, request.placeholders.names.has_value(), false);
}

ApiResult<std::optional<expression::Projection>> projection_of(const GetItem::Request& request) {
  if (request.attributes_to_get) {
    return std::optional(TRY(expression::lower_attributes_to_get(*request.attributes_to_get)));
  }
  if (!request.projection_expression) return std::optional<expression::Projection>();
  expression::Texts texts;
  texts.projection = *request.projection_expression;
  return TRY(resolve_expressions(texts, Placeholders(request.placeholders))).projection;
}

// stored is what row holds.
OwnedItem read_item(std::string&& row, const store::StoredItem& stored,
                    const std::optional<expression::Projection>& projection) {
  if (!projection) {
    const auto offset = static_cast<size_t>(stored.item.encoded().data() - row.data());
    return OwnedItem(std::move(row), offset);
  }
  std::string projected;
  projection->apply(stored.item, projected);
  return OwnedItem(std::move(projected));
}

}  // namespace

ApiResult<std::optional<GetItem::Response>> GetItem::run(Context& context, const Request& request) {
  TRY(check_mix(request));
  if (request.key.error) return Failure{*request.key.error};
  const auto projection = TRY(projection_of(request));
  const store::TableRef table = TRY(find_table(context, request.table_name));
  TRY(check_key(*table, request.key.value));
  if (projection) TRY(check_scalar_keys(*table, projection->paths()));

  std::string row;
  const engine::ReadOptions options{.tier = context.read_tier};
  const store::ReadOutcome outcome =
      TRY(context.store.items().get(*table, table->key_of(request.key.value), options, row));
  if (outcome == store::ReadOutcome::kNotCached) return std::optional<Response>();
  Response response;
  size_t size = 0;
  if (outcome == store::ReadOutcome::kFound) {
    const store::StoredItem stored = store::read_stored_item(row);
    size = stored.size;
    response.item = read_item(std::move(row), stored, projection);
  }
  response.consumed_capacity = consumed_capacity(request.return_consumed_capacity, request.table_name,
                                                 read_units(size, request.consistent_read));
  return std::optional(std::move(response));
}

}  // namespace basalt::operations
