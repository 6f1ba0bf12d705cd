"""The training log: what people of homes have learned, when, from whom, and until when it counts (SCPP 5.5.3)."""
