#!/usr/bin/env python3
"""How cost grows with items, item sizes, connections, tables, shards and threads: tables and plots.

usage: growth.py [--build DIR] [--only items,sizes,connections,tables,shards,threads] [--quick] [--docs DIR] [--json FILE]
                 [--items 10000,100000,1000000,10000000] [--seconds N]

Each part starts a server of its own (durability `interval`) and gives the server's CPU per request. The results are printed and
written between markers into DOCS/performance.md, with plots in DOCS/plots. Exit status 1 when any request failed. All traffic
stays on 127.0.0.1.
"""
import argparse
import json
import os
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests" / "support"), str(ROOT / "bench")]
import svg_chart  # noqa: E402
from basalt_process import BasaltProcess, Connection  # noqa: E402
from cpu_per_request import cpu_seconds, create  # noqa: E402
from load_generator import LoadGenerator, errors_of, replace_section  # noqa: E402

CACHED = 10000  # so many items are in memory whatever else there is
PART_TITLES = {
    "items": "Items", "sizes": "Item sizes", "connections": "Connections", "tables": "Tables", "shards": "Shards per table",
    "threads": "I/O threads",
}


def say(text):
    print(text, file=sys.stderr, flush=True)


def settle(server, timeout_s=300):
    """Waits until compaction has caught up: what it costs belongs to the load, not to the requests after it."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        before = cpu_seconds([server.process.pid])
        time.sleep(2)
        if cpu_seconds([server.process.pid]) - before < 0.1:
            return


def restart_ms(server):
    assert server.stop() == 0
    begin = time.monotonic()
    server.start()
    return (time.monotonic() - begin) * 1000


class Growth:
    def __init__(self, options):
        self.options = options
        self.bench = LoadGenerator(options.build / "bench/load/basalt-bench")
        self.seconds = options.seconds or (0.7 if options.quick else 4)
        self.failures = []
        self.fresh_key = 10 ** 9

    def server(self, *flags):
        return BasaltProcess(str(self.options.build / "src/server/basalt"), "--durability", "interval", *flags)

    def measure(self, server, workload, *arguments, connections=32, threads=1):
        """CPU us per request, requests/s, p99 us; failures are remembered."""
        self.fresh_key += 10 ** 8
        run = self.bench.run(server.endpoint, "-w", workload, *arguments, "-c", connections, "-t", threads, "-s",
                             max(self.seconds, connections / 3000), "--warmup", max(min(1, self.seconds / 2), connections / 5000), "--insert-from", self.fresh_key, pids=[server.process.pid])
        total = run["total"]
        if total["errors"] or run["connected"] != connections:
            self.failures.append(f"{workload} {' '.join(map(str, arguments))}, {connections} connections ({run['connected']} up): "
                                 f"{total['errors']}")
        return {"cpu_us": run["cpu_us_per_request"], "per_second": total["operations_per_second"], "p99_us": total["p99_us"],
                "errors": errors_of(run)}

    def load(self, server, workload, items, *arguments):
        return self.bench.load(server.endpoint, "-w", workload, "--items", items, "-c", 32, *arguments)

    def items(self):
        rows = []
        with self.server() as server:
            for count in self.options.items:
                loaded = self.load(server, "getitem=1,query=1", count)
                settle(server)
                row = {"items": count, "loaded/s": loaded["items"] / loaded["seconds"]}
                row["GetItem of 10,000, us"] = self.measure(server, "getitem", "--items", CACHED)["cpu_us"]
                row["Query 10 of 10,000, us"] = self.measure(server, "query", "--items", CACHED)["cpu_us"]
                # Once uncounted, so that what memory can hold is there.
                self.measure(server, "getitem", "--items", count)
                row["GetItem of any, us"] = self.measure(server, "getitem", "--items", count)["cpu_us"]
                row["resident MB"] = server.resident_mb()
                row["restart ms"] = restart_ms(server)
                rows.append(row)
                say(row)
        return rows

    def sizes(self):
        rows = []
        with self.server() as server:
            for size in (100, 1000, 10_000, 100_000, 400_000):
                data = ["--table", f"size-{size}", "--item-size", size]
                count = max(50, min(10_000, 64_000_000 // size))
                self.load(server, "getitem", count, *data)
                settle(server)
                row = {"bytes": size}
                for workload in ("getitem", "putitem"):
                    seen = self.measure(server, workload, "--items", count, *data)
                    row |= {f"{workload}, us": seen["cpu_us"], f"{workload}/s": seen["per_second"]}
                rows.append(row)
                say(row)
        return rows

    def connections(self):
        rows = []
        cores = os.cpu_count() or 1
        with self.server() as server:
            self.load(server, "getitem=1,query=1", CACHED)
            for count in (1, 10, 100, 1000, 10_000):
                row = {"connections": count}
                for workload in ("getitem", "query", "putitem"):
                    seen = self.measure(server, workload, "--items", CACHED, connections=count, threads=min(cores, count))
                    row |= {f"{workload}, us": seen["cpu_us"], f"{workload} p99, ms": seen["p99_us"] / 1000}
                row |= {"errors": len(self.failures), "resident MB": server.resident_mb()}
                rows.append(row)
                say(row)
        return rows

    def tables(self):
        rows, made = [], 0
        with self.server() as server:
            self.load(server, "getitem=1,query=1", CACHED)
            # The two tables that are measured count too: DynamoDB's quota is 2,500.
            for count in (2, 10, 100, 1000) if self.options.quick else (2, 10, 100, 1000, 2500):
                connection, begin, first = Connection(server), time.monotonic(), made
                while made < count - 2:
                    create(connection, f"other-{made}")
                    made += 1
                connection.close()
                row = {"tables": count, "created/s": (made - first) / (time.monotonic() - begin) if made > first else None}
                for workload in ("getitem", "query", "putitem"):
                    row[f"{workload}, us"] = self.measure(server, workload, "--items", CACHED)["cpu_us"]
                row["resident MB"] = server.resident_mb()
                row["restart ms"] = restart_ms(server)
                rows.append(row)
                say(row)
        return rows

    def with_flag(self, name, flag, counts):
        rows = []
        for count in counts:
            with self.server(flag, str(count)) as server:
                self.load(server, "getitem=1,query=1", CACHED)
                row = {name: count}
                for workload in ("getitem", "putitem", "query", "batchwrite"):
                    seen = self.measure(server, workload, "--items", CACHED)
                    row |= {f"{workload}, us": seen["cpu_us"], f"{workload}/s": seen["per_second"]}
                rows.append(row)
                say(row)
        return rows

    def shards(self):
        return self.with_flag("shards", "--shards-per-table", (1, 2, 4, 8, 16, 32, 64))

    def threads(self):
        cores = os.cpu_count() or 1
        counts = sorted({1, *(2 ** power for power in range(1, 10) if 2 ** power < cores), cores})
        return self.with_flag("threads", "--io-threads", counts)


def table(rows):
    def cell(value):
        if value is None:
            return "-"
        return f"{value:,}" if isinstance(value, int) else f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.1f}"

    heads = list(rows[0])
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join(lines + ["| " + " | ".join(cell(row.get(head)) for head in heads) + " |" for row in rows])


def plot(part, rows):
    """CPU per request over the part's first column."""
    x = next(iter(rows[0]))
    columns = [name for name in rows[0] if name.endswith(", us")]
    series = {name.removesuffix(", us"): [(row[x], row[name]) for row in rows if row[name]] for name in columns}
    spread = [y for row in series.values() for _, y in row]
    wide = bool(spread) and max(spread) > 20 * min(spread)
    return svg_chart.lines(f"CPU per request by {PART_TITLES[part].lower()}", f"{x} (logarithmic)", "server's microseconds per request",
                           series, log_y=wide)


