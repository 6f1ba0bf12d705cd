"""What the body decides: views before the talk, overrides, votes, the decision, its tasks, the sheet for the child."""
