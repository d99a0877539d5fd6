"""Addresses of personal links, and of the case worker's side of them."""

from django.urls import path

from fodfaeste.apps.links import company_views, views, worker_views

app_name = "links"

urlpatterns = [
    path("l/", views.letter_code, name="letter_code"),
    path("l/aabnet/<slug:link>/", views.opened, name="opened"),
    path("l/<slug:secret>/", views.token, name="token"),
    path("l/<slug:secret>/nyt/", views.renew, name="renew"),
    path("borgere/<slug:pid>/links/", worker_views.links, name="links"),
    path("borgere/<slug:pid>/links/<slug:link>/brev/", worker_views.letter, name="letter"),
    path("borgere/<slug:pid>/links/<slug:link>/tilbage/", worker_views.withdraw, name="withdraw"),
    path("borgere/<slug:pid>/paa-vegne/", worker_views.behalf, name="behalf"),
    path("borgere/<slug:pid>/paa-vegne/<int:behalf>/", worker_views.behalf_step, name="behalf_step"),
    path("links/oensket/", company_views.wanted, name="wanted"),
    path("virksomheder/<slug:company>/links/", company_views.company_links, name="company_links"),
    path(
        "virksomheder/<slug:company>/links/<slug:link>/tilbage/",
        company_views.company_withdraw,
        name="company_withdraw",
    ),
]
