"""The Django project: pages, sockets, workers and the database. No signal processing here."""

from webapp.celery import app as celery_app

__all__ = ["celery_app"]
