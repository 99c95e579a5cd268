#!/usr/bin/env python3
"""Basalt, its open-source peers and the limits under the same loads, interleaved in one run.

usage: compare.py [--build DIR] [--peers DIR] [--quick | --seconds N --rounds N] [--docs DIR] [--json FILE] [--port N] [--only TEXT]

Every round visits each operation, and for each operation every server and then nginx and a bare Beast server sending as many bytes, so
that a change of the machine's speed hits all. Printed and written between markers into DOCS/performance.md, with plots in
DOCS/plots, are medians of the rounds' ratios. Peers that are not installed are named as missing, with how to install them.
All traffic stays on 127.0.0.1.
"""
import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
import report  # noqa: E402
from load_generator import LoadGenerator, errors_of  # noqa: E402
from operations import OPERATIONS, TABLES, YCSB  # noqa: E402
from servers import Basalt, Missing, NginxLimit, beast, dynalite, dynoxide, settle  # noqa: E402

ROOT = HERE.parents[1]


def say(text):
    print(text, file=sys.stderr, flush=True)


class Comparison:
    def __init__(self, options):
        self.options = options
        self.seconds, self.rounds, self.ycsb_items = (0.7, 1, 2000) if options.quick else (options.seconds, options.rounds, 100000)
        self.bench = LoadGenerator(options.build / "bench/load/basalt-bench")
        self.basalt_binary = options.build / "src/server/basalt"
        self.limits = options.build / "bench/limits"
        self.missing = {}
        self.fresh_key = 10 ** 9  # inserts of every run get keys of their own

    def started(self, make, name):
        try:
            return make()
        except Missing as why:
            self.missing[name] = str(why)
            say(f"{name} is missing: {why}")
            return None

    def measure(self, endpoint, pids, arguments, connections=32):
        self.fresh_key += 10 ** 8
        return self.bench.run(endpoint, *arguments, "--insert-from", self.fresh_key, "-c", connections, "-s", self.seconds,
                              "--warmup", min(1, self.seconds / 2), pids=pids)

    def operations(self, servers, nginx, bare_beast):
        """[{operation, budget, servers: {name: {cpu_us, per_second, p99_us, error}}}] with one entry of each list per round."""
        chosen = [row for row in OPERATIONS if not self.options.only or self.options.only in row.name]
        for server in servers:
            for table, arguments in TABLES.items():
                if any(row.table == table for row in chosen):
                    say(f"loading {table} into {server.name}")
                    self.bench.load(server.endpoint, *arguments)
        results = {row.name: {"budget": row.budget, "rounds": []} for row in chosen}
        for number in range(self.rounds):
            for row in chosen:
                seen = {}
                for server in servers:
                    seen[server.name] = self.measure(server.endpoint, server.pids, row.arguments, row.connections)
                    settle(server.endpoint)
                size = seen["Basalt"]["total"]["mean_body_bytes"]
                if nginx:
                    seen["nginx"] = self.measure(nginx.endpoint_of(size), nginx.pids, row.arguments_of_limits, row.connections)
                if bare_beast:
                    seen["Beast"] = self.measure(f"{bare_beast.endpoint}/{size}", bare_beast.pids, row.arguments_of_limits, row.connections)
                results[row.name]["rounds"].append({name: self.figures(run) for name, run in seen.items()})
                say(f"round {number + 1}/{self.rounds} {row.name}: " + ", ".join(
                    f"{name} {run['cpu_us_per_request'] or 0:.1f} us{' (' + errors_of(run) + ')' if errors_of(run) else ''}"
                    for name, run in seen.items()))
        return results

    @staticmethod
    def figures(run):
        total = run["total"]
        return {"cpu_us": run["cpu_us_per_request"], "per_second": total["operations_per_second"], "p50_us": total["p50_us"],
                "p99_us": total["p99_us"], "bytes": total["mean_body_bytes"], "error": errors_of(run)}

    def ycsb(self, servers):
        results = {}
        for server in servers:
            say(f"loading {self.ycsb_items} items for YCSB into {server.name}")
            self.bench.load(server.endpoint, "-w", "a", "--table", "ycsb", "--items", self.ycsb_items, "--item-size", 1000)
        for workload in YCSB:
            rounds = []
            for _ in range(self.rounds):
                rounds.append({server.name: self.figures(self.measure(server.endpoint, server.pids, [
                    "-w", workload, "--table", "ycsb", "--items", self.ycsb_items, "--item-size", 1000])) for server in servers})
            results[workload] = rounds
            say(f"YCSB {workload}: " + ", ".join(f"{name} {row['per_second']:.0f}/s" for name, row in rounds[-1].items()))
        return results

    def rocksdb(self, *arguments):
        with tempfile.TemporaryDirectory(prefix="basalt-bench-") as directory:
            what, *rest = arguments
            run = subprocess.run([self.limits / "rocksdb_limit", what, f"{directory}/db", *map(str, rest)], capture_output=True,
                                 text=True, check=True)
        return json.loads(run.stdout)

    def synced_writes(self):
        """Synced puts on 64 connections beside RocksDB's by 64 threads; then GetItem's latency while synced writes run."""
        server = Basalt(self.basalt_binary, "--durability", "sync")
        try:
            data = ["--table", "small", "--items", 10000]
            self.bench.load(server.endpoint, "-w", "getitem", *data)
            rounds = []
            for _ in range(self.rounds):
                mine = self.measure(server.endpoint, server.pids, ["-w", "insert", *data], connections=64)
                raw = self.rocksdb("puts", max(1, self.seconds), 64, 150)
                rounds.append({"Basalt": self.figures(mine), "RocksDB": raw})
            say(f"synced puts: Basalt {rounds[-1]['Basalt']['per_second']:.0f}/s, RocksDB {rounds[-1]['RocksDB']['per_second']:.0f}/s")
            return rounds, self.mixed_load(server, data)
        finally:
            server.stop()

    def mixed_load(self, server, data):
        capacity = self.measure(server.endpoint, server.pids, ["-w", "getitem", *data])["total"]["operations_per_second"]
        writes = self.bench.start(server.endpoint, "--phase", "run", "-w", "putitem", *data, "-c", 8, "-s", self.seconds * 2 + 1,
                                  "--warmup", 0)
        reads = self.bench.run(server.endpoint, "-w", "getitem", *data, "-c", 64, "-r", capacity / 2, "--arrivals", "poisson",
                               "-s", self.seconds * 2, "--warmup", min(1, self.seconds / 2))
        written = self.bench.finish(writes)["run"]["total"]
        total = reads["total"]
        return {"offered_per_second": capacity / 2, "p50_us": total["p50_us"], "p99_us": total["p99_us"], "p99.9_us": total["p99.9_us"],
                "max_us": total["max_us"], "error": errors_of(reads), "writes_per_second": written["operations_per_second"]}

    def run(self):
        port = self.options.port
        makers = [("Basalt", lambda: Basalt(self.basalt_binary, "--durability", "none")),
                  ("dynalite", lambda: dynalite(port, self.options.peers, "--createTableMs", "0")),
                  ("Dynoxide", lambda: dynoxide(port + 1, self.options.peers))]
        servers, nginx, bare_beast = [], None, None
        try:
            for name, make in makers:
                servers.append(self.started(make, name))
            servers = [server for server in servers if server]
            nginx = self.started(lambda: NginxLimit(port + 2), "nginx")
            bare_beast = self.started(lambda: beast(port + 3, self.limits / "beast_limit"), "Beast")
            results = {"operations": self.operations(servers, nginx, bare_beast)}
            if not self.options.only:
                results["ycsb"] = self.ycsb(servers)
        finally:
            for server in [*servers, nginx, bare_beast]:
                if server:
                    server.stop()
        if not self.options.only:
            results["pages"] = [self.rocksdb("pages", max(1, self.seconds), 150) for _ in range(self.rounds)]
            results["synced"], results["mixed"] = self.synced_writes()
        results |= {"missing": self.missing, "seconds": self.seconds, "rounds": self.rounds, "quick": self.options.quick}
        return results


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build/release")
    parser.add_argument("--peers", type=Path, default=ROOT / "build/peers")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    parser.add_argument("--seconds", type=float, default=3, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="a minute or two: whether everything works, not what it costs")
    parser.add_argument("--only", help="only operations whose name contains this; prints and writes no document")
    parser.add_argument("--port", type=int, default=18080)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    if not shutil.which("node"):
        say("node is missing: dynalite cannot run")
    results = Comparison(options).run()
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))
    print(report.text(results))
    if not options.only:
        report.write(results, options.docs)


if __name__ == "__main__":
    main()
