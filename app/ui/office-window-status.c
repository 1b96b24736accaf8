/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include <glib/gi18n.h>

#include "office-status-dialog.h"

/* What one says of oneself, and not being disturbed: the actions, and their part of the office's menu. */

static const struct {
  const char *name;
  OfficeUntilChoice choice;
  const char *label;
} silences[] = {
  { "half-hour", OFFICE_UNTIL_HALF_HOUR, N_ ("For 30 Minutes") },
  { "hour", OFFICE_UNTIL_HOUR, N_ ("For 1 Hour") },
  { "two-hours", OFFICE_UNTIL_TWO_HOURS, N_ ("For 2 Hours") },
  { "tomorrow", OFFICE_UNTIL_MORNING, N_ ("Until Tomorrow") },
  { "off", OFFICE_UNTIL_FOR_EVER, N_ ("Until I Switch It Off") },
};

/* The other offices follow it: see on_quiet_set(). */
static void
set_quiet (OfficeWindow *self, gint64 until)
{
  g_autoptr (GError) error = NULL;

  if (!office_session_set_quiet (self->session, until, &error))
    office_window_show_error (self, error);
}

/* A person who is not to be disturbed, or is away, is so in all offices. */
static void
on_quiet_set (OfficeWindow *self, gint64 until, OfficeSession *session)
{
  if (self->session != NULL && session != self->session)
    office_session_follow_quiet (self->session, until);
  if (self->desk != NULL)
    office_desk_pass_quiet_on (self->desk, session, until);
}

static void
set_away (OfficeWindow *self, gboolean away)
{
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->notifiers);
  while (g_hash_table_iter_next (&iter, &session, NULL))
    office_session_set_away (session, away);
}

/* ---- private to the window's files ---- */

void
office_window_set_status (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  GtkWidget *dialog;

  if (self->session == NULL)
    return;
  dialog = office_status_dialog_new (self->session);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* For as long as the target names. */
void
office_window_do_not_disturb (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *name = g_variant_get_string (target, NULL);

  for (guint i = 0; self->session != NULL && i < G_N_ELEMENTS (silences); i++)
    if (g_str_equal (silences[i].name, name))
      set_quiet (self, office_until_choose (silences[i].choice, office_session_get_now (self->session)));
}

/* On, until it is switched off; or off. */
void
office_window_toggle_quiet (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (self->session != NULL)
    set_quiet (self, office_person_is_quiet (office_session_get_me (self->session)) ? 0 : OFFICE_UNTIL_CHANGED);
}

/* Target: until when, ms since 1970; 0: one may be disturbed. */
void
office_window_set_quiet (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (self->session != NULL)
    set_quiet (self, g_variant_get_int64 (target));
}

void
office_window_set_away (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (self->session != NULL)
    set_away (self, g_variant_get_boolean (target));
}

/* The part of the office's menu that is about oneself. */
GMenuModel *
office_window_create_status_menu (OfficeWindow *self)
{
  OfficePerson *me = self->session != NULL ? office_session_get_me (self->session) : NULL;
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) silence = g_menu_new ();

  g_menu_append (menu, _ ("Set _Status…"), "win.set-status");
  if (me != NULL && office_person_is_quiet (me))
    {
      g_autofree char *until = office_until_to_text (office_person_get_quiet_until (me),
                                                     office_session_get_now (self->session));
      /* Translators: %s is until when, as in "until 15:00" */
      g_autofree char *label = until != NULL ? g_strdup_printf (_ ("May Be _Disturbed Again (quiet %s)"), until)
                                             : g_strdup (_ ("May Be _Disturbed Again"));

      g_menu_append (menu, label, "win.toggle-quiet");
      return G_MENU_MODEL (g_steal_pointer (&menu));
    }
  for (guint i = 0; i < G_N_ELEMENTS (silences); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (silences[i].label), NULL);

      g_menu_item_set_action_and_target (item, "win.do-not-disturb", "s", silences[i].name);
      g_menu_append_item (silence, item);
    }
  g_menu_append_submenu (menu, _ ("_Do Not Disturb"), G_MENU_MODEL (silence));
  return G_MENU_MODEL (g_steal_pointer (&menu));
}

/* What is set there holds in the others. */
void
office_window_follow_quiet (OfficeWindow *self, OfficeSession *session)
{
  g_signal_handlers_disconnect_by_func (session, on_quiet_set, self);
  g_signal_connect_object (session, "quiet-set", G_CALLBACK (on_quiet_set), self, G_CONNECT_SWAPPED);
}

/* Has the menu say what holds now. */
void
office_window_follow_status (OfficeWindow *self)
{
  g_signal_connect_object (office_session_get_me (self->session), "notify::quiet-until",
                           G_CALLBACK (office_window_update_office_menu), self, G_CONNECT_SWAPPED);
}

void
office_window_forget_status (OfficeWindow *self)
{
  g_signal_handlers_disconnect_by_func (office_session_get_me (self->session), office_window_update_office_menu, self);
}
