"""The file of one child: who it is by code, how old, which brothers and sisters, what its care needs."""
