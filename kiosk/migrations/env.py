"""Alembic's environment: one SQLite file, every migration in one transaction."""

from alembic import context
from sqlalchemy import create_engine

from kiosk.schema import metadata

engine = create_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, transactional_ddl=True)
    with context.begin_transaction():
        context.run_migrations()
engine.dispose()
