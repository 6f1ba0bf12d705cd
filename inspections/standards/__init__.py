"""The versions of the standards of care as governed data: drafted, tried on past visits, approved, withdrawn."""
