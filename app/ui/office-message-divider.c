/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-divider.h"

#include <glib/gi18n-lib.h>

static GDateTime *
to_local (gint64 at)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (at / 1000);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

static gboolean
is_on (GDateTime *day, GDateTime *other)
{
  return g_date_time_get_year (day) == g_date_time_get_year (other)
         && g_date_time_get_day_of_year (day) == g_date_time_get_day_of_year (other);
}

/**
 * office_day_dup_name:
 * @at: milliseconds since 1970
 * @now: milliseconds since 1970
 *
 * Returns: (transfer full): what to call the local day of @at
 */
char *
office_day_dup_name (gint64 at, gint64 now)
{
  g_autoptr (GDateTime) day = to_local (at);
  g_autoptr (GDateTime) today = to_local (now);
  g_autoptr (GDateTime) yesterday = today != NULL ? g_date_time_add_days (today, -1) : NULL;

  if (day == NULL || yesterday == NULL)
    return g_strdup ("");
  if (is_on (day, today))
    return g_strdup (_ ("Today"));
  if (is_on (day, yesterday))
    return g_strdup (_ ("Yesterday"));
  if (g_date_time_get_year (day) == g_date_time_get_year (today))
    /* Translators: a day of this year, as in "Monday 9 June"; see g_date_time_format() for the letters. */
    return g_date_time_format (day, _ ("%A %-d %B"));
  /* Translators: a day of another year, as in "Monday 9 June 2025". */
  return g_date_time_format (day, _ ("%A %-d %B %Y"));
}

/**
 * office_day_is_same:
 * @a: milliseconds since 1970
 * @b: milliseconds since 1970
 *
 * Returns: whether both lie in the same local day
 */
gboolean
office_day_is_same (gint64 a, gint64 b)
{
  g_autoptr (GDateTime) first = to_local (a);
  g_autoptr (GDateTime) second = to_local (b);

  return first != NULL && second != NULL && is_on (first, second);
}

/**
 * office_day_divider_new:
 * @name: what the day is called
 *
 * Returns: (transfer floating): the word that stands over a day's messages
 */
GtkWidget *
office_day_divider_new (const char *name)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_widget_add_css_class (label, "day");
  gtk_widget_set_halign (label, GTK_ALIGN_CENTER);
  return label;
}

static GtkWidget *
new_line (const char *css_class)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (line, css_class);
  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
  return line;
}

/**
 * office_replies_divider_new:
 * @count: how many answers there are, in words
 * @indent: pixels from the row's edge to the text of messages
 *
 * Returns: (transfer floating): the line between a message and its answers
 */
GtkWidget *
office_replies_divider_new (const char *count, int indent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (count);
  GtkWidget *line = new_line ("hair");

  gtk_widget_set_hexpand (line, TRUE);
  gtk_widget_add_css_class (label, "stamp");
  gtk_widget_add_css_class (box, "replies");
  gtk_widget_set_margin_start (box, indent);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), line);
  return box;
}

/**
 * office_unread_divider_new:
 * @indent: pixels from the row's edge to the text of messages
 *
 * Returns: (transfer floating): the line over the first unread message
 */
GtkWidget *
office_unread_divider_new (int indent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *before = new_line ("unread-line");
  GtkWidget *after = new_line ("unread-line");
  /* Translators: over the first message that was not read yet. */
  GtkWidget *word = gtk_label_new (C_ ("messages", "New"));

  gtk_widget_set_hexpand (before, TRUE);
  gtk_widget_set_size_request (after, 12, -1);
  gtk_widget_add_css_class (word, "unread-word");
  gtk_widget_add_css_class (box, "unread");
  gtk_widget_set_margin_start (box, indent);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), before);
  gtk_box_append (GTK_BOX (box), word);
  gtk_box_append (GTK_BOX (box), after);
  return box;
}
