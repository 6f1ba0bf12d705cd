"""The certificate under the Sindh Orphanages Act 1976: another office's paper, recorded here beside our own."""
