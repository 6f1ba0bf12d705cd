"""People who sign in: who they are, which role they hold and for which district."""
