#include "expression/reserved_words.h"

#include <gtest/gtest.h>

namespace basalt::expression {
namespace {

TEST(ReservedWords, AreKnownInAnyCase) {
  for (const char* word :
       {"ABORT", "abort", "aBoRt", "status", "name", "data", "count", "items", "zone", "LOCALTIMESTAMP"}) {
    EXPECT_TRUE(is_reserved_word(word)) << word;
  }
}

TEST(ReservedWords, OtherWordsAreFree) {
  for (const char* word :
       {"", "a", "pk", "statuses", "named", "zones", "ABORTS", "LOCALTIMESTAMPS", "this_is_no_word"}) {
    EXPECT_FALSE(is_reserved_word(word)) << word;
  }
}

}  // namespace
}  // namespace basalt::expression
