// RocksdbLogger: RocksDB's own warnings and errors, as lines of Basalt's log. Any thread.
#pragma once

#include <rocksdb/env.h>

#include <cstdarg>

namespace basalt::engine {

class RocksdbLogger final : public rocksdb::Logger {
 public:
  RocksdbLogger() : rocksdb::Logger(rocksdb::InfoLogLevel::WARN_LEVEL) {}
  using rocksdb::Logger::Logv;
  void Logv(const char* format, va_list arguments) override;
  void Logv(const rocksdb::InfoLogLevel level, const char* format, va_list arguments) override;
};

}  // namespace basalt::engine
