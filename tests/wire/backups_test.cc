// What is asked about backups, exports and imports, of which there are none.
#include "wire/table_wire_test.h"

namespace basalt::testing {
namespace {

constexpr std::string_view kTab = R"({"TableName":"Tab"})";
constexpr std::string_view kEnabled =
    R"({"ContinuousBackupsDescription":{"ContinuousBackupsStatus":"ENABLED","PointInTimeRecoveryDescription":)"
    R"({"PointInTimeRecoveryStatus":"DISABLED"}}})";

std::string aws(std::string_view type, std::string_view message) {
  return R"({"__type":"com.amazonaws.dynamodb.v20120810#)" + std::string(type) + R"(","message":")" +
         std::string(message) + "\"}";
}

class BackupsWireTest : public TableWireTest {
 protected:
  static std::string recovery(std::string_view specification) {
    return R"({"TableName":"Tab","PointInTimeRecoverySpecification":{)" + std::string(specification) + "}}";
  }
};

TEST_F(BackupsWireTest, ContinuousBackupsAreOnAndRecoveryIsOff) {
  create();
  EXPECT_EQ(ok("DescribeContinuousBackups", kTab), kEnabled);
  EXPECT_EQ(ok("DescribeContinuousBackups", R"({"TableName":"arn:aws:dynamodb:us-east-1:000000000000:table/Tab"})"),
            kEnabled);
  // What is off can be turned off, as often as one likes.
  EXPECT_EQ(ok("UpdateContinuousBackups", recovery(R"("PointInTimeRecoveryEnabled":false)")), kEnabled);
  EXPECT_EQ(
      refused("UpdateContinuousBackups", recovery(R"("PointInTimeRecoveryEnabled":false,"RecoveryPeriodInDays":7)")),
      validation("Invalid Request: Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery."));
  EXPECT_EQ(refused("UpdateContinuousBackups", recovery(R"("PointInTimeRecoveryEnabled":true)")),
            validation("Point-in-time recovery is not supported by this server"));
  EXPECT_EQ(ok("DescribeContinuousBackups", kTab), kEnabled);
}

TEST_F(BackupsWireTest, ContinuousBackupsOfNoTable) {
  const std::string expected = aws("TableNotFoundException", "Table not found: Tab");
  EXPECT_EQ(refused("DescribeContinuousBackups", kTab), expected);
  EXPECT_EQ(refused("UpdateContinuousBackups", recovery(R"("PointInTimeRecoveryEnabled":true)")), expected);
  EXPECT_EQ(refused("DescribeContinuousBackups", "{}"),
            validation("The parameter 'TableName' is required but was not present in the request"));
  EXPECT_EQ(refused("UpdateContinuousBackups", R"({"TableName":"Tab","PointInTimeRecoverySpecification":)"
                                               R"({"RecoveryPeriodInDays":36}})"),
            validation("2 validation errors detected: Value null at "
                       "'pointInTimeRecoverySpecification.pointInTimeRecoveryEnabled' failed to satisfy constraint: "
                       "Member must not be null; Value '36' at 'pointInTimeRecoverySpecification.recoveryPeriodInDays' "
                       "failed to satisfy constraint: Member must have value less than or equal to 35"));
}

TEST_F(BackupsWireTest, ATableBeingCreatedHasNoBackupsYet) {
  DispatcherClient delayed({.transition_delay_ms = 1000});
  ASSERT_EQ(delayed.call("CreateTable", definition("Tab")).status, 200);
  EXPECT_EQ(member(delayed.call("DescribeContinuousBackups", kTab).body, "ContinuousBackupsStatus"), "\"DISABLED\"");
  EXPECT_EQ(
      delayed.call("UpdateContinuousBackups", recovery(R"("PointInTimeRecoveryEnabled":false)")).body,
      aws("ContinuousBackupsUnavailableException", "Backups are being enabled for the table: Tab. Please retry later"));
  delayed.clock().advance(std::chrono::seconds(2));
  EXPECT_EQ(delayed.call("DescribeContinuousBackups", kTab).body, kEnabled);
}

TEST_F(BackupsWireTest, NoBackupIsFound) {
  const std::string arn = "arn:aws:dynamodb:us-east-1:000000000000:table/Tab/backup/01681997703770-aa93528e";
  for (const std::string_view action : {"DescribeBackup", "DeleteBackup"}) {
    EXPECT_EQ(refused(action, R"({"BackupArn":")" + arn + "\"}"),
              aws("BackupNotFoundException", "Backup not found: " + arn));
    EXPECT_EQ(refused(action, R"({"BackupArn":"arn:aws:dynamodb:us-east-1:000000000000:table/Tab"})"),
              validation("Invalid Backup ARN"));
    EXPECT_EQ(refused(action, R"({"BackupArn":"arn:aws:s3:us-east-1:000000000000:table/Tab/backup/0168"})"),
              validation("Invalid Request: BackupArn is not valid"));
    EXPECT_EQ(refused(action, R"({"BackupArn":"foo"})"),
              validation("1 validation error detected: Value 'foo' at 'backupArn' failed to satisfy constraint: Member "
                         "must have length greater than or equal to 37"));
  }
}

TEST_F(BackupsWireTest, TheListOfBackupsIsEmpty) {
  constexpr std::string_view kNone = R"({"BackupSummaries":[]})";
  EXPECT_EQ(ok("ListBackups", "{}"), kNone);
  EXPECT_EQ(ok("ListBackups", R"({"TableName":"nobody","BackupType":"ALL","Limit":100,"TimeRangeLowerBound":0,)"
                              R"("TimeRangeUpperBound":1767225600.5})"),
            kNone);
  EXPECT_EQ(refused("ListBackups", R"({"TimeRangeLowerBound":2,"TimeRangeUpperBound":1})"),
            invalid("Time range lower bound must be less than or equal to upper bound"));
  EXPECT_EQ(refused("ListBackups", R"({"Limit":101})"),
            validation("1 validation error detected: Value '101' at 'limit' failed to satisfy constraint: Member must "
                       "have value less than or equal to 100"));
  EXPECT_EQ(refused("ListBackups", R"({"BackupType":"user"})"),
            validation("1 validation error detected: Value 'user' at 'backupType' failed to satisfy constraint: Member "
                       "must satisfy enum value set: [USER, SYSTEM, AWS_BACKUP, ALL]"));
}

TEST_F(BackupsWireTest, ExportsAndImports) {
  const std::string table = "arn:aws:dynamodb:us-east-1:000000000000:table/Tab";
  EXPECT_EQ(refused("DescribeExport", R"({"ExportArn":")" + table + "/export/0168\"}"),
            aws("ExportNotFoundException", "Export not found: Export not found: " + table + "/export/0168"));
  EXPECT_EQ(refused("DescribeImport", R"({"ImportArn":")" + table + "/import/0168\"}"),
            aws("ImportNotFoundException", "Import not found: Import not found: " + table + "/import/0168"));
  EXPECT_EQ(refused("DescribeExport", R"({"ExportArn":")" + table + "/import/0168\"}"),
            validation("Invalid Export ARN"));
  EXPECT_EQ(refused("DescribeImport", R"({"ImportArn":")" + table + "\"}"), validation("Invalid Import ARN"));
  EXPECT_EQ(ok("ListExports", R"({"TableArn":")" + table + R"(","MaxResults":25})"), R"({"ExportSummaries":[]})");
  EXPECT_EQ(ok("ListImports", R"({"PageSize":1})"), R"({"ImportSummaryList":[]})");
  EXPECT_EQ(refused("ListExports", R"({"NextToken":"abc"})"),
            validation("Invalid Request: Provided nextToken is invalid: abc"));
  EXPECT_EQ(refused("ListImports", R"({"PageSize":26})"),
            validation("1 validation error detected: Value '26' at 'pageSize' failed to satisfy constraint: Member "
                       "must have value less than or equal to 25"));
}

TEST_F(BackupsWireTest, WhatWouldMakeOneIsUnknown) {
  create();
  for (const std::string_view action : {"CreateBackup", "ExportTableToPointInTime", "ImportTable",
                                        "RestoreTableFromBackup", "RestoreTableToPointInTime"}) {
    EXPECT_EQ(refused(action, kTab), R"({"__type":"com.amazon.coral.service#UnknownOperationException"})") << action;
  }
}

}  // namespace
}  // namespace basalt::testing
