"""Addresses of signing in and out."""

from django.urls import path

from fodfaeste.apps.accounts import views

app_name = "accounts"

urlpatterns = [
    path("log-ind/", views.sign_in, name="sign_in"),
    path("log-ud/", views.sign_out, name="sign_out"),
]
