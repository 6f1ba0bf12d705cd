"""The rota of a home: who is on which shift, whom it refuses, and what follows when somebody is not clear."""
