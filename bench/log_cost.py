#!/usr/bin/env python3
"""What the change log costs a write: the server's CPU per PutItem over existing items, without a stream and with one.

usage: log_cost.py BASALT BASALT_BENCH [--rounds N] [--seconds N]

Prints the CPU in microseconds of every round, interleaved; each measurement has a server of its own, durability none.
"""
import argparse
import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests" / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402

VIEWS = [None, "KEYS_ONLY", "NEW_AND_OLD_IMAGES"]
ITEMS = "20000"


def measure(basalt, bench, view, seconds):
    with BasaltProcess(basalt, "--durability", "none") as server:
        run = [bench, server.endpoint, "--items", ITEMS, "--quiet", "--workload", "putitem"]
        subprocess.run([*run, "--phase", "load"], check=True, capture_output=True)
        if view:
            Connection(server).ok("UpdateTable", TableName="bench",
                                  StreamSpecification={"StreamEnabled": True, "StreamViewType": view})
        answer = subprocess.run([*run, "--phase", "run", "--seconds", str(seconds), "--pid", str(server.process.pid),
                                 "--json", "-"], check=True, capture_output=True, text=True).stdout
        result = json.loads(answer[answer.index("{"):])["run"]
        assert not result["total"]["errors"], result["total"]["errors"]
        return result["cpu_us_per_request"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("basalt")
    parser.add_argument("bench")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4)
    arguments = parser.parse_args()
    for number in range(1, arguments.rounds + 1):
        for view in VIEWS:
            cpu = measure(arguments.basalt, arguments.bench, view, arguments.seconds)
            print(f"round {number}  stream {view or 'none':<20} {cpu:5.1f} us", flush=True)


if __name__ == "__main__":
    main()
