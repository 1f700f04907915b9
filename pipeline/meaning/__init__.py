"""How a text is understood: names, clauses, roles, negation, scope, dates."""
