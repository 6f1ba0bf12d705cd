"""The record of deeds, for those who watch over it: who did what, and who looked at which child's file."""
