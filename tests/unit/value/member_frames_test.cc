#include "value/member_frames.h"

#include <gtest/gtest.h>

#include <string>

namespace basalt::json {
namespace {

std::string written(const MemberFrame& frame) {
  char text[MemberFrame::kTextRoom];
  frame.write(text);
  return {text, frame.text_size()};
}

// A member as it is stored, with bytes behind it.
std::string stored(const std::string& name, char tag) {
  return static_cast<char>(name.size()) + name + tag + std::string(MemberFrame::kStoredRoom, '\x5a');
}

TEST(MemberFrames, ANewFrameMatchesNothing) {
  const MemberFrame frame;
  EXPECT_FALSE(frame.matches(stored("a", 1).data()));
  EXPECT_FALSE(frame.matches(std::string(MemberFrame::kStoredRoom, '\0').data()));
}

TEST(MemberFrames, AFrameMatchesItsNameAndTagOnly) {
  for (size_t size = 1; size <= MemberFrame::kMaxNameSize; ++size) {
    const std::string name(size, 'n');
    const std::string member = stored(name, 1);
    MemberFrame frame;
    frame.remember(std::string_view(member).substr(0, size + 2), ',', name, 'S');
    EXPECT_TRUE(frame.matches(member.data()));
    EXPECT_EQ(frame.stored_size(), size + 2);
    EXPECT_EQ(written(frame), ",\"" + name + "\":{\"S\":\"");
    for (size_t place = 0; place < member.size(); ++place) {
      std::string other = member;
      other[place] ^= 0x20;
      EXPECT_EQ(frame.matches(other.data()), place >= size + 2) << size << ' ' << place;
    }
  }
}

TEST(MemberFrames, TheLastMemberIsRemembered) {
  MemberFrame frame;
  frame.remember(std::string_view("\4name\1"), '{', "name", 'S');
  frame.remember(std::string_view("\1n\2"), ',', "n", 'N');
  EXPECT_TRUE(frame.is_number());
  EXPECT_EQ(written(frame), R"(,"n":{"N":")");
  EXPECT_FALSE(frame.matches(stored("name", 1).data()));
  EXPECT_TRUE(frame.matches(stored("n", 2).data()));
}

}  // namespace
}  // namespace basalt::json
