"""Accounts of everybody who signs in, for the administrator: list, add, close, a new one-time link."""
