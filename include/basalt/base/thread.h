// Small helpers for the few threads Basalt has.
#pragma once

#include <string_view>

namespace basalt {

// Names the calling thread for top, gdb and perf. At most 15 bytes are kept.
void name_this_thread(std::string_view name);

// Cores this process may use (affinity respected); at least 1.
unsigned usable_cores();

}  // namespace basalt
