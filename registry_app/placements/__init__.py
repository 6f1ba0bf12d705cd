"""Stays: which child sleeps where, since when, on what basis, and why it ended."""
