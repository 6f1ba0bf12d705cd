"""The public register: what anybody may know of a home, and nothing more (SCPP 5.7; README R22)."""
