// A seed file: tables as CreateTable requests with their items (docs/administration.md). Either one document,
//
//   {"Tables": [{"TableName": "Music", "KeySchema": [...], ..., "Items": [{"Artist": {"S": "x"}}, ...]}, ...]}
//
// or one table on each line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "basalt/base/result.h"

namespace basalt::server {

struct SeedTable {
  std::string place;  // in the file: "Tables[2]", "line 3"
  std::string table_name;
  std::string create_request = {};        // the table without its items
  std::string time_to_live_request = {};  // empty: none
  std::vector<std::string> put_requests = {};
};

// The error names its place.
Result<std::vector<SeedTable>, std::string> read_seed_file(std::string_view text);

}  // namespace basalt::server
