#include "basalt/operations/batch_get_item.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "basalt/base/check.h"
#include "basalt/expression/legacy.h"
#include "basalt/expression/parameter_mix.h"
#include "basalt/operations/key_checks.h"
#include "basalt/operations/request_expressions.h"
#include "basalt/operations/table_name.h"
#include "operations/key_access.h"

namespace basalt::operations {
namespace {

constexpr size_t kMaxKeys = 100;
constexpr size_t kMaxAnswerBytes = size_t{16} << 20;  // of item sizes as DynamoDB counts them
// Read at once, so that a batch of the largest items holds a few megabytes more than it answers, not forty.
constexpr size_t kKeysAtOnce = 25;
constexpr size_t kUsualItemBytes = 100;

Failure<ApiError> refused(std::string text) { return Failure{ApiError::validation(std::move(text))}; }

// One table's part, checked: its keys and what to answer of their items.
struct TableRead {
  store::TableRef table;
  std::vector<store::ItemKey> keys;
  std::optional<expression::Projection> projection;
  bool consistent = false;
};

ApiResult<void> check_mix(bool projection, bool attributes_to_get, bool names) {
  const std::array<expression::Parameter, 1> expressions{{{"ProjectionExpression", projection}}};
  const std::array<expression::Parameter, 1> non_expressions{{{"AttributesToGet", attributes_to_get}}};
  return expression::check_parameter_mix(expressions, non_expressions, names, false);
}

// Over all tables: AWS takes the request for one when it looks for mixed parameters.
ApiResult<void> check_mix(const BatchGetItem::Request& request) {
  const auto any = [&](const auto& is_given) {
    return std::any_of(request.request_items.begin(), request.request_items.end(), is_given);
  };
  return check_mix(any([](const auto& table) { return table.request.projection_expression.has_value(); }),
                   any([](const auto& table) { return table.request.attributes_to_get.has_value(); }), false);
}

ApiResult<std::optional<expression::Projection>> projection_of(const KeysAndAttributes& request) {
  TRY(check_mix(request.projection_expression.has_value(), request.attributes_to_get.has_value(),
                request.expression_attribute_names.has_value()));
  if (request.attributes_to_get) {
    return std::optional(TRY(expression::lower_attributes_to_get(*request.attributes_to_get)));
  }
  if (!request.projection_expression) return std::optional<expression::Projection>();
  expression::Texts texts;
  texts.projection = *request.projection_expression;
  return TRY(resolve_expressions(texts, Placeholders{request.expression_attribute_names, std::nullopt})).projection;
}

// The keys of one table so far, at most kMaxKeys and one.
class SeenKeys {
 public:
  // False: it was there.
  bool insert(const Item& key) {
    const size_t begin = encoded_.size();
    encode_item(key, encoded_);
    const std::string_view added = std::string_view(encoded_).substr(begin);
    size_t slot = std::hash<std::string_view>()(added) % kSlots;
    for (; slots_[slot].end > 0; slot = (slot + 1) % kSlots) {
      const Range& other = slots_[slot];
      if (std::string_view(encoded_).substr(other.begin, other.end - other.begin) == added) return false;
    }
    CHECK(++size_ <= kMaxKeys + 1);
    slots_[slot] = {begin, encoded_.size()};
    return true;
  }

