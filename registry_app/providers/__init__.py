"""Organisations, their homes, applications, authorisations and what is done about the others."""
