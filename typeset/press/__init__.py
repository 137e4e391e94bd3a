"""Pages and ink: pagination, PDF, and the inspection of what was really printed."""