 private:
  static constexpr size_t kSlots = 256;
  static_assert(kSlots > 2 * kMaxKeys);
  struct Range {
    size_t begin = 0;
    size_t end = 0;  // 0: a free slot
  };
  std::string encoded_;  // one after another
  std::array<Range, kSlots> slots_;
  size_t size_ = 0;
};

// Before any table is looked for. keys counts those of all tables.
ApiResult<void> check_keys(const KeysAndAttributes& request, size_t& keys) {
  SeenKeys seen;
  for (const Checked<Item>& key : request.keys) {
    if (key.error) return Failure{*key.error};
    if (!seen.insert(key.value)) return refused("Provided list of item keys contains duplicates");
    if (++keys > kMaxKeys) return refused("Too many items requested for the BatchGetItem call");
  }
  return {};
}

ApiResult<void> find_keys(const Context& context, const BatchGetItem::TableKeys& wanted, TableRead& read) {
  read.table = TRY(find_table(context, wanted.table_name));
  read.consistent = wanted.request.consistent_read.value_or(false);
  read.keys.reserve(wanted.request.keys.size());
  for (const Checked<Item>& key : wanted.request.keys) {
    TRY(check_key(*read.table, key.value));
    read.keys.push_back(read.table->key_of(key.value));
  }
  if (read.projection) TRY(check_scalar_keys(*read.table, read.projection->paths()));
  return {};
}

ApiResult<std::vector<TableRead>> prepare(const Context& context, const BatchGetItem::Request& request) {
  TRY(check_mix(request));
  std::vector<TableRead> reads(request.request_items.size());
  size_t keys = 0;
  for (size_t i = 0; i < reads.size(); ++i) {
    reads[i].projection = TRY(projection_of(request.request_items[i].request));
    TRY(check_keys(request.request_items[i].request, keys));
  }
  for (size_t i = 0; i < reads.size(); ++i) TRY(find_keys(context, request.request_items[i], reads[i]));
  return reads;
}

// Answers items until the answer is full.
class Reader {
 public:
  explicit Reader(const store::ItemReader& items) : items_(items) {}

  // How many of the table's keys were answered, from the first. units: what they cost.
  ApiResult<size_t> read(const TableRead& read, ItemList& out, double& units) {
    const std::span<const store::ItemKey> keys(read.keys);
    out.reserve(keys.size(), keys.size() * kUsualItemBytes);
    for (size_t first = 0; first < keys.size(); first += kKeysAtOnce) {
      const auto chunk = keys.subspan(first, std::min(kKeysAtOnce, keys.size() - first));
      std::array<std::optional<std::string>, kKeysAtOnce> rows;
      if (!full_) TRY(items_.multi_get(*read.table, chunk, {}, std::span(rows).first(chunk.size())));
      for (size_t i = 0; i < chunk.size(); ++i) {
        const double units_before = units;
        if (full_ || !answer(read, rows[i], out, units)) return first + i;
        count_read(*read.table, chunk[i], units - units_before);
      }
    }
    return keys.size();
  }

 private:
  bool answer(const TableRead& read, const std::optional<std::string>& row, ItemList& out, double& units) {
    if (!row) {
      units += read_units(0, read.consistent);
      return true;
    }
    const store::StoredItem stored = store::read_stored_item(*row);
    full_ = bytes_ + stored.size > kMaxAnswerBytes;
    if (full_) return false;
    bytes_ += stored.size;
    units += read_units(stored.size, read.consistent);
    if (read.projection) {
      out.append_written([&](std::string& bytes) { read.projection->apply(stored.item, bytes); });
    } else {
      out.append(stored.item);
    }
    return true;
  }

  const store::ItemReader& items_;
  size_t bytes_ = 0;
  bool full_ = false;
};

BatchGetItem::TableKeys from_key(const BatchGetItem::TableKeys& wanted, size_t first) {
  BatchGetItem::TableKeys rest = wanted;
  rest.request.keys.erase(rest.request.keys.begin(), rest.request.keys.begin() + static_cast<std::ptrdiff_t>(first));
  return rest;
}

}  // namespace

ApiResult<BatchGetItem::Response> BatchGetItem::run(Context& context, const Request& request) {
  const std::vector<TableRead> reads = TRY(prepare(context, request));
  Response response;
  if (request.return_consumed_capacity != ReturnConsumedCapacity::kNone) response.consumed_capacity.emplace();
  Reader reader(context.store.items());
  for (size_t i = 0; i < reads.size(); ++i) {
    const TableKeys& wanted = request.request_items[i];
    TableItems& answer = response.responses.emplace_back();
    answer.table_name = wanted.table_name;
    double units = 0;
    const size_t answered = TRY(reader.read(reads[i], answer.items, units));
    if (answered < wanted.request.keys.size()) response.unprocessed_keys.push_back(from_key(wanted, answered));
    if (answered == 0 || !response.consumed_capacity) continue;
    response.consumed_capacity->push_back(
        *consumed_capacity(request.return_consumed_capacity, wanted.table_name, units));
  }
  return response;
}

}  // namespace basalt::operations
