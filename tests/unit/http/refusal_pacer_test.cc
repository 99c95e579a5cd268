#include "http/refusal_pacer.h"

#include <deque>

namespace basalt::http {
namespace {

using std::chrono::milliseconds;

TEST(RefusalPacer, HoldsALoneRefusalForAMoment) {
  RefusalPacer pacer;
  Exchange exchange;
  pacer.hold(exchange, milliseconds(1000));
  EXPECT_EQ(pacer.release(milliseconds(1009)), nullptr);
  EXPECT_EQ(pacer.release(milliseconds(1010)), &exchange);
  EXPECT_EQ(pacer.release(milliseconds(5000)), nullptr);
  EXPECT_TRUE(pacer.empty());
}

TEST(RefusalPacer, ReleasesManyInOrderAndNoFasterThanItsPace) {
  RefusalPacer pacer;
  std::deque<Exchange> exchanges(500);
  for (Exchange& exchange : exchanges) pacer.hold(exchange, milliseconds(0));
  size_t released = 0;
  for (int ms = 0; ms <= 600; ++ms) {
    while (Exchange* exchange = pacer.release(milliseconds(ms))) EXPECT_EQ(exchange, &exchanges[released++]);
    EXPECT_LE(released, ms < 10 ? 0U : static_cast<size_t>(ms - 10) + 1) << ms;
  }
  EXPECT_EQ(released, 500U);
}

TEST(RefusalPacer, HoldsNoneLongerThanASecond) {
  RefusalPacer pacer;
  std::deque<Exchange> exchanges(20'000);
  for (Exchange& exchange : exchanges) pacer.hold(exchange, milliseconds(0));
  size_t released = 0;
  while (pacer.release(milliseconds(1000)) != nullptr) ++released;
  EXPECT_EQ(released, exchanges.size());
}

TEST(RefusalPacer, LetsGoOfAllWhenAsked) {
  RefusalPacer pacer;
  Exchange first;
  Exchange second;
  pacer.hold(first, milliseconds(0));
  pacer.hold(second, milliseconds(0));
  EXPECT_EQ(pacer.release(), &first);
  EXPECT_EQ(pacer.release(), &second);
  EXPECT_EQ(pacer.release(), nullptr);
}

}  // namespace
}  // namespace basalt::http
