"""Who is who, who may do what, who did what: organisations, people, places, roles, the journal."""
