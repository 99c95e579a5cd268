// The process's log: one line an event, `message key=value …`, on standard error (spdlog behind it).
//
// Never a secret, never an item's contents. Any thread. Costs one branch when the level is off.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <variant>

namespace basalt::log {

enum class Level : uint8_t { kDebug, kInfo, kWarning, kError, kOff };

struct Field {
  std::string_view key;
  std::variant<std::string_view, int64_t, uint64_t, double> value;
};
using Fields = std::initializer_list<Field>;

// Lines below `level` are dropped from here on.
void set_level(Level level);
bool enabled(Level level);

void debug(std::string_view message, Fields fields = {});
void info(std::string_view message, Fields fields = {});
void warning(std::string_view message, Fields fields = {});
void error(std::string_view message, Fields fields = {});
// Waits until every line is with the operating system.
void flush();

}  // namespace basalt::log
