#!/usr/bin/env python3
"""CPU per request of the server process, as a multiple of what nginx spends on a fixed body of the answer's size.

usage: cpu_per_request.py BASALT [--seconds N] [--rounds N] [--connections N] [--only NAME,...] [--json FILE]

One run measures everything, interleaved: every round visits each operation and right after it nginx sending the same number
of bytes, so that a change of the machine's speed hits both. Printed is the median of the rounds' multiples. Needs wrk and
nginx (apt-get install wrk nginx-light). All traffic stays on 127.0.0.1.
"""
import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402

ITEMS = 10000
# name, wrk script argument, budget (multiple of nginx)
OPERATIONS = [
    ("GetItem 100 B", "get_small", 2.0),
    ("GetItem 4 KB", "get_large", 2.2),
    ("PutItem new key", "put_new", 3.5),
    ("UpdateItem ADD, 10,000 keys", "update_many", 4.0),
    ("UpdateItem ADD, one hot key", "update_hot", 4.0),
    ("PutItem, condition fails", "put_refused", 3.0),
    ("Query of 10 items", "query_ten", 4.0),
    ("Query of a 1 MB page, items of 1 KB", "query_page_1k", 4.0),
    ("Scan of a 1 MB page, items of 1 KB", "scan_page_1k", 4.0),
    ("Query of a 1 MB page, items of 100 B", "query_page", 4.0),
    ("Scan of a 1 MB page, items of 100 B", "scan_page", 4.0),
    ("BatchGetItem of 100", "batch_get", 20.0),
    ("BatchWriteItem of 25", "batch_write", 6.0),
    ("TransactWriteItems of two puts", "transact_puts", 8.0),
    ("TransactWriteItems of two puts, with a token", "transact_token", 8.0),
]


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        total += int(fields[11]) + int(fields[12])
    return total / os.sysconf("SC_CLK_TCK")


def wrk(url, connections, seconds, script, *arguments):
    """(requests, bytes of one answer)"""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", str(HERE / "wrk" / script), url, "--", *map(str, arguments)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if re.search(r"Non-2xx|Socket errors: connect [1-9]", text) and arguments[0] != "put_refused":
        raise RuntimeError(f"{arguments[0]}: {text}")
    requests = int(re.search(r"(\d+) requests in", text).group(1))
    size = int(re.search(r"answer_bytes (\d+)", text).group(1))
    return requests, size


class Nginx:
    """Answers any request with a fixed body; one file a size."""

    def __init__(self, port):
        self.port = port
        self.directory = tempfile.TemporaryDirectory(prefix="basalt-bench-")
        root = Path(self.directory.name)
        root.chmod(0o755)
        (root / "bodies").mkdir()
        (root / "nginx.conf").write_text(f"""
worker_processes 1; daemon off; pid {root}/pid; error_log stderr error; user root;
events {{ worker_connections 20000; }}
http {{ access_log off; keepalive_requests 1000000000; keepalive_timeout 600s; sendfile off; tcp_nodelay on; open_file_cache max=100;
  client_body_temp_path {root}/t1; proxy_temp_path {root}/t2; fastcgi_temp_path {root}/t3; uwsgi_temp_path {root}/t4; scgi_temp_path {root}/t5;
  output_buffers 2 2m; client_body_buffer_size 1m;
  server {{ listen 127.0.0.1:{port} backlog=4096; root {root}/bodies; error_page 405 =200 $uri; }} }}
""")
        self.process = subprocess.Popen(["nginx", "-c", f"{root}/nginx.conf", "-p", str(root)], stderr=subprocess.DEVNULL)
        time.sleep(0.5)

    def body(self, size):
        path = Path(self.directory.name) / "bodies" / str(size)
        if not path.exists():
            path.write_bytes(b"x" * size)
        return f"http://127.0.0.1:{self.port}/{size}"

    def pids(self):
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout.split()
        return [self.process.pid, *map(int, children)]

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.directory.cleanup()


