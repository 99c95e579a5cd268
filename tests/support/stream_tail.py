"""Follows the streams of a server, through as many restarts of it as there are."""
import collections
import threading
import time

from basalt_process import LOST, Connection

SERVICE = "DynamoDBStreams_20120810."
PAUSE_SECONDS = 0.05  # when there is nothing new


class Tail(threading.Thread):
    """Reads every shard of the streams, parents before their children, each record once."""

    def __init__(self, server, *arns):
        super().__init__(daemon=True)
        self.server, self.arns = server, arns
        self.records = collections.defaultdict(list)  # by shard, in order
        self.count = 0
        self.iterators = {}  # of shards under way
        self.done = set()
        self.settled = {}  # by stream: the last shard of those at the beginning of the list that are done
        self.finish = threading.Event()
        self.failure = None
        self.turn = threading.Lock()

    def run(self):
        while True:
            finishing = self.finish.is_set()
            try:
                connection = Connection(self.server)
                with self.turn:
                    progress = self.follow(connection)
                connection.close()
                if finishing and not progress:
                    return
                if not progress:
                    time.sleep(PAUSE_SECONDS)
            except LOST:
                time.sleep(0.02)  # killed: the next server comes
            except Exception as unexpected:  # noqa: BLE001 (reported by the main thread)
                self.failure = unexpected
                return

    def catch_up(self):
        """Reads, on the caller's thread, until a whole round brings nothing new. The server must be running."""
        connection = Connection(self.server)
        with self.turn:
            while self.follow(connection):
                pass
        connection.close()
        if self.failure:
            raise self.failure

    def take_records(self):
        """What was read since the last call, by shard."""
        with self.turn:
            taken, self.records = self.records, collections.defaultdict(list)
        return taken

    def follow(self, connection):
        """One round over all shards; whether there was anything new."""
        progress = any([self.discover(connection, arn) for arn in self.arns])
        for shard in list(self.iterators):
            while shard in self.iterators:
                page = connection.ok("GetRecords", service=SERVICE, ShardIterator=self.iterators[shard], Limit=100)
                self.records[shard] += page["Records"]
                self.count += len(page["Records"])
                progress = progress or bool(page["Records"])
                if "NextShardIterator" in page:
                    self.iterators[shard] = page["NextShardIterator"]
                else:
                    del self.iterators[shard]
                    self.done.add(shard)
                    progress = True  # its child can be read now
                if not page["Records"]:
                    break
        return progress

    def discover(self, connection, arn):
        progress, unbroken = False, True
        last = {"ExclusiveStartShardId": self.settled[arn]} if arn in self.settled else {}
        while True:
            stream = connection.ok("DescribeStream", service=SERVICE, StreamArn=arn, **last)["StreamDescription"]
            for shard in stream["Shards"]:
                name, parent = shard["ShardId"], shard.get("ParentShardId")
                unbroken = unbroken and name in self.done
                if unbroken:
                    self.settled[arn] = name
                if name in self.iterators or name in self.done or (parent and parent not in self.done):
                    continue
                self.iterators[name] = connection.ok("GetShardIterator", service=SERVICE, StreamArn=arn, ShardId=name,
                                                     ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
                progress = True
            if "LastEvaluatedShardId" not in stream:
                return progress
            last = {"ExclusiveStartShardId": stream["LastEvaluatedShardId"]}


def check_order(records_by_shard, seen):
    """Within each shard in order, and no record twice; seen holds the event ids of before and takes these too."""
    for shard, records in records_by_shard.items():
        numbers = [int(record["dynamodb"]["SequenceNumber"]) for record in records]
        assert numbers == sorted(set(numbers)), f"{shard} is out of order"
        for record in records:
            assert record["eventID"] not in seen, f"twice: {record}"
            seen.add(record["eventID"])
