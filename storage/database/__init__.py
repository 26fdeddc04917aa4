"""The only place that speaks SQL: tables, engine, migrations and one module of queries per noun."""
