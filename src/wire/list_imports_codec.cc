#include "wire/list_imports_codec.h"

#include "wire/object_writer.h"

namespace basalt::wire {
namespace {

constexpr size_t kTokenBlock = 16;

bool is_token(std::string_view text) {
  return !text.empty() && text.size() % kTokenBlock == 0 &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}
constexpr Pattern kTokenPattern{"([0-9a-f]{16})+", is_token};

}  // namespace

void Codec<operations::ListImports>::decode(ObjectReader& members, operations::ListImports::Request& request) {
  members.string("TableArn", request.table_arn, {.min_length = 1, .max_length = 1024});
  members.integer("PageSize", request.page_size, {.min = 1, .max = 25});
  members.string("NextToken", request.next_token, {.min_length = 112, .max_length = 1024, .pattern = kTokenPattern});
}

void Codec<operations::ListImports>::encode(const operations::ListImports::Response&, std::string& out) {
  ObjectWriter object(out);
  const ArrayWriter none(object.key("ImportSummaryList"));
}

}  // namespace basalt::wire
