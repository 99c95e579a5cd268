// What PartiQL writes down as paths and values: to DocumentPath and AttributeValue, with AWS's messages.
#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <utility>

#include "basalt/error/api_error.h"
#include "expression/bound.h"
#include "expression/partiql_syntax.h"

namespace basalt::expression::partiql {

using Parameters = std::span<const AttributeValue>;

inline Failure<ApiError> refused(std::string text) { return Failure{ApiError::validation(std::move(text))}; }
// "Unsupported operation: …", of what PartiQL has and DynamoDB does not.
Failure<ApiError> unsupported(const Expr& expression);

// "Unexpected path component at …" for what is no path.
ApiResult<DocumentPath> to_path(const Expr& expression);
bool is_path(const Expr& expression);

// A literal or a parameter.
ApiResult<AttributeValue> to_value(const Expr& expression, Parameters parameters);
bool is_value(const Expr& expression);

// What `?` stands for.
ApiResult<AttributeValue> parameter_value(const ParameterExpr& parameter, Parameters parameters);

// The tables beside a tree while it grows.
class References {
 public:
  explicit References(Parameters parameters) : parameters_(parameters) {}

  Parameters parameters() const { return parameters_; }
  PathRef add_path(DocumentPath path) {
    paths_.push_back(std::move(path));
    return PathRef{static_cast<uint32_t>(paths_.size() - 1)};
  }
  ValueRef add_value(AttributeValue value) {
    values_.push_back(&owned_->emplace_back(std::move(value)));
    return ValueRef{static_cast<uint32_t>(values_.size() - 1)};
  }
  BoundReferences finish() {
    return {std::make_shared<const Paths>(std::move(paths_)), std::move(values_), std::move(owned_)};
  }

 private:
  Parameters parameters_;
  Paths paths_;
  std::vector<const AttributeValue*> values_;
  std::shared_ptr<std::deque<AttributeValue>> owned_ = std::make_shared<std::deque<AttributeValue>>();
};

}  // namespace basalt::expression::partiql
