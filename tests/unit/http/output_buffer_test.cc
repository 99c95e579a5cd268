#include "http/output_buffer.h"

#include <array>

namespace basalt::http {
namespace {

std::string contents(const OutputBuffer& buffer) {
  std::array<boost::asio::const_buffer, 8> slices;
  const size_t count = buffer.slices(slices);
  std::string text;
  for (size_t i = 0; i < count; ++i) text.append(static_cast<const char*>(slices[i].data()), slices[i].size());
  return text;
}

TEST(OutputBuffer, KeepsTheOrderOfSmallAndLargePieces) {
  OutputBuffer buffer;
  const std::string large(100'000, 'L');
  buffer.tail().append("head 1 ");
  buffer.append_body("small ");
  buffer.tail().append("head 2 ");
  buffer.append_body(std::string(large));
  buffer.tail().append("head 3");
  const std::string all = "head 1 small head 2 " + large + "head 3";
  EXPECT_EQ(buffer.size(), all.size());
  EXPECT_EQ(contents(buffer), all);
}

TEST(OutputBuffer, ForgetsWhatWasSentWhereverThatEnds) {
  const std::string large(20'000, 'L');
  const std::string all = "head " + large + "tail";
  for (const size_t sent : {size_t{0}, size_t{1}, size_t{5}, size_t{6}, size_t{20'005}, size_t{20'006}, all.size()}) {
    OutputBuffer buffer;
    buffer.tail().append("head ");
    buffer.append_body(std::string(large));
    buffer.tail().append("tail");
    buffer.consume(sent);
    EXPECT_EQ(contents(buffer), all.substr(sent)) << sent;
    EXPECT_EQ(buffer.empty(), sent == all.size());
  }
}

TEST(OutputBuffer, CanBeUsedAgain) {
  OutputBuffer buffer;
  buffer.tail().append("first");
  buffer.consume(5);
  buffer.tail().append("second");
  EXPECT_EQ(contents(buffer), "second");
}

}  // namespace
}  // namespace basalt::http
