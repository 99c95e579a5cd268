#!/usr/bin/env python3
"""How GetItem's cost and the server's memory grow with the number of items.

usage: scale.py BASALT [--items 10000,100000,1000000,10000000] [--seconds N] [--json FILE]

Loads items of 100 bytes with BatchWriteItem on 32 connections until each count is reached, then reads random items of it:
first the 10,000 newest keys over and over (cached), then any. Also prints how long a restart takes. Needs wrk; all traffic
stays on 127.0.0.1.
"""
import argparse
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from cpu_per_request import BasaltProcess, Connection, cpu_seconds, create, wrk  # noqa: E402


def count(server):
    return Connection(server).ok("DescribeTable", TableName="scale")["Table"]["ItemCount"]


def load(server, target):
    begin, before = time.monotonic(), count(server)
    while (have := count(server)) < target:
        # Requests cut off at the end of a run leave their keys out; starting below fills them in.
        seconds = min(30, max(1, int((target - have) / 200000)))
        wrk(server.endpoint, 32, seconds, "dynamodb.lua", "load", max(0, have - 2000))
    return (count(server) - before) / (time.monotonic() - begin)


def settle(server, timeout_s=120):
    """Waits until compaction has caught up: what it costs belongs to the load, not to the reads after it."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        before = cpu_seconds([server.process.pid])
        time.sleep(2)
        if cpu_seconds([server.process.pid]) - before < 0.1:
            return


def read_cost(server, seconds, items):
    # Once uncounted, so that what memory can hold is there.
    wrk(server.endpoint, 32, seconds, "dynamodb.lua", "get_scale", items)
    cpu = cpu_seconds([server.process.pid])
    requests, _ = wrk(server.endpoint, 32, seconds, "dynamodb.lua", "get_scale", items)
    return (cpu_seconds([server.process.pid]) - cpu) / requests * 1e6, requests / seconds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("basalt")
    parser.add_argument("--items", default="10000,100000,1000000,10000000")
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--json")
    options = parser.parse_args()
    rows = []
    with BasaltProcess(options.basalt, "--durability", "interval", "--log-level", "info") as server:
        create(Connection(server), "scale")
        for target in map(int, options.items.split(",")):
            pace = load(server, target)
            settle(server)
            cached_us, _ = read_cost(server, options.seconds, 10000)
            any_us, per_second = read_cost(server, options.seconds, target)
            assert server.stop() == 0
            begin = time.monotonic()
            server.start()
            restart_ms = (time.monotonic() - begin) * 1000
            assert count(server) >= target
            after_us, _ = read_cost(server, options.seconds, 10000)
            rows.append({"items": target, "loaded_per_second": pace, "get_cached_us": cached_us, "get_any_us": any_us,
                         "get_any_per_second": per_second, "restart_ms": restart_ms, "get_cached_after_restart_us": after_us,
                         "resident_mb": server.resident_mb()})
            print(json.dumps(rows[-1]), file=sys.stderr)
    print("| items | loaded/s | GetItem of 10,000 keys, CPU us | of any key, CPU us | restart, ms | resident after, MB |")
    print("|---|---|---|---|---|---|")
    for row in rows:
        print(f"| {row['items']:,} | {row['loaded_per_second']:,.0f} | {row['get_cached_us']:.1f} | {row['get_any_us']:.1f} "
              f"| {row['restart_ms']:.0f} | {row['resident_mb']:.0f} |")
    if options.json:
        Path(options.json).write_text(json.dumps(rows, indent=1))


if __name__ == "__main__":
    main()
