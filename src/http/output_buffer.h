// OutputBuffer: the bytes a connection has yet to send. Small pieces are copied together, so that pipelined answers
// leave in one write; large bodies are moved in and never copied.
#pragma once

#include <boost/asio/buffer.hpp>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace basalt::http {

class OutputBuffer {
 public:
  // The piece that heads and small bodies are appended to.
  std::string& tail();
  void append_body(std::string&& body);

  size_t size() const;
  bool empty() const { return size() == 0; }
  // Points entries at the unsent bytes, as far as there are entries; returns how many.
  size_t slices(std::span<boost::asio::const_buffer> entries) const;
  // The first `bytes` were sent.
  void consume(size_t bytes);
  // Forgets everything; keeps a moderate amount of memory.
  void clear();

 private:
  std::vector<std::string> pieces_;
  size_t first_ = 0;   // the first piece with unsent bytes
  size_t offset_ = 0;  // in it
};

}  // namespace basalt::http
