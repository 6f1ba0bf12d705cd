"""Places that look like homes and may be none: mapped, looked at, and either outside or bound to register (track D)."""
