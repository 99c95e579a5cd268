// The actions there are. An action is served because it stands in this list; anything else is an unknown operation.
#pragma once

#include "wire/batch_get_item_codec.h"
#include "wire/batch_write_item_codec.h"
#include "wire/create_table_codec.h"
#include "wire/delete_item_codec.h"
#include "wire/delete_table_codec.h"
#include "wire/describe_endpoints_codec.h"
#include "wire/describe_limits_codec.h"
#include "wire/describe_table_codec.h"
#include "wire/get_item_codec.h"
#include "wire/list_tables_codec.h"
#include "wire/list_tags_of_resource_codec.h"
#include "wire/put_item_codec.h"
#include "wire/query_codec.h"
#include "wire/scan_codec.h"
#include "wire/tag_resource_codec.h"
#include "wire/untag_resource_codec.h"
#include "wire/update_item_codec.h"
#include "wire/update_table_codec.h"

namespace basalt::wire {

template <class... Action>
struct ActionList {};

// clang-format off
using Actions = ActionList<
    operations::BatchGetItem,
    operations::BatchWriteItem,
    operations::CreateTable,
    operations::DeleteItem,
    operations::DeleteTable,
    operations::DescribeEndpoints,
    operations::DescribeLimits,
    operations::DescribeTable,
    operations::GetItem,
    operations::ListTables,
    operations::ListTagsOfResource,
    operations::PutItem,
    operations::Query,
    operations::Scan,
    operations::TagResource,
    operations::UntagResource,
    operations::UpdateItem,
    operations::UpdateTable>;
// clang-format on

}  // namespace basalt::wire
