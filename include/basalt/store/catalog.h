// Catalog: the tables there are. Durable and atomic: a change is one commit, and a request sees a table before it or
// after it, never in between. Thousands of tables; a look-up by name takes no lock.
//
// Any thread. Changes are serialised inside; they wait for the disk, so not from an I/O thread.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "basalt/error/api_error.h"
#include "basalt/store/table.h"

namespace basalt::store {

class Catalog {
 public:
  virtual ~Catalog() = default;

  // nullptr when there is none. A table whose deletion is under way is still found (status DELETING).
  virtual TableRef find(std::string_view scope, std::string_view name) const = 0;
  // Up to limit names after `after` in byte order; more tells whether there are others.
  struct Names {
    std::vector<std::string> names;
    bool more = false;
  };
  virtual Names list(std::string_view scope, std::string_view after, size_t limit) const = 0;
  virtual size_t table_count(std::string_view scope) const = 0;
  // The tables of all scopes whose definitions are wanted. Looks at every table there is, but reads nothing.
  using Wanted = std::function<bool(const TableDefinition& definition)>;
  virtual std::vector<TableRef> select(const Wanted& wanted) const = 0;

  // Fills in the definition's space, shards and index spaces. ResourceInUseException when the name is taken.
  virtual ApiResult<TableRef> create(TableDefinition definition) = 0;
  // Replaces the definition of the same table (table_id). ResourceNotFoundException when it is gone.
  virtual ApiResult<TableRef> update(TableDefinition definition) = 0;
  // Changes the newest definition of the same table (table_id), with no other change in between: edit changes the copy
  // it gets, or refuses. Once this returns, no write works with the definition before. edit must not call the catalog.
  using Edit = std::function<ApiResult<void>(const Table& before, TableDefinition& definition)>;
  virtual ApiResult<TableRef> edit(const Table& table, const Edit& edit) = 0;
  // Takes the table out and its rows with it: in-flight writes of it fail or vanish with the table.
  virtual ApiResult<void> remove(const Table& table) = 0;
};

}  // namespace basalt::store
