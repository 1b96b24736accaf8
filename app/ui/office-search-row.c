/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-search-row.h"

#include <glib/gi18n.h>

#include "office-avatar.h"
#include "office-state-icon.h"

#define LEAD_SIZE 24
#define ICON_SIZE 16

struct _OfficeSearchRow {
  GtkListBoxRow parent_instance;

  OfficeSearchResult *result;
  GtkWidget *box;
  GtkWidget *lines;
  GtkWidget *first; /* line */
};

G_DEFINE_FINAL_TYPE (OfficeSearchRow, office_search_row, GTK_TYPE_LIST_BOX_ROW)

/* ---- texts ---- */

static char *
mark_up (const OfficeSnippet *snippet)
{
  GString *markup = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i <= snippet->matches->len; i++)
    {
      const OfficeMatch *match = i < snippet->matches->len ? &g_array_index (snippet->matches, OfficeMatch, i) : NULL;
      gsize end = match != NULL ? match->start : strlen (snippet->text);
      g_autofree char *plain = g_markup_escape_text (snippet->text + at, (gssize) (end - at));
      g_autofree char *bold = NULL;

      g_string_append (markup, plain);
      if (match == NULL)
        break;
      bold = g_markup_escape_text (snippet->text + match->start, (gssize) (match->end - match->start));
      g_string_append_printf (markup, "<b>%s</b>", bold);
      at = match->end;
    }
  return g_string_free (markup, FALSE);
}

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
describe_room (OfficeRoom *room)
{
  guint n = office_room_get_n_people (room);
  g_autofree char *people = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", n), n);

  /* Translators: of a room that is not used any more: how many people are in it */
  return office_room_get_archived (room) ? g_strdup_printf (_ ("%s · archived"), people) : g_steal_pointer (&people);
}

/* ---- parts ---- */

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static GtkWidget *
add_snippet (GtkWidget *box, const OfficeSnippet *snippet)
{
  GtkWidget *label = add_label (box, NULL);
  g_autofree char *markup = mark_up (snippet);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  return label;
}

static GtkWidget *
add_stamp (GtkWidget *box, const char *text)
{
  GtkWidget *label = add_label (box, "stamp");

  gtk_label_set_label (GTK_LABEL (label), text);
  return label;
}

static void
set_lead (OfficeSearchRow *self, GtkWidget *lead)
{
  gtk_widget_set_size_request (lead, LEAD_SIZE, -1);
  gtk_widget_set_valign (lead, GTK_ALIGN_CENTER);
  gtk_box_prepend (GTK_BOX (self->box), lead);
}

static GtkWidget *
new_icon (const char *name)
{
  GtkWidget *icon = gtk_image_new_from_icon_name (name);

  gtk_widget_add_css_class (icon, "lead");
  return icon;
}

static GtkWidget *
new_avatar (OfficePerson *person)
{
  GtkWidget *avatar = office_avatar_new (LEAD_SIZE);

  office_avatar_set_person (OFFICE_AVATAR (avatar), person);
  return avatar;
}

/* ---- kinds ---- */

static char *
fill_room (OfficeSearchRow *self)
{
  OfficeRoom *room = office_search_result_get_room (self->result);
  g_autofree char *people = describe_room (room);
  const char *icon = "office-hash-symbolic";

  if (office_room_get_visibility (room) == OFFICE_ROOM_PRIVATE)
    icon = "changes-prevent-symbolic";
  else if (office_room_get_visibility (room) == OFFICE_ROOM_DIRECT)
    icon = "system-users-symbolic";
  set_lead (self, new_icon (icon));
  add_snippet (self->first, office_search_result_get_title (self->result));
  add_stamp (self->first, people);
  return g_strdup_printf ("%s, %s", office_room_get_name (room), people);
}

static char *
fill_person (OfficeSearchRow *self)
{
  OfficePerson *person = office_search_result_get_person (self->result);
  const char *status = office_person_get_status (person);

  set_lead (self, new_avatar (person));
  add_snippet (self->first, office_search_result_get_title (self->result));
  if (status != NULL)
    add_stamp (self->first, status);
  return g_strdup (office_person_get_name (person));
}

static char *
fill_task (OfficeSearchRow *self)
{
  OfficeTask *task = office_search_result_get_task (self->result);
  const char *room = office_room_get_name (office_search_result_get_room (self->result));
  /* Translators: the column that a task is in, and its room */
  g_autofree char *place = g_strdup_printf (_ ("%s · %s"), office_task_get_column_name (task), room);
  GtkWidget *icon = office_state_icon_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  office_state_icon_set_state (OFFICE_STATE_ICON (icon), office_task_get_state (task));
  office_state_icon_set_size (OFFICE_STATE_ICON (icon), ICON_SIZE);
  gtk_widget_set_hexpand (icon, TRUE);
  gtk_widget_set_halign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_widget_set_hexpand (box, FALSE);
  set_lead (self, box);
  add_snippet (self->first, office_search_result_get_title (self->result));
  add_stamp (self->first, place);
  return g_strdup_printf ("%s, %s", office_task_get_title (task), place);
}

static char *
fill_all_tasks (OfficeSearchRow *self)
{
  set_lead (self, new_icon ("office-task-symbolic"));
  gtk_label_set_label (GTK_LABEL (add_label (self->first, NULL)), _ ("All Tasks That Match"));
  return g_strdup (_ ("All Tasks That Match"));
}

static char *
fill_message (OfficeSearchRow *self, gint64 now)
{
  OfficePerson *author = office_search_result_get_person (self->result);
  OfficeRoom *room = office_search_result_get_room (self->result);
  OfficeTask *task = office_search_result_get_task (self->result);
  g_autofree char *when = dup_when (office_search_result_get_at (self->result), now);
  g_autofree char *place = NULL;
  GtkWidget *label;

  /* Translators: where a message was said: the room, and the task that it was said on */
  place = task != NULL ? g_strdup_printf (_ ("%s · on %s"), office_room_get_name (room), office_task_get_title (task))
                       : g_strdup (office_room_get_name (room));
  set_lead (self, new_avatar (author));
  gtk_label_set_label (GTK_LABEL (add_label (self->first, "author")), office_person_get_name (author));
  label = add_stamp (self->first, place);
  gtk_widget_set_hexpand (label, TRUE);
  label = add_stamp (self->first, when);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  add_snippet (self->lines, office_search_result_get_title (self->result));
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
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  self->first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_hexpand (self->lines, TRUE);
  gtk_widget_set_valign (self->lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->lines), self->first);
  gtk_box_append (GTK_BOX (self->box), self->lines);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
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
  if (office_search_result_get_kind (result) == OFFICE_SEARCH_MESSAGE
      || office_search_result_get_detail (result) != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "two-lines");
  if (office_search_result_get_detail (result) != NULL)
    gtk_widget_add_css_class (add_snippet (self->lines, office_search_result_get_detail (result)), "stamp");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
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
