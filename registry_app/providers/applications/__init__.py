"""Applications for an authorisation: filled in part by part, sent, returned with questions, recommended, decided."""
