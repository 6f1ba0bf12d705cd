"""The commands that start the application; each wakes only what it needs."""
