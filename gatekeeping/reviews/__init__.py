"""Reviews of children who were there before the register: one by one, or unchanged ones together in one vote."""
