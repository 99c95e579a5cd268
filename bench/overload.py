#!/usr/bin/env python3
"""What ten times the load a server can carry does to it.

usage: overload.py BASALT BASALT_BENCH [--seconds 10] [--connections 2000] [--times 10] [--workload LIST] [--json FILE] [-- SERVER FLAGS ...]

Finds the capacity in closed loop (64 connections), then offers a multiple of it in open loop over many connections, and
looks at what is accepted: how much, how fast, how much memory the server takes meanwhile, and how fast the first requests
after the end are. Capacity is measured again after that, and what was accepted is compared with it: the writes of the mix leave
versions of items in memory, which its scans walk over until they are written out, so the first capacity is of another state. The server gets one core and the generator the other, where there are two: taskset is used. Latencies
count from when a request was sent (--drop-late). All traffic stays on 127.0.0.1.
"""
import argparse
import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402
from load_generator import LoadGenerator  # noqa: E402

MIX = "getitem=50,putitem=25,query=20,scan=5"
QUIET_REQUESTS = 200


def pin(pid, cores):
    """Threads that there are already, too."""
    subprocess.run(["taskset", "-a", "-cp", ",".join(map(str, cores)), str(pid)], check=True, stdout=subprocess.DEVNULL)


def quantile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def quiet_latencies(server, count):
    """Milliseconds of GetItems, one after the other, on a new connection."""
    connection = Connection(server)
    took = []
    for _ in range(count):
        began = time.perf_counter()
        connection.ok("GetItem", TableName="bench", Key={"pk": {"S": "nobody"}})
        took.append((time.perf_counter() - began) * 1e3)
    connection.close()
    return took


class Resident(threading.Thread):
    """The largest resident memory seen."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.peak_mb = 0
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(0.05):
            self.peak_mb = max(self.peak_mb, self.server.resident_mb())


def sums(run):
    total = run["total"]
    refused = sum(count for name, count in total["errors"].items() if "Throttling" in name)
    return total, refused, sum(total["errors"].values()) - refused


def describe(title, run, capacity=None):
    total, refused, other = sums(run)
    accepted = total["operations_per_second"]
    line = f"{title}: {accepted:.0f} accepted/s"
    if capacity:
        line += f" ({accepted / capacity * 100:.0f} % of the peak)"
    line += "".join(f", {name} {total[name + '_us'] / 1e3:.1f} ms" for name in ("p50", "p99", "p99.9"))
    line += f"; {refused / run['seconds']:.0f} refused/s, {run['unsent'] / run['seconds']:.0f} not sent/s, {other} other errors"
    print(line, flush=True)
    return accepted


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("basalt")
    parser.add_argument("basalt_bench")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--connections", type=int, default=2000)
    parser.add_argument("--times", type=float, default=10)
    parser.add_argument("--workload", default=MIX)
    parser.add_argument("--items", type=int, default=20000)
    parser.add_argument("--memory-limit-mb", type=int, default=512)
    parser.add_argument("--json")
    parser.add_argument("flags", nargs="*")
    options = parser.parse_args()

    cores = sorted(os.sched_getaffinity(0))
    bench = LoadGenerator(options.basalt_bench)
    data = ["--workload", options.workload, "--items", options.items, "--scan-limit", 1000]
    flags = ["--durability", "none", "--memory-limit-mb", str(options.memory_limit_mb), *options.flags]
    with BasaltProcess(options.basalt, *flags) as server:
        if len(cores) > 1:
            os.sched_setaffinity(0, cores[1:])
            pin(server.process.pid, cores[:1])
        bench.load(server.endpoint, *data)
        before = quiet_latencies(server, QUIET_REQUESTS)
        print(f"quiet: p50 {quantile(before, 0.5):.2f} ms, p99 {quantile(before, 0.99):.2f} ms", flush=True)
        peak = bench.run(server.endpoint, *data, "--connections", 64, "--seconds", options.seconds)
        capacity = describe("closed loop, 64 connections", peak)
        resident = Resident(server)
        resident.start()
        flood = bench.run(server.endpoint, *data, "--connections", options.connections, "--seconds", options.seconds,
                          "--warmup", 2, "--rate", capacity * options.times, "--drop-late")
        after = quiet_latencies(server, QUIET_REQUESTS)
        resident.over.set()
        resident.join()
        again = bench.run(server.endpoint, *data, "--connections", 64, "--seconds", options.seconds)
        peak_after = sums(again)[0]["operations_per_second"]
        accepted = describe(f"offered {options.times:g} times, {options.connections} connections", flood, peak_after)
        describe("closed loop again, 64 connections", again)
        print(f"first requests after it: {', '.join(f'{ms:.2f}' for ms in after[:3])} ms; p50 {quantile(after, 0.5):.2f} ms, "
              f"p99 {quantile(after, 0.99):.2f} ms")
        print(f"resident memory: at most {resident.peak_mb:.0f} MB, limit {options.memory_limit_mb} MB")
    if options.json:
        Path(options.json).write_text(json.dumps({"quiet_ms": before, "peak": peak, "flood": flood, "peak_after": again, "after_ms": after,
                                                  "peak_resident_mb": resident.peak_mb,
                                                  "throughput_of_peak": accepted / peak_after}, indent=1), encoding="ascii")


if __name__ == "__main__":
    main()
