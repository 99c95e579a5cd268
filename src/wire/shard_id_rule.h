// The constraint on ids of stream shards, wherever one is taken.
#pragma once

#include "wire/object_reader.h"

namespace basalt::wire {

inline const StringRule kShardIdRule{.min_length = 28, .max_length = 65};
inline const StringRule kRequiredShardIdRule{.required = true, .min_length = 28, .max_length = 65};

}  // namespace basalt::wire
