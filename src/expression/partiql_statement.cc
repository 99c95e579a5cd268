#include <algorithm>
#include <utility>

#include "basalt/expression/partiql.h"
#include "expression/partiql_lowering.h"

namespace basalt::expression::partiql {
namespace {

struct Source {
  std::string table;
  std::optional<std::string> index;
};

ApiResult<std::vector<std::string>> components(const Expr& path) {
  const DocumentPath names = TRY(to_path(path));
  std::vector<std::string> found;
  for (const DocumentPath::Element& element : names.elements) {
    const auto* name = std::get_if<std::string>(&element);
    if (name == nullptr) return refused("Unexpected path component" + path.position.text());
    if (name->empty()) return refused("Path component cannot be an empty string");
    found.push_back(*name);
  }
  return found;
}

ApiResult<Source> to_source(const SourceSyntax& syntax) {
  if (syntax.aliased) return refused("Aliasing is not supported");
  std::vector<std::string> names = TRY(components(syntax.path[0]));
  if (names.size() > 2) return refused("A path may contain at most 2 components in the FROM clause");
  Source source{std::move(names[0]), std::nullopt};
  if (names.size() == 2) source.index = std::move(names[1]);
  return source;
}

// Of UPDATE and DELETE.
ApiResult<std::string> to_table(const SourceSyntax& syntax) {
  Source source = TRY(to_source(syntax));
  if (source.index) return refused("This operation is not supported on an index");
  return std::move(source.table);
}

ApiResult<std::optional<Condition>> to_where(const std::optional<Expr>& where, Parameters parameters) {
  if (!where) return std::optional<Condition>();
  return std::optional(TRY(lower_condition(*where, parameters)));
}

ApiResult<Projection> to_projection(const Exprs& columns) {
  std::vector<DocumentPath> paths;
  for (const Expr& column : columns) paths.push_back(TRY(to_path(column)));
  const bool nested =
      std::any_of(paths.begin(), paths.end(), [](const auto& path) { return path.elements.size() > 1; });
  return nested ? Projection::of_columns(std::move(paths)) : Projection(std::move(paths));
}

ApiResult<SelectStatement> to_select(const SelectSyntax& syntax, Parameters parameters) {
  if (syntax.aliased) return refused("Aliasing is not supported");
  Source from = TRY(to_source(syntax.from));
  if (syntax.several_sources) return refused("Unsupported operation: Join");
  if (syntax.distinct) return refused("Unsupported clause: DISTINCT");
  if (syntax.limit) return refused("Unsupported clause: LIMIT" + syntax.limit->position.text());
  SelectStatement select;
  select.table = std::move(from.table);
  select.index = std::move(from.index);
  select.where = TRY(to_where(syntax.where, parameters));
  for (const OrderSyntax& term : syntax.order_by) {
    const auto* name = term.expression.get_if<NameExpr>();
    if (name == nullptr) return refused("Unexpected path component" + term.expression.position.text());
    select.order_by.push_back({name->text, term.descending});
  }
  if (syntax.star) return select;
  auto projection = to_projection(syntax.columns);
  if (projection.ok()) {
    select.projection = *std::move(projection);
  } else {
    select.projection_error = std::move(projection).error();
  }
  return select;
}

ApiResult<Item> to_item(const Expr& value, Parameters parameters) {
  if (const auto* parameter = value.get_if<ParameterExpr>()) {
    const AttributeValue given = TRY(parameter_value(*parameter, parameters));
    if (const auto* map = given.get_if<Map>()) return *map;
    return refused("Unsupported data type: " + std::string(type_name(given.type())) + " in INSERT" +
                   value.position.text());
  }
  const auto* fields = value.get_if<StructExpr>();
  if (fields == nullptr) return unsupported(value);
  Item item;
  for (size_t i = 0; i < fields->keys.size(); ++i) {
    const auto* name = fields->keys[i].get_if<StringExpr>();
    if (name == nullptr) return unsupported(fields->keys[i]);
    if (name->text.empty()) return refused("Empty attribute name");
    item.set(name->text, TRY(to_value(fields->values[i], parameters)));
  }
  return item;
}

class StatementLowering {
 public:
  explicit StatementLowering(Parameters parameters) : parameters_(parameters) {}

  ApiResult<Statement> operator()(const SelectSyntax& syntax) const {
    return Statement(TRY(to_select(syntax, parameters_)));
  }

  ApiResult<Statement> operator()(const InsertSyntax& syntax) const {
    std::vector<std::string> names = TRY(components(syntax.into.path[0]));
    if (names.size() > 1) return refused("FROM clause may only contain a single table name");
    if (!syntax.value) {
      return refused(
          "Unsupported operation: Inserting multiple items in a single statement is not supported, use \"INSERT INTO "
          "tableName VALUE item\" instead");
    }
    return Statement(InsertStatement{std::move(names[0]), TRY(to_item(*syntax.value, parameters_))});
  }

  ApiResult<Statement> operator()(const UpdateSyntax& syntax) const {
    std::string table = TRY(to_table(syntax.source));
    Update update = TRY(lower_update(syntax.actions, parameters_));
    auto where = TRY(to_where(syntax.where, parameters_));
    return Statement(UpdateStatement{std::move(table), std::move(update), std::move(where), syntax.returning});
  }

  ApiResult<Statement> operator()(const DeleteSyntax& syntax) const {
    std::string table = TRY(to_table(syntax.source));
    auto where = TRY(to_where(syntax.where, parameters_));
    if (syntax.returning && *syntax.returning != Returning::kAllOld) {
      return refused("Invalid returning clause: RETURNING " + std::string(returning_text(*syntax.returning)) +
                     " *. Only RETURNING ALL OLD * is allowed in DELETE statements.");
    }
    return Statement(DeleteStatement{std::move(table), std::move(where), syntax.returning});
  }

  ApiResult<Statement> operator()(const ExistsSyntax& syntax) const {
    return Statement(ExistsStatement{TRY(to_select(syntax.select, parameters_))});
  }

  ApiResult<Statement> operator()(const ExpressionSyntax& syntax) const { return unsupported(syntax.expression); }

 private:
  static std::string_view returning_text(Returning returning) {
    switch (returning) {
      case Returning::kAllOld:
        return "ALL OLD";
      case Returning::kAllNew:
        return "ALL NEW";
      case Returning::kModifiedOld:
        return "MODIFIED OLD";
      case Returning::kModifiedNew:
        break;
    }
    return "MODIFIED NEW";
  }

  Parameters parameters_;
};

}  // namespace

ApiResult<Statement> parse_statement(std::string_view text, std::span<const AttributeValue> parameters) {
  const auto syntax = parse_syntax(text);
  if (!syntax.ok()) return refused("Statement wasn't well formed, can't be processed: " + syntax.error());
  return std::visit(StatementLowering(parameters), *syntax);
}

}  // namespace basalt::expression::partiql
