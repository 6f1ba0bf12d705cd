"""Scored visits against the standards of care."""
