"""Addresses of the outbox."""

from django.urls import path, register_converter

from fodfaeste.apps.outbox import answer_views, reach_views, views

app_name = "outbox"


class Channel:
    """A channel that is proved by a code."""

    regex = "mail|sms"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Channel, "channel")

urlpatterns = [
    path("udbakke/", views.outbox, name="outbox"),
    path("udbakke/svar/", answer_views.answers, name="answers"),
    path("udbakke/<int:message>/", views.message, name="message"),
    path("udbakke/<int:message>/send-igen/", views.mend, name="mend"),
    path("udbakke/<int:message>/traek-tilbage/", views.withdraw, name="withdraw"),
    path("udbakke/<int:message>/giv-videre/", views.hand_over, name="hand_over"),
    path("udbakke/<int:message>/sendt/", views.posted, name="posted"),
    path("borgere/<slug:pid>/kontakt/", reach_views.reach, name="reach"),
    path("borgere/<slug:pid>/kontakt/<channel:channel>/", reach_views.reach_code, name="reach_code"),
    path("min-side/kontakt/", reach_views.my_reach, name="my_reach"),
    path("min-side/kontakt/<channel:channel>/", reach_views.my_reach_code, name="my_reach_code"),
]
