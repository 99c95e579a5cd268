// ShardIterator: where GetRecords goes on, as the text clients pass back:
//
//   <stream ARN> "|1|" base64(version:byte flags:byte space:u64 partition:u64 start:u64 from:u64 issued_ms:u64
//   check:u64)
//
// It holds everything it needs. The check tells damaged and edited iterators; it is no secret, because an iterator
// gives access to nothing but the stream it names, for which the request is authorised.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace basalt::operations {

struct ShardIterator {
  std::string stream_arn;
  uint64_t space = 0;      // of the table: a table of the same name that comes later is another
  uint64_t partition = 0;  // id of the table's shard
  uint64_t start = 0;      // of the stream shard
  uint64_t from = 0;       // the first sequence to read
  // Records before the horizon are passed over without a word: either the reader wants the oldest there are, or it had
  // read everything when the iterator was issued.
  bool from_horizon = false;
  int64_t issued_ms = 0;  // since the epoch
};

std::string write_shard_iterator(const ShardIterator& iterator);
// nullopt: not an iterator that this wrote.
std::optional<ShardIterator> read_shard_iterator(std::string_view text);

}  // namespace basalt::operations
