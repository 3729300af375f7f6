"""The HTTP API for programs, under /api/. `main.api` is all of it; one module for each kind of thing."""
