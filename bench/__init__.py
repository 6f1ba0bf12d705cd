"""The measurements of docs and contract, B1 to B13: `make bench`. README.md says what each is and how it is taken."""
