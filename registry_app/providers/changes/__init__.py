"""Changes at an authorised home: asked for first, looked into, and decided by another person (`terms.CHANGE`)."""
