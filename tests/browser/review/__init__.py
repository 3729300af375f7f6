"""A study to review, for the tests and pictures of its pages."""

PASSWORD = "five blue horses"
