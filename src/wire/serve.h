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

// Runs step, which yields an ApiResult; an exception becomes an error.
template <class Step>
auto guarded(std::string_view action, Step&& step) -> decltype(step()) {
  try {
    return step();
  } catch (const std::exception& exception) {
    log::error("action failed", {{"action", action}, {"exception", std::string_view(exception.what())}});
    return Failure{ApiError::internal_server_error()};
  }
}

// The answer to a result, encoded.
template <class Action>
Answer encoded(const ApiResult<typename Action::Response>& result) {
  auto body = guarded(Action::kName, [&]() -> ApiResult<Answer> {
    if (!result.ok()) return error_answer(result.error());
    Answer success;
    Codec<Action>::encode(*result, success.body);
    return success;
  });
  return body.ok() ? *std::move(body) : error_answer(body.error());
}

template <class Action>
ApiResult<typename Action::Request> decoded(simdjson::dom::object body) {
  return guarded(Action::kName, [&]() -> ApiResult<typename Action::Request> {
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

// Answers an action that queues writes, from any thread, on the connection's I/O thread.
template <class Action>
auto later_reply(const InProgress<Action>& call) {
  return [call](ApiResult<typename Action::Response> result) {
    call->io().post([call, result = std::move(result)] { call->answer(encoded<Action>(result)); });
  };
}

// On a pool thread.
template <class Action>
void start_on_pool(const InProgress<Action>& call) {
  using Now = std::optional<ApiResult<typename Action::Response>>;
  call->context.read_tier = engine::ReadTier::kAll;
  auto started = guarded(Action::kName, [&]() -> ApiResult<Now> {
    return Action::start(call->context, std::move(call->request), later_reply<Action>(call));
  });
  if (!started.ok()) return later_reply<Action>(call)(Failure{std::move(started).error()});
  if (!started->has_value()) return;
  call->io().post([call, answer = encoded<Action>(**started)]() mutable { call->answer(std::move(answer)); });
}

// On a pool thread.
template <class Action>
void run_to_the_end_on_pool(const InProgress<Action>& call) {
  using Response = typename Action::Response;
  call->context.read_tier = engine::ReadTier::kAll;
  auto result = guarded(Action::kName, [&]() -> ApiResult<Response> {
    if constexpr (Action::kLane == operations::Lane::kPoint) {
      auto response = TRY(Action::run(call->context, call->request));
      CHECK(response.has_value());  // only the memory tier may give up
      return *std::move(response);
    } else {
      return Action::run(call->context, call->request);
    }
  });
  call->io().post([call, answer = encoded<Action>(result)]() mutable { call->answer(std::move(answer)); });
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
void start_on_writer(const InProgress<Action>& call) {
  auto started = guarded(Action::kName, [&]() -> ApiResult<bool> {
    Action::start(call->context, std::move(call->request), later_reply<Action>(call));
    return true;
  });
  if (!started.ok()) later_reply<Action>(call)(Failure{std::move(started).error()});
}

// Runs on the I/O thread when memory suffices; otherwise leaves everything as it is and answers false.
template <class Action>
bool answered_from_memory(ParsedCall& call, const typename Action::Request& request) {
  call.context.read_tier = engine::ReadTier::kMemory;
  auto response = guarded(Action::kName, [&] { return Action::run(call.context, request); });
  if (!response.ok()) {
    call.done(error_answer(response.error()));
  } else if (response->has_value()) {
    call.done(encoded<Action>(**std::move(response)));
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
  if (!request.ok()) {
    Answer refusal = error_answer(request.error());
    if (on_io) return call.done(std::move(refusal));
    // UniqueFunction is not copied: done moves to the thread that calls it.
    return call.io.post([done = std::move(call.done), refusal = std::move(refusal)]() mutable { done(refusal); });
  }
  if constexpr (Action::kLane == operations::Lane::kPoint) {
    if (on_io && answered_from_memory<Action>(call, *request)) return;
  }
  InProgress<Action> in_progress = std::make_shared<CallInProgress<typename Action::Request>>(
      std::move(call.context), *std::move(request), call.io, std::move(call.done));
  if constexpr (Action::kLane == operations::Lane::kWriter) {
    start_on_writer<Action>(in_progress);
  } else {
    if (!on_io) return run_on_pool<Action>(in_progress);
    if (call.lanes.to_pool([in_progress] { run_on_pool<Action>(in_progress); })) return;
    in_progress->answer(error_answer(ApiError::service_unavailable()));
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
