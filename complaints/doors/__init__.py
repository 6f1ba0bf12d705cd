"""The ways in that hang or lie in a home: posters, cards for children in families, slips for the locked box."""
