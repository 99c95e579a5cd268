#include "expression/path_checks.h"

#include <algorithm>
#include <vector>

#include "expression/messages.h"

namespace basalt::expression {
namespace {

enum class Relation { kApart, kOverlap, kConflict };

Relation relation(const DocumentPath& a, const DocumentPath& b) {
  const size_t shared = std::min(a.elements.size(), b.elements.size());
  for (size_t i = 0; i < shared; ++i) {
    if (a.elements[i].index() != b.elements[i].index()) return Relation::kConflict;
    if (a.elements[i] != b.elements[i]) return Relation::kApart;
  }
  return Relation::kOverlap;
}

// In sorted order, a path that overlaps or conflicts with any other does so with a neighbour.
bool all_apart(std::span<const DocumentPath* const> paths) {
  std::vector<const DocumentPath*> sorted(paths.begin(), paths.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const DocumentPath* a, const DocumentPath* b) { return a->elements < b->elements; });
  for (size_t i = 1; i < sorted.size(); ++i) {
    if (relation(*sorted[i - 1], *sorted[i]) != Relation::kApart) return false;
  }
  return true;
}

// AWS was recorded to name the last of all distinct paths as path two of an overlap, whichever path it is that
// overlaps.
const DocumentPath& last_distinct(std::span<const DocumentPath* const> paths) {
  size_t last = paths.size() - 1;
  const auto repeats = [&](const DocumentPath* earlier) { return *earlier == *paths[last]; };
  while (last > 0 && std::any_of(paths.begin(), paths.begin() + static_cast<ptrdiff_t>(last), repeats)) --last;
  return *paths[last];
}

}  // namespace

std::optional<std::string> check_paths(std::span<const DocumentPath* const> paths) {
  if (paths.size() < 2 || all_apart(paths)) return std::nullopt;
  std::optional<std::string> conflict;
  for (size_t later = 1; later < paths.size(); ++later) {
    for (size_t earlier = 0; earlier < later; ++earlier) {
      const Relation found = relation(*paths[earlier], *paths[later]);
      if (found == Relation::kOverlap) {
        return message::paths_overlap(paths[earlier]->to_string(), last_distinct(paths).to_string());
      }
      if (found == Relation::kConflict && !conflict) {
        conflict = message::paths_conflict(paths[earlier]->to_string(), paths[later]->to_string());
      }
    }
  }
  return conflict;
}

}  // namespace basalt::expression
