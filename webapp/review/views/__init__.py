"""Pages and JSON of the sessions of a study. Strangers, and sessions of other studies, are answered 404."""
