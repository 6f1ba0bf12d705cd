"""What needs attention today, for those who answer for the whole of it (ux.md 1.5)."""
