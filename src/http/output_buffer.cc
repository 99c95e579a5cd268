#include "http/output_buffer.h"

#include <utility>

#include "basalt/base/check.h"

namespace basalt::http {
namespace {

// From here on moving a body costs less than copying it.
constexpr size_t kLargeBodyBytes = 16 << 10;
constexpr size_t kKeptBytes = 64 << 10;

}  // namespace

std::string& OutputBuffer::tail() {
  if (pieces_.empty() || pieces_.back().size() >= kLargeBodyBytes) pieces_.emplace_back();
  return pieces_.back();
}

void OutputBuffer::append_body(std::string&& body) {
  if (body.size() < kLargeBodyBytes) {
    tail().append(body);
  } else {
    pieces_.push_back(std::move(body));
  }
}

size_t OutputBuffer::size() const {
  size_t bytes = 0;
  for (size_t i = first_; i < pieces_.size(); ++i) bytes += pieces_[i].size();
  return bytes - offset_;
}

size_t OutputBuffer::slices(std::span<boost::asio::const_buffer> entries) const {
  size_t count = 0;
  size_t offset = offset_;
  for (size_t i = first_; i < pieces_.size() && count < entries.size(); ++i, offset = 0) {
    if (pieces_[i].size() == offset) continue;
    entries[count++] = boost::asio::const_buffer(pieces_[i].data() + offset, pieces_[i].size() - offset);
  }
  return count;
}

void OutputBuffer::consume(size_t bytes) {
  while (bytes > 0) {
    CHECK(first_ < pieces_.size());
    const size_t left = pieces_[first_].size() - offset_;
    if (bytes < left) {
      offset_ += bytes;
      return;
    }
    bytes -= left;
    ++first_;
    offset_ = 0;
  }
  if (first_ == pieces_.size()) clear();
}

void OutputBuffer::clear() {
  if (!pieces_.empty()) {
    pieces_.resize(1);
    pieces_.front().clear();
    if (pieces_.front().capacity() > kKeptBytes) pieces_.clear();
  }
  first_ = 0;
  offset_ = 0;
}

}  // namespace basalt::http
