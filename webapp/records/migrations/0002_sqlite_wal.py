"""Write-ahead log for SQLite: readers and the one writer do not wait for each other.

The file remembers it, and setting it takes a lock: so once, here, and not at each connection.
"""

from django.db import migrations


def use_wal(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=WAL")


class Migration(migrations.Migration):
    atomic = False  # the journal cannot change inside a transaction
    dependencies = [("records", "0001_initial")]
    operations = [migrations.RunPython(use_wal, migrations.RunPython.noop)]
