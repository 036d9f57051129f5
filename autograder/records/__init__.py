"""What crosses between a student's process and the judge, in both directions.

Numbers, strings, lists, tuples, dicts and arrays cross as themselves; everything else as one of
the records in `kinds`. `wire` turns values into bytes and back, `observe` turns live objects into
records, `revive` makes live objects of records, from an allow-list.
"""
