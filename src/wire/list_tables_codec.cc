#include "wire/list_tables_codec.h"

#include "basalt/value/dynamodb_json.h"
#include "wire/object_writer.h"

namespace basalt::wire {

void Codec<operations::ListTables>::decode(ObjectReader& members, operations::ListTables::Request& request) {
  members.integer("Limit", request.limit, {.min = 1, .max = 100});
  members.string("ExclusiveStartTableName", request.exclusive_start_table_name,
                 {.min_length = 3, .max_length = 255, .pattern = kNamePattern});
}

void Codec<operations::ListTables>::encode(const operations::ListTables::Response& response, std::string& out) {
  ObjectWriter object(out);
  if (response.last_evaluated_table_name) object.string("LastEvaluatedTableName", *response.last_evaluated_table_name);
  ArrayWriter names(object.key("TableNames"));
  for (const std::string& name : response.table_names) write_json_string(name, names.element());
}

}  // namespace basalt::wire
