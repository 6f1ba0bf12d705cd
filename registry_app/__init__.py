"""The register of alternative care in Sindh: the ground of every package, and the application that assembles all."""
