"""Addresses of letters: the same pages for staff and, under Min side, for the citizen."""

from django.urls import path

from fodfaeste.apps.letters import views

app_name = "letters"

PAGES = (
    ("beskeder/", views.letters, "letters"),
    ("beskeder/ny/", views.letter_new, "letter_new"),
    ("beskeder/<slug:thread>/", views.thread, "thread"),
    ("beskeder/<slug:thread>/slut/", views.close, "close"),
)

urlpatterns = [
    path("beskeder/", views.waiting, name="waiting"),
    *(
        path(f"{start}{rest}", view, name=f"{prefix}{name}")
        for start, prefix in (("borgere/<slug:pid>/", ""), ("min-side/", "my_"))
        for rest, view, name in PAGES
    ),
]
