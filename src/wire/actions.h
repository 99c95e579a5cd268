// The actions there are. An action is served because it stands in one of these lists; anything else is an unknown
// operation.
#pragma once

#include "wire/batch_execute_statement_codec.h"
#include "wire/batch_get_item_codec.h"
#include "wire/batch_write_item_codec.h"
#include "wire/create_global_table_codec.h"
#include "wire/create_table_codec.h"
#include "wire/delete_backup_codec.h"
#include "wire/delete_item_codec.h"
#include "wire/delete_resource_policy_codec.h"
#include "wire/delete_table_codec.h"
#include "wire/describe_backup_codec.h"
#include "wire/describe_continuous_backups_codec.h"
#include "wire/describe_contributor_insights_codec.h"
#include "wire/describe_endpoints_codec.h"
#include "wire/describe_export_codec.h"
#include "wire/describe_global_table_codec.h"
#include "wire/describe_global_table_settings_codec.h"
#include "wire/describe_import_codec.h"
#include "wire/describe_kinesis_streaming_destination_codec.h"
#include "wire/describe_limits_codec.h"
#include "wire/describe_stream_codec.h"
#include "wire/describe_table_codec.h"
#include "wire/describe_table_replica_auto_scaling_codec.h"
#include "wire/describe_time_to_live_codec.h"
#include "wire/disable_kinesis_streaming_destination_codec.h"
#include "wire/execute_statement_codec.h"
#include "wire/execute_transaction_codec.h"
#include "wire/get_item_codec.h"
#include "wire/get_records_codec.h"
#include "wire/get_resource_policy_codec.h"
#include "wire/get_shard_iterator_codec.h"
#include "wire/list_backups_codec.h"
#include "wire/list_contributor_insights_codec.h"
#include "wire/list_exports_codec.h"
#include "wire/list_global_tables_codec.h"
#include "wire/list_imports_codec.h"
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
#include "wire/update_continuous_backups_codec.h"
#include "wire/update_contributor_insights_codec.h"
#include "wire/update_global_table_codec.h"
#include "wire/update_item_codec.h"
#include "wire/update_kinesis_streaming_destination_codec.h"
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
    operations::CreateGlobalTable,
    operations::CreateTable,
    operations::DeleteBackup,
    operations::DeleteItem,
    operations::DeleteResourcePolicy,
    operations::DeleteTable,
    operations::DescribeBackup,
    operations::DescribeContinuousBackups,
    operations::DescribeContributorInsights,
    operations::DescribeEndpoints,
    operations::DescribeExport,
    operations::DescribeGlobalTable,
    operations::DescribeGlobalTableSettings,
    operations::DescribeImport,
    operations::DescribeKinesisStreamingDestination,
    operations::DescribeLimits,
    operations::DescribeTable,
    operations::DescribeTableReplicaAutoScaling,
    operations::DescribeTimeToLive,
    operations::DisableKinesisStreamingDestination,
    operations::ExecuteStatement,
    operations::ExecuteTransaction,
    operations::GetItem,
    operations::GetResourcePolicy,
    operations::ListBackups,
    operations::ListContributorInsights,
    operations::ListExports,
    operations::ListGlobalTables,
    operations::ListImports,
    operations::ListTables,
    operations::ListTagsOfResource,
    operations::PutItem,
    operations::Query,
    operations::Scan,
    operations::TagResource,
    operations::TransactGetItems,
    operations::TransactWriteItems,
    operations::UntagResource,
    operations::UpdateContinuousBackups,
    operations::UpdateContributorInsights,
    operations::UpdateGlobalTable,
    operations::UpdateItem,
    operations::UpdateKinesisStreamingDestination,
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
