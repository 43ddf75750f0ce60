"""What the demo made, so that it can be taken away again and nothing else with it."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class DemoThing(models.Model):
    """One thing that belongs to the fictional outlet; its name is that of its file."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=255)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    thing = GenericForeignKey()
    # Of a thing that was there already: what it said before the demo changed it.
    before = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "name"), name="demo_made_once"),)
        indexes = (models.Index(fields=("content_type", "object_id")),)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"
