"""No tables: what came of it is counted when asked. Frozen reports will live here."""
