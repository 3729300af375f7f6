"""A study's own text becomes its first version. Alone: PostgreSQL wants no other change beside rows."""

from django.db import migrations


def copy(apps, schema_editor):
    Study, StudyConsent = apps.get_model("records", "Study"), apps.get_model("records", "StudyConsent")
    for study in Study.objects.exclude(consent_text=""):
        StudyConsent.objects.create(study=study, version=1, text=study.consent_text)


def copy_back(apps, schema_editor):
    Study, StudyConsent = apps.get_model("records", "Study"), apps.get_model("records", "StudyConsent")
    for consent in StudyConsent.objects.order_by("version"):
        Study.objects.filter(pk=consent.study_id).update(consent_text=consent.text)


class Migration(migrations.Migration):
    dependencies = [("records", "0005_studies_and_review")]

    operations = [migrations.RunPython(copy, copy_back)]
