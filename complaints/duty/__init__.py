"""Who is on duty for messages of danger: the roster by division and hour, leave with cover, calls that go on."""
