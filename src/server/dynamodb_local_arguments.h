// DynamoDB Local's command line, so that Basalt can take its place by swapping an image's name or a command.
//
//   [java] [-Djava.library.path=...] [-jar DynamoDBLocal.jar] [-port N] [-inMemory] [-dbPath PATH] [-sharedDb]
//   [-cors ORIGINS] [-delayTransientStatuses] [-optimizeDbBeforeStartup] [-disableTelemetry] [-help]
//
// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DynamoDBLocal.UsageNotes.html
#pragma once

#include <string>
#include <vector>

#include "server/command_line.h"

namespace basalt::server {

// Whether the arguments are written as DynamoDB Local's are: options with one dash and many letters.
bool is_dynamodb_local(const std::vector<std::string>& arguments);

Result<CommandLine, std::string> parse_dynamodb_local(const std::vector<std::string>& arguments);

}  // namespace basalt::server
