// AccessPath: what a Query or Scan reads, the table itself or one of its indexes: its key, what it holds, and where its
// rows lie. Points into the table, which must outlive it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/expression/key_condition.h"
#include "basalt/store/table.h"
#include "basalt/value/attribute_value.h"
#include "basalt/value/item_codec.h"

namespace basalt::operations {

class AccessPath {
 public:
  enum class Kind { kTable, kLocalIndex, kGlobalIndex };

  // Refuses an index that the table does not have, and one that cannot be read yet.
  static ApiResult<AccessPath> find(const store::Table& table, const std::optional<std::string>& index_name);

  const store::Table& table() const { return *table_; }
  Kind kind() const { return kind_; }
  bool is_index() const { return kind_ != Kind::kTable; }
  const std::string& index_name() const { return index_->name(); }                       // of an index
  const store::IndexLayout* index() const { return index_; }                             // null for the table
  const store::IndexProjection& index_projection() const { return *index_projection_; }  // of an index
  // The key that key conditions name: the index's own, or the table's.
  const expression::KeySchemaView& key() const { return key_; }
  // The attributes of a LastEvaluatedKey: the table's key and the index's.
  const std::vector<expression::KeyAttribute>& start_key_attributes() const { return start_key_attributes_; }
  // Whether it is an attribute of key().
  bool is_key(std::string_view attribute) const;
  // Whether rows hold this attribute of their items.
  bool holds(std::string_view attribute) const;

  uint64_t space() const { return space_; }
  // The encoded partition key, from values of all its attributes.
  static std::string encode(const std::vector<AttributeValue>& values);
  // The row of a start key, whose attributes have passed the checks.
  std::string row_of(const Item& start_key) const;

  // The start key that goes on after this item.
  Item start_key(const ItemView& item) const;

 private:
  AccessPath() = default;

  const store::Table* table_ = nullptr;
  Kind kind_ = Kind::kTable;
  const store::IndexLayout* index_ = nullptr;
  const store::IndexProjection* index_projection_ = nullptr;
  expression::KeySchemaView key_;
  std::vector<expression::KeyAttribute> start_key_attributes_;
  uint64_t space_ = 0;
};

}  // namespace basalt::operations