def create(connection, name, sort=False):
    attributes = [{"AttributeName": "pk", "AttributeType": "S"}]
    keys = [{"AttributeName": "pk", "KeyType": "HASH"}]
    if sort:
        attributes.append({"AttributeName": "sk", "AttributeType": "S"})
        keys.append({"AttributeName": "sk", "KeyType": "RANGE"})
    connection.ok("CreateTable", TableName=name, BillingMode="PAY_PER_REQUEST", AttributeDefinitions=attributes, KeySchema=keys)


def load(connection, table, items):
    for begin in range(0, len(items), 25):
        puts = [{"PutRequest": {"Item": item}} for item in items[begin:begin + 25]]
        connection.ok("BatchWriteItem", RequestItems={table: puts})


def prepare(server):
    connection = Connection(server)
    for name in ("small", "large", "fresh", "counters"):
        create(connection, name)
    for name in ("tens", "pages", "pages1k"):
        create(connection, name, sort=True)
    load(connection, "small", [{"pk": {"S": f"key{n:07d}"}, "v": {"S": "x" * 85}} for n in range(ITEMS)])
    load(connection, "large", [{"pk": {"S": f"key{n:07d}"}, "v": {"S": "x" * 4070}} for n in range(1000)])
    load(connection, "tens", [{"pk": {"S": f"key{n // 10:07d}"}, "sk": {"S": f"{n % 10:03d}"}, "v": {"S": "x" * 80}} for n in range(ITEMS)])
    load(connection, "pages", [{"pk": {"S": "page"}, "sk": {"S": f"{n:07d}"}, "v": {"S": "x" * 85}} for n in range(12000)])
    load(connection, "pages1k", [{"pk": {"S": "page"}, "sk": {"S": f"{n:07d}"}, "v": {"S": "x" * 1000}} for n in range(1200)])
    load(connection, "counters", [{"pk": {"S": f"key{n:07d}"}, "n": {"N": "0"}} for n in range(ITEMS)])


def measure(server, nginx, options):
    chosen = [operation for operation in OPERATIONS if not options.only or operation[1] in options.only.split(",")]
    rows = {name: [] for name, _, _ in chosen}
    for number in range(options.rounds):
        for name, argument, _ in chosen:
            before = cpu_seconds([server.process.pid])
            requests, size = wrk(server.endpoint, options.connections, options.seconds, "dynamodb.lua", argument)
            spent = (cpu_seconds([server.process.pid]) - before) / requests
            before = cpu_seconds(nginx.pids())
            fixed, _ = wrk(nginx.body(size), options.connections, max(1, options.seconds // 2), "fixed.lua", "fixed")
            base = (cpu_seconds(nginx.pids()) - before) / fixed
            rows[name].append({"basalt_us": spent * 1e6, "nginx_us": base * 1e6, "multiple": spent / base,
                               "per_second": requests / options.seconds, "answer_bytes": size})
            print(f"round {number + 1} {name}: {spent * 1e6:.1f} us, nginx {base * 1e6:.1f} us", file=sys.stderr)
    return [(name, budget, rows[name]) for name, _, budget in chosen]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("basalt")
    parser.add_argument("--seconds", type=int, default=4)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--only")
    parser.add_argument("--durability", default="none")
    parser.add_argument("--json")
    options = parser.parse_args()
    nginx = Nginx(18080)
    try:
        with BasaltProcess(options.basalt, "--durability", options.durability) as server:
            prepare(server)
            results = measure(server, nginx, options)
    finally:
        nginx.stop()
    print("| operation | CPU per request, us | nginx, same bytes, us | multiple | budget | requests/s | answer, bytes |")
    print("|---|---|---|---|---|---|---|")
    for name, budget, rounds in results:
        middle = {key: statistics.median(row[key] for row in rounds) for key in rounds[0]}
        print(f"| {name} | {middle['basalt_us']:.1f} | {middle['nginx_us']:.1f} | {middle['multiple']:.2f} | {budget} "
              f"| {middle['per_second']:.0f} | {middle['answer_bytes']:.0f} |")
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
