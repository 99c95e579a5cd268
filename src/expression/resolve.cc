#include "basalt/expression/resolve.h"

#include <utility>
#include <vector>

#include "basalt/base/lru_cache.h"
#include "expression/binding.h"
#include "expression/condition_checks.h"
#include "expression/key_condition_terms.h"
#include "expression/parser.h"
#include "expression/path_checks.h"
#include "expression/update_checks.h"

namespace basalt::expression {
namespace {

constexpr size_t kCacheBytes = size_t{16} << 20;
constexpr size_t kCacheShards = 16;

// A parsed expression, and what it is bound to when it has no placeholders: the same for every request.
template <class Parsed, class Bound>
struct Cached {
  Parsed parsed;
  std::shared_ptr<const Bound> closed;
};
using CachedCondition = Cached<ParsedCondition, BoundCondition>;
using CachedUpdate = Cached<ParsedUpdate, BoundUpdate>;
using CachedProjection = Cached<ParsedProjection, Projection>;

// One cache per grammar for the whole process: parsing is a pure function of the text, and this is its memory.
template <class Entry>
LruCache<Entry>& cache() {
  static LruCache<Entry> instance(kCacheBytes, kCacheShards);
  return instance;
}

// A tree takes at most some 60 bytes for each byte of its text (a projection of one-letter names).
size_t tree_bytes(std::string_view text) { return 64 * text.size(); }

ApiError invalid(std::string_view kind, std::string_view message) {
  return ApiError::validation("Invalid " + std::string(kind) + ": " + std::string(message));
}

ParseResult<std::shared_ptr<const BoundCondition>> bind_checked(const ParsedCondition& parsed, Placeholders& given) {
  Binding binding = bind(parsed.references, given);
  if (auto message = check_condition(*parsed.root, binding)) return Failure{std::move(*message)};
  return std::make_shared<const BoundCondition>(BoundCondition{parsed.root, std::move(binding.references)});
}

ParseResult<std::shared_ptr<const BoundUpdate>> bind_checked(const ParsedUpdate& parsed, Placeholders& given) {
  Binding binding = bind(parsed.references, given);
  if (auto message = check_update(*parsed.tree, binding)) return Failure{std::move(*message)};
  return std::make_shared<const BoundUpdate>(BoundUpdate{parsed.tree, std::move(binding.references)});
}

ParseResult<std::shared_ptr<const Projection>> bind_checked(const ParsedProjection& parsed, Placeholders& given) {
  const Binding binding = bind(parsed.references, given);
  if (auto message = binding.undefined_name()) return Failure{std::move(*message)};
  std::vector<const DocumentPath*> paths;
  paths.reserve(binding.references.paths->size());
  for (const DocumentPath& path : *binding.references.paths) paths.push_back(&path);
  if (auto message = check_paths(paths)) return Failure{std::move(*message)};
  return std::make_shared<const Projection>(*binding.references.paths);
}

bool has_placeholders(const ParsedReferences& references) {
  return references.fixed_paths == nullptr || !references.values.empty();
}

template <class Entry, class Parse>
ApiResult<std::shared_ptr<const Entry>> parse_cached(std::string_view kind, std::string_view text, const Parse& parse) {
  if (auto entry = cache<Entry>().find(text)) return entry;
  auto parsed = parse(text);
  if (!parsed.ok()) return Failure{invalid(kind, parsed.error())};
  auto entry = std::make_shared<Entry>();
  entry->parsed = std::move(parsed).value();
  if (!has_placeholders(entry->parsed.references)) {
    Placeholders none{Substitutions{}};
    auto closed = bind_checked(entry->parsed, none);
    if (!closed.ok()) return Failure{invalid(kind, closed.error())};
    entry->closed = std::move(closed).value();
  }
  cache<Entry>().put(text, entry, tree_bytes(text));
  return std::shared_ptr<const Entry>(std::move(entry));
}

// The bound form of one expression.
template <class Entry, class Parse>
auto resolve_one(std::string_view kind, std::string_view text, const Parse& parse, Placeholders& given)
    -> ApiResult<decltype(Entry::closed)> {
  const auto entry = TRY(parse_cached<Entry>(kind, text, parse));
  if (entry->closed != nullptr) return entry->closed;
  auto bound = bind_checked(entry->parsed, given);
  if (!bound.ok()) return Failure{invalid(kind, bound.error())};
  return std::move(bound).value();
}

ApiResult<std::optional<Condition>> resolve_condition(std::string_view kind, std::optional<std::string_view> text,
                                                      Placeholders& given) {
  if (!text) return std::optional<Condition>();
  return std::optional<Condition>(TRY(resolve_one<CachedCondition>(kind, *text, parse_condition, given)));
}

}  // namespace

ApiResult<Resolved> resolve(const Texts& texts, Substitutions substitutions) {
  Placeholders given(std::move(substitutions));
  if (auto message = given.malformed()) return Failure{ApiError::validation(std::move(*message))};
  Resolved resolved;
  if (texts.update) {
    resolved.update.emplace(TRY(resolve_one<CachedUpdate>("UpdateExpression", *texts.update, parse_update, given)));
  }
  resolved.condition = TRY(resolve_condition("ConditionExpression", texts.condition, given));
  resolved.key_condition = TRY(resolve_condition("KeyConditionExpression", texts.key_condition, given));
  resolved.filter = TRY(resolve_condition("FilterExpression", texts.filter, given));
  if (texts.projection) {
    resolved.projection =
        *TRY(resolve_one<CachedProjection>("ProjectionExpression", *texts.projection, parse_projection, given));
  }
  if (auto message = given.unused()) return Failure{ApiError::validation(std::move(*message))};
  if (resolved.key_condition) (void)TRY(key_terms(resolved.key_condition->bound()));
  return resolved;
}

}  // namespace basalt::expression
