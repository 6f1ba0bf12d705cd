"""Sindh on the map and in the calendar: divisions, districts, towns and public holidays."""
