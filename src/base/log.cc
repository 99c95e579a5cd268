#include "basalt/base/log.h"

#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <memory>
#include <string>

namespace basalt::log {
namespace {

std::atomic<Level> g_level{Level::kInfo};

spdlog::logger& logger() {
  static const std::shared_ptr<spdlog::logger> instance = [] {
    auto created = std::make_shared<spdlog::logger>("basalt", std::make_shared<spdlog::sinks::stderr_color_sink_mt>());
    created->set_pattern("%Y-%m-%dT%H:%M:%S.%f%z %^%l%$ %v");
    created->set_level(spdlog::level::trace);
    created->flush_on(spdlog::level::info);
    return created;
  }();
  return *instance;
}

// A value with spaces or quotes is quoted, so that a line can be split again.
void append_text(std::string& line, std::string_view text) {
  const bool plain = !text.empty() && text.find_first_of(" \"=\n\r\t") == std::string_view::npos;
  if (plain) {
    line.append(text);
    return;
  }
  line.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') line.push_back('\\');
    line.push_back(c == '\n' || c == '\r' ? ' ' : c);
  }
  line.push_back('"');
}

struct ValueAppender {
  std::string& line;
  void operator()(std::string_view text) const { append_text(line, text); }
  void operator()(int64_t number) const { line.append(std::to_string(number)); }
  void operator()(uint64_t number) const { line.append(std::to_string(number)); }
  void operator()(double number) const { line.append(std::to_string(number)); }
};

void write(Level level, spdlog::level::level_enum spdlog_level, std::string_view message, Fields fields) {
  if (!enabled(level)) return;
  std::string line(message);
  for (const Field& field : fields) {
    line.push_back(' ');
    line.append(field.key);
    line.push_back('=');
    std::visit(ValueAppender{line}, field.value);
  }
  logger().log(spdlog_level, spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace

void set_level(Level level) { g_level.store(level, std::memory_order_relaxed); }
bool enabled(Level level) { return level >= g_level.load(std::memory_order_relaxed); }

void debug(std::string_view message, Fields fields) { write(Level::kDebug, spdlog::level::debug, message, fields); }
void info(std::string_view message, Fields fields) { write(Level::kInfo, spdlog::level::info, message, fields); }
void warning(std::string_view message, Fields fields) { write(Level::kWarning, spdlog::level::warn, message, fields); }
void error(std::string_view message, Fields fields) { write(Level::kError, spdlog::level::err, message, fields); }
void flush() { logger().flush(); }

}  // namespace basalt::log
