"""A home's visitors' book: what magistrates, judges, commissions and others said, and what came of it."""
