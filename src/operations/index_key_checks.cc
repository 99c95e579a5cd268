#include "operations/index_key_checks.h"

#include <utility>

#include "basalt/keys/key_codec.h"

namespace basalt::operations {

std::optional<IndexKeyFault> index_key_fault(const store::Table& table, const std::string& index,
                                             const std::string& attribute, bool is_partition, AttributeType type,
                                             std::optional<size_t> size) {
  const store::AttributeDefinition* definition = table.attribute(attribute);
  CHECK(definition != nullptr);
  IndexKeyFault fault;
  fault.index = index;
  fault.attribute = attribute;
  fault.expected = definition->type;
  fault.actual = type;
  fault.is_partition = is_partition;
  if (type != definition->type) return fault;
  if (!size) return std::nullopt;
  fault.kind = *size == 0 ? IndexKeyFault::Kind::kEmpty : IndexKeyFault::Kind::kSize;
  if (*size == 0 || !check_key_value_size(*size, is_partition).ok()) return fault;
  return std::nullopt;
}

ApiError index_key_error(const IndexKeyFault& fault) {
  if (fault.kind == IndexKeyFault::Kind::kSize) {
    const size_t limit = fault.is_partition ? keys::kMaxPartitionKeySize : keys::kMaxSortKeySize;
    return check_key_value_size(limit + 1, fault.is_partition).error();
  }
  std::string text = "One or more parameter values were invalid: Type mismatch for Index Key ";
  text.append(fault.attribute).append(" Expected: ").append(type_name(fault.expected));
  text.append(" Actual: ").append(type_name(fault.actual)).append(" IndexName: ").append(fault.index);
  return ApiError::validation(std::move(text));
}

std::optional<size_t> key_value_size(const AttributeValue& value) {
  if (const std::string* text = value.get_if<std::string>()) return text->size();
  if (const Binary* binary = value.get_if<Binary>()) return binary->bytes.size();
  return std::nullopt;
}

std::optional<size_t> key_value_size(const ValueView& value) {
  const bool has_size = value.type() == AttributeType::kString || value.type() == AttributeType::kBinary;
  return has_size ? std::optional(value.bytes().size()) : std::nullopt;
}

ApiResult<void> check_key_value_size(size_t size, bool is_partition) {
  if (is_partition && size > keys::kMaxPartitionKeySize) {
    return Failure{ApiError::validation(
        // AWS leaves the space out.
        "One or more parameter values were invalid: Size of hashkey has exceeded the maximum size limit of2048 bytes")};
  }
  if (!is_partition && size > keys::kMaxSortKeySize) {
    return Failure{ApiError::validation(
        "One or more parameter values were invalid: Aggregated size of all range keys has exceeded the size limit of "
        "1024 bytes")};
  }
  return {};
}

std::string empty_key_text(AttributeType type) {
  const std::string_view kind = type == AttributeType::kBinary ? "binary" : "string";
  return "The AttributeValue for a key attribute cannot contain an empty " + std::string(kind) + " value.";
}

}  // namespace basalt::operations
