#include "expression/partiql_values.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "expression/limits.h"
#include "expression/messages.h"

namespace basalt::expression::partiql {
namespace {

// Lists and maps that may stand around a value.
constexpr int kMaxContainersAround = 31;

// What an expression is called where it may not stand.
std::string name_of(const Expr& expression) {
  struct Visitor {
    std::string operator()(const NameExpr&) const { return "VariableReference"; }
    std::string operator()(const ParameterExpr&) const { return "Parameter"; }
    std::string operator()(const PathExpr&) const { return "Path"; }
    std::string operator()(const MissingExpr&) const { return "LiteralMissing"; }
    std::string operator()(const ListExpr&) const { return "Seq"; }
    std::string operator()(const BagExpr&) const { return "Seq"; }
    std::string operator()(const StructExpr&) const { return "Struct"; }
    std::string operator()(const CallExpr& call) const { return lower_case(call.name); }
    std::string operator()(const OperationExpr& operation) const { return operation.op; }
    std::string operator()(const TypeTestExpr&) const { return "IsType"; }
    std::string operator()(const NestedStatementExpr&) const { return "Select"; }
    std::string operator()(const StringExpr&) const { return "Literal"; }
    std::string operator()(const NumberExpr&) const { return "Literal"; }
    std::string operator()(const BoolExpr&) const { return "Literal"; }
    std::string operator()(const NullExpr&) const { return "Literal"; }
  };
  return std::visit(Visitor{}, expression.node);
}

Failure<ApiError> unexpected_component(const Expr& expression) {
  return refused("Unexpected path component" + expression.position.text());
}

ApiResult<DocumentPath::Element> to_element(const Expr& index) {
  if (const auto* name = index.get_if<StringExpr>()) return DocumentPath::Element(name->text);
  const auto* number = index.get_if<NumberExpr>();
  if (number == nullptr) return unexpected_component(index);
  const auto parsed = Decimal::parse(number->text);
  int64_t position = -1;
  if (!parsed.ok() || !parsed->to_int64(position) || position < 0 || position > kMaxListIndex) {
    return refused(message::list_index_out_of_range(number->text) + index.position.text());
  }
  return DocumentPath::Element(static_cast<size_t>(position));
}

// A value within a literal; path is where it stands in it: "root.a[0]".
class LiteralReader {
 public:
  ApiResult<AttributeValue> read(const Expr& expression, const std::string& path, int around) const {
    if (around > kMaxContainersAround) return refused("Nesting Levels have exceeded supported limits under " + path);
    if (const auto* text = expression.get_if<StringExpr>()) return AttributeValue::string(text->text);
    if (const auto* flag = expression.get_if<BoolExpr>()) return AttributeValue::boolean(flag->value);
    if (expression.get_if<NullExpr>() != nullptr) return AttributeValue::null();
    if (const auto* number = expression.get_if<NumberExpr>()) {
      return AttributeValue::number(TRY(decimal(number->text, path)));
    }
    if (const auto* list = expression.get_if<ListExpr>()) return read_list(*list, path, around);
    if (const auto* fields = expression.get_if<StructExpr>()) return read_struct(*fields, path, around);
    if (const auto* bag = expression.get_if<BagExpr>()) return read_bag(*bag, path);
    return refused("Unsupported data type: " + name_of(expression) + " under key " + path + expression.position.text());
  }

 private:
  static ApiResult<Decimal> decimal(const std::string& text, const std::string& path) {
    const auto number = Decimal::parse(text);
    if (!number.ok()) return refused(message::number_error(number.error()) + " under " + path);
    return *number;
  }

  ApiResult<AttributeValue> read_list(const ListExpr& list, const std::string& path, int around) const {
    List values;
    for (const Expr& element : list.elements) {
      values.push_back(TRY(read(element, path + "[" + std::to_string(values.size()) + "]", around + 1)));
    }
    return AttributeValue::list(std::move(values));
  }

  // Of one name given twice, the last value counts.
  ApiResult<AttributeValue> read_struct(const StructExpr& fields, const std::string& path, int around) const {
    Map map;
    for (size_t i = 0; i < fields.keys.size(); ++i) {
      const auto* name = fields.keys[i].get_if<StringExpr>();
      if (name == nullptr) {
        return refused("Unsupported data type: " + name_of(fields.keys[i]) + " under key " + path +
                       fields.keys[i].position.text());
      }
      map.set(name->text, TRY(read(fields.values[i], path + "." + name->text, around + 1)));
    }
    return AttributeValue::map(std::move(map));
  }

