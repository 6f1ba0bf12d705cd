"""The seal of a certificate: its facts, signed, inside the QR code, so that it can be checked without any network."""
