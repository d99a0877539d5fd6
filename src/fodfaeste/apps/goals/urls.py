"""Addresses of the policy, its figures and its trials."""

from django.urls import path

from fodfaeste.apps.goals import overview_views, trial_views, views

app_name = "goals"

urlpatterns = [
    path("politik/", views.policy, name="policy"),
    path("politik/oversigt/maal/", overview_views.followup, name="followup"),
    path("politik/oversigt/spoergsmaal/", overview_views.questions, name="questions"),
    path("politik/oversigt/verdensmaal/", overview_views.sdg, name="sdg"),
    path("politik/<str:item>/", views.item, name="item"),
    path("politik/<str:item>/borgere/", views.item_people, name="item_people"),
    path("tal/", views.figures, name="figures"),
    path("tal/<str:indicator>.csv", views.figure_csv, name="figure_csv"),
    path("tal/<str:indicator>/", views.figure, name="figure"),
    path("tal/<str:indicator>/diagram.svg", views.figure_chart, name="figure_chart"),
    path("proev/", trial_views.trials, name="trials"),
    path("proev/<int:trial>/", trial_views.trial, name="trial"),
    path("proev/<int:trial>/diagram.svg", trial_views.trial_chart, name="trial_chart"),
    path("proev/<int:trial>/slet/", trial_views.trial_delete, name="trial_delete"),
]
