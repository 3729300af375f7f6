"""The list of a study's sessions: what is searched for, how it is ordered, which page of it is shown."""
