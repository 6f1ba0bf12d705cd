"""How the register learns of homes that did not apply: who told of which, on what day, and which list names it."""
