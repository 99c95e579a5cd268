"""A real process stays below its memory limit while large items are written, pages of a megabyte are asked for by clients
who do not read them, and others go on being served."""
import http.client
import json
import socket
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, Connection  # noqa: E402

LIMIT_MB = 300
SECONDS = 12
SLOW_READERS = 600
WRITERS = 8
ITEM_BYTES = 300_000


def request(action, body):
    text = json.dumps(body)
    headers = {**Connection.HEADERS, "Host": "localhost", "X-Amz-Target": "DynamoDB_20120810." + action,
               "Content-Length": len(text)}
    return ("POST / HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n" + text).encode()


def slow_readers(server, over):
    """Each asks for sixteen pages and reads nothing; those that are cut off come again."""
    pages = request("Scan", {"TableName": "load"}) * 16
    readers = []
    while not over.is_set():
        reader = socket.socket()
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.settimeout(10)
        try:
            reader.connect(("127.0.0.1", server.port))
            reader.sendall(pages)
        except OSError:
            continue
        readers.append(reader)
        if len(readers) > SLOW_READERS:
            readers.pop(0).close()
        time.sleep(0.005)
    for reader in readers:
        reader.close()


def writer(server, over, seed):
    connection = Connection(server)
    n = 0
    while not over.is_set():
        n += 1
        item = {"pk": {"S": f"{seed}-{n % 50}"}, "v": {"S": chr(65 + n % 26) * ITEM_BYTES}}
        status, body = connection.call("PutItem", TableName="load", Item=item)
        assert status == 200 or "Throttling" in body["__type"], body


def refusal_counts(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", "/metrics")
    page = connection.getresponse().read().decode()
    return [line for line in page.splitlines() if line.startswith("basalt_refused_total")]


def main(binary):
    with BasaltProcess(binary, "--memory-limit-mb", str(LIMIT_MB), "--durability", "none") as server:
        client = Connection(server)
        client.ok("CreateTable", TableName="load", BillingMode="PAY_PER_REQUEST",
                  AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                  KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}])
        for n in range(20):
            client.ok("PutItem", TableName="load", Item={"pk": {"S": f"first-{n}"}, "v": {"S": "x" * ITEM_BYTES}})
        over = threading.Event()
        threads = [threading.Thread(target=slow_readers, args=(server, over))]
        threads += [threading.Thread(target=writer, args=(server, over, seed)) for seed in range(WRITERS)]
        for thread in threads:
            thread.start()
        peak = 0
        served = refused = 0
        until = time.monotonic() + SECONDS
        while time.monotonic() < until:
            status, body = client.call("GetItem", TableName="load", Key={"pk": {"S": "first-1"}}, ProjectionExpression="pk")
            served += status == 200
            refused += status != 200
            assert status == 200 or "Throttling" in body["__type"], body
            peak = max(peak, server.resident_mb())
            time.sleep(0.01)
        over.set()
        for thread in threads:
            thread.join()
        print(", ".join(refusal_counts(server)))
        print(f"resident at most {peak:.0f} MB of {LIMIT_MB}; a reader of one item was served {served} times, refused {refused} times")
        assert peak < LIMIT_MB, peak
        assert served > refused / 4, (served, refused)
        client.ok("GetItem", TableName="load", Key={"pk": {"S": "first-1"}})


if __name__ == "__main__":
    main(sys.argv[1])
