"""Who may do what, and on which paper: offices, their powers, and the sentence that every letter carries about them."""
