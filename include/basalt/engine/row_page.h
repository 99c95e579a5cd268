// RowPage: rows of one scan, packed into one buffer that a thread keeps and fills again and again.
// Owned by one thread at a time. Views it hands out live until the next fill.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace basalt::engine {

class RowPage {
 public:
  size_t size() const { return rows_.size(); }
  bool empty() const { return rows_.empty(); }
  std::string_view key(size_t index) const { return {buffer_.data() + rows_[index].key, rows_[index].key_size}; }
  std::string_view value(size_t index) const { return {buffer_.data() + rows_[index].value, rows_[index].value_size}; }
  // Whether the scan stopped at a limit rather than at the end of its range.
  bool more() const { return more_; }
  size_t bytes() const { return buffer_.size(); }
  // What it takes in memory.
  size_t memory_bytes() const { return buffer_.capacity() + rows_.capacity() * sizeof(Row); }

  // For engines.
  void clear();
  void append(std::string_view key, std::string_view value);
  void set_more(bool more) { more_ = more; }
  // Gives back what memory it has for more rows.
  void shrink();

 private:
  struct Row {
    uint32_t key, key_size, value, value_size;
  };
  std::string buffer_;
  std::vector<Row> rows_;
  bool more_ = false;
};

}  // namespace basalt::engine
