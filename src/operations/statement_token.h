// NextToken of PartiQL: where a SELECT goes on, bound to the statement, its parameters and the table it was made for.
// Opaque to clients: base64 of
//
//   token := version:byte request:u64 check:u64 read:u64 start_key     integers big-endian
//
// request is a hash of what the token is bound to, check one of what follows it; start_key is an encoded item
// (item_codec.h), or nothing: the read begins at its beginning. Private to operations.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/error/api_error.h"
#include "basalt/operations/statement_parameters.h"
#include "basalt/value/attribute_value.h"
#include "operations/access_path.h"

namespace basalt::operations {

struct StatementPosition {
  uint64_t read = 0;              // which of the statement's reads
  std::optional<Item> start_key;  // after this item
};

// What a token is bound to.
uint64_t statement_identity(const StatementParameters& statement, const AccessPath& path);

std::string encode_token(const StatementPosition& position, uint64_t identity);

// "Invalid NextToken", or "NextToken does not match request" for one that was made for another. The start key is one
// of the path.
ApiResult<StatementPosition> decode_token(std::string_view token, uint64_t identity, const AccessPath& path);

}  // namespace basalt::operations
