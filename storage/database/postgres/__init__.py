"""Studies on a PostgreSQL server: what that database spells, keeps and guards differently."""
