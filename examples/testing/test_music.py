"""A test suite that starts every test from the same tables, and makes requests fail on purpose.

    basalt --in-memory --admin loopback &
    pip install boto3 && python test_music.py
"""
import json
import os
import pathlib
import unittest
import urllib.request

import boto3

ENDPOINT = os.environ.get("AWS_ENDPOINT_URL", "http://localhost:8000")
SEED = pathlib.Path(__file__).with_name("music.json")


def admin(resource, body):
    """POSTs to the administrative endpoint; see docs/administration.md."""
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    with urllib.request.urlopen(f"{ENDPOINT}/_basalt/admin/{resource}", data) as answer:
        return json.load(answer)


class MusicTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        admin("reset", {})
        admin("seed", SEED.read_bytes())
        admin("snapshots", {"name": "music"})

    def setUp(self):
        admin("snapshots", {"restore": "music"})
        admin("faults", {"reset": True})
        dynamodb = boto3.resource("dynamodb", endpoint_url=ENDPOINT, region_name="us-east-1",
                                  aws_access_key_id="local", aws_secret_access_key="local")
        self.music = dynamodb.Table("Music")

    def test_a_song_is_added(self):
        self.music.put_item(Item={"Artist": "Acme Band", "SongTitle": "Look Out, World"})
        self.assertEqual(len(self.music.scan()["Items"]), 4)

    def test_a_song_is_deleted(self):
        self.music.delete_item(Key={"Artist": "Acme Band", "SongTitle": "Happy Day"})
        self.assertEqual(len(self.music.scan()["Items"]), 2)

    def test_a_throttled_write_is_retried(self):
        admin("faults", {"set": [{"action": "PutItem", "table": "Music", "count": 2,
                                  "error": "ProvisionedThroughputExceededException"}]})
        answer = self.music.put_item(Item={"Artist": "Acme Band", "SongTitle": "Again"})
        self.assertEqual(answer["ResponseMetadata"]["RetryAttempts"], 2)


if __name__ == "__main__":
    unittest.main()
