#include "operations/statement_read.h"

#include <algorithm>
#include <utility>

#include "operations/capacity_sum.h"
#include "operations/key_range.h"
#include "operations/page_read.h"
#include "operations/page_selection.h"
#include "operations/statement_token.h"

namespace basalt::operations {
namespace {

// One page over the reads of a SELECT. Each read is a page of its own; when together they have cost as much as a full
// page, no further one begins.
class SelectReader {
 public:
  SelectReader(const Context& context, const PreparedSelect& select, bool consistent_read, const SelectOptions& options)
      : context_(context),
        select_(select),
        options_(options),
        full_page_units_(read_units(kMaxPageBytes, consistent_read)) {
    parameters_.table_name = select.named;
    parameters_.consistent_read = consistent_read;
    parameters_.limit = options.limit;
    const bool wanted = options.return_consumed_capacity != ReturnConsumedCapacity::kNone;
    parameters_.return_consumed_capacity = wanted ? options.return_consumed_capacity : ReturnConsumedCapacity::kTotal;
  }

  // nullopt: all has been read.
  ApiResult<std::optional<StatementPosition>> read_from(StatementPosition position, PageResponse& answer) {
    for (uint64_t read = position.read; read < select_.ranges.size(); ++read) {
      store::RowRange range = select_.ranges[read];
      if (position.start_key) start_after(select_.path.row_of(*position.start_key), select_.direction, range);
      position.start_key.reset();
      PageResponse page = TRY(read_range(std::move(range)));
      std::optional<Item> last = std::move(page.last_evaluated_key);
      add(std::move(page), answer);
      if (last) return std::optional(StatementPosition{read, std::move(last)});
      if (read + 1 < select_.ranges.size() && answer.consumed_capacity->total.units >= full_page_units_) {
        return std::optional(StatementPosition{read + 1, std::nullopt});
      }
    }
    return std::optional<StatementPosition>();
  }

 private:
  ApiResult<PageResponse> read_range(store::RowRange range) {
    PageRead read{.path = select_.path, .range = std::move(range), .direction = select_.direction};
    choose_contents(parameters_, PageClauses{std::nullopt, select_.plan.filter, select_.projection}, read);
    return read_page(context_.store, parameters_, read);
  }

  void add(PageResponse&& page, PageResponse& answer) {
    if (parameters_.limit) parameters_.limit = *parameters_.limit - static_cast<int32_t>(page.scanned_count);
    if (!answer.items) {
      answer = std::move(page);
      return;
    }
    answer.count += page.count;
    answer.scanned_count += page.scanned_count;
    for (size_t i = 0; i < page.items->size(); ++i) answer.items->append(page.items->view(i));
    add_capacity(*page.consumed_capacity, *answer.consumed_capacity);
  }

  const Context& context_;
  const PreparedSelect& select_;
  const SelectOptions& options_;
  double full_page_units_;
  PageParameters parameters_;
};

// A token's place among the reads that the statement has now.
bool lies_within(const PreparedSelect& select, const StatementPosition& position) {
  if (position.read >= select.ranges.size()) return false;
  if (!position.start_key) return true;
  const store::RowRange& range = select.ranges[position.read];
  const std::string row = select.path.row_of(*position.start_key);
  return range.begin <= row && row < range.end;
}

}  // namespace

ApiResult<SelectPage> read_select(const Context& context, const PreparedSelect& select,
                                  const StatementParameters& statement, const SelectOptions& options) {
  const uint64_t identity = statement_identity(statement, select.path);
  StatementPosition position;
  if (options.next_token) {
    position = TRY(decode_token(*options.next_token, identity, select.path));
    if (!lies_within(select, position)) return Failure{ApiError::validation("Invalid NextToken")};
  }
  SelectPage answer;
  SelectReader reader(context, select, statement.consistent_read, options);
  auto next = TRY(reader.read_from(std::move(position), answer.page));
  if (context.summary != nullptr) context.summary->returned_items = static_cast<uint32_t>(answer.page.count);
  if (options.return_consumed_capacity == ReturnConsumedCapacity::kNone) answer.page.consumed_capacity.reset();
  if (!next) return answer;
  answer.next_token = encode_token(*next, identity);
  answer.page.last_evaluated_key = std::move(next->start_key);
  return answer;
}

}  // namespace basalt::operations
