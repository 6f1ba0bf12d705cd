"""A made-up Sindh of the real size, for showing and trying the program. No person and no home in it is real."""
