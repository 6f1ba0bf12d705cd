"""Who decides: the gatekeeping bodies, their seats, their meetings and who was there."""
