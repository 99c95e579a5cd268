// Dispatcher: from a DynamoDB request body to the answer's body. The JSON side of the server, without HTTP.
//
// handle() may be called from any I/O thread, at once. `done` is called exactly once, always on an I/O thread through
// `io` (or before handle returns). The body's bytes must stay where they are until then, with kBodyPadding readable
// bytes after them.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "basalt/base/unique_function.h"
#include "basalt/error/api_error.h"
#include "basalt/operations/context.h"

namespace basalt::wire {

inline constexpr size_t kBodyPadding = 64;

struct Call {
  std::string_view target;  // X-Amz-Target, e.g. "DynamoDB_20120810.GetItem"
  std::string_view body;    // kBodyPadding readable bytes follow
  operations::Identity identity;
  // Why the request may not run (no token, bad signature). AWS finds bad JSON and unknown actions first.
  std::optional<ApiError> authentication_error;
  // Filled in until the call is answered; null: nobody looks.
  operations::CallSummary* summary = nullptr;
  std::string_view request_id = {};  // for the log
};

// How the client gets an answer; otherwise than whole only when a fault is injected (fault_rules.h).
enum class Ending : uint8_t {
  kWhole,
  kTruncated,   // the connection is closed in the middle of the body
  kWrongCrc32,  // x-amz-crc32 does not fit the body
  kReset,       // the connection is reset, and nothing of the answer sent
};

struct Answer {
  int status = 200;
  std::string body;
  std::string error = {};  // the exception's name; empty when it succeeded
  Ending ending = Ending::kWhole;
  bool throttled = false;  // ThrottlingException: the client is asked to slow down
};

using Done = UniqueFunction<void(Answer)>;

// What queued work is called with, once, in its turn.
enum class Turn : uint8_t {
  kRun,
  kRefuse,  // it has waited too long, or there is no memory for its answer: only say so
};

// Where work goes. Implemented by `http`.
class Lanes {
 public:
  virtual ~Lanes() = default;
  // The bounded worker pool, for work that may wait for the disk. False when it is full: nothing was queued.
  virtual bool to_pool(UniqueFunction<void(Turn)> work) = 0;
};

// The I/O thread of the request's connection. Any thread may call it; outlives the request.
class IoThread {
 public:
  virtual ~IoThread() = default;
  virtual void post(UniqueFunction<void()> work) = 0;
  // The same, after a while. Dropped when the thread ends before.
  virtual void post_after(std::chrono::milliseconds delay, UniqueFunction<void()> work) = 0;
};

class FaultRules;

class Dispatcher {
 public:
  // All must outlive the dispatcher. faults: what is to go wrong on purpose; null: nothing.
  Dispatcher(store::Store& store, const Clock& clock, const operations::Settings& settings, Lanes& lanes,
             FaultRules* faults = nullptr);

  void handle(Call call, IoThread& io, Done done) const;

 private:
  store::Store& store_;
  const Clock& clock_;
  const operations::Settings& settings_;
  Lanes& lanes_;
  FaultRules* const faults_;
};

// {"__type":"…","message":"…"} and its status.
Answer error_answer(const ApiError& error);
// The action's name in a target, for logs and metrics; "" when the target is malformed or unknown.
std::string_view action_name(std::string_view target);
// Actions by number, as metrics count them; "" when none has the number.
std::string_view action_name(size_t number);
// Whether the action of a target always takes a thread of the pool.
bool runs_on_pool(std::string_view target);
// Whether the answer of a target's action is one item at most; others' may be a megabyte.
bool answers_one_item(std::string_view target);

}  // namespace basalt::wire
