"""The directory of services: who helps families where, who may refer there, and whom to call (SCPP 5.7)."""
