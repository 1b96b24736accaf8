/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-thread-summary.h"

#include <glib/gi18n-lib.h>

#include "office-message-divider.h"
#include "office-people-pile.h"

#define AVATAR_SIZE 20

struct _OfficeThreadSummary {
  GtkButton parent_instance;

  OfficeSession *session;
  OfficeMessage *message;
  OfficeThread *thread; /* nullable */
  GtkWidget *people;
  GtkWidget *count;
  GtkWidget *news;
  GtkWidget *last;
};

G_DEFINE_FINAL_TYPE (OfficeThreadSummary, office_thread_summary, GTK_TYPE_BUTTON)

static char *
dup_last (OfficeThreadSummary *self)
{
  const gint64 at = office_thread_get_last_at (self->thread);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
  g_autofree char *when = NULL;

  if (local == NULL)
    return g_strdup ("");
  if (office_day_is_same (at, office_session_get_now (self->session)))
    /* Translators: the time of the last answer, as in 9:05; see g_date_time_format() for the letters. */
    when = g_date_time_format (local, _ ("%-H:%M"));
  else
    /* Translators: the day of the last answer, as in "9 June". */
    when = g_date_time_format (local, _ ("%-d %B"));
  /* Translators: under a message with answers; %s is a time, as in 9:05, or a day, as in "9 June". */
  return g_strdup_printf (_ ("last reply %s"), when);
}

static void
update (OfficeThreadSummary *self)
{
  g_autofree char *count = NULL;
  g_autofree char *last = NULL;
  g_autofree char *news = NULL;
  g_autofree char *name = NULL;
  guint n_new;

  gtk_widget_set_visible (GTK_WIDGET (self), self->thread != NULL);
  if (self->thread == NULL)
    return;
  n_new = office_thread_get_n_new (self->thread);
  count = office_thread_dup_count (office_thread_get_n_replies (self->thread));
  last = dup_last (self);
  /* Translators: how many of the answers were not read yet. */
  news = g_strdup_printf (ngettext ("%'u new", "%'u new", n_new), n_new);
  gtk_label_set_label (GTK_LABEL (self->count), count);
  gtk_label_set_label (GTK_LABEL (self->last), last);
  gtk_label_set_label (GTK_LABEL (self->news), news);
  gtk_widget_set_visible (self->news, n_new > 0);
  /* Translators: a thread as a screen reader says it: "4 replies, 2 new, last reply 9:26". */
  name = n_new > 0 ? g_strdup_printf (_ ("%s, %s, %s"), count, news, last)
                   : g_strdup_printf (_ ("%s, %s"), count, last);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
forget_thread (OfficeThreadSummary *self)
{
  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  g_clear_object (&self->thread);
}

static void
thread_changed (OfficeThreadSummary *self)
{
  OfficeThread *thread = office_message_get_thread (self->message);

  if (thread != self->thread)
    {
      forget_thread (self);
      if (thread != NULL)
        {
          self->thread = g_object_ref (thread);
          g_signal_connect_swapped (thread, "notify", G_CALLBACK (update), self);
        }
      office_people_pile_set_model (OFFICE_PEOPLE_PILE (self->people),
                                    thread != NULL ? office_thread_get_people (thread) : NULL);
    }
  update (self);
}

static void
office_thread_summary_dispose (GObject *object)
{
  OfficeThreadSummary *self = OFFICE_THREAD_SUMMARY (object);

  forget_thread (self);
  if (self->message != NULL)
    g_signal_handlers_disconnect_by_data (self->message, self);
  g_clear_object (&self->message);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (office_thread_summary_parent_class)->dispose (object);
}

static void
office_thread_summary_class_init (OfficeThreadSummaryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = office_thread_summary_dispose;
}

static GtkWidget *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, css_class);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
office_thread_summary_init (OfficeThreadSummary *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->people = office_people_pile_new (AVATAR_SIZE);
  gtk_box_append (GTK_BOX (box), self->people);
  self->count = add_label (box, "count");
  self->news = add_label (box, "badge");
  self->last = add_label (box, "stamp");
  gtk_label_set_ellipsize (GTK_LABEL (self->last), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (self), box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "thread");
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "message.open-thread");
}

/**
 * office_thread_dup_count:
 * @n_replies: how many answers
 *
 * Returns: (transfer full): that, in words
 */
char *
office_thread_dup_count (guint n_replies)
{
  return g_strdup_printf (ngettext ("%'u reply", "%'u replies", n_replies), n_replies);
}

/**
 * office_thread_summary_new:
 * @session: by whose clock a day is today
 * @message: what was answered; followed
 *
 * Returns: (transfer floating): a summary, hidden while nobody has answered
 */
GtkWidget *
office_thread_summary_new (OfficeSession *session, OfficeMessage *message)
{
  OfficeThreadSummary *self;

  g_return_val_if_fail (OFFICE_IS_SESSION (session), NULL);
  g_return_val_if_fail (OFFICE_IS_MESSAGE (message), NULL);

  self = g_object_new (OFFICE_TYPE_THREAD_SUMMARY, NULL);
  self->session = g_object_ref (session);
  self->message = g_object_ref (message);
  g_signal_connect_swapped (message, "notify::thread", G_CALLBACK (thread_changed), self);
  thread_changed (self);
  return GTK_WIDGET (self);
}
