"""Thin blueprints, one per noun. A view reads the request, runs one command or query, and answers."""