  ApiResult<AttributeValue> read_bag(const BagExpr& bag, const std::string& path) const {
    if (bag.elements.empty()) return refused("Empty bags are not supported");
    const auto all_are = [&](auto is) { return std::all_of(bag.elements.begin(), bag.elements.end(), is); };
    if (all_are([](const Expr& element) { return element.get_if<StringExpr>() != nullptr; })) return string_set(bag);
    if (all_are([](const Expr& element) { return element.get_if<NumberExpr>() != nullptr; })) {
      return number_set(bag, path);
    }
    return refused("Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags");
  }

  static ApiResult<AttributeValue> string_set(const BagExpr& bag) {
    std::vector<std::string> texts;
    for (const Expr& element : bag.elements) texts.push_back(element.get_if<StringExpr>()->text);
    const std::string given = printed(texts);
    AttributeValue set = AttributeValue::string_set(std::move(texts));
    if (set.get_if<StringSet>()->values.size() == bag.elements.size()) return set;
    return duplicates(given + " contains duplicates.");
  }

  static ApiResult<AttributeValue> number_set(const BagExpr& bag, const std::string& path) {
    std::vector<std::string> texts;
    std::vector<Decimal> numbers;
    for (const Expr& element : bag.elements) {
      texts.push_back(element.get_if<NumberExpr>()->text);
      numbers.push_back(TRY(decimal(texts.back(), path)));
    }
    AttributeValue set = AttributeValue::number_set(std::move(numbers));
    if (set.get_if<NumberSet>()->values.size() == bag.elements.size()) return set;
    return duplicates(printed(texts) + " contains duplicates! under " + path);
  }

  static std::string printed(const std::vector<std::string>& texts) {
    std::string list = "[";
    for (const std::string& text : texts) list.append(list.size() == 1 ? "" : ", ").append(text);
    return list + "]";
  }

  static Failure<ApiError> duplicates(const std::string& what) {
    return refused("One or more parameter values were invalid: Input collection " + what);
  }
};

}  // namespace

Failure<ApiError> unsupported(const Expr& expression) {
  return refused("Unsupported operation: " + name_of(expression));
}

bool is_path(const Expr& expression) {
  return expression.get_if<NameExpr>() != nullptr || expression.get_if<PathExpr>() != nullptr;
}

ApiResult<DocumentPath> to_path(const Expr& expression) {
  if (const auto* name = expression.get_if<NameExpr>()) return DocumentPath::attribute(name->text);
  const auto* path = expression.get_if<PathExpr>();
  if (path == nullptr) return unexpected_component(expression);
  const auto* root = path->root[0].get_if<NameExpr>();
  if (root == nullptr) return unexpected_component(path->root[0]);
  DocumentPath result = DocumentPath::attribute(root->text);
  for (const PathStep& step : path->steps) {
    if (const auto* name = std::get_if<NameStep>(&step)) {
      result.elements.emplace_back(name->text);
    } else if (const auto* index = std::get_if<IndexStep>(&step)) {
      result.elements.push_back(TRY(to_element(index->index[0])));
    } else {
      return unexpected_component(expression);
    }
  }
  if (result.elements.size() > kMaxPathElements) return refused(message::path_too_deep(result.elements.size()));
  return result;
}

bool is_value(const Expr& expression) {
  struct Visitor {
    bool operator()(const StringExpr&) const { return true; }
    bool operator()(const NumberExpr&) const { return true; }
    bool operator()(const BoolExpr&) const { return true; }
    bool operator()(const NullExpr&) const { return true; }
    bool operator()(const ParameterExpr&) const { return true; }
    bool operator()(const ListExpr&) const { return true; }
    bool operator()(const BagExpr&) const { return true; }
    bool operator()(const StructExpr&) const { return true; }
    bool operator()(const NameExpr&) const { return false; }
    bool operator()(const MissingExpr&) const { return false; }
    bool operator()(const PathExpr&) const { return false; }
    bool operator()(const CallExpr&) const { return false; }
    bool operator()(const OperationExpr&) const { return false; }
    bool operator()(const TypeTestExpr&) const { return false; }
    bool operator()(const NestedStatementExpr&) const { return false; }
  };
  return std::visit(Visitor{}, expression.node);
}

ApiResult<AttributeValue> parameter_value(const ParameterExpr& parameter, Parameters parameters) {
  if (parameter.index < parameters.size()) return parameters[parameter.index];
  return refused("Number of parameters in request and statement don't match.");
}

ApiResult<AttributeValue> to_value(const Expr& expression, Parameters parameters) {
  if (const auto* parameter = expression.get_if<ParameterExpr>()) return parameter_value(*parameter, parameters);
  return LiteralReader().read(expression, "root", 0);
}

}  // namespace basalt::expression::partiql
