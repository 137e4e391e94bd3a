"""For archivists and everyone who builds: an issue made whole, and made the same again."""
