"""The second factor of a login: a code of an app on the phone, or one of the recovery codes."""
