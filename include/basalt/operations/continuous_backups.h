// ContinuousBackupsDescription: what DescribeContinuousBackups and UpdateContinuousBackups answer. Point-in-time
// recovery is always DISABLED.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ContinuousBackupsDescription.html
#pragma once

namespace basalt::operations {

struct ContinuousBackups {
  bool enabled = false;  // ContinuousBackupsStatus: not recovery, but whether it could be turned on
};

}  // namespace basalt::operations
