"""boto3 asking what Terraform's AWS provider asks about a table, in its order: apply, refresh, plan, destroy; then what
its other DynamoDB resources and data sources read. Nothing may be unknown, and what was set must be read back."""
import os

import boto3

client = boto3.client("dynamodb", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
errors = client.exceptions
TABLE = "infrastructure"
KEYS = [{"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}]
WANTED = dict(
    TableName=TABLE,
    BillingMode="PROVISIONED",
    AttributeDefinitions=[{"AttributeName": name, "AttributeType": "S"} for name in ("pk", "sk", "gk")],
    KeySchema=KEYS,
    ProvisionedThroughput={"ReadCapacityUnits": 5, "WriteCapacityUnits": 3},
    GlobalSecondaryIndexes=[{"IndexName": "by_gk", "KeySchema": [{"AttributeName": "gk", "KeyType": "HASH"}],
                             "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
                             "ProvisionedThroughput": {"ReadCapacityUnits": 2, "WriteCapacityUnits": 1}}],
    StreamSpecification={"StreamEnabled": True, "StreamViewType": "NEW_AND_OLD_IMAGES"},
    SSESpecification={"Enabled": True, "SSEType": "KMS"},
    TableClass="STANDARD_INFREQUENT_ACCESS",
    DeletionProtectionEnabled=True,
    Tags=[{"Key": "environment", "Value": "test"}],
)


def refused(exception, action, **parameters):
    try:
        action(**parameters)
    except exception as refusal:
        return refusal.response["Error"]["Message"]
    raise AssertionError(f"{parameters} was not refused")


def refresh():
    """What the provider reads of aws_dynamodb_table, as its state keeps it."""
    table = client.describe_table(TableName=TABLE)["Table"]
    recovery = client.describe_continuous_backups(TableName=TABLE)["ContinuousBackupsDescription"]
    expiry = client.describe_time_to_live(TableName=TABLE)["TimeToLiveDescription"]
    tags = client.list_tags_of_resource(ResourceArn=table["TableArn"])["Tags"]
    for index in table["GlobalSecondaryIndexes"]:
        assert index["IndexStatus"] == "ACTIVE", index
    return {
        "arn": table["TableArn"],
        "attributes": table["AttributeDefinitions"],
        "billing_mode": table.get("BillingModeSummary", {}).get("BillingMode", "PROVISIONED"),
        "class": table.get("TableClassSummary", {}).get("TableClass", "STANDARD"),
        "deletion_protection": table["DeletionProtectionEnabled"],
        "indexes": [{key: index[key] for key in ("IndexName", "KeySchema", "Projection")} | {
            key: index["ProvisionedThroughput"][key] for key in ("ReadCapacityUnits", "WriteCapacityUnits")}
            for index in table["GlobalSecondaryIndexes"]],
        "key": table["KeySchema"],
        "point_in_time_recovery": recovery["PointInTimeRecoveryDescription"],
        "replicas": table.get("Replicas", []),
        "sse": {key: table.get("SSEDescription", {}).get(key) for key in ("Status", "SSEType", "KMSMasterKeyArn")},
        "status": table["TableStatus"],
        "stream": table.get("StreamSpecification"),
        "stream_arn": table["LatestStreamArn"],
        "tags": tags,
        "throughput": {key: table["ProvisionedThroughput"][key] for key in ("ReadCapacityUnits", "WriteCapacityUnits")},
        "ttl": expiry,
    }


# Before: the data source of a table that is not there.
refused(errors.ResourceNotFoundException, client.describe_table, TableName=TABLE)

# apply
client.create_table(**WANTED)
client.get_waiter("table_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1})
client.update_time_to_live(TableName=TABLE, TimeToLiveSpecification={"AttributeName": "expires", "Enabled": True})
client.update_continuous_backups(TableName=TABLE, PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": False})
applied = refresh()
assert applied["status"] == "ACTIVE"
assert applied["key"] == KEYS and applied["throughput"] == WANTED["ProvisionedThroughput"]
assert applied["attributes"] == WANTED["AttributeDefinitions"]
assert applied["indexes"] == [{"IndexName": "by_gk", "KeySchema": [{"AttributeName": "gk", "KeyType": "HASH"}],
                               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
                               "ReadCapacityUnits": 2, "WriteCapacityUnits": 1}]
assert applied["class"] == "STANDARD_INFREQUENT_ACCESS" and applied["deletion_protection"] is True
assert applied["stream"] == WANTED["StreamSpecification"]
assert applied["sse"]["Status"] == "ENABLED" and applied["sse"]["SSEType"] == "KMS"
assert applied["tags"] == WANTED["Tags"] and applied["replicas"] == []
assert applied["ttl"] == {"TimeToLiveStatus": "ENABLED", "AttributeName": "expires"}
assert applied["point_in_time_recovery"] == {"PointInTimeRecoveryStatus": "DISABLED"}

# plan: nothing has changed by itself
assert refresh() == applied

# aws_dynamodb_table_item, aws_dynamodb_tag
item = {"pk": {"S": "a"}, "sk": {"S": "1"}, "gk": {"S": "g"}}
client.put_item(TableName=TABLE, Item=item, ConditionExpression="attribute_not_exists(pk)")
assert client.get_item(TableName=TABLE, Key={"pk": {"S": "a"}, "sk": {"S": "1"}}, ConsistentRead=True)["Item"] == item
client.tag_resource(ResourceArn=applied["arn"], Tags=[{"Key": "owner", "Value": "b"}])
assert len(client.list_tags_of_resource(ResourceArn=applied["arn"])["Tags"]) == 2
client.untag_resource(ResourceArn=applied["arn"], TagKeys=["owner"])

# aws_dynamodb_contributor_insights, of the table and of an index
for index in ({}, {"IndexName": "by_gk"}):
    owner = {"TableName": TABLE, **index}
    assert client.describe_contributor_insights(**owner)["ContributorInsightsStatus"] == "DISABLED"
    enabling = client.update_contributor_insights(**owner, ContributorInsightsAction="ENABLE")
    assert enabling["ContributorInsightsStatus"] == "ENABLING", enabling
    described = client.describe_contributor_insights(**owner)
    assert described["ContributorInsightsStatus"] == "ENABLED", described
    assert len(described["ContributorInsightsRuleList"]) == (2 if index else 4), described
assert len(client.list_contributor_insights(TableName=TABLE)["ContributorInsightsSummaries"]) == 2
for index in ({"IndexName": "by_gk"}, {}):
    client.update_contributor_insights(TableName=TABLE, **index, ContributorInsightsAction="DISABLE")
assert client.list_contributor_insights(TableName=TABLE)["ContributorInsightsSummaries"] == []

# What is absent is absent in AWS's words.
assert "policy not found" in refused(errors.PolicyNotFoundException, client.get_resource_policy,
                                     ResourceArn=applied["arn"])
refused(errors.PolicyNotFoundException, client.get_resource_policy, ResourceArn=applied["stream_arn"])
assert "RevisionId" not in client.delete_resource_policy(ResourceArn=applied["arn"])
assert client.describe_kinesis_streaming_destination(TableName=TABLE)["KinesisDataStreamDestinations"] == []
refused(errors.GlobalTableNotFoundException, client.describe_global_table, GlobalTableName=TABLE)
refused(errors.GlobalTableNotFoundException, client.describe_global_table_settings, GlobalTableName=TABLE)
refused(errors.ResourceNotFoundException, client.describe_table_replica_auto_scaling, TableName=TABLE)
assert client.list_global_tables()["GlobalTables"] == []
assert client.list_backups(TableName=TABLE)["BackupSummaries"] == []
refused(errors.BackupNotFoundException, client.describe_backup, BackupArn=applied["arn"] + "/backup/01681997703770-aa93528e")
assert client.list_exports(TableArn=applied["arn"])["ExportSummaries"] == []
refused(errors.ExportNotFoundException, client.describe_export, ExportArn=applied["arn"] + "/export/01681997703770-aa93528e")
assert client.list_imports(TableArn=applied["arn"])["ImportSummaryList"] == []
refused(errors.ImportNotFoundException, client.describe_import, ImportArn=applied["arn"] + "/import/01681997703770-aa93528e")
assert "localhost" in client.describe_endpoints()["Endpoints"][0]["Address"] or \
    client.describe_endpoints()["Endpoints"][0]["Address"].startswith("127.0.0.1")

# A changed configuration, then destroy
client.update_table(TableName=TABLE, ProvisionedThroughput={"ReadCapacityUnits": 4, "WriteCapacityUnits": 3})
client.update_table(TableName=TABLE, TableClass="STANDARD")
client.update_table(TableName=TABLE, DeletionProtectionEnabled=False)
changed = refresh()
assert changed == applied | {"throughput": {"ReadCapacityUnits": 4, "WriteCapacityUnits": 3}, "class": "STANDARD",
                             "deletion_protection": False}
client.delete_table(TableName=TABLE)
client.get_waiter("table_not_exists").wait(TableName=TABLE, WaiterConfig={"Delay": 1})
assert "Table not found" in refused(errors.TableNotFoundException, client.describe_continuous_backups, TableName=TABLE)
refused(errors.ResourceNotFoundException, client.describe_contributor_insights, TableName=TABLE)
print("boto3 reads what Terraform reads")
