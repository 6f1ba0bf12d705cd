"""The monthly return of a home: how many children, who came and who left, staff and events (README R16)."""
