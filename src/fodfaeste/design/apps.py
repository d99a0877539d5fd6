from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "fodfaeste.design"
    label = "design"
