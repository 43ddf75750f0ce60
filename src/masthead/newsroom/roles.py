"""Who may do what: four roles that every outlet has.

The roles are the product's own: each start sets them to what stands here. An outlet that wants
others makes groups of its own beside them, which nothing here touches.
"""

from __future__ import annotations

from itertools import product

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from masthead.articles.models import FrontPage, StoriesFolder

GROUPS = {
    "reporter": "Reporters",
    "editor": "Editors",
    "moderator": "Moderators",
    "administrator": "Administrators",
}

# "app.codename". Nobody deletes people or addresses: what was public keeps its answer.
MODEL_PERMISSIONS: dict[str, tuple[str, ...]] = {
    "reporter": ("wagtailadmin.access_admin", "people.view_person"),
    "editor": (
        "wagtailadmin.access_admin",
        *(f"people.{verb}_person" for verb in ("add", "change", "view")),
        *(f"ticker.{verb}_tickeritem" for verb in ("add", "change", "delete", "view")),
        *(f"outlet.{verb}_edition" for verb in ("add", "change", "view")),
        *(f"outlet.{verb}_menu" for verb in ("add", "change", "delete", "view")),
        *(f"addresses.{verb}_address" for verb in ("add", "change", "view")),
        *(f"comments.{verb}_comment" for verb in ("change", "moderate", "view")),
        "comments.view_moderationentry",
        "comments.change_commentrules",
        "ledger.add_erasure",
    ),
    "moderator": (
        "wagtailadmin.access_admin",
        *(f"comments.{verb}_comment" for verb in ("change", "moderate", "view")),
        "comments.view_moderationentry",
        "comments.change_commentrules",
    ),
}
# Not even administrators: see above, and the moderation log is only added to.
NOBODY_MAY = (
    "people.delete_person",
    "addresses.delete_address",
    "comments.change_moderationentry",
    "comments.delete_moderationentry",
)

PAGE_PERMISSIONS: dict[str, tuple[type[Page], tuple[str, ...]]] = {
    "reporter": (StoriesFolder, ("add_page", "change_page")),
    "editor": (
        FrontPage,
        ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    ),
    "administrator": (
        FrontPage,
        (
            "add_page",
            "change_page",
            "publish_page",
            "lock_page",
            "unlock_page",
            "bulk_delete_page",
        ),
    ),
}

# Of pictures and documents, for the whole collection tree.
FILE_PERMISSIONS: dict[str, tuple[str, ...]] = {
    "reporter": ("add", "choose"),
    "editor": ("add", "change", "choose"),
    "administrator": ("add", "change", "choose"),
}
FILE_MODELS = ("image", "document")


@transaction.atomic
def ensure_roles() -> None:
    """Make the four groups and set their permissions; pages are included once there are any."""
    for role, name in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        group.permissions.set(_model_permissions(role))
        _set_page_permissions(group, role)
        _set_file_permissions(group, role)


def _model_permissions(role: str) -> list[Permission]:
    named = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    if role not in MODEL_PERMISSIONS:
        return [permission for name, permission in named.items() if name not in NOBODY_MAY]
    # Where migrations stop half-way on purpose, not all are there yet.
    return [named[name] for name in MODEL_PERMISSIONS[role] if name in named]


def _set_page_permissions(group: Group, role: str) -> None:
    model, codenames = PAGE_PERMISSIONS.get(role, (FrontPage, ()))
    pages = list(model.objects.order_by("path").values_list("pk", flat=True))
    wanted = Permission.objects.filter(
        content_type__app_label="wagtailcore", content_type__model="page", codename__in=codenames
    )
    kept = GroupPagePermission.objects.filter(group=group, page__in=pages, permission__in=wanted)
    GroupPagePermission.objects.filter(group=group).exclude(pk__in=kept.values("pk")).delete()
    for page, permission in product(pages, wanted):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page, permission=permission)


def _set_file_permissions(group: Group, role: str) -> None:
    root = Collection.get_first_root_node()
    wanted = Permission.objects.filter(
        content_type__app_label="media",
        codename__in=[
            f"{verb}_{model}" for verb in FILE_PERMISSIONS.get(role, ()) for model in FILE_MODELS
        ],
    )
    kept = GroupCollectionPermission.objects.filter(
        group=group, collection=root, permission__in=wanted
    )
    GroupCollectionPermission.objects.filter(group=group).exclude(pk__in=kept.values("pk")).delete()
    for permission in wanted:
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=root, permission=permission
        )
