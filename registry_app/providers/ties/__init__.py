"""Conflicts of interest: who is tied to which home, declared or found, and what that closes to them."""
