"""Addresses of companies and of what is open at them."""

from django.urls import path

from fodfaeste.apps.companies import (
    opening_views,
    own_agreements,
    own_people_views,
    own_proposal_views,
    own_views,
    text_views,
    views,
    workplace_search,
)

app_name = "companies"

urlpatterns = [
    path("virksomheder/", views.companies, name="companies"),
    path("virksomheder/<slug:company>/", views.company, name="company"),
    path("virksomheder/<slug:company>/aarsvaerk.svg", views.company_staff, name="company_staff"),
    path("arbejdssteder/soeg/", workplace_search.workplaces, name="workplaces"),
    path("aabninger/", opening_views.openings, name="openings"),
    path("aabninger/ny/", opening_views.opening_new, name="opening_new"),
    path("aabninger/fra-tekst/", text_views.text_new, name="text_new"),
    path("aabninger/fra-tekst/<slug:text>/", text_views.text, name="text"),
    path("aabninger/fra-virksomheder/", own_proposal_views.proposals, name="proposals"),
    path("aabninger/fra-virksomheder/<slug:proposal>/", own_proposal_views.proposal, name="proposal"),
    path("aabninger/<slug:opening>/", opening_views.opening, name="opening"),
    path("aabninger/<slug:opening>/ret/", opening_views.opening_change, name="opening_change"),
    path(
        "aabninger/<slug:opening>/traek-tilbage/",
        opening_views.opening_withdraw_page,
        name="opening_withdraw",
    ),
    path("virksomhed/", own_views.own_front, name="own_front"),
    path("virksomhed/aabninger/", own_views.own_openings, name="own_openings"),
    path("virksomhed/aabninger/ny/", own_views.own_opening_new, name="own_opening_new"),
    path("virksomhed/aabninger/<slug:opening>/", own_views.own_opening, name="own_opening"),
    path("virksomhed/skrevet/<slug:proposal>/", own_views.own_proposal, name="own_proposal"),
    path("virksomhed/borgere/", own_people_views.own_people, name="own_people"),
    path("virksomhed/borgere/<slug:introduction>/", own_people_views.own_person, name="own_person"),
    path("virksomhed/aftaler/", own_agreements.own_agreements, name="own_agreements"),
    path("virksomhed/arbejdssteder/", own_views.own_workplaces, name="own_workplaces"),
]
