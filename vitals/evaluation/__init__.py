"""How right the measurement is, as commands that anyone can run."""
