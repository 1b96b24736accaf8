/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-remind-dialog.h"

#include <glib/gi18n-lib.h>

#include "office-when.h"

#define MORNING 9

struct _OfficeRemindDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  char *about;    /* nullable */
  char *reminder; /* nullable */
  gint64 at;      /* what is understood, ms; 0: nothing */
  GtkWidget *set;
  GtkWidget *entry;
  GtkWidget *understood;
  GtkWidget *calendar;
};

G_DEFINE_FINAL_TYPE (OfficeRemindDialog, office_remind_dialog, ADW_TYPE_WINDOW)

static void
update (OfficeRemindDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const gint64 now = office_session_get_now (self->session);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  self->at = 0;
  if (*text != '\0' && office_when_parse (text, now, zone, &self->at, &error))
    words = office_when_to_text (self->at, now);
  if (error != NULL)
    gtk_widget_add_css_class (self->understood, "error");
  else
    gtk_widget_remove_css_class (self->understood, "error");
  gtk_label_set_label (GTK_LABEL (self->understood), error != NULL ? error->message : words != NULL ? words : "");
  gtk_widget_set_sensitive (self->set, self->at > 0);
}

/* A day in the calendar, in the morning; the time can be changed in the words. */
static void
day_selected (OfficeRemindDialog *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *text = g_strdup_printf ("%04d-%02d-%02d %02d:00", g_date_time_get_year (day),
                                           g_date_time_get_month (day), g_date_time_get_day_of_month (day), MORNING);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

static void
set_reminder (OfficeRemindDialog *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (self->at == 0)
    return;
  done = self->reminder != NULL ? office_session_change_reminder (self->session, self->reminder, self->at, &error)
                                : office_session_remind (self->session, self->about, NULL, self->at, NULL, &error);
  if (done)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_widget_add_css_class (self->understood, "error");
  gtk_label_set_label (GTK_LABEL (self->understood), error->message);
}

static void
office_remind_dialog_dispose (GObject *object)
{
  g_clear_object (&OFFICE_REMIND_DIALOG (object)->session);
  G_OBJECT_CLASS (office_remind_dialog_parent_class)->dispose (object);
}

static void
office_remind_dialog_finalize (GObject *object)
{
  g_free (OFFICE_REMIND_DIALOG (object)->about);
  g_free (OFFICE_REMIND_DIALOG (object)->reminder);
  G_OBJECT_CLASS (office_remind_dialog_parent_class)->finalize (object);
}

static void
office_remind_dialog_class_init (OfficeRemindDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_remind_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = office_remind_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
build_header (OfficeRemindDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->set = gtk_button_new_with_mnemonic (_ ("_Remind Me"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "window.close");
  gtk_widget_add_css_class (self->set, "suggested-action");
  gtk_widget_set_sensitive (self->set, FALSE);
  g_signal_connect_swapped (self->set, "clicked", G_CALLBACK (set_reminder), self);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->set);
  return header;
}

static void
office_remind_dialog_init (OfficeRemindDialog *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 18);
  self->entry = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->entry), _ ("Tomorrow at 9, Monday 14:30, in two hours…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("When"), -1);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (set_reminder), self);
  self->understood = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->understood), 0);
  gtk_label_set_wrap (GTK_LABEL (self->understood), TRUE);
  gtk_widget_add_css_class (self->understood, "stamp");
  self->calendar = gtk_calendar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Day"), -1);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected), self);

  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->understood);
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (column), build_header (self));
  gtk_box_append (GTK_BOX (column), box);
  adw_window_set_content (ADW_WINDOW (self), column);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Remind Me"));
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self), 360, -1);
  gtk_window_set_focus (GTK_WINDOW (self), self->entry);
}

/**
 * office_remind_dialog_new:
 * @session: the office
 * @about: (nullable): the id of a message, a task or a room
 * @reminder: (nullable): a reminder that is to ring at another time
 *
 * Returns: (transfer floating): a dialog
 */
GtkWidget *
office_remind_dialog_new (OfficeSession *session, const char *about, OfficeReminder *reminder)
{
  OfficeRemindDialog *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (reminder == NULL || OFFICE_IS_REMINDER (reminder), NULL);

  self = g_object_new (OFFICE_TYPE_REMIND_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->about = g_strdup (about);
  self->reminder = reminder != NULL ? g_strdup (office_reminder_get_id (reminder)) : NULL;
  return GTK_WIDGET (self);
}
