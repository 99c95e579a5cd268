// What the codecs of Query and Scan share.
#pragma once

#include <array>
#include <string>

#include "basalt/operations/page_parameters.h"
#include "wire/object_reader.h"

namespace basalt::wire {

inline constexpr auto kSelect = std::to_array<EnumName<operations::Select>>({
    {"SPECIFIC_ATTRIBUTES", operations::Select::kSpecificAttributes},
    {"COUNT", operations::Select::kCount},
    {"ALL_ATTRIBUTES", operations::Select::kAllAttributes},
    {"ALL_PROJECTED_ATTRIBUTES", operations::Select::kAllProjectedAttributes},
});

void decode_index_name(ObjectReader& members, operations::PageParameters& page);
void decode_attributes_to_get(ObjectReader& members, operations::PageParameters& page);
// The members whose constraints do not depend on the action: the last ones of both.
void decode_page_clauses(ObjectReader& members, operations::PageParameters& page);

void encode_page(const operations::PageResponse& response, std::string& out);

}  // namespace basalt::wire
