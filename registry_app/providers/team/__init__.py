"""The people who sign in for one organisation: invited by a one-time link, leaving, handing over."""
