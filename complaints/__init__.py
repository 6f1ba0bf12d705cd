"""A child or an adult tells us; somebody without a conflict answers."""
