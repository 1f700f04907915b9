"""SQLModel tables, sessions, migrations, named queries; the only place that speaks SQL."""
