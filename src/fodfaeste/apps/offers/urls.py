"""Addresses of a citizen's agreements."""

from django.urls import path

from fodfaeste.apps.offers import eligibility_views, law_coverage_views, law_views, own_answer_views, views

app_name = "offers"

urlpatterns = [
    path("borgere/<slug:pid>/begynd/<slug:offer>/", views.begin, name="begin"),
    path("borgere/<slug:pid>/aftale/<int:agreement>/slut/", views.close, name="close"),
    path("borgere/<slug:pid>/aftale/<int:agreement>/sted/", views.workplace, name="workplace"),
    path("borgere/<slug:pid>/tilbud/", eligibility_views.offers, name="offers"),
    path("borgere/<slug:pid>/tilbud/<slug:law_offer>/", eligibility_views.offer, name="offer"),
    path("min-side/aftaler/<int:agreement>/", own_answer_views.my_agreement, name="my_agreement"),
    path("min-side/tilbud/", eligibility_views.my_offers, name="my_offers"),
    path("min-side/tilbud/<slug:law_offer>/", eligibility_views.my_offer, name="my_offer"),
    path("lov/", law_views.law, name="law"),
    path("lov/<str:rule>/", law_views.law_rule, name="law_rule"),
    path("daekning/", law_coverage_views.coverage, name="coverage"),
    path("daekning/<str:duty>/borgere/", law_coverage_views.coverage_people, name="coverage_people"),
]
