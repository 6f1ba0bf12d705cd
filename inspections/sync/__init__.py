"""Visits made without signal: the office's side of the phone."""
