"""On a real file system that gets full: puts are refused before it is, reads and deletes are not, /health and the log say
so, and it is over by itself when there is space again. Skipped where no tmpfs can be mounted."""
import http.client
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))
from basalt_process import BasaltProcess, Connection, wait_until  # noqa: E402

MB = 1 << 20


def health(server):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", "/health")
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())["status"]


def item(n):
    return {"pk": {"S": f"item-{n}"}, "v": {"S": "x" * 1000}}


def fill(directory, free_mb):
    """Leaves so much free space."""
    while True:
        free = int(subprocess.run(["df", "--output=avail", "-B1", directory], capture_output=True, text=True,
                                  check=True).stdout.split()[1])
        if free <= free_mb * MB:
            return
        with open(f"{directory}/ballast", "ab") as ballast:
            ballast.write(b"x" * min(MB, free - free_mb * MB + 4096))


def test(binary, directory):
    with BasaltProcess(binary, "--min-free-disk-mb", "40", "--write-buffer-mb", "8", data_dir=directory + "/data") as server:
        client = Connection(server)
        client.ok("CreateTable", TableName="load", BillingMode="PAY_PER_REQUEST",
                  AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
                  KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}])
        for n in range(10):
            client.ok("PutItem", TableName="load", Item=item(n))
        assert health(server) == (200, "ok")

        fill(directory, 30)
        wait_until(lambda: health(server)[1] == "low-on-disk-space")
        assert health(server)[0] == 200
        status, body = client.call("PutItem", TableName="load", Item=item(10))
        assert status == 503 and body["__type"].endswith("#ServiceUnavailableException"), (status, body)
        status, body = client.call("TransactWriteItems", TransactItems=[{"Put": {"TableName": "load", "Item": item(11)}}])
        assert status == 503, (status, body)
        status, body = client.call("PutItem", TableName="load", Item=item(1), ConditionExpression="attribute_not_exists(pk)")
        assert body["__type"].endswith("#ConditionalCheckFailedException"), body
        client.ok("DeleteItem", TableName="load", Key={"pk": {"S": "item-0"}})
        client.ok("DeleteItem", TableName="load", Key={"pk": {"S": "never there"}})
        assert "Item" in client.ok("GetItem", TableName="load", Key={"pk": {"S": "item-1"}})
        assert client.ok("Scan", TableName="load")["Count"] == 9

        fill(directory, 5)
        wait_until(lambda: any("hardly any disk space" in line for line in server.log))
        assert client.call("DeleteItem", TableName="load", Key={"pk": {"S": "item-3"}})[0] == 503
        assert "Item" in client.ok("GetItem", TableName="load", Key={"pk": {"S": "item-3"}})

        Path(f"{directory}/ballast").unlink()
        began = time.monotonic()
        wait_until(lambda: client.call("PutItem", TableName="load", Item=item(12))[0] == 200)
        print(f"writes are taken again {time.monotonic() - began:.2f} s after there was space")
        assert health(server) == (200, "ok")
        client.ok("DeleteTable", TableName="load")
        told = "\n".join(server.log)
        for text in ("little disk space", "hardly any disk space", "there is disk space again"):
            assert text in told, told


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="basalt-disk-") as place:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", place], capture_output=True)
        if mounted.returncode != 0:
            print("skipped: no tmpfs can be mounted")
            sys.exit(0)
        try:
            test(sys.argv[1], place)
        finally:
            subprocess.run(["umount", "-l", place], check=False)
