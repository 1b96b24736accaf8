/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-activity-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "office-avatar.h"
#include "office-text-clean.h"
#include "office-text-markup.h"

#define AVATAR_SIZE 36

struct _OfficeActivityRow {
  GtkListBoxRow parent_instance;

  OfficeActivityEntry *entry;

  GtkWidget *box;
  GtkWidget *column;
  GtkWidget *title;
  GtkWidget *time;
  GtkWidget *text;
  GtkWidget *dot;
};

G_DEFINE_FINAL_TYPE (OfficeActivityRow, office_activity_row, GTK_TYPE_LIST_BOX_ROW)

static void
update_unread (OfficeActivityRow *self)
{
  gboolean unread = office_activity_entry_get_unread (self->entry);
  g_autofree char *name = NULL;

  gtk_widget_set_opacity (self->dot, unread ? 1 : 0);
  if (unread)
    gtk_widget_add_css_class (GTK_WIDGET (self), "unread");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "unread");
  name = g_strdup_printf ("%s%s: %s", unread ? _ ("New: ") : "", office_activity_entry_get_title (self->entry),
                          office_activity_entry_get_text (self->entry));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
office_activity_row_dispose (GObject *object)
{
  OfficeActivityRow *self = OFFICE_ACTIVITY_ROW (object);

  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_data (self->entry, self);
  g_clear_object (&self->entry);

  G_OBJECT_CLASS (office_activity_row_parent_class)->dispose (object);
}

static void
office_activity_row_class_init (OfficeActivityRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_activity_row_dispose;
}

static GtkWidget *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
office_activity_row_init (OfficeActivityRow *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_set_hexpand (self->column, TRUE);
  gtk_widget_set_valign (self->column, GTK_ALIGN_CENTER);
  self->title = new_label ("title");
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->title), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->title), 2);
  gtk_widget_set_hexpand (self->title, TRUE);
  self->time = new_label ("stamp");
  gtk_widget_set_valign (self->time, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->time, "numeric");
  self->dot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_valign (self->dot, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->dot, "unread-dot");
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->time);
  gtk_box_append (GTK_BOX (head), self->dot);
  self->text = new_label ("text");
  gtk_label_set_wrap (GTK_LABEL (self->text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (self->text), 2);
  gtk_box_append (GTK_BOX (self->column), head);
  gtk_box_append (GTK_BOX (self->column), self->text);
  gtk_box_append (GTK_BOX (self->box), self->column);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), self->box);
}

static GtkWidget *
create_lead (OfficeActivityEntry *entry)
{
  OfficePerson *person = office_activity_entry_get_person (entry);
  GtkWidget *avatar;

  if (person == NULL)
    {
      avatar = adw_avatar_new (AVATAR_SIZE, "reminder", FALSE); /* its colour */
      adw_avatar_set_icon_name (ADW_AVATAR (avatar), "office-bell-symbolic");
      gtk_widget_set_valign (avatar, GTK_ALIGN_START);
      return avatar;
    }
  avatar = office_avatar_new (AVATAR_SIZE);
  office_avatar_set_person (OFFICE_AVATAR (avatar), person);
  gtk_widget_set_valign (avatar, GTK_ALIGN_START);
  return avatar;
}

static char *
dup_time (gint64 at)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (at / 1000);

  /* Translators: the time of a message, as in 9:05; see g_date_time_format() for the letters. */
  return local != NULL ? g_date_time_format (local, _ ("%-H:%M")) : g_strdup ("");
}

static void
add_button (GtkWidget *buttons, const char *label, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (buttons), button);
}

/* What can be done with a reminder, besides looking at what it is about. */
static void
add_buttons (OfficeActivityRow *self, const char *reminder)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (buttons, "activity-buttons");
  add_button (buttons, _ ("Done"), "win.end-reminder", g_variant_new_string (reminder));
  add_button (buttons, _ ("In an Hour"), "win.snooze-reminder", g_variant_new ("(ss)", reminder, "hour"));
  add_button (buttons, _ ("Tomorrow"), "win.snooze-reminder", g_variant_new ("(ss)", reminder, "tomorrow"));
  gtk_box_append (GTK_BOX (self->column), buttons);
}

/**
 * office_activity_row_new:
 * @entry: what is new; whether it was read is followed
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
office_activity_row_new (OfficeActivityEntry *entry)
{
  OfficeActivityRow *self;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ENTRY (entry), NULL);

  self = g_object_new (OFFICE_TYPE_ACTIVITY_ROW, NULL);
  self->entry = g_object_ref (entry);
  time = dup_time (office_activity_entry_get_at (entry));
  gtk_box_prepend (GTK_BOX (self->box), create_lead (entry));
  title = office_text_clean_dup (office_activity_entry_get_title (entry));
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_widget_set_tooltip_text (self->title, title);
  gtk_label_set_label (GTK_LABEL (self->time), time);
  text = office_text_markup_dup_plain (office_activity_entry_get_text (entry));
  gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_widget_set_visible (self->text, *text != '\0');
  if (office_activity_entry_get_reminder (entry) != NULL)
    add_buttons (self, office_activity_entry_get_reminder (entry));
  g_signal_connect_swapped (entry, "notify::unread", G_CALLBACK (update_unread), self);
  update_unread (self);
  return GTK_WIDGET (self);
}

/**
 * office_activity_row_get_entry:
 *
 * Returns: (transfer none): what it shows
 */
OfficeActivityEntry *
office_activity_row_get_entry (OfficeActivityRow *self)
{
  g_return_val_if_fail (OFFICE_IS_ACTIVITY_ROW (self), NULL);

  return self->entry;
}
