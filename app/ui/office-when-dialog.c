/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-when-dialog.h"

#include <glib/gi18n-lib.h>

#include "kinds.h"
#include "office-file-chips.h"
#include "office-when.h"

#define MORNING 9 /* o'clock: what is meant by a day alone */

struct _OfficeWhenDialog {
  AdwWindow parent_instance;

  OfficeSession *session;
  gint64 when;        /* ms; 0: not understood */
  gboolean following; /* one of entry and calendar is being set to what the other says */

  GPtrArray *files;    /* OfficeAttachment: what goes with the message; nullable */
  gboolean taken_away; /* some of them */

  GtkWidget *accept;
  GtkWidget *message;
  GtkBox *attached;
  GtkWidget *chips;
  GtkTextBuffer *buffer;
  GtkEditable *entry;
  GtkLabel *understood;
  GtkCalendar *calendar;
};

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (OfficeWhenDialog, office_when_dialog, ADW_TYPE_WINDOW)

static char *
dup_text (OfficeWhenDialog *self)
{
  char *text;

  g_object_get (self->buffer, "text", &text, NULL);
  return g_strstrip (text);
}

static gboolean
has_message (OfficeWhenDialog *self)
{
  g_autofree char *text = NULL;

  if (!gtk_widget_get_visible (self->message))
    return TRUE;
  text = dup_text (self);
  return (*text != '\0' || (self->files != NULL && self->files->len > 0))
         && g_utf8_strlen (text, -1) <= OFFICE_LIMIT_TEXT;
}

static void
update (OfficeWhenDialog *self)
{
  gtk_widget_set_sensitive (self->accept, self->when > 0 && has_message (self));
}

static void
show_day (OfficeWhenDialog *self)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_local (self->when / 1000);

  self->following = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->following = FALSE;
}

static void
on_typed (OfficeWhenDialog *self)
{
  const char *typed = gtk_editable_get_text (self->entry);
  const gint64 now = office_session_get_now (self->session);
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (office_when_parse (typed, now, zone, &self->when, &error))
    {
      g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (self->when / 1000);

      /* Translators: a day and a time of day in full, as in "Friday 13 June 2025, 10:00" */
      words = g_date_time_format (time, _ ("%A %-d %B %Y, %-H:%M"));
      if (!self->following)
        show_day (self);
    }
  else
    self->when = 0;
  gtk_label_set_label (self->understood, words != NULL ? words : *typed != '\0' ? error->message : "");
  update (self);
}

/* The day changes, the time of day stays. */
static void
on_day (OfficeWhenDialog *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *date = NULL;
  g_autofree char *text = NULL;

  if (self->following)
    return;
  day = gtk_calendar_get_date (self->calendar);
  date = g_date_time_format (day, "%Y-%m-%d");
  if (self->when > 0)
    time = g_date_time_new_from_unix_local (self->when / 1000);
  text = g_strdup_printf ("%s %02d:%02d", date, time != NULL ? g_date_time_get_hour (time) : MORNING,
                          time != NULL ? g_date_time_get_minute (time) : 0);
  self->following = TRUE;
  gtk_editable_set_text (self->entry, text);
  self->following = FALSE;
}

static void
on_accept (OfficeWhenDialog *self)
{
  g_autofree char *text = NULL;
  gint64 when;

  /* Time goes on while somebody thinks. */
  on_typed (self);
  if (!gtk_widget_get_sensitive (self->accept))
    return;
  text = gtk_widget_get_visible (self->message) ? dup_text (self) : NULL;
  when = self->when;
  g_signal_emit (self, signals[CHOSEN], 0, when, text);
  gtk_window_close (GTK_WINDOW (self));
}

static void
show_files (OfficeWhenDialog *self)
{
  office_file_chips_show (self->chips, self->files);
  gtk_widget_set_visible (GTK_WIDGET (self->attached), self->files->len > 0);
}

static void
take_away (GtkWidget *chips, OfficeAttachment *file)
{
  OfficeWhenDialog *self = OFFICE_WHEN_DIALOG (gtk_widget_get_root (chips));

  g_ptr_array_remove (self->files, file);
  self->taken_away = TRUE;
  show_files (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  update (self);
}

static void
office_when_dialog_dispose (GObject *object)
{
  g_clear_object (&OFFICE_WHEN_DIALOG (object)->session);
  g_clear_pointer (&OFFICE_WHEN_DIALOG (object)->files, g_ptr_array_unref);

  G_OBJECT_CLASS (office_when_dialog_parent_class)->dispose (object);
}

static void
office_when_dialog_class_init (OfficeWhenDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_when_dialog_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-when-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, OfficeWhenDialog, accept);
  gtk_widget_class_bind_template_child (widget_class, OfficeWhenDialog, message);
  gtk_widget_class_bind_template_child (widget_class, OfficeWhenDialog, attached);
  gtk_widget_class_bind_template_child (widget_class, OfficeWhenDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, OfficeWhenDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, OfficeWhenDialog, understood);
  gtk_widget_class_bind_template_child (widget_class, OfficeWhenDialog, calendar);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, on_typed);
  gtk_widget_class_bind_template_callback (widget_class, on_day);
  gtk_widget_class_bind_template_callback (widget_class, on_accept);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
office_when_dialog_init (OfficeWhenDialog *self)
{
  self->following = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->following = FALSE;
  update (self);
}

/**
 * office_when_dialog_new:
 * @session: the office, for its clock
 * @parent: (nullable): the window that it belongs to
 *
 * Returns: (transfer floating): a dialog that asks for a time
 */
GtkWidget *
office_when_dialog_new (OfficeSession *session, GtkWindow *parent)
{
  OfficeWhenDialog *self = g_object_new (OFFICE_TYPE_WHEN_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return GTK_WIDGET (self);
}

/**
 * office_when_dialog_edit:
 * @text: what is to be sent
 * @files: a model of OfficeAttachment: what is to go with it
 * @when: when, ms since 1970
 *
 * Asks for all of it, beginning with these.
 */
void
office_when_dialog_edit (OfficeWhenDialog *self, const char *text, GListModel *files, gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (when / 1000);
  g_autofree char *words = g_date_time_format (time, "%Y-%m-%d %H:%M");

  g_return_if_fail (OFFICE_IS_WHEN_DIALOG (self));

  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_ptr_array_add (self->files, g_list_model_get_item (files, i));
  self->chips = office_file_chips_new (take_away);
  gtk_box_append (self->attached, self->chips);
  show_files (self);
  gtk_widget_set_visible (self->message, TRUE);
  gtk_text_buffer_set_text (self->buffer, text, -1);
  gtk_editable_set_text (self->entry, words);
}

/**
 * office_when_dialog_get_files:
 * @self: a dialog
 *
 * Returns: (transfer none) (nullable) (element-type OfficeAttachment): what is left of the files that office_when_dialog_edit()
 *   began with; %NULL: all
 */
GPtrArray *
office_when_dialog_get_files (OfficeWhenDialog *self)
{
  g_return_val_if_fail (OFFICE_IS_WHEN_DIALOG (self), NULL);

  return self->taken_away ? self->files : NULL;
}

/**
 * office_when_dialog_ask_reminder:
 * @self: a dialog
 *
 * Asks for the time of a reminder instead of that of a message.
 */
void
office_when_dialog_ask_reminder (OfficeWhenDialog *self)
{
  g_return_if_fail (OFFICE_IS_WHEN_DIALOG (self));

  gtk_window_set_title (GTK_WINDOW (self), _ ("Remind Me"));
  gtk_button_set_label (GTK_BUTTON (self->accept), _ ("_Remind Me"));
}
