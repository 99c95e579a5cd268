#include "basalt/operations/table_status.h"

#include "gtest/gtest.h"

namespace basalt::operations {
namespace {

TEST(TableStatusTest, ATransitionLastsUntilItsMoment) {
  ManualClock clock{std::chrono::seconds(100)};
  store::TableDefinition definition;
  EXPECT_EQ(table_status(definition, clock), TableStatus::kActive);
  definition.pending = store::PendingTransition{store::Transition::kCreating, 100'001};
  EXPECT_EQ(table_status(definition, clock), TableStatus::kCreating);
  definition.pending->kind = store::Transition::kUpdating;
  EXPECT_EQ(table_status(definition, clock), TableStatus::kUpdating);
  clock.advance(std::chrono::milliseconds(1));
  EXPECT_EQ(table_status(definition, clock), TableStatus::kActive);
  definition.pending->kind = store::Transition::kDeleting;
  EXPECT_EQ(table_status(definition, clock), TableStatus::kDeleting);
}

TEST(TableStatusTest, Names) {
  EXPECT_EQ(name_of(TableStatus::kCreating), "CREATING");
  EXPECT_EQ(name_of(TableStatus::kUpdating), "UPDATING");
  EXPECT_EQ(name_of(TableStatus::kDeleting), "DELETING");
  EXPECT_EQ(name_of(TableStatus::kActive), "ACTIVE");
}

}  // namespace
}  // namespace basalt::operations
