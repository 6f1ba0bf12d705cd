"""The monthly report of the Social Welfare Department to SCPA (SCPP 5.3.3(d),(e),(h)): counted once for all formats."""
