#include "engine/rocksdb_logger.h"

#include <cstdio>
#include <string_view>

#include "basalt/base/log.h"

namespace basalt::engine {

void RocksdbLogger::Logv(const char* format, va_list arguments) {
  Logv(rocksdb::InfoLogLevel::WARN_LEVEL, format, arguments);
}

void RocksdbLogger::Logv(const rocksdb::InfoLogLevel level, const char* format, va_list arguments) {
  // The header level counts as the highest but carries a dump of every option.
  if (level < rocksdb::InfoLogLevel::WARN_LEVEL || level == rocksdb::InfoLogLevel::HEADER_LEVEL) return;
  char text[1024];
  const int length = std::vsnprintf(text, sizeof text, format, arguments);
  if (length < 0) return;
  const log::Fields fields = {{"text", std::string_view(text)}};
  if (level == rocksdb::InfoLogLevel::WARN_LEVEL) {
    log::warning("rocksdb", fields);
  } else {
    log::error("rocksdb", fields);
  }
}

}  // namespace basalt::engine
