"""PynamoDB's basic work: a model with typed attributes, conditions, updates, queries, batches."""
import os
from datetime import datetime, timezone

from pynamodb.attributes import JSONAttribute, ListAttribute, MapAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute, UTCDateTimeAttribute, VersionAttribute
from pynamodb.exceptions import DoesNotExist, PutError
from pynamodb.models import Model


class Address(MapAttribute):
    city = UnicodeAttribute()
    code = NumberAttribute(null=True)


class Person(Model):
    class Meta:
        table_name = "people"
        host = os.environ["AWS_ENDPOINT_URL"]
        region = "us-east-1"
        billing_mode = "PAY_PER_REQUEST"

    team = UnicodeAttribute(hash_key=True)
    name = UnicodeAttribute(range_key=True)
    age = NumberAttribute(default=0)
    skills = UnicodeSetAttribute(null=True)
    address = Address(null=True)
    notes = ListAttribute(null=True)
    extra = JSONAttribute(null=True)
    joined = UTCDateTimeAttribute(null=True)
    version = VersionAttribute()


Person.create_table(wait=True)
assert Person.exists()
joined = datetime(2026, 1, 31, 12, tzinfo=timezone.utc)
Person("red", "ann", age=41, skills={"c", "sql"}, address=Address(city="Bern", code=3000), notes=["x", 1], extra={"k": [1]}, joined=joined).save()
ann = Person.get("red", "ann", consistent_read=True)
assert (ann.age, ann.skills, ann.address.city, ann.extra, ann.joined, ann.version) == (41, {"c", "sql"}, "Bern", {"k": [1]}, joined, 1)

ann.update(actions=[Person.age.add(1), Person.address.city.set("Basel"), Person.notes.set(Person.notes.append(["y"]))])
assert (ann.age, ann.address.city, ann.notes, ann.version) == (42, "Basel", ["x", 1, "y"], 2)
try:
    Person("red", "ann").save(Person.name.does_not_exist())
    raise AssertionError("the condition should have failed")
except PutError as refused:
    assert refused.cause_response_code == "ConditionalCheckFailedException"

with Person.batch_write() as batch:
    for number in range(60):
        batch.save(Person("blue", f"p{number:02d}", age=number))
assert Person.count("blue") == 60
older = Person.query("blue", Person.name.startswith("p"), filter_condition=Person.age >= 50, scan_index_forward=False, page_size=9)
assert [person.age for person in older] == list(range(59, 49, -1))
assert len(list(Person.batch_get([("blue", f"p{number:02d}") for number in range(30)]))) == 30
assert len(list(Person.scan(segment=0, total_segments=2))) + len(list(Person.scan(segment=1, total_segments=2))) == 61
ann.delete()
try:
    Person.get("red", "ann")
    raise AssertionError("ann should be gone")
except DoesNotExist:
    pass
Person.delete_table()
print("PynamoDB: ok")
