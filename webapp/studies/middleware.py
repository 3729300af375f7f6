"""Coordinators' pages are in English until they are translated: half a page in another language is worse."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import translation
from django.utils.deprecation import MiddlewareMixin

FOLDER, LANGUAGE = "/studies/", "en"


class EnglishForNow(MiddlewareMixin):
    """After Django's own choice of a language; the participants' pages are elsewhere (/join/)."""

    def process_request(self, request: HttpRequest) -> None:
        if request.path_info.startswith(FOLDER):
            translation.activate(LANGUAGE)
            request.LANGUAGE_CODE = LANGUAGE
