#include <simdjson.h>

#include <algorithm>
#include <array>
#include <functional>
#include <span>

#include "basalt/wire/dispatcher.h"
#include "basalt/wire/fault_rules.h"
#include "wire/actions.h"
#include "wire/faulted_call.h"
#include "wire/serve.h"

namespace basalt::wire {
namespace {

static_assert(kBodyPadding >= simdjson::SIMDJSON_PADDING);

// Bodies above this are parsed and decoded on the pool, and their parser's memory is not kept.
constexpr size_t kMaxBodyOnIoThread = size_t{64} << 10;

struct Entry {
  std::string_view name;
  void (*serve)(ParsedCall);
  operations::Lane lane;
};

template <class... Action>
constexpr auto sorted_by_name(ActionList<Action...>) {
  std::array<Entry, sizeof...(Action)> entries{Entry{Action::kName, &serve<Action>, Action::kLane}...};
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
  return entries;
}

constexpr auto kActions = sorted_by_name(Actions{});
constexpr auto kStreamsActions = sorted_by_name(StreamsActions{});

// A service by the prefix of its targets.
struct Service {
  std::string_view target_prefix;
  std::span<const Entry> actions;
};
constexpr Service kServices[] = {{"DynamoDB_20120810.", kActions}, {"DynamoDBStreams_20120810.", kStreamsActions}};

const Entry* find_action(std::string_view target) {
  for (const Service& service : kServices) {
    if (!target.starts_with(service.target_prefix)) continue;
    target.remove_prefix(service.target_prefix.size());
    const auto at = std::lower_bound(service.actions.begin(), service.actions.end(), target,
                                     [](const Entry& entry, std::string_view name) { return entry.name < name; });
    return at != service.actions.end() && at->name == target ? &*at : nullptr;
  }
  return nullptr;
}

static_assert(kActions.size() + kStreamsActions.size() < operations::kNoOperation);

// Those of DynamoDB first, then those of its streams.
uint8_t number_of(const Entry& action) {
  const Entry* const first = kActions.data();
  const bool streams = std::less<>()(&action, first) || !std::less<>()(&action, first + kActions.size());
  return static_cast<uint8_t>(streams ? kActions.size() + static_cast<size_t>(&action - kStreamsActions.data())
                                      : static_cast<size_t>(&action - first));
}

// Answers on the I/O thread: at once when this is it.
void refuse(const ApiError& error, bool on_io, IoThread& io, Done done) {
  Answer answer = error_answer(error);
  if (on_io) return done(std::move(answer));
  io.post([done = std::move(done), answer = std::move(answer)]() mutable { done(std::move(answer)); });
}

// AWS looks for bad JSON first, then for an unknown action, then at the signature, then at the body's shape.
void parse_and_serve(simdjson::dom::parser& parser, Call call, ParsedCall parsed) {
  simdjson::dom::element root;
  const bool empty = call.body.empty();
  if (!empty && parser.parse(call.body.data(), call.body.size(), false).get(root) != simdjson::SUCCESS) {
    return refuse(ApiError::serialization(""), parsed.on_io, parsed.io, std::move(parsed.done));
  }
  const Entry* action = find_action(call.target);
  if (action != nullptr && call.summary != nullptr) call.summary->operation = number_of(*action);
  if (action == nullptr) return refuse(ApiError::unknown_operation(), parsed.on_io, parsed.io, std::move(parsed.done));
  if (call.authentication_error) {
    return refuse(*call.authentication_error, parsed.on_io, parsed.io, std::move(parsed.done));
  }
  if (empty || root.get_object().get(parsed.body) != simdjson::SUCCESS) {
    return refuse(ApiError::serialization(""), parsed.on_io, parsed.io, std::move(parsed.done));
  }
  action->serve(std::move(parsed));
}

}  // namespace

Dispatcher::Dispatcher(store::Store& store, const Clock& clock, const operations::Settings& settings, Lanes& lanes,
                       FaultRules* faults)
    : store_(store), clock_(clock), settings_(settings), lanes_(lanes), faults_(faults) {}

void Dispatcher::handle(Call call, IoThread& io, Done done) const {
  operations::Context context{store_,       clock_,         settings_, call.identity, engine::ReadTier::kAll,
                              call.summary, call.request_id};
  FaultRules* const faults = faults_ != nullptr && faults_->any() ? faults_ : nullptr;
  if (call.body.size() <= kMaxBodyOnIoThread) {
    thread_local simdjson::dom::parser parser;
    ParsedCall parsed{std::move(context), {}, lanes_, io, std::move(done), true, faults};
    return parse_and_serve(parser, std::move(call), std::move(parsed));
  }
  // The closure may be refused and dropped, so done is shared with it.
  struct LargeCall {
    Call call;
    ParsedCall parsed;
  };
  auto large = std::make_shared<LargeCall>(
      LargeCall{std::move(call), ParsedCall{std::move(context), {}, lanes_, io, std::move(done), false, faults}});
  const bool queued = lanes_.to_pool([large](Turn turn) {
    if (turn == Turn::kRefuse) {
      return refuse(ApiError::beyond_capacity(), false, large->parsed.io, std::move(large->parsed.done));
    }
    simdjson::dom::parser parser;
    parse_and_serve(parser, std::move(large->call), std::move(large->parsed));
  });
  if (!queued) refuse(ApiError::beyond_capacity(), true, io, std::move(large->parsed.done));
}

std::string_view action_name(std::string_view target) {
  const Entry* action = find_action(target);
  return action == nullptr ? std::string_view() : action->name;
}

std::string_view action_name(size_t number) {
  if (number < kActions.size()) return kActions[number].name;
  const size_t streams = number - kActions.size();
  return streams < kStreamsActions.size() ? kStreamsActions[streams].name : std::string_view();
}

bool runs_on_pool(std::string_view target) {
  const Entry* action = find_action(target);
  if (action == nullptr) return false;
  return action->lane == operations::Lane::kPool || action->lane == operations::Lane::kPoolWriter;
}

bool answers_one_item(std::string_view target) {
  const std::string_view action = action_name(target);
  return action == "GetItem" || action == "PutItem" || action == "UpdateItem" || action == "DeleteItem";
}

}  // namespace basalt::wire
