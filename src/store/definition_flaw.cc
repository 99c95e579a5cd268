#include "store/definition_flaw.h"

#include <algorithm>
#include <set>

namespace basalt::store {
namespace {

using Flaw = std::optional<std::string>;

bool defines(const TableDefinition& definition, const std::string& attribute) {
  const auto& defined = definition.attribute_definitions;
  return std::any_of(defined.begin(), defined.end(), [&](const auto& known) { return known.name == attribute; });
}

bool defines_all(const TableDefinition& definition, const KeySchema& schema) {
  const auto defined = [&](const std::string& attribute) { return defines(definition, attribute); };
  return std::all_of(schema.partition.begin(), schema.partition.end(), defined) &&
         std::all_of(schema.sort.begin(), schema.sort.end(), defined);
}

Flaw flaw_of_indexes(const TableDefinition& definition) {
  std::set<std::string> names;
  std::set<uint64_t> spaces{definition.space.value};
  Flaw flaw;
  const auto look = [&](const auto& index, bool needs_definitions) {
    if (index.key_schema.partition.empty() || (needs_definitions && !defines_all(definition, index.key_schema))) {
      flaw = "index " + index.name + " has key attributes that are not defined";
    }
    if (!names.insert(index.name).second) flaw = "index " + index.name + " is there twice";
    if (index.space.value == 0 || !spaces.insert(index.space.value).second) {
      flaw = "index " + index.name + " has no space of its own";
    }
  };
  for (const LocalIndex& index : definition.local_indexes) look(index, true);
  // Definitions go when an index begins to be deleted, and it a moment later.
  for (const GlobalIndex& index : definition.global_indexes) look(index, index.status != IndexStatus::kDeleting);
  for (const LocalIndex& index : definition.local_indexes) {
    if (index.key_schema.partition != definition.key_schema.partition) {
      flaw = "local index " + index.name + " has another partition key than its table";
    }
  }
  const auto& time_to_live = definition.time_to_live;
  if (time_to_live && (time_to_live->space.value == 0 || !spaces.insert(time_to_live->space.value).second)) {
    flaw = "the expiry index has no space of its own";
  }
  return flaw;
}

Flaw flaw_of_shards(const TableDefinition& definition) {
  const auto& shards = definition.shards;
  if (shards.empty() || shards.front().first_hash != 0) return "its shards do not cover all hashes";
  for (size_t i = 0; i < shards.size(); ++i) {
    if (shards[i].id == 0) return "a shard has no id";
    if (i > 0 && shards[i].first_hash <= shards[i - 1].first_hash) return "its shards are out of order";
  }
  return std::nullopt;
}

Flaw flaw_of_streams(const TableDefinition& definition) {
  uint64_t ended = 0;
  for (const ClosedStream& stream : definition.closed_streams) {
    // One without an end is the newest: a crash came before it was given one.
    const bool last = &stream == &definition.closed_streams.back();
    if (stream.settings.start < ended || (stream.end == 0 ? !last : stream.end < stream.settings.start)) {
      return "its streams are out of order";
    }
    ended = stream.end;
  }
  if (definition.stream && definition.stream->start < ended) return "its streams are out of order";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> flaw_of(const TableDefinition& definition) {
  if (definition.space.value == 0) return "it has no space";
  if (definition.key_schema.partition.size() != 1 || definition.key_schema.sort.size() > 1 ||
      !defines_all(definition, definition.key_schema)) {
    return "its key is not defined";
  }
  if (const Flaw flaw = flaw_of_shards(definition)) return flaw;
  if (const Flaw flaw = flaw_of_indexes(definition)) return flaw;
  return flaw_of_streams(definition);
}

}  // namespace basalt::store
