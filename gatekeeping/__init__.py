"""Family first: the ladder, the panel and the decision."""
