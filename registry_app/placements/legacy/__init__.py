"""The children who were there before the register: the signed list of a home, and the order of their reviews (G0)."""
