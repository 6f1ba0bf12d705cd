"""The shared kernel: it knows no home, no child and no complaint."""
