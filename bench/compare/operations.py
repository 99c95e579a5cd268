"""What is compared: tables, operations on them with their budgets (a multiple of nginx's CPU), and YCSB's workloads."""
from typing import NamedTuple, Optional


class Operation(NamedTuple):
    name: str
    table: str
    workload: list
    budget: Optional[float]
    connections: int = 32

    @property
    def arguments(self):
        return [*TABLES[self.table][2:], *self.workload]

    @property
    def arguments_of_limits(self):
        """For servers whose answer is always a success."""
        return [*TABLES[self.table][2:], *("putitem" if word == "refusedput" else word for word in self.workload)]


# How each table is loaded: basalt-bench's arguments, its workload (which says which table it needs) first.
TABLES = {
    "small": ["-w", "getitem", "--table", "small", "--items", 10000, "--item-size", 100],
    "large": ["-w", "getitem", "--table", "large", "--items", 1000, "--item-size", 4000],
    "tens": ["-w", "query", "--table", "tens", "--items", 10000, "--item-size", 100],
    "page": ["-w", "query", "--table", "page", "--items", 12000, "--collection-items", 12000, "--item-size", 100],
    "scanned": ["-w", "getitem", "--table", "scanned", "--items", 12000, "--item-size", 100],
    "counters": ["-w", "getitem", "--table", "counters", "--items", 10000, "--item-size", 30],
}

OPERATIONS = [
    Operation("GetItem 100 B", "small", ["-w", "getitem"], 2.0),
    Operation("GetItem 4 KB", "large", ["-w", "getitem"], 2.2),
    Operation("PutItem new key", "small", ["-w", "insert"], 3.5),
    Operation("UpdateItem ADD, 10,000 keys", "counters", ["-w", "increment"], 4.0),
    Operation("UpdateItem ADD, one hot key", "counters", ["-w", "hot-partition", "--hot-fraction", 1], 4.0),
    Operation("PutItem, condition fails", "small", ["-w", "refusedput"], 3.0),
    Operation("Query of 10 items", "tens", ["-w", "query"], 4.0),
    Operation("Query of a 1 MB page", "page", ["-w", "query"], 4.0, connections=4),
    Operation("Scan of a 1 MB page", "scanned", ["-w", "scan"], 4.0, connections=4),
    Operation("BatchGetItem of 100", "small", ["-w", "batchget"], 20.0),
    Operation("BatchWriteItem of 25", "small", ["-w", "batchwrite"], 6.0),
    Operation("TransactWriteItems of 2 puts", "small", ["-w", "transactions"], 8.0),
]

YCSB = "abcdef"
