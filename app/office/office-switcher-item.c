/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-switcher-private.h"

#include "office-fuzzy.h"

#include <glib/gi18n.h>

#include <string.h>

struct _OfficeSwitcherItem {
  GObject parent_instance;

  OfficeSwitcherKind kind;
  OfficeSwitcherGroup group;
  char *id;
  char *target;
  char *icon;
  char *keys;
  OfficeSnippet *title;
  OfficeRoom *room;
  OfficePerson *person;
  OfficeTask *task;
};

G_DEFINE_FINAL_TYPE (OfficeSwitcherItem, office_switcher_item, G_TYPE_OBJECT)

static void
office_switcher_item_finalize (GObject *object)
{
  OfficeSwitcherItem *self = OFFICE_SWITCHER_ITEM (object);

  g_free (self->id);
  g_free (self->target);
  g_free (self->icon);
  g_free (self->keys);
  g_clear_pointer (&self->title, office_snippet_free);
  g_clear_object (&self->room);
  g_clear_object (&self->person);
  g_clear_object (&self->task);

  G_OBJECT_CLASS (office_switcher_item_parent_class)->finalize (object);
}

static void
office_switcher_item_class_init (OfficeSwitcherItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = office_switcher_item_finalize;
}

static void
office_switcher_item_init (OfficeSwitcherItem *self)
{
}

static OfficeSwitcherItem *
new_item (OfficeSwitcherKind kind, OfficeSwitcherGroup group, const char *id, const char *title, const char *typed)
{
  OfficeSwitcherItem *self = g_object_new (OFFICE_TYPE_SWITCHER_ITEM, NULL);

  self->kind = kind;
  self->group = group;
  self->id = g_strdup (id);
  self->title = office_fuzzy_make_snippet (title, typed);
  return self;
}

OfficeSwitcherItem *
office_switcher_item_new_room (OfficeRoom *room, OfficeSwitcherGroup group, const char *typed)
{
  OfficeSwitcherItem *self = new_item (OFFICE_SWITCHER_ROOM, group, office_room_get_id (room),
                                       office_room_get_name (room), typed);

  self->room = g_object_ref (room);
  return self;
}

OfficeSwitcherItem *
office_switcher_item_new_person (OfficePerson *person, OfficeSwitcherGroup group, const char *typed)
{
  OfficeSwitcherItem *self = new_item (OFFICE_SWITCHER_PERSON, group, office_person_get_id (person),
                                       office_person_get_name (person), typed);

  self->person = g_object_ref (person);
  return self;
}

OfficeSwitcherItem *
office_switcher_item_new_task (OfficeTask *task, OfficeRoom *room, OfficeSwitcherGroup group, const char *typed)
{
  OfficeSwitcherItem *self = new_item (OFFICE_SWITCHER_TASK, group, office_task_get_id (task),
                                       office_task_get_title (task), typed);

  self->task = g_object_ref (task);
  self->room = g_object_ref (room);
  return self;
}

/**
 * office_switcher_item_new_command:
 * @action: the window's action
 * @target: (nullable): its target, a text
 * @title: what it does, translated
 * @icon: an icon's name
 * @keys: (nullable): its keys, as people know them
 *
 * Returns: (transfer full): a command, for office_switcher_set_commands()
 */
OfficeSwitcherItem *
office_switcher_item_new_command (const char *action, const char *target, const char *title, const char *icon,
                                  const char *keys)
{
  OfficeSwitcherItem *self = new_item (OFFICE_SWITCHER_COMMAND, OFFICE_SWITCHER_COMMANDS, action, title, "");

  self->target = g_strdup (target);
  self->icon = g_strdup (icon);
  self->keys = g_strdup (keys);
  return self;
}

OfficeSwitcherItem *
office_switcher_item_copy_command (OfficeSwitcherItem *command, const char *typed)
{
  OfficeSwitcherItem *self = new_item (OFFICE_SWITCHER_COMMAND, command->group, command->id, command->title->text,
                                       typed);

  self->target = g_strdup (command->target);
  self->icon = g_strdup (command->icon);
  self->keys = g_strdup (command->keys);
  return self;
}

OfficeSwitcherItem *
office_switcher_item_new_search (const char *text)
{
  /* Translators: %s is what was typed into the quick switcher */
  g_autofree char *title = g_strdup_printf (_ ("Search “%s” in Messages and Tasks"), text);
  OfficeSwitcherItem *self = new_item (OFFICE_SWITCHER_COMMAND, OFFICE_SWITCHER_SEARCH, "win.search-for", title, "");

  self->target = g_strdup (text);
  self->icon = g_strdup ("system-search-symbolic");
  return self;
}

gboolean
office_switcher_item_looks_like (OfficeSwitcherItem *self, OfficeSwitcherItem *other)
{
  const GArray *one = self->title->matches;
  const GArray *two = other->title->matches;

  return self->kind == other->kind && self->group == other->group && g_strcmp0 (self->id, other->id) == 0
         && g_strcmp0 (self->target, other->target) == 0 && g_str_equal (self->title->text, other->title->text)
         && one->len == two->len
         && (one->len == 0 || memcmp (one->data, two->data, one->len * sizeof (OfficeMatch)) == 0);
}

OfficeSwitcherKind
office_switcher_item_get_kind (OfficeSwitcherItem *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (self), OFFICE_SWITCHER_ROOM);
  return self->kind;
}

OfficeSwitcherGroup
office_switcher_item_get_group (OfficeSwitcherItem *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (self), OFFICE_SWITCHER_ROOMS);
  return self->group;
}

const char *
office_switcher_item_get_id (OfficeSwitcherItem *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (self), NULL);
  return self->id;
}

const char *
office_switcher_item_get_target (OfficeSwitcherItem *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (self), NULL);
  return self->target;
}

const char *
office_switcher_item_get_icon (OfficeSwitcherItem *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (self), NULL);
  return self->icon;
}

const char *
office_switcher_item_get_keys (OfficeSwitcherItem *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (self), NULL);
  return self->keys;
}

const OfficeSnippet *
office_switcher_item_get_title (OfficeSwitcherItem *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (self), NULL);
  return self->title;
}

OfficeRoom *
office_switcher_item_get_room (OfficeSwitcherItem *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (self), NULL);
  return self->room;
}

OfficePerson *
office_switcher_item_get_person (OfficeSwitcherItem *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (self), NULL);
  return self->person;
}

OfficeTask *
office_switcher_item_get_task (OfficeSwitcherItem *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (self), NULL);
  return self->task;
}
