/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-search-row.h"

#include <glib/gi18n.h>

struct _OfficeSearchRow {
  OfficeChooserRow parent_instance;

  OfficeSearchResult *result;
};

G_DEFINE_FINAL_TYPE (OfficeSearchRow, office_search_row, OFFICE_TYPE_CHOOSER_ROW)

/* ---- kinds ---- */

static char *
dup_when (gint64 at, gint64 now)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (at / 1000);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now / 1000);

  if (moment == NULL || today == NULL)
    return g_strdup ("");
  if (g_date_time_get_year (moment) != g_date_time_get_year (today))
    /* Translators: the day of a message of another year, short, as in 9 Jun 2024; see g_date_time_format(). */
    return g_date_time_format (moment, _ ("%-d %b %Y"));
  if (g_date_time_get_day_of_year (moment) != g_date_time_get_day_of_year (today))
    /* Translators: the day of a message of this year, short, as in 9 Jun; see g_date_time_format(). */
    return g_date_time_format (moment, _ ("%-d %b"));
  /* Translators: the time of a message, as in 9:05; see g_date_time_format() for the letters. */
  return g_date_time_format (moment, _ ("%-H:%M"));
}

static char *
fill_room (OfficeSearchRow *self)
{
  OfficeChooserRow *row = OFFICE_CHOOSER_ROW (self);
  OfficeRoom *room = office_search_result_get_room (self->result);
  g_autofree char *people = office_chooser_row_describe_room (room);

  office_chooser_row_lead_with_room (row, room);
  office_chooser_row_add_snippet (row, office_search_result_get_title (self->result));
  office_chooser_row_add_text (row, people, "stamp");
  return g_strdup_printf ("%s, %s", office_room_get_name (room), people);
}

static char *
fill_person (OfficeSearchRow *self)
{
  OfficeChooserRow *row = OFFICE_CHOOSER_ROW (self);
  OfficePerson *person = office_search_result_get_person (self->result);
  const char *status = office_person_get_status (person);

  office_chooser_row_lead_with_person (row, person);
  office_chooser_row_add_snippet (row, office_search_result_get_title (self->result));
  if (status != NULL)
    office_chooser_row_add_text (row, status, "stamp");
  return g_strdup (office_person_get_name (person));
}

static char *
fill_task (OfficeSearchRow *self)
{
  OfficeChooserRow *row = OFFICE_CHOOSER_ROW (self);
  OfficeTask *task = office_search_result_get_task (self->result);
  g_autofree char *place = office_chooser_row_describe_task (task, office_search_result_get_room (self->result));

  if (office_task_get_template (task))
    office_chooser_row_lead_with_icon (row, "office-task-symbolic");
  else
    office_chooser_row_lead_with_state (row, office_task_get_state (task));
  office_chooser_row_add_snippet (row, office_search_result_get_title (self->result));
  office_chooser_row_add_text (row, place, "stamp");
  return g_strdup_printf ("%s, %s", office_task_get_title (task), place);
}

static char *
fill_all_tasks (OfficeSearchRow *self)
{
  office_chooser_row_lead_with_icon (OFFICE_CHOOSER_ROW (self), "office-task-symbolic");
  office_chooser_row_add_text (OFFICE_CHOOSER_ROW (self), _ ("All Tasks That Match"), NULL);
  return g_strdup (_ ("All Tasks That Match"));
}

static char *
fill_message (OfficeSearchRow *self, gint64 now)
{
  OfficeChooserRow *row = OFFICE_CHOOSER_ROW (self);
  OfficePerson *author = office_search_result_get_person (self->result);
  OfficeRoom *room = office_search_result_get_room (self->result);
  OfficeTask *task = office_search_result_get_task (self->result);
  g_autofree char *when = dup_when (office_search_result_get_at (self->result), now);
  g_autofree char *place = NULL;
  GtkWidget *label;

  /* Translators: where a message was said: the room, and the task that it was said on */
  place = task != NULL ? g_strdup_printf (_ ("%s · on %s"), office_room_get_name (room), office_task_get_title (task))
                       : g_strdup (office_room_get_name (room));
  office_chooser_row_lead_with_person (row, author);
  office_chooser_row_add_text (row, office_person_get_name (author), "author");
  gtk_widget_set_hexpand (office_chooser_row_add_text (row, place, "stamp"), TRUE);
  label = office_chooser_row_add_text (row, when, "stamp");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  office_chooser_row_add_line (row, office_search_result_get_title (self->result));
  /* Translators: for a screen reader: who said it, where, when, and what */
  return g_strdup_printf (_ ("%s in %s, %s: %s"), office_person_get_name (author), place, when,
                          office_search_result_get_title (self->result)->text);
}

static char *
fill (OfficeSearchRow *self, gint64 now)
{
  switch (office_search_result_get_kind (self->result))
    {
    case OFFICE_SEARCH_ROOM:
      return fill_room (self);
    case OFFICE_SEARCH_PERSON:
      return fill_person (self);
    case OFFICE_SEARCH_TASK:
      return fill_task (self);
    case OFFICE_SEARCH_ALL_TASKS:
      return fill_all_tasks (self);
    case OFFICE_SEARCH_MESSAGE:
    default:
      return fill_message (self, now);
    }
}

/* ---- overrides ---- */

static void
office_search_row_dispose (GObject *object)
{
  g_clear_object (&OFFICE_SEARCH_ROW (object)->result);

  G_OBJECT_CLASS (office_search_row_parent_class)->dispose (object);
}

static void
office_search_row_class_init (OfficeSearchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_search_row_dispose;
}

static void
office_search_row_init (OfficeSearchRow *self)
{
}

/**
 * office_search_row_new:
 * @result: what was found
 * @now: ms since 1970
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
office_search_row_new (OfficeSearchResult *result, gint64 now)
{
  OfficeSearchRow *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (OFFICE_IS_SEARCH_RESULT (result), NULL);

  self = g_object_new (OFFICE_TYPE_SEARCH_ROW, NULL);
  self->result = g_object_ref (result);
  name = fill (self, now);
  if (office_search_result_get_detail (result) != NULL)
    gtk_widget_add_css_class (
        office_chooser_row_add_line (OFFICE_CHOOSER_ROW (self), office_search_result_get_detail (result)), "stamp");
  office_chooser_row_set_name (OFFICE_CHOOSER_ROW (self), name);
  return GTK_WIDGET (self);
}

/**
 * office_search_row_get_result:
 *
 * Returns: (transfer none): what the row shows
 */
OfficeSearchResult *
office_search_row_get_result (OfficeSearchRow *self)
{
  g_return_val_if_fail (OFFICE_IS_SEARCH_ROW (self), NULL);

  return self->result;
}
