"""Rules over the issue, the pages and the printed file: facts in, diagnostics out."""
