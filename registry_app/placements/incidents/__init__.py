"""Reports of incidents and suspected abuse: by any person of a home, also without its manager (S1-2.2.1(18),(20))."""
