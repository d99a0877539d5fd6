"""Addresses of plans, choices and job logs."""

from django.urls import path

from fodfaeste.apps.plans import log_views, own_views, views

app_name = "plans"

urlpatterns = [
    path("planer/", views.waiting, name="waiting"),
    path("borgere/<slug:pid>/plan/", views.plan, name="plan"),
    path("borgere/<slug:pid>/plan/begynd/", views.begin, name="begin"),
    path("borgere/<slug:pid>/plan/maal/", views.goals, name="goals"),
    path("borgere/<slug:pid>/plan/syn/", views.view, name="view"),
    path("borgere/<slug:pid>/plan/skridt/", views.step_add, name="step_add"),
    path("borgere/<slug:pid>/plan/skridt/<int:step>/", views.step, name="step"),
    path("borgere/<slug:pid>/plan/skridt/<int:step>/tilstand/", views.step_mark, name="step_mark"),
    path("borgere/<slug:pid>/plan/valg/", views.choice_add, name="choice_add"),
    path("borgere/<slug:pid>/plan/foreslaa/", views.propose, name="propose"),
    path("borgere/<slug:pid>/plan/for-borgeren/", views.agree_for, name="agree_for"),
    path("borgere/<slug:pid>/plan/<int:plan>/slut/", views.end, name="end"),
    path("borgere/<slug:pid>/plan/historie/", views.history, name="history"),
    path("borgere/<slug:pid>/joblog/", log_views.job_log, name="job_log"),
    path("min-side/plan/", own_views.my_plan, name="my_plan"),
    path("min-side/plan/maal/", own_views.my_goals, name="my_goals"),
    path("min-side/plan/skridt/", own_views.my_step_add, name="my_step_add"),
    path("min-side/plan/skridt/<int:step>/", own_views.my_step_mark, name="my_step_mark"),
    path("min-side/plan/enig/", own_views.my_agree, name="my_agree"),
    path("min-side/plan/svar/", own_views.my_view, name="my_view"),
    path("min-side/plan/valg/<int:choice>/", own_views.my_choice, name="my_choice"),
    path("min-side/plan/historie/", own_views.my_history, name="my_history"),
    path("min-side/vaelg/", own_views.my_offers, name="my_offers"),
    path("min-side/joblog/", log_views.my_log, name="my_log"),
    path("min-side/joblog/ny/", log_views.my_log_add, name="my_log_add"),
    path("min-side/joblog/<slug:entry>/", log_views.my_log_entry, name="my_log_entry"),
]
