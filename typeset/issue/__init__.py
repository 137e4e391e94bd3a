"""What the editors made: located YAML, the manifest, Markdown articles, the model."""
