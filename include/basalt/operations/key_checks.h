// What AWS demands of the keys and the shape of items, against a table's schema. Every action that names an item or
// stores one makes these checks, after the request's own checks and after the table was found.
//
// Pure functions, any thread. Errors are ValidationException with AWS's texts.
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "basalt/error/api_error.h"
#include "basalt/store/table.h"
#include "basalt/value/attribute_value.h"
#include "basalt/value/document_path.h"
#include "basalt/value/item_codec.h"

namespace basalt::operations {

// A request's Key: exactly the key attributes, of the right types, not empty and not too large. After it,
// table.key_of(key) holds its CHECKs.
ApiResult<void> check_key(const store::Table& table, const Item& key);

// The pieces of check_key, for keys of other shapes (ExclusiveStartKey of an index). The attribute's type was checked.
ApiError key_schema_mismatch();
ApiResult<void> check_key_attribute_value(std::string_view name, const AttributeValue& value, bool is_partition);

// Whether an error of these checks, of items and of keys of indexes too, is about a value that no key may have: an
// empty one. AWS finds these before a transaction begins, the others within it.
bool is_about_empty_key(const ApiError& error);

// An item to be stored: its key attributes, and those that are keys of an index where they are there. Not its size.
ApiResult<void> check_item(const store::Table& table, const ItemView& item);

// The item an update made: its nesting, and among the attributes it touched the keys of indexes. Not its size.
ApiResult<void> check_updated_item(const store::Table& table, const Item& item, std::span<const std::string> touched);

// size in bytes as DynamoDB counts it (item_size.h), against kMaxItemSize.
ApiResult<void> check_item_size(size_t size);
ApiResult<void> check_updated_item_size(size_t size);

// A path into a key attribute ("pk.a", "pk[0]") is refused in projections and updates.
ApiResult<void> check_scalar_keys(const store::Table& table, std::span<const DocumentPath> paths);

}  // namespace basalt::operations
