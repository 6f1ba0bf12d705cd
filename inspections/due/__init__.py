"""Planning: which homes are due and why, how great the risk is, who goes, in which order, with or without notice."""
