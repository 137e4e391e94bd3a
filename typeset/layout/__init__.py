"""What the designers made: layout packages, the font catalogue, QR codes, templates."""
