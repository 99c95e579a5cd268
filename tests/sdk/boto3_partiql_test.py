"""boto3 with PartiQL: statements through the resource and the client, pages, batches, error classes."""
import os
from decimal import Decimal

import boto3

resource = boto3.resource("dynamodb", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
client = resource.meta.client

resource.create_table(
    TableName="albums",
    AttributeDefinitions=[{"AttributeName": "artist", "AttributeType": "S"}, {"AttributeName": "year", "AttributeType": "N"},
                          {"AttributeName": "label", "AttributeType": "S"}],
    KeySchema=[{"AttributeName": "artist", "KeyType": "HASH"}, {"AttributeName": "year", "KeyType": "RANGE"}],
    GlobalSecondaryIndexes=[{"IndexName": "by-label", "KeySchema": [{"AttributeName": "label", "KeyType": "HASH"}],
                             "Projection": {"ProjectionType": "ALL"}}],
    BillingMode="PAY_PER_REQUEST",
).wait_until_exists()


def run(statement, *parameters, **more):
    if parameters:
        more["Parameters"] = list(parameters)
    return client.execute_statement(Statement=statement, **more)


def every(statement, *parameters, **more):
    """The items of all pages."""
    answer = run(statement, *parameters, **more)
    items = answer["Items"]
    while "NextToken" in answer:
        answer = run(statement, *parameters, NextToken=answer["NextToken"], **more)
        items += answer["Items"]
    return items


for year in range(1990, 2000):
    assert run("INSERT INTO albums VALUE {'artist': ?, 'year': ?, 'tracks': ?, 'tags': <<'cd', 'lp'>>}", "a", year, [{"n": 1, "title": f"t{year}"}])["Items"] == []

# A key condition, a filter, a projection into a document, an order, and pages.
found = every("SELECT year, tracks[0].title FROM albums WHERE artist = ? AND year BETWEEN ? AND ? ORDER BY year DESC", "a", 1992, 1996, Limit=2)
assert found == [{"year": Decimal(year), "title": f"t{year}"} for year in range(1996, 1991, -1)], found
assert len(every("SELECT * FROM albums WHERE contains(tags, 'lp') AND year > 1995", Limit=3)) == 4
assert every("SELECT * FROM albums WHERE artist = 'nobody'") == []

# Updates: arithmetic, lists, sets, removal, and what they return.
returned = run("UPDATE albums SET plays = 1 SET tracks = list_append(tracks, ?) SET tags = set_add(tags, ?) WHERE artist = 'a' AND year = 1990 RETURNING ALL NEW *",
               [{"n": 2}], {"mp3"})["Items"][0]
assert returned["plays"] == 1 and len(returned["tracks"]) == 2 and returned["tags"] == {"cd", "lp", "mp3"}, returned
returned = run("UPDATE albums SET plays = plays + ? REMOVE tracks[0] WHERE artist = 'a' AND year = 1990 AND plays = 1 RETURNING MODIFIED OLD *", 41)["Items"][0]
assert returned == {"plays": 1, "tracks": [{"n": 1, "title": "t1990"}]}, returned
assert resource.Table("albums").get_item(Key={"artist": "a", "year": 1990})["Item"]["plays"] == 42

# An index of its own.
run("UPDATE albums SET label = 'blue' WHERE artist = 'a' AND year = 1991")
assert [item["year"] for item in every("SELECT * FROM \"albums\".\"by-label\" WHERE label = 'blue'")] == [1991]

for statement, error in [
    ("INSERT INTO albums VALUE {'artist': 'a', 'year': 1990}", client.exceptions.DuplicateItemException),
    ("UPDATE albums SET plays = 0 WHERE artist = 'a' AND year = 1990 AND plays = 7", client.exceptions.ConditionalCheckFailedException),
    ("SELECT * FROM nowhere", client.exceptions.ResourceNotFoundException),
]:
    try:
        run(statement)
        raise AssertionError(f"{statement} should have failed")
    except error:
        pass

answers = client.batch_execute_statement(Statements=[
    {"Statement": "SELECT plays FROM albums WHERE artist = ? AND year = ?", "Parameters": ["a", 1990]},
    {"Statement": "SELECT * FROM albums WHERE artist = 'a'"},
])["Responses"]
assert answers[0] == {"TableName": "albums", "Item": {"plays": Decimal(42)}}, answers
assert answers[1]["Error"]["Code"] == "ValidationError", answers

assert run("DELETE FROM albums WHERE artist = 'a' AND year = 1990 RETURNING ALL OLD *")["Items"][0]["plays"] == 42
assert run("DELETE FROM albums WHERE artist = 'a' AND year = 1990")["Items"] == []
