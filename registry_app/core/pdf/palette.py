"""The colours of the PDFs: the two dyes of the ajrak, its cotton ground, and the grades, as on the screens."""

INK = "#1A1D26"
SLATE = "#4A5160"
INDIGO = "#12204A"
INDIGO_LINK = "#1E3A78"
MADDER = "#8E1F2F"
COTTON = "#FBF8F2"
SAND = "#EFE7DA"
LINE = "#857D6E"
HAIRLINE = "#D8CFBF"

# Letter of the grade: border and text, ground, how many of the four bars are full.
GRADES = {
    "A": ("#14532D", "#DDF1E2", 4),
    "B": ("#0B5A63", "#D9F0F2", 3),
    "C": ("#7A4300", "#FDEBCF", 2),
    "D": ("#8E1F2F", "#FBE3E4", 1),
}
NOT_GRADED = ("#40475A", "#E7E9EE", 0)
