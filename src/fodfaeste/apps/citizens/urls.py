"""Addresses of the case worker's day, of a citizen's case, and of the citizen's own page."""

from django.urls import path

from fodfaeste.apps.citizens import cv_views, day_views, everything_views, profile_views, views

app_name = "citizens"

#: The same pages for a case worker and, under Min side, for the citizen.
PROFILE_PAGES = (
    ("kompetencer/", profile_views.profile, "profile"),
    ("kompetencer/tilfoej/", profile_views.skill_add, "skill_add"),
    ("kompetencer/erhverv/", profile_views.skills_from_occupation, "skills_from_occupation"),
    ("kompetencer/<int:skill>/", profile_views.skill, "skill"),
    ("oensker/<slug:about>/", profile_views.wish_add, "wish_add"),
    ("oensker/<int:wish>/fjern/", profile_views.wish_remove, "wish_remove"),
)

urlpatterns = [
    path("min-dag/", day_views.my_day, name="my_day"),
    path("min-side/", day_views.my_page, name="my_page"),
    path("min-side/hvem-har-set/", everything_views.my_looks, name="my_looks"),
    path("min-side/alt/", everything_views.my_everything, name="my_everything"),
    path("min-side/alt/<int:copy>/", everything_views.my_copy, name="my_copy"),
    path("min-side/cv/", cv_views.my_cv, name="my_cv"),
    path("min-side/cv/<int:cv>/", cv_views.my_cv_text, name="my_cv_text"),
    path("min-side/cv/<int:cv>/slet/", cv_views.my_cv_delete, name="my_cv_delete"),
    path("borgere/<slug:pid>/cv/", cv_views.cv, name="cv"),
    path("borgere/<slug:pid>/alt/", everything_views.everything, name="everything"),
    path("borgere/<slug:pid>/alt/<int:copy>/", everything_views.everything_print, name="everything_print"),
    path("borgere/<slug:pid>/", views.citizen, name="citizen"),
    path("borgere/<slug:pid>/hvorfor/<slug:offer>/", views.why, name="why"),
    path("borgere/<slug:pid>/samtale/", views.talk, name="talk"),
    path("borgere/<slug:pid>/samtale/<int:talk>/", views.talk_mark, name="talk_mark"),
    path("borgere/<slug:pid>/oplysning/<slug:fact>/", views.fact, name="fact"),
    path("borgere/<slug:pid>/adgang/", views.reason, name="reason"),
    *(
        path(f"{start}{rest}", view, name=f"{prefix}{name}")
        for start, prefix in (("borgere/<slug:pid>/", ""), ("min-side/", "my_"))
        for rest, view, name in PROFILE_PAGES
    ),
    path("borgere/<slug:pid>/profil/", profile_views.facts, name="profile_facts"),
]
