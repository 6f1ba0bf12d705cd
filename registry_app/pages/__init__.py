"""Pages and reports that show several packages at once."""
