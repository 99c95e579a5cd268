// An action is a type; it sees neither JSON nor HTTP:
//
//   struct GetItem {
//     struct Request { … };                    // as the service model names the members, already typed
//     struct Response { … };
//     static constexpr std::string_view kName = "GetItem";
//     static constexpr std::string_view kIamAction = "dynamodb:GetItem";
//     static constexpr Lane kLane = Lane::kPoint;
//     static ApiResult<std::optional<Response>> run(Context&, const Request&);
//   };
//
// The lane says which thread runs it and so which signature it has:
//   kPoint   ApiResult<std::optional<Response>> run(Context&, const Request&)
//            on the I/O thread with read_tier kMemory; nullopt means "would wait for the disk" and it runs again on the
//            pool with kAll.
//   kPool    ApiResult<Response> run(Context&, const Request&)           on the worker pool; may wait for the disk.
//   kWriter  void start(Context&, Request&&, Reply<Response>)            on the I/O thread; queues writes and returns.
//            reply is called exactly once, from any thread, also after start returned. The Context lives until then.
//   kPoolWriter  std::optional<ApiResult<Response>> start(Context&, Request&&, Reply<Response>)
//            on the worker pool; may wait for the disk. Answers at once, or queues writes and returns nullopt: then
//            reply is called as in kWriter.
//
// All checks of an action, in AWS's order, are its own; type and constraint checks were made by `wire` before.
#pragma once

#include <optional>
#include <string_view>

#include "basalt/base/unique_function.h"
#include "basalt/error/api_error.h"
#include "basalt/operations/context.h"

namespace basalt::operations {

enum class Lane { kPoint, kPool, kWriter, kPoolWriter };

template <class Response>
using Reply = UniqueFunction<void(ApiResult<Response>)>;

// A decoded value with the first semantic error found while decoding it (a set without elements, a number out of
// range, two datatypes at once). AWS reports these after the constraints and in each action's own order, so the decoder
// keeps the error for the action to raise.
template <class T>
struct Checked {
  T value;
  std::optional<ApiError> error;
};

}  // namespace basalt::operations
