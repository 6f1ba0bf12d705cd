"""Whether a child has a B-Form: a dated trail, so that a report can say how it was on a past day."""
