// Scan: a page of a whole table or index, or of one segment of it.
// https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html
//
// Items come in the order of their partition key's hash, then of their keys. Segments cut the hash space evenly, so an
// item collection is never split. Pages end as Query's do.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "basalt/operations/action.h"
#include "basalt/operations/page_parameters.h"

namespace basalt::operations {

struct Scan {
  struct Request {
    PageParameters page;
    std::optional<int32_t> segment;         // from 0
    std::optional<int32_t> total_segments;  // at least 1
  };
  using Response = PageResponse;
  static constexpr std::string_view kName = "Scan";
  static constexpr std::string_view kIamAction = "dynamodb:Scan";
  static constexpr Lane kLane = Lane::kPoint;
  static ApiResult<std::optional<Response>> run(Context& context, const Request& request);
};

}  // namespace basalt::operations
