// ContributorInsightsSummary: what the actions about contributor insights answer of a table or a global index.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ContributorInsightsSummary.html
#pragma once

#include <optional>
#include <string>

#include "basalt/store/table_definition.h"

namespace basalt::operations {

enum class InsightsStatus { kEnabling, kEnabled, kDisabling, kDisabled };

struct ContributorInsightsSummary {
  std::string table_name;
  std::optional<std::string> index_name;
  InsightsStatus status = InsightsStatus::kDisabled;
  std::optional<store::ContributorInsightsMode> mode;  // absent: never enabled
};

}  // namespace basalt::operations
