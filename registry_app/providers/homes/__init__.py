"""An organisation and its homes: what is known of each, for ever, under one register number."""
