"""Addresses of partners, of what is shared with them, and of their own pages."""

from django.urls import path

from fodfaeste.apps.partners import share_views, views

app_name = "partners"

urlpatterns = [
    path("partner/", views.own_front, name="own_front"),
    path("partner/<slug:share>/", views.own_share, name="own_share"),
    path("partnere/", views.partners, name="partners"),
    path("borgere/<slug:pid>/partnere/", share_views.shares, name="shares"),
    path("borgere/<slug:pid>/partnere/ny/", share_views.share_new, name="share_new"),
    path("borgere/<slug:pid>/partnere/<slug:share>/stop/", share_views.share_end, name="share_end"),
    path("min-side/partnere/", share_views.my_shares, name="my_shares"),
]
