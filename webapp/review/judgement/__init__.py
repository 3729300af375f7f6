"""What people say of a session, and what of it each of them may see."""
