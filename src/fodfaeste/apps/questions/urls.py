"""Addresses of the two questions."""

from django.urls import path

from fodfaeste.apps.questions import views

app_name = "questions"

urlpatterns = [
    path("spoergsmaal/", views.inquiries, name="inquiries"),
    path("spoergsmaal/<slug:inquiry>/", views.inquiry, name="inquiry"),
    path("spoergsmaal/<slug:inquiry>/aendret/", views.change, name="change"),
    path("spoergsmaal/<slug:inquiry>/luk/", views.close, name="close"),
    path("spoergsmaal/<slug:inquiry>/svar/", views.answer, name="answer"),
]
