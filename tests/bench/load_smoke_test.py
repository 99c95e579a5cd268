#!/usr/bin/env python3
"""basalt-bench against a real server for a second: it loads, measures, signs, keeps a rate, and counts errors by type.

usage: load_smoke_test.py BASALT BASALT_BENCH
"""
import json
import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402


def bench(program, server, *arguments, status=0):
    environment = {**os.environ, "AWS_ACCESS_KEY_ID": "someone", "AWS_SECRET_ACCESS_KEY": "secret"}
    run = subprocess.run([program, server.endpoint, "--json", "-", "--quiet", "--warmup", "0", *arguments],
                         capture_output=True, text=True, env=environment, timeout=60)
    assert run.returncode == status, f"{arguments}: exit {run.returncode}\n{run.stderr}"
    return json.loads(run.stdout)


def main():
    basalt, program = sys.argv[1:]
    with BasaltProcess(basalt, "--in-memory") as server:
        pid = str(server.process.pid)
        result = bench(program, server, "-w", "a", "--items", "1000", "-s", "0.4", "-c", "8", "-t", "2", "--pid", pid)
        count = Connection(server).ok("DescribeTable", TableName="bench")["Table"]["ItemCount"]
        assert result["load"]["items"] == 1000 == count, (result["load"], count)
        total = result["run"]["total"]
        assert total["operations"] > 50 and total["errors"] == {}, total
        assert 0 < total["p50_us"] <= total["p99_us"] <= total["max_us"], total
        assert set(result["run"]["operations"]) == {"getitem", "updateitem"}, result["run"]["operations"]
        assert result["run"]["cpu_us_per_request"] > 0 and result["run"]["connected"] == 8, result["run"]

        result = bench(program, server, "-w", "single-table", "--items", "1000", "-s", "0.3", "--sign")
        assert result["run"]["total"]["errors"] == {}, result["run"]["total"]
        stored = Connection(server).ok("Query", TableName="bench-collections", KeyConditionExpression="pk = :p",
                                       ExpressionAttributeValues={":p": {"S": "user000000000007"}})
        assert stored["Count"] == 10, stored

        result = bench(program, server, "-w", "c", "--phase", "run", "--items", "1000", "-s", "0.5", "-r", "200")
        total = result["run"]["total"]
        assert 80 <= total["operations"] <= 120, f"200 a second for half a second made {total['operations']}"

        result = bench(program, server, "-w", "getitem", "--phase", "run", "--table", "absent", "-s", "0.2", status=1)
        assert set(result["run"]["total"]["errors"]) == {"ResourceNotFoundException"}, result["run"]["total"]

        result = bench(program, server, "-w", "refusedput", "--phase", "run", "--items", "1000", "-s", "0.2")
        assert result["run"]["total"]["operations"] > 0 and result["run"]["total"]["errors"] == {}, result["run"]

        # Each has one request at a time: they wait for one another, and refusing some would win nothing.
        result = bench(program, server, "-w", "c", "--phase", "run", "--items", "1000", "-s", "2", "-c", "4000", "-t", "2")
        assert result["run"]["connected"] == 4000 and result["run"]["total"]["errors"] == {}, result["run"]
    print("basalt-bench loads, measures, signs, keeps its rate, and counts errors")


if __name__ == "__main__":
    main()
