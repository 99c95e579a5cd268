// Paths that one update or projection must not name together.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "basalt/value/document_path.h"

namespace basalt::expression {

// AWS's message when two paths overlap (one holds the other, or they are the same) or conflict (a.b and a[1]).
// The paths come in the order of the text.
std::optional<std::string> check_paths(std::span<const DocumentPath* const> paths);

}  // namespace basalt::expression
