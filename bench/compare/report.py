"""A comparison as Markdown tables and SVG plots."""
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import svg_chart  # noqa: E402
from load_generator import replace_section  # noqa: E402

PEERS = ["dynalite", "Dynoxide"]


def middle(rounds, name, figure):
    values = [row[name][figure] for row in rounds if name in row and row[name].get(figure) and not row[name].get("error")]
    return statistics.median(values) if values else None


def ratio(rounds, name, base, figure="cpu_us"):
    """The median of the rounds' own ratios: both were measured at nearly the same time."""
    values = [row[name][figure] / row[base][figure] for row in rounds
              if all(server in row and row[server].get(figure) and not row[server].get("error") for server in (name, base))]
    return statistics.median(values) if values else None


def cell(value, digits=1):
    return "-" if value is None else f"{value:,.{digits}f}"


def peer_cell(rounds, name, figure="cpu_us", digits=1):
    """Its figure, and how many of Basalt's it is."""
    errors = {row[name]["error"] for row in rounds if name in row and row[name]["error"]}
    value = middle(rounds, name, figure)
    if value is None:
        return "; ".join(sorted(errors)) or "-"
    share = ratio(rounds, name, "Basalt", figure)
    return f"{value:,.{digits}f}" + (f" ({share:.2g} x)" if share else "")


def basalt_cell(rounds, figure="cpu_us", digits=1):
    value = middle(rounds, "Basalt", figure)
    errors = sorted({row["Basalt"]["error"] for row in rounds if row["Basalt"]["error"]})
    return cell(value, digits) if value is not None else "; ".join(errors) or "-"


def operations_table(results):
    yield "| operation | Basalt, us | multiple of nginx | budget | multiple of Beast | dynalite, us | Dynoxide, us | Basalt, requests/s |"
    yield "|---|---|---|---|---|---|---|---|"
    for name, row in results["operations"].items():
        rounds = row["rounds"]
        multiple = ratio(rounds, "Basalt", "nginx")
        shown = cell(multiple, 2)
        if multiple and row["budget"] and multiple > row["budget"]:
            shown = f"**{shown}**"
        yield (f"| {name} | {basalt_cell(rounds)} | {shown} | {row['budget']} | {cell(ratio(rounds, 'Basalt', 'Beast'), 2)} | "
               f"{peer_cell(rounds, 'dynalite')} | {peer_cell(rounds, 'Dynoxide')} | {cell(middle(rounds, 'Basalt', 'per_second'), 0)} |")


def ycsb_table(results):
    yield "| workload | Basalt, op/s | p50 / p99, us | dynalite, op/s | p99, us | Dynoxide, op/s | p99, us |"
    yield "|---|---|---|---|---|---|---|"
    for workload, rounds in results["ycsb"].items():
        peers = [f"{peer_cell(rounds, peer, 'per_second', 0)} | {peer_cell(rounds, peer, 'p99_us', 0)}" for peer in PEERS]
        yield (f"| {workload.upper()} | {basalt_cell(rounds, 'per_second', 0)} | {cell(middle(rounds, 'Basalt', 'p50_us'), 0)} / "
               f"{cell(middle(rounds, 'Basalt', 'p99_us'), 0)} | {' | '.join(peers)} |")


def limits_text(results):
    synced, mixed = results["synced"], results["mixed"]
    page_us = statistics.median(row["cpu_us"] for row in results["pages"])
    yield "| limit | Basalt | the limit | ratio | budget |"
    yield "|---|---|---|---|---|"
    share = ratio(synced, "Basalt", "RocksDB", "per_second")
    yield (f"| synced puts/s, 64 connections; RocksDB's synced group writes by 64 threads | {basalt_cell(synced, 'per_second', 0)} | "
           f"{cell(middle(synced, 'RocksDB', 'per_second'), 0)} | {cell(share, 2)} | at least 1.0 |")
    for name in ("Query of a 1 MB page", "Scan of a 1 MB page"):
        mine = middle(results["operations"][name]["rounds"], "Basalt", "cpu_us")
        yield f"| {name}, CPU us; a raw RocksDB scan of 1 MB | {cell(mine, 0)} | {page_us:,.0f} | {cell(mine and mine / page_us, 1)} | |"
    yield ""
    yield (f"GetItem at half of capacity ({mixed['offered_per_second']:,.0f}/s, open loop, Poisson arrivals) beside {mixed['writes_per_second']:,.0f} synced "
           f"puts/s: p50 {mixed['p50_us'] / 1000:.2f} ms, p99 {mixed['p99_us'] / 1000:.2f} ms (budget 5), p99.9 {mixed['p99.9_us'] / 1000:.2f} ms (budget 20), "
           f"slowest {mixed['max_us'] / 1000:.1f} ms.{' Errors: ' + mixed['error'] if mixed['error'] else ''}")


def text(results):
    parts = []
    if results["quick"]:
        parts.append("From a quick run: it shows that everything works, not what it costs.")
    parts.append(f"CPU of the server's process per request, 32 connections, {results['rounds']} rounds of {results['seconds']} s, everything in one run; in brackets how many times "
                 "Basalt's figure it is. Basalt on disk with durability `none`, the peers in memory, nginx and Beast sending as many bytes. Bold: over budget.")
    for name, how in results["missing"].items():
        parts.append(f"Missing in this run: {name} (`{how}`).")
    parts.append("\n".join(operations_table(results)))
    if "ycsb" in results:
        parts.append("![CPU per request](plots/cpu_per_request.svg)")
        parts.append("YCSB, items of 1,000 bytes, closed loop, 32 connections:")
        parts.append("\n".join(ycsb_table(results)))
        parts.append("![YCSB](plots/ycsb.svg)")
        parts.append("\n".join(limits_text(results)))
    return "\n\n".join(parts)


def plots(results):
    servers = ["Basalt", *PEERS, "Beast", "nginx"]
    names = list(results["operations"])
    cpu = {server: [middle(row["rounds"], server, "cpu_us") for row in results["operations"].values()] for server in servers}
    ycsb = {server: [middle(rounds, server, "per_second") for rounds in results["ycsb"].values()] for server in ["Basalt", *PEERS]}
    present = lambda series: {name: row for name, row in series.items() if any(row)}  # noqa: E731
    return {
        "cpu_per_request.svg": svg_chart.bars("CPU of the server per request", "microseconds, logarithmic", names, present(cpu)),
        "ycsb.svg": svg_chart.bars("YCSB throughput, 32 connections", "operations a second, logarithmic",
                                   [name.upper() for name in results["ycsb"]], present(ycsb)),
    }


def write(results, docs):
    (docs / "plots").mkdir(parents=True, exist_ok=True)
    for name, svg in plots(results).items():
        (docs / "plots" / name).write_text(svg)
    page = docs / "performance.md"
    before = page.read_text() if page.exists() else "# Performance\n"
    page.write_text(replace_section(before, "compare", "Beside its peers and the limits", text(results)))
    print(f"written into {page} and {docs / 'plots'}", file=sys.stderr)
