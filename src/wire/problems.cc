#include "wire/problems.h"

#include <utility>

namespace basalt::wire {

std::string Path::text() const {
  std::string out;
  append_to(out);
  return out;
}

void Path::append_to(std::string& out) const {
  if (kind_ == Kind::kRoot) return;
  parent_->append_to(out);
  if (!out.empty()) out.push_back('.');
  switch (kind_) {
    case Kind::kRoot:
      break;
    case Kind::kMember: {
      // The service's Java members begin with a small letter, whatever follows: SSESpecification is sSESpecification.
      const size_t begin = out.size();
      out.append(name_);
      if (out.size() > begin && out[begin] >= 'A' && out[begin] <= 'Z') out[begin] += 'a' - 'A';
      break;
    }
    case Kind::kListMember:
      out.append(std::to_string(index_ + 1)).append(".member");
      break;
    case Kind::kMapMember:
      out.append(name_).append(".member");
      break;
  }
}

void Problems::wrong_type(std::string text) {
  if (!wrong_type_) wrong_type_ = std::move(text);
}

void Problems::missing_parameter(std::string_view name) {
  refuse("The parameter '" + std::string(name) + "' is required but was not present in the request");
}

void Problems::refuse(std::string text) {
  if (!refusal_) refusal_ = std::move(text);
}

void Problems::violation(const std::optional<std::string>& value, const Path& path, std::string_view constraint) {
  if (violations_.size() == kMaxViolations) return;
  std::string text = "Value ";
  text.append(value ? "'" + *value + "'" : "null");
  text.append(" at '").append(path.text()).append("' failed to satisfy constraint: ").append(constraint);
  violations_.push_back(std::move(text));
}

std::optional<ApiError> Problems::error() const {
  if (wrong_type_) return ApiError::serialization(*wrong_type_);
  if (refusal_) return ApiError::validation(*refusal_);
  if (violations_.empty()) return std::nullopt;
  std::string message = std::to_string(violations_.size());
  message.append(violations_.size() == 1 ? " validation error" : " validation errors").append(" detected: ");
  for (size_t i = 0; i < violations_.size(); ++i) {
    if (i > 0) message.append("; ");
    message.append(violations_[i]);
  }
  return ApiError::validation(std::move(message));
}

}  // namespace basalt::wire
