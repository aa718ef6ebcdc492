"""Files as people have them: any common encoding, layout, unit and system, and all told."""
