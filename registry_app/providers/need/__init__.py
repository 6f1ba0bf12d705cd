"""Is another home needed here? A notice of intent before building, and the opinion of the Authority (R14; `need`)."""
