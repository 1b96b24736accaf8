/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-switcher-row.h"

#include <glib/gi18n.h>

struct _OfficeSwitcherRow {
  OfficeChooserRow parent_instance;

  OfficeSwitcherItem *item;
};

G_DEFINE_FINAL_TYPE (OfficeSwitcherRow, office_switcher_row, OFFICE_TYPE_CHOOSER_ROW)

static void
office_switcher_row_dispose (GObject *object)
{
  g_clear_object (&OFFICE_SWITCHER_ROW (object)->item);

  G_OBJECT_CLASS (office_switcher_row_parent_class)->dispose (object);
}

static void
office_switcher_row_class_init (OfficeSwitcherRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_switcher_row_dispose;
}

static void
office_switcher_row_init (OfficeSwitcherRow *self)
{
}

/* What stands beside the name: what a person says of themselves, else what they are. */
static const char *
describe_person (OfficePerson *person)
{
  const char *status = office_person_get_status (person);

  if (status != NULL && *status != '\0')
    return status;
  return g_strcmp0 (office_person_get_role (person), "guest") == 0 ? _ ("Guest") : NULL;
}

/* Gives what stands beside the name; nullable. */
static char *
fill (OfficeSwitcherRow *self)
{
  OfficeChooserRow *row = OFFICE_CHOOSER_ROW (self);
  OfficeRoom *room = office_switcher_item_get_room (self->item);
  OfficePerson *person = office_switcher_item_get_person (self->item);
  OfficeTask *task = office_switcher_item_get_task (self->item);

  switch (office_switcher_item_get_kind (self->item))
    {
    case OFFICE_SWITCHER_ROOM:
      office_chooser_row_lead_with_room (row, room);
      return office_chooser_row_describe_room (room);
    case OFFICE_SWITCHER_PERSON:
      office_chooser_row_lead_with_person (row, person);
      return g_strdup (describe_person (person));
    case OFFICE_SWITCHER_TASK:
      office_chooser_row_lead_with_state (row, office_task_get_state (task));
      return office_chooser_row_describe_task (task, room);
    case OFFICE_SWITCHER_COMMAND:
    default:
      office_chooser_row_lead_with_icon (row, office_switcher_item_get_icon (self->item));
      return NULL;
    }
}

/**
 * office_switcher_row_new:
 * @item: what is offered
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
office_switcher_row_new (OfficeSwitcherItem *item)
{
  OfficeSwitcherRow *self;
  OfficeChooserRow *row;
  const OfficeSnippet *title;
  g_autofree char *beside = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (OFFICE_IS_SWITCHER_ITEM (item), NULL);

  self = g_object_new (OFFICE_TYPE_SWITCHER_ROW, NULL);
  self->item = g_object_ref (item);
  row = OFFICE_CHOOSER_ROW (self);
  title = office_switcher_item_get_title (item);
  beside = fill (self);
  office_chooser_row_add_snippet (row, title);
  if (beside != NULL)
    office_chooser_row_add_text (row, beside, "stamp");
  if (office_switcher_item_get_keys (item) != NULL)
    office_chooser_row_add_keys (row, office_switcher_item_get_keys (item));
  name = beside != NULL ? g_strdup_printf ("%s, %s", title->text, beside) : g_strdup (title->text);
  office_chooser_row_set_name (row, name);
  return GTK_WIDGET (self);
}

/**
 * office_switcher_row_get_item:
 *
 * Returns: (transfer none): what the row offers
 */
OfficeSwitcherItem *
office_switcher_row_get_item (OfficeSwitcherRow *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_ROW (self), NULL);

  return self->item;
}
