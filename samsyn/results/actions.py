"""Nothing is changed here yet: frozen reports will be."""
