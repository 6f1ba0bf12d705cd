"""Two records that may be one home: found by name, place and people, decided by a person."""
