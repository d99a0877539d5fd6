from django.apps import AppConfig


class OperationConfig(AppConfig):
    name = "fodfaeste.apps.operation"
    label = "operation"
