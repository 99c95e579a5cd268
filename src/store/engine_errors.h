// The one place where the engine's errors become what a client sees. The detail goes to the log, at most one line a
// second, and never to the client. Any thread.
#pragma once

#include <utility>

#include "basalt/engine/engine_error.h"
#include "basalt/error/api_error.h"

namespace basalt::store {

ApiError to_api_error(const engine::Error& error);

template <class T>
ApiResult<T> to_api_result(engine::EngineResult<T> result) {
  if (!result.ok()) return Failure{to_api_error(result.error())};
  if constexpr (std::is_void_v<T>) {
    return {};
  } else {
    return std::move(result).value();
  }
}

}  // namespace basalt::store
