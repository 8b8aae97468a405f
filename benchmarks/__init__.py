"""How quick the rules are, one script each: size, CPU seconds, and the ratio to a peer."""
