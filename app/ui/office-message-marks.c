/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-marks.h"

#include <glib/gi18n-lib.h>

#include "office-flow-layout.h"
#include "office-when.h"

#define SPACING 10

struct _OfficeMessageMarks {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeMessage *message;
};

G_DEFINE_FINAL_TYPE (OfficeMessageMarks, office_message_marks, GTK_TYPE_WIDGET)

static void
add_mark (OfficeMessageMarks *self, const char *icon_name, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (text);

  gtk_image_set_pixel_size (GTK_IMAGE (icon), 12);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "stamp");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
}

static char *
dup_pinned (OfficeMessageMarks *self)
{
  OfficePerson *by = office_message_get_pinned_by (self->message);

  if (by == NULL)
    return g_strdup (_ ("Pinned"));
  if (office_person_is_me (by))
    return g_strdup (_ ("Pinned by you"));
  return g_strdup_printf (_ ("Pinned by %s"), office_person_get_name (by));
}

static void
update (OfficeMessageMarks *self)
{
  const gint64 remind_at = office_message_get_remind_at (self->message);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  gtk_widget_set_visible (GTK_WIDGET (self), office_message_marks_needed (self->message));
  if (office_message_get_pinned_at (self->message) > 0)
    {
      g_autofree char *pinned = dup_pinned (self);

      add_mark (self, "view-pin-symbolic", pinned);
    }
  if (office_message_get_saved (self->message))
    add_mark (self, "user-bookmarks-symbolic", _ ("Saved for later"));
  if (remind_at > 0)
    {
      g_autofree char *when = office_when_to_text (remind_at, office_session_get_now (self->session));
      /* Translators: when one is reminded of a message: "Reminder: Tomorrow, 9:00". */
      g_autofree char *text = g_strdup_printf (_ ("Reminder: %s"), when);

      add_mark (self, "office-bell-symbolic", text);
    }
}

static void
office_message_marks_dispose (GObject *object)
{
  OfficeMessageMarks *self = OFFICE_MESSAGE_MARKS (object);
  GtkWidget *child;

  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->session);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (office_message_marks_parent_class)->dispose (object);
}

static void
office_message_marks_class_init (OfficeMessageMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_message_marks_dispose;
}

static void
office_message_marks_init (OfficeMessageMarks *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), office_flow_layout_new (SPACING));
  gtk_widget_add_css_class (GTK_WIDGET (self), "marks");
}

/**
 * office_message_marks_needed:
 *
 * Returns: whether there is anything to say over @message
 */
gboolean
office_message_marks_needed (OfficeMessage *message)
{
  return !office_message_get_removed (message)
         && (office_message_get_pinned_at (message) > 0 || office_message_get_saved (message)
             || office_message_get_remind_at (message) > 0);
}

/**
 * office_message_marks_new:
 * @session: by whose clock a day is today
 * @message: followed
 *
 * Returns: (transfer floating): its marks
 */
GtkWidget *
office_message_marks_new (OfficeSession *session, OfficeMessage *message)
{
  OfficeMessageMarks *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_MESSAGE (message), NULL);

  self = g_object_new (OFFICE_TYPE_MESSAGE_MARKS, NULL);
  self->session = g_object_ref (session);
  self->message = g_object_ref (message);
  g_signal_connect_swapped (message, "notify::pinned", G_CALLBACK (update), self);
  g_signal_connect_swapped (message, "notify::saved", G_CALLBACK (update), self);
  g_signal_connect_swapped (message, "notify::remind-at", G_CALLBACK (update), self);
  g_signal_connect_swapped (message, "notify::removed", G_CALLBACK (update), self);
  update (self);
  return GTK_WIDGET (self);
}
