// The reserved words of PartiQL: those of SQL-92 but for the parts of dates, and PartiQL's own.
#include <algorithm>
#include <array>

#include "expression/partiql_token.h"

namespace basalt::expression::partiql {
namespace {

// clang-format off
constexpr std::string_view kKeywords[] = {
    "absolute", "action", "add", "all", "allocate", "alter", "any", "are", "as", "asc", "assertion", "at",
    "authorization", "avg", "bag", "begin", "bigint", "bit", "bit_length", "blob", "bool", "boolean", "by",
    "can_cast", "can_lossless_cast", "cascade", "cascaded", "case", "cast", "catalog", "char", "char_length",
    "character", "character_length", "check", "clob", "close", "coalesce", "collate", "collation", "column",
    "commit", "conflict", "connect", "connection", "constraint", "constraints", "continue", "convert",
    "corresponding", "count", "create", "cross", "current", "current_date", "current_time", "current_timestamp",
    "current_user", "cursor", "date", "date_add", "date_diff", "deallocate", "dec", "decimal", "declare", "default",
    "deferrable", "deferred", "delete", "desc", "describe", "descriptor", "diagnostics", "disconnect", "distinct",
    "do", "domain", "double", "drop", "else", "end", "escape", "except", "exception", "exec", "execute", "exists",
    "external", "extract", "fetch", "first", "float", "for", "foreign", "found", "from", "full", "get", "global",
    "go", "goto", "grant", "group", "having", "identity", "immediate", "index", "indicator", "initially", "inner",
    "input", "insensitive", "insert", "int", "int2", "int4", "int8", "integer", "integer2", "integer4", "integer8",
    "intersect", "interval", "into", "isolation", "join", "key", "language", "last", "left", "level", "limit", "list",
    "local", "lower", "match", "max", "min", "modified", "module", "names", "national", "natural", "nchar", "new",
    "next", "no", "nothing", "nullif", "numeric", "octet_length", "of", "old", "on", "only", "open", "option",
    "order", "outer", "output", "overlaps", "pad", "partial", "pivot", "position", "precision", "prepare", "preserve",
    "primary", "prior", "privileges", "procedure", "public", "read", "real", "references", "relative", "remove",
    "restrict", "returning", "revoke", "right", "rollback", "rows", "schema", "scroll", "section", "select",
    "session", "session_user", "set", "sexp", "size", "smallint", "some", "space", "sql", "sqlcode", "sqlerror",
    "sqlstate", "string", "struct", "substring", "sum", "symbol", "system_user", "table", "temporary", "then",
    "time", "timestamp", "to", "transaction", "translate", "translation", "trim", "tuple", "union", "unique",
    "unknown", "unpivot", "update", "upper", "usage", "user", "using", "value", "values", "varchar", "varying",
    "view", "when", "whenever", "where", "with", "work", "write", "zone",
};
// clang-format on
static_assert(std::is_sorted(std::begin(kKeywords), std::end(kKeywords)));

}  // namespace

bool is_keyword(std::string_view lower) {
  return std::binary_search(std::begin(kKeywords), std::end(kKeywords), lower);
}

}  // namespace basalt::expression::partiql
