"""The live preview: an issue as it will print, on a page in the browser that follows each save."""
