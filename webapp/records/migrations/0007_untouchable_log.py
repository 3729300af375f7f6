"""The database itself refuses to change or delete a row of the access log.

One change is allowed: the name of a user whose account is deleted is taken out.
"""

from django.db import migrations

REFUSAL = "the access log is only added to"
KEPT = ("id", "action", "target", "study_id", "detail", "at")

SQLITE = [
    f"""
    CREATE TRIGGER accesslog_no_update BEFORE UPDATE ON records_accesslog
    WHEN NEW.user_id IS NOT NULL OR {" OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in KEPT)}
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
    f"""
    CREATE TRIGGER accesslog_no_delete BEFORE DELETE ON records_accesslog
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """,
]
CHANGED = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in KEPT)
POSTGRESQL = [
    f"""
    CREATE FUNCTION accesslog_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$
    """,
    f"""
    CREATE TRIGGER accesslog_no_update BEFORE UPDATE ON records_accesslog FOR EACH ROW
    WHEN (NEW.user_id IS NOT NULL OR {CHANGED})
    EXECUTE FUNCTION accesslog_refuse()
    """,
    """
    CREATE TRIGGER accesslog_no_delete BEFORE DELETE ON records_accesslog FOR EACH ROW
    EXECUTE FUNCTION accesslog_refuse()
    """,
]


def guard(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def open_up(apps, schema_editor):
    on_table = " ON records_accesslog" if schema_editor.connection.vendor == "postgresql" else ""
    for name in ("accesslog_no_update", "accesslog_no_delete"):
        schema_editor.execute(f"DROP TRIGGER {name}{on_table}")
    if on_table:
        schema_editor.execute("DROP FUNCTION accesslog_refuse()")


class Migration(migrations.Migration):
    dependencies = [("records", "0006_consent_versions")]

    operations = [
        migrations.RemoveField(model_name="study", name="consent_text"),
        migrations.RunPython(guard, open_up),
    ]