def write(results, failures, options):
    sections = []
    if options.quick:
        sections.append("From a quick run: it shows that everything works, not what it costs.")
    sections.append("The server's CPU per request in microseconds; items of 100 bytes, 32 connections, durability `interval` where nothing else is said. "
                    + ("No request failed." if not failures else f"Failed: {'; '.join(failures)}"))
    (options.docs / "plots").mkdir(parents=True, exist_ok=True)
    for part, rows in results.items():
        (options.docs / "plots" / f"growth_{part}.svg").write_text(plot(part, rows))
        sections.append(f"### {PART_TITLES[part]}\n\n{table(rows)}\n\n![{PART_TITLES[part]}](plots/growth_{part}.svg)")
    page = options.docs / "performance.md"
    before = page.read_text() if page.exists() else "# Performance\n"
    page.write_text(replace_section(before, "growth", "How cost grows", "\n\n".join(sections)))
    say(f"written into {page} and {options.docs / 'plots'}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=Path, default=ROOT / "build/release")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs")
    parser.add_argument("--only", default=",".join(PART_TITLES))
    parser.add_argument("--quick", action="store_true", help="a few minutes: whether everything works, not what it costs")
    parser.add_argument("--items")
    parser.add_argument("--seconds", type=float)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    options.items = [int(count) for count in (options.items or ("1000,10000,50000" if options.quick else "10000,100000,1000000,10000000")).split(",")]
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    if hard != resource.RLIM_INFINITY and hard < 15_200:
        sys.exit(f"10,000 connections need a limit of 15,200 open files, {hard} are allowed (ulimit -Hn; LimitNOFILE= of a service)")
    growth = Growth(options)
    results = {}
    for part in options.only.split(","):
        say(f"== {PART_TITLES[part]}")
        results[part] = getattr(growth, part)()
        print(f"\n{PART_TITLES[part]}\n{table(results[part])}", flush=True)
    if options.json:
        options.json.write_text(json.dumps({"parts": results, "failures": growth.failures}, indent=1))
    write(results, growth.failures, options)
    for failure in growth.failures:
        print(f"FAILED: {failure}")
    return 1 if growth.failures else 0


if __name__ == "__main__":
    sys.exit(main())
