/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-chooser-row.h"

#include <glib/gi18n.h>

#include "office-avatar.h"
#include "office-state-icon.h"

#define LEAD_SIZE 24
#define ICON_SIZE 16

typedef struct {
  GtkWidget *box;
  GtkWidget *lines;
  GtkWidget *first; /* line */
} OfficeChooserRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (OfficeChooserRow, office_chooser_row, GTK_TYPE_LIST_BOX_ROW)

static OfficeChooserRowPrivate *
get_private (OfficeChooserRow *self)
{
  return office_chooser_row_get_instance_private (self);
}

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

static GtkWidget *
append_label (GtkWidget *box, const char *css_class)
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
append_snippet (GtkWidget *box, const OfficeSnippet *snippet)
{
  GtkWidget *label = append_label (box, NULL);
  g_autofree char *markup = mark_up (snippet);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  return label;
}

static void
set_lead (OfficeChooserRow *self, GtkWidget *lead)
{
  gtk_widget_set_size_request (lead, LEAD_SIZE, -1);
  gtk_widget_set_valign (lead, GTK_ALIGN_CENTER);
  gtk_box_prepend (GTK_BOX (get_private (self)->box), lead);
}

static void
office_chooser_row_class_init (OfficeChooserRowClass *klass)
{
}

static void
office_chooser_row_init (OfficeChooserRow *self)
{
  OfficeChooserRowPrivate *own = get_private (self);

  own->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  own->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  own->first = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_hexpand (own->lines, TRUE);
  gtk_widget_set_valign (own->lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (own->lines), own->first);
  gtk_box_append (GTK_BOX (own->box), own->lines);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), own->box);
}

/* ---- the picture in front ---- */

void
office_chooser_row_lead_with_icon (OfficeChooserRow *self, const char *icon)
{
  GtkWidget *image = gtk_image_new_from_icon_name (icon);

  gtk_widget_add_css_class (image, "lead");
  set_lead (self, image);
}

void
office_chooser_row_lead_with_person (OfficeChooserRow *self, OfficePerson *person)
{
  GtkWidget *avatar = office_avatar_new (LEAD_SIZE);

  office_avatar_set_person (OFFICE_AVATAR (avatar), person);
  set_lead (self, avatar);
}

static void
lead_with_group (OfficeChooserRow *self, OfficeRoom *room)
{
  GtkWidget *avatar = office_avatar_new (LEAD_SIZE);

  office_avatar_set_group (OFFICE_AVATAR (avatar), office_room_get_name (room));
  set_lead (self, avatar);
}

void
office_chooser_row_lead_with_room (OfficeChooserRow *self, OfficeRoom *room)
{
  switch (office_room_get_visibility (room))
    {
    case OFFICE_ROOM_PRIVATE:
      office_chooser_row_lead_with_icon (self, "changes-prevent-symbolic");
      break;
    case OFFICE_ROOM_DIRECT:
      lead_with_group (self, room);
      break;
    case OFFICE_ROOM_PUBLIC:
    default:
      office_chooser_row_lead_with_icon (self, "office-hash-symbolic");
    }
}

void
office_chooser_row_lead_with_state (OfficeChooserRow *self, OfficeColumnState state)
{
  GtkWidget *icon = office_state_icon_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  office_state_icon_set_state (OFFICE_STATE_ICON (icon), state);
  office_state_icon_set_size (OFFICE_STATE_ICON (icon), ICON_SIZE);
  gtk_widget_set_hexpand (icon, TRUE);
  gtk_widget_set_halign (icon, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_widget_set_hexpand (box, FALSE);
  set_lead (self, box);
}

/* ---- the lines ---- */

GtkWidget *
office_chooser_row_add_text (OfficeChooserRow *self, const char *text, const char *css_class)
{
  GtkWidget *label = append_label (get_private (self)->first, css_class);

  gtk_label_set_label (GTK_LABEL (label), text);
  return label;
}

GtkWidget *
office_chooser_row_add_snippet (OfficeChooserRow *self, const OfficeSnippet *snippet)
{
  return append_snippet (get_private (self)->first, snippet);
}

void
office_chooser_row_add_keys (OfficeChooserRow *self, const char *keys)
{
  GtkWidget *label = gtk_label_new (keys);

  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (label, "kbd");
  gtk_box_append (GTK_BOX (get_private (self)->box), label);
}

GtkWidget *
office_chooser_row_add_line (OfficeChooserRow *self, const OfficeSnippet *snippet)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "two-lines");
  return append_snippet (get_private (self)->lines, snippet);
}

void
office_chooser_row_set_name (OfficeChooserRow *self, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* ---- words ---- */

char *
office_chooser_row_describe_room (OfficeRoom *room)
{
  guint n = office_room_get_n_people (room);
  g_autofree char *people = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", n), n);

  /* Translators: of a room that is not used any more: how many people are in it */
  return office_room_get_archived (room) ? g_strdup_printf (_ ("%s · archived"), people) : g_steal_pointer (&people);
}

char *
office_chooser_row_describe_task (OfficeTask *task, OfficeRoom *room)
{
  if (office_task_get_template (task))
    /* Translators: a task that others are made like, and its room */
    return g_strdup_printf (_ ("Template · %s"), office_room_get_name (room));
  /* Translators: the column that a task is in, and its room */
  return g_strdup_printf (_ ("%s · %s"), office_task_get_column_name (task), office_room_get_name (room));
}
