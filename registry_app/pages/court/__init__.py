"""The report for the court and the Assembly: the position of every known home, and every child, on a day."""
