"""Every adult with access to children in a home: who they are, where they work, what was checked, who may be there."""
