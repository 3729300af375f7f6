"""The measurement: frames -> masks -> traces -> waves -> rates. No Django and no PyTorch in here."""
