"""Addresses of companies and of what is open at them."""

from django.urls import path

from fodfaeste.apps.companies import opening_views, text_views, views

app_name = "companies"

urlpatterns = [
    path("virksomheder/", views.companies, name="companies"),
    path("virksomheder/<slug:company>/", views.company, name="company"),
    path("virksomheder/<slug:company>/aarsvaerk.svg", views.company_staff, name="company_staff"),
    path("aabninger/", opening_views.openings, name="openings"),
    path("aabninger/ny/", opening_views.opening_new, name="opening_new"),
    path("aabninger/fra-tekst/", text_views.text_new, name="text_new"),
    path("aabninger/fra-tekst/<slug:text>/", text_views.text, name="text"),
    path("aabninger/<slug:opening>/", opening_views.opening, name="opening"),
    path("aabninger/<slug:opening>/ret/", opening_views.opening_change, name="opening_change"),
    path(
        "aabninger/<slug:opening>/traek-tilbage/",
        opening_views.opening_withdraw_page,
        name="opening_withdraw",
    ),
]
