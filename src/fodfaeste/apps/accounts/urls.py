"""Addresses of signing in and out, of one's own account, of colleagues and of stand-ins."""

from django.urls import path

from fodfaeste.apps.accounts import (
    account_views,
    broker_views,
    colleague_views,
    factor_views,
    stand_in_views,
    views,
)

app_name = "accounts"

urlpatterns = [
    path("log-ind/", views.sign_in, name="sign_in"),
    path("log-ind/som/", views.choose, name="choose"),
    path("log-ind/kode/", factor_views.code, name="code"),
    path("log-ind/to-trin/", factor_views.factor_setup, name="factor_setup"),
    path("log-ind/to-trin/qr.svg", factor_views.factor_qr, name="factor_qr"),
    path("log-ind/svar/<slug:broker>/", broker_views.broker_answer, name="broker_answer"),
    path("log-ind/<slug:broker>/<slug:door>/", broker_views.broker, name="broker"),
    path("log-ud/", views.sign_out, name="sign_out"),
    path("log-ud/overalt/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("log-ud/besked/<slug:broker>/", broker_views.broker_logout, name="broker_logout"),
    path("min-konto/", account_views.account, name="account"),
    path("min-konto/adgangskode/", account_views.password, name="password"),
    path("min-konto/to-trin/fjern/", factor_views.factor_remove, name="factor_remove"),
    path("min-konto/enhed/<int:session>/", account_views.session_end, name="session_end"),
    path("medarbejdere/", colleague_views.colleagues, name="colleagues"),
    path("medarbejdere/team/", colleague_views.unit_new, name="unit_new"),
    path("medarbejdere/<int:colleague>/", colleague_views.colleague, name="colleague"),
    path("medarbejdere/<int:colleague>/<slug:errand>/", colleague_views.colleague_do, name="colleague_do"),
    path("velkommen/<int:colleague>/<slug:key>/", colleague_views.welcome, name="welcome"),
    path("vikarer/", stand_in_views.stand_ins, name="stand_ins"),
    path("vikarer/<int:stand_in>/slut/", stand_in_views.stand_in_stop, name="stand_in_stop"),
]
