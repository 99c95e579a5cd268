#include "basalt/engine/row_page.h"

#include <gtest/gtest.h>

namespace basalt::engine {
namespace {

TEST(RowPage, gives_back_rows_in_order) {
  RowPage page;
  EXPECT_TRUE(page.empty());
  page.append("a", "first");
  page.append("", "");
  page.append(std::string_view("\0b", 2), "third");
  ASSERT_EQ(page.size(), 3U);
  EXPECT_EQ(page.key(0), "a");
  EXPECT_EQ(page.value(0), "first");
  EXPECT_EQ(page.key(1), "");
  EXPECT_EQ(page.value(1), "");
  EXPECT_EQ(page.key(2), std::string_view("\0b", 2));
  EXPECT_EQ(page.value(2), "third");
  EXPECT_EQ(page.bytes(), 1U + 5U + 2U + 5U);
}

TEST(RowPage, clear_forgets_rows_and_more) {
  RowPage page;
  page.append("a", "b");
  page.set_more(true);
  page.clear();
  EXPECT_TRUE(page.empty());
  EXPECT_FALSE(page.more());
  EXPECT_EQ(page.bytes(), 0U);
}

}  // namespace
}  // namespace basalt::engine
