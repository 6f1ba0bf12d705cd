"""The NADRA pack: the sheets with which a home asks for the B-Forms of its children, and what the offices answered."""
