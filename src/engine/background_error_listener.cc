#include "engine/background_error_listener.h"

namespace basalt::engine {

void BackgroundErrorListener::OnBackgroundError(rocksdb::BackgroundErrorReason /*reason*/, rocksdb::Status* error) {
  latch_.close("background error: " + error->ToString());
}

void BackgroundErrorListener::OnErrorRecoveryBegin(rocksdb::BackgroundErrorReason /*reason*/, rocksdb::Status /*error*/,
                                                   bool* recover) {
  // RocksDB would switch to a fresh log and go on; what the old one holds would stay unknown.
  *recover = false;
}

}  // namespace basalt::engine
