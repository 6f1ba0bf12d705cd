"""From an application to an authorisation: what the offices look at, who decides, and the certificate at the door."""
