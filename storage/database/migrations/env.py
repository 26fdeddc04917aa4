"""Run migrations on the connection that ``storage.database.schema`` hands over."""

from alembic import context

from storage.database.migrations.comparing import is_ours
from storage.database.tables import metadata


def run() -> None:
    """Migrate inside the caller's transaction."""
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=metadata,
        render_as_batch=True,
        include_name=is_ours,
    )
    context.run_migrations()


run()
