"""The front page, and the ways into the demo."""

from django.urls import include, path

from fodfaeste.apps.demo import views

demo = [
    path("demo/log-ind/<str:role>/", views.enter, name="enter"),
    path("demo/luk-rundtur/", views.close_guide, name="close_guide"),
]

urlpatterns = [
    path("", views.front, name="front"),
    path("", include((demo, "demo"))),
]
