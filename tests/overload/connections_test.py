"""Thousands of half-open connections and hundreds of slow bodies do not hold up a normal client; connections beyond
max-connections are turned away; running out of descriptors neither spins nor ends anything."""
import resource
import socket
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, Connection, wait_until  # noqa: E402

HALF_OPEN = 2000
SLOW_BODIES = 200
REQUESTS = 200


def open_socket(server, first_bytes=b""):
    client = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    if first_bytes:
        client.sendall(first_bytes)
    return client


def median_ms(connection):
    took = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        connection.ok("ListTables")
        took.append(time.perf_counter() - began)
    return sorted(took)[REQUESTS // 2] * 1e3


def cpu_seconds(server):
    fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def slow_clients(binary):
    with BasaltProcess(binary, "--in-memory") as server:
        normal = Connection(server)
        quiet = median_ms(normal)
        others = [open_socket(server, b"POST / HTTP/1.1\r\nHost: local") for _ in range(HALF_OPEN)]
        head = b"POST / HTTP/1.1\r\nHost: local\r\nContent-Length: 16000000\r\n\r\n{"
        bodies = [open_socket(server, head) for _ in range(SLOW_BODIES)]
        busy = median_ms(normal)
        for client in bodies:
            client.sendall(b" ")
        busy = min(busy, median_ms(normal))
        print(f"{HALF_OPEN} half-open connections, {SLOW_BODIES} slow bodies: median {quiet:.2f} ms before, {busy:.2f} ms with them")
        for client in others + bodies:
            client.close()


def too_many_connections(binary):
    with BasaltProcess(binary, "--in-memory", "--max-connections", "20") as server:
        normal = Connection(server)
        normal.ok("ListTables")
        others = [open_socket(server) for _ in range(19)]
        turned_away = open_socket(server)
        answer = turned_away.recv(1000)
        assert answer.startswith(b"HTTP/1.1 503 ") and b"Connection: close" in answer, answer
        normal.ok("ListTables")
        for client in others:
            client.close()

        def comes_in():
            connection = Connection(server)
            try:
                return connection.call("ListTables")[0] == 200
            except (OSError, ValueError):
                return False

        wait_until(comes_in)


def out_of_descriptors(binary):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with BasaltProcess(binary, "--in-memory", "--max-connections", "1000") as server:
        normal = Connection(server)
        normal.ok("ListTables")
        resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (60, hard))
        others = [open_socket(server) for _ in range(100)]
        time.sleep(0.5)
        before = cpu_seconds(server)
        time.sleep(1)
        spent = cpu_seconds(server) - before
        print(f"out of descriptors: {spent:.2f} s of CPU in a second")
        assert spent < 0.3, spent
        normal.ok("ListTables")
        assert any("cannot accept connections for now" in line for line in server.log), server.log
        waiting = Connection(server, timeout_s=30)
        for client in others:
            client.close()
        waiting.ok("ListTables")
    del soft


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    slow_clients(sys.argv[1])
    too_many_connections(sys.argv[1])
    out_of_descriptors(sys.argv[1])
