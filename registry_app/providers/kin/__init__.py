"""An aunt tonight: relatives and close friends approved on same-day checks (registration.yaml `terms_add`)."""
