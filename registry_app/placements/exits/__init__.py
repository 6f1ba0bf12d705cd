"""Ways out: why a stay ended, where the child went, and what each way out has to show."""
