"""A child comes to a home without any decision: the notice, who is told, who saw the child, and what came of it."""
