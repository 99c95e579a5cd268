#include "operations/checked_read.h"

#include <array>
#include <utility>

#include "basalt/expression/legacy.h"
#include "basalt/expression/parameter_mix.h"
#include "basalt/operations/key_checks.h"
#include "basalt/operations/request_expressions.h"

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

}  // namespace

ApiResult<std::optional<expression::Projection>> check_request(const GetItem::Request& request) {
  TRY(check_mix(request));
  if (request.key.error) return Failure{*request.key.error};
  return projection_of(request);
}

ApiResult<PreparedRead> prepare_checked(store::TableRef table, std::optional<expression::Projection> projection,
                                        const GetItem::Request& request) {
  TRY(check_key(*table, request.key.value));
  if (projection) TRY(check_scalar_keys(*table, projection->paths()));
  store::ItemKey key = table->key_of(request.key.value);
  return PreparedRead{std::move(table), std::move(key), std::move(projection)};
}

OwnedItem shown_item(std::string&& row, const store::StoredItem& stored,
                     const std::optional<expression::Projection>& projection) {
  if (!projection) {
    const auto offset = static_cast<size_t>(stored.item.encoded().data() - row.data());
    return OwnedItem(std::move(row), offset);
  }
  std::string projected;
  projection->apply(stored.item, projected);
  return OwnedItem(std::move(projected));
}

}  // namespace basalt::operations
