// MemberFrames: how the members of the item before began, at each place. The items of an answer are mostly of one
// shape, so a name that was looked at once is recognised by its bytes and written with one copy.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "basalt/base/check.h"
#include "value/json_text.h"

namespace basalt::json {

// What stands before the content of a member that is plain text: stored, the size of the name, the name and the tag;
// written, separator "name":{"S":"
class MemberFrame {
 public:
  static constexpr size_t kStoredRoom = 16;
  static constexpr size_t kTextRoom = 32;
  static constexpr size_t kMaxNameSize = kStoredRoom - 2;

  // Reads kStoredRoom bytes.
  bool matches(const char* stored) const {
    const uint64_t first = (load<uint64_t>(stored) ^ stored_[0]) & mask_[0];
    const uint64_t second = (load<uint64_t>(stored + 8) ^ stored_[1]) & mask_[1];
    return (first | second) == 0;
  }
  size_t stored_size() const { return stored_size_; }
  bool is_number() const { return type_ == 'N'; }

  // Writes kTextRoom bytes, of which the first text_size() count.
  void write(char* out) const { std::memcpy(out, text_, kTextRoom); }
  size_t text_size() const { return text_size_; }

  // stored: the member's bytes up to and with its tag. The name is plain and at most kMaxNameSize long.
  void remember(std::string_view stored, char separator, std::string_view name, char type) {
    CHECK(name.size() <= kMaxNameSize && stored.size() == name.size() + 2);
    char bytes[kStoredRoom] = {};
    char mask[kStoredRoom] = {};
    std::memcpy(bytes, stored.data(), stored.size());
    std::memset(mask, 0xff, stored.size());
    std::memcpy(stored_, bytes, sizeof(bytes));
    std::memcpy(mask_, mask, sizeof(mask));
    stored_size_ = static_cast<uint8_t>(stored.size());
    type_ = type;
    text_[0] = separator;
    text_[1] = '"';
    std::memcpy(text_ + 2, name.data(), name.size());
    std::memcpy(text_ + 2 + name.size(), R"(":{"S":")", kOpeningSize);
    text_[2 + name.size() + 4] = type;
    text_size_ = static_cast<uint8_t>(2 + name.size() + kOpeningSize);
  }

 private:
  static constexpr size_t kOpeningSize = 8;
  static_assert(2 + kMaxNameSize + kOpeningSize <= kTextRoom);

  // At first what no member is stored as: the size of a name never has this many bytes.
  uint64_t stored_[2] = {~uint64_t{0}, ~uint64_t{0}};
  uint64_t mask_[2] = {~uint64_t{0}, ~uint64_t{0}};
  char text_[kTextRoom] = {};
  uint8_t stored_size_ = 0;
  uint8_t text_size_ = 0;
  char type_ = 0;
};

// The members of an item beyond kPlaces are written without.
class MemberFrames {
 public:
  static constexpr size_t kPlaces = 16;
  MemberFrame& at(size_t place) { return frames_[place]; }

 private:
  std::array<MemberFrame, kPlaces> frames_;
};

}  // namespace basalt::json
