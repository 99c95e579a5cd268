// The TableDescription shape.
#pragma once

#include <string>

#include "basalt/operations/table_description.h"
#include "wire/object_writer.h"

namespace basalt::wire {

void write_table_description(const operations::TableDescription& description, std::string& out);
// What DeleteTable answers: the table's figures without its schema, which is on its way out.
void write_deleted_table_description(const operations::TableDescription& description, std::string& out);
// The member KeySchema.
void write_key_schema(const store::KeySchema& schema, ObjectWriter& object);

}  // namespace basalt::wire
