// serve<Action>: one request of one action, from parsed JSON to the answer, on the lane the action names.
//
//   kPoint   runs at once with the memory tier; when that does not suffice, again on the pool
//   kPool    runs and is encoded on the pool, so that a page of a megabyte does not hold up an I/O thread
//   kWriter  starts at once; its answer is encoded on the connection's I/O thread, not on a shard's writer
//   kPoolWriter  starts on the pool; answered as kPool when it answers at once, else as kWriter
//
// A thrown exception (memory, a library) is caught here, once, and answered as InternalServerError.
#pragma once

#include <exception>
#include <memory>
#include <utility>

#include "basalt/base/log.h"
#include "basalt/operations/action.h"
#include "basalt/wire/dispatcher.h"
#include "wire/call_in_progress.h"
#include "wire/codec.h"

namespace basalt::wire {

// A call that has been parsed. on_io: whether this is the connection's I/O thread, else it is a pool thread.
struct ParsedCall {
  operations::Context context;
  simdjson::dom::object body;
  Lanes& lanes;
  IoThread& io;
  Done done;
  bool on_io = true;
  FaultRules* faults = nullptr;  // null: there are none
};

// What an exception is logged with.
struct CallName {
  std::string_view action;
  std::string_view request_id;
};

template <class Action>
CallName name_of(const operations::Context& context) {
  return {Action::kName, context.request_id};
}

// Runs step, which yields an ApiResult; an exception becomes an error.
template <class Step>
auto guarded(const CallName& call, Step&& step) -> decltype(step()) {
  try {
    return step();
  } catch (const std::exception& exception) {
    log::error(
        "action failed",
        {{"action", call.action}, {"exception", std::string_view(exception.what())}, {"request_id", call.request_id}});
    return Failure{ApiError::internal_server_error()};
  }
}

// The answer to a result, encoded.
template <class Action>
Answer encoded(const operations::Context& context, const ApiResult<typename Action::Response>& result) {
  auto body = guarded(name_of<Action>(context), [&]() -> ApiResult<Answer> {
    if (!result.ok()) return error_answer(result.error());
    Answer success;
    Codec<Action>::encode(*result, success.body);
    return success;
  });
  return body.ok() ? *std::move(body) : error_answer(body.error());
}

template <class Action>
ApiResult<typename Action::Request> decoded(simdjson::dom::object body, std::string_view request_id = {}) {
  return guarded({Action::kName, request_id}, [&]() -> ApiResult<typename Action::Request> {
    Problems problems;
    const Path root;
    ObjectReader members(body, root, problems);
    typename Action::Request request;
    Codec<Action>::decode(members, request);
    if (auto error = problems.error()) return Failure{*std::move(error)};
    return request;
  });
}

template <class Action>
using InProgress = std::shared_ptr<CallInProgress<typename Action::Request>>;

// When it is, for those who want to know where the time of a call went; 0 when nobody does.
inline Microseconds time_of(const operations::Context& context) {
  return context.summary == nullptr ? Microseconds{0} : context.clock.monotonic_now();
}

inline void note_written(const operations::Context& context, Microseconds replied) {
  if (context.summary != nullptr) context.summary->written = replied - context.summary->started;
}

// Answers an action that queues writes, from any thread, on the connection's I/O thread.
template <class Action>
auto later_reply(const InProgress<Action>& call) {
  return [call](ApiResult<typename Action::Response> result) {
    call->io().post([call, replied = time_of(call->context), result = std::move(result)] {
      if (call->answered()) return;
      note_written(call->context, replied);
      call->answer(encoded<Action>(call->context, result));
    });
  };
}

// On a pool thread.
template <class Action>
void start_on_pool(const InProgress<Action>& call) {
  using Now = std::optional<ApiResult<typename Action::Response>>;
  call->context.read_tier = engine::ReadTier::kAll;
  auto started = guarded(name_of<Action>(call->context), [&]() -> ApiResult<Now> {
    return Action::start(call->context, std::move(call->request), later_reply<Action>(call));
  });
  if (!started.ok()) return later_reply<Action>(call)(Failure{std::move(started).error()});
  if (!started->has_value()) return;
  call->io().post(
      [call, answer = encoded<Action>(call->context, **started)]() mutable { call->answer(std::move(answer)); });
}

// On a pool thread.
template <class Action>
void run_to_the_end_on_pool(const InProgress<Action>& call) {
  using Response = typename Action::Response;
  call->context.read_tier = engine::ReadTier::kAll;
  const Microseconds began = time_of(call->context);
  auto result = guarded(name_of<Action>(call->context), [&]() -> ApiResult<Response> {
    if constexpr (Action::kLane == operations::Lane::kPoint) {
      auto response = TRY(Action::run(call->context, call->request));
      CHECK(response.has_value());  // only the memory tier may give up
      return *std::move(response);
    } else {
      return Action::run(call->context, call->request);
    }
  });
  Answer encoded_answer = encoded<Action>(call->context, result);
  if (call->context.summary != nullptr) call->context.summary->ran = time_of(call->context) - began;
  call->io().post([call, answer = std::move(encoded_answer)]() mutable { call->answer(std::move(answer)); });
}

template <class Action>
void run_on_pool(const InProgress<Action>& call) {
  if constexpr (Action::kLane == operations::Lane::kPoolWriter) {
    start_on_pool<Action>(call);
  } else {
    run_to_the_end_on_pool<Action>(call);
  }
}

template <class Action>
void take_turn(const InProgress<Action>& call, Turn turn, Microseconds queued) {
  if (call->context.summary != nullptr) call->context.summary->queued = time_of(call->context) - queued;
  if (turn == Turn::kRun) return run_on_pool<Action>(call);
  call->io().post([call] { call->answer(error_answer(ApiError::beyond_capacity())); });
}

template <class Action>
void start_on_writer(const InProgress<Action>& call) {
  auto started = guarded(name_of<Action>(call->context), [&]() -> ApiResult<bool> {
    Action::start(call->context, std::move(call->request), later_reply<Action>(call));
    return true;
  });
  if (!started.ok()) later_reply<Action>(call)(Failure{std::move(started).error()});
}

// Runs on the I/O thread when memory suffices; otherwise leaves everything as it is and answers false.
template <class Action>
bool answered_from_memory(ParsedCall& call, const typename Action::Request& request) {
  call.context.read_tier = engine::ReadTier::kMemory;
  auto response = guarded(name_of<Action>(call.context), [&] { return Action::run(call.context, request); });
  if (!response.ok()) {
    call.done(error_answer(response.error()));
  } else if (response->has_value()) {
    call.done(encoded<Action>(call.context, **std::move(response)));
  } else {
    return false;
  }
  return true;
}

inline void answer_now(ParsedCall call, Answer answer) {
  if (call.on_io) return call.done(std::move(answer));
  // UniqueFunction is not copied: done moves to the thread that calls it.
  call.io.post([done = std::move(call.done), answer = std::move(answer)]() mutable { done(std::move(answer)); });
}

// A decoded request, on its lane.
template <class Action>
void run_on_lane(ParsedCall call, typename Action::Request request) {
  const bool on_io = call.on_io;
  if constexpr (Action::kLane == operations::Lane::kPoint) {
    if (on_io && answered_from_memory<Action>(call, request)) return;
  }
  InProgress<Action> in_progress = std::make_shared<CallInProgress<typename Action::Request>>(
      std::move(call.context), std::move(request), call.io, std::move(call.done));
  if constexpr (Action::kLane == operations::Lane::kWriter) {
    start_on_writer<Action>(in_progress);
  } else {
    if (!on_io) return run_on_pool<Action>(in_progress);
    const Microseconds queued = time_of(in_progress->context);
    if (call.lanes.to_pool([in_progress, queued](Turn turn) { take_turn<Action>(in_progress, turn, queued); })) return;
    in_progress->answer(error_answer(ApiError::beyond_capacity()));
  }
}

// What faults do to a request, and then its lane (faulted_call.h).
template <class Action>
void run_with_faults(ParsedCall call, typename Action::Request request);

template <class Action>
void serve(ParsedCall call) {
  auto request = decoded<Action>(call.body, call.context.request_id);
  if (!request.ok()) return answer_now(std::move(call), error_answer(request.error()));
  if (call.faults != nullptr) return run_with_faults<Action>(std::move(call), *std::move(request));
  run_on_lane<Action>(std::move(call), *std::move(request));
}

}  // namespace basalt::wire
