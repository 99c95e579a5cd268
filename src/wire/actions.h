// The actions there are. An action is served because it stands in one of these lists; anything else is an unknown
// operation.
#pragma once

#include "wire/batch_execute_statement_codec.h"
#include "wire/batch_get_item_codec.h"
#include "wire/batch_write_item_codec.h"
#include "wire/create_table_codec.h"
#include "wire/delete_item_codec.h"
#include "wire/delete_table_codec.h"
#include "wire/describe_endpoints_codec.h"
#include "wire/describe_limits_codec.h"
#include "wire/describe_stream_codec.h"
#include "wire/describe_table_codec.h"
#include "wire/describe_time_to_live_codec.h"
#include "wire/execute_statement_codec.h"
#include "wire/execute_transaction_codec.h"
#include "wire/get_item_codec.h"
#include "wire/get_records_codec.h"
#include "wire/get_shard_iterator_codec.h"
#include "wire/list_streams_codec.h"
#include "wire/list_tables_codec.h"
#include "wire/list_tags_of_resource_codec.h"
#include "wire/put_item_codec.h"
#include "wire/query_codec.h"
#include "wire/scan_codec.h"
#include "wire/tag_resource_codec.h"
#include "wire/transact_get_items_codec.h"
#include "wire/transact_write_items_codec.h"
#include "wire/untag_resource_codec.h"
#include "wire/update_item_codec.h"
#include "wire/update_table_codec.h"
#include "wire/update_time_to_live_codec.h"

namespace basalt::wire {

template <class... Action>
struct ActionList {};

// clang-format off
using Actions = ActionList<
    operations::BatchExecuteStatement,
    operations::BatchGetItem,
    operations::BatchWriteItem,
    operations::CreateTable,
    operations::DeleteItem,
    operations::DeleteTable,
    operations::DescribeEndpoints,
    operations::DescribeLimits,
    operations::DescribeTable,
    operations::DescribeTimeToLive,
    operations::ExecuteStatement,
    operations::ExecuteTransaction,
    operations::GetItem,
    operations::ListTables,
    operations::ListTagsOfResource,
    operations::PutItem,
    operations::Query,
    operations::Scan,
    operations::TagResource,
    operations::TransactGetItems,
    operations::TransactWriteItems,
    operations::UntagResource,
    operations::UpdateItem,
    operations::UpdateTable,
    operations::UpdateTimeToLive>;

// Of DynamoDB Streams, a service of its own at the same endpoint.
using StreamsActions = ActionList<
    operations::DescribeStream,
    operations::GetRecords,
    operations::GetShardIterator,
    operations::ListStreams>;
// clang-format on

}  // namespace basalt::wire
