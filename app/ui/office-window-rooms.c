/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include <glib/gi18n.h>

#include "office-browse-dialog.h"
#include "office-entry-dialog.h"
#include "office-question.h"
#include "office-room-dialog.h"

#define GROUP_LENGTH 60

/* The window's actions on rooms as wholes. A target of "" is the room that is open, for keys. */

static OfficeRoom *
find_room (OfficeWindow *self, GVariant *target)
{
  const char *id = target != NULL ? g_variant_get_string (target, NULL) : "";

  if (self->session == NULL)
    return NULL;
  if (*id == '\0')
    id = office_workspace_get_room_id (self->workspace);
  return id != NULL ? office_session_find_room (self->session, id) : NULL;
}

static void
present (OfficeWindow *self, GtkWidget *dialog)
{
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
tell (OfficeWindow *self, gboolean done, const GError *error)
{
  if (!done)
    office_window_show_error (self, error);
}

static void
join_room (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  OfficeRoom *room = find_room (self, target);
  g_autoptr (GError) error = NULL;

  if (room != NULL)
    tell (self, office_session_join_room (self->session, office_room_get_id (room), &error), error);
}

/* ---- leaving ---- */

static void
do_leave (OfficeWindow *self, const char *room)
{
  g_autoptr (GError) error = NULL;

  if (self->session != NULL)
    tell (self, office_session_leave_room (self->session, room, &error), error);
}

static void
on_leave_answered (GtkWidget *dialog, const char *response, OfficeWindow *self)
{
  if (g_str_equal (response, "leave"))
    do_leave (self, g_object_get_data (G_OBJECT (dialog), "room"));
}

/* This one asks: nobody comes back into a private room by themselves. */
static void
ask_before_leaving (OfficeWindow *self, OfficeRoom *room)
{
  g_autofree char *heading = g_strdup_printf (_ ("Leave %s?"), office_room_get_name (room));
  GtkWidget *dialog = office_question_new (heading,
                                           _ ("The room is private: only somebody who is in it can bring you back."));

  office_question_add_answer (dialog, "cancel", _ ("_Cancel"), ADW_RESPONSE_DEFAULT);
  office_question_add_answer (dialog, "leave", _ ("_Leave"), ADW_RESPONSE_DESTRUCTIVE);
  office_question_set_default (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "room", g_strdup (office_room_get_id (room)), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_leave_answered), self, 0);
  office_question_present (dialog, GTK_WIDGET (self));
}

static void
leave_room (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  OfficeRoom *room = find_room (self, target);

  if (room == NULL || office_room_get_visibility (room) == OFFICE_ROOM_DIRECT)
    return;
  if (office_room_get_visibility (room) == OFFICE_ROOM_PRIVATE)
    ask_before_leaving (self, room);
  else
    do_leave (self, office_room_get_id (room));
}

/* ---- the rest ---- */

static void
archive_room (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  OfficeRoom *room = find_room (self, target);
  g_autoptr (GError) error = NULL;

  if (room != NULL && office_room_get_visibility (room) != OFFICE_ROOM_DIRECT)
    tell (self,
          office_session_archive_room (self->session, office_room_get_id (room), !office_room_get_archived (room),
                                       &error),
          error);
}

static void
prefer (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  OfficeRoom *room = find_room (self, target);
  g_autoptr (GError) error = NULL;
  const char *id;

  if (room == NULL)
    return;
  id = office_room_get_id (room);
  if (g_str_equal (action, "win.favourite-room"))
    {
      gboolean favourite = !office_room_get_favourite (room);

      if (!office_session_set_favourite (self->session, id, favourite, &error))
        office_window_show_error (self, error);
      else
        office_window_show_toast (self, favourite ? _ ("Added to your favorites") : _ ("Removed from your favorites"));
    }
  else
    {
      gboolean muted = !office_room_get_muted (room);

      if (!office_session_set_muted (self->session, id, muted, &error))
        office_window_show_error (self, error);
      else
        office_window_show_toast (self, muted ? _ ("Muted: only what is for you shows") : _ ("Not muted any more"));
    }
}

typedef struct {
  OfficeWindow *window; /* weak */
  char *room;           /* nullable: it is to be the first of a new group */
  char *group;          /* nullable: it is to be renamed */
} NamedGroup;

static void
named_group_free (gpointer data)
{
  NamedGroup *asked = data;

  g_clear_weak_pointer (&asked->window);
  g_free (asked->room);
  g_free (asked->group);
  g_free (asked);
}

static NamedGroup *
named_group_new (OfficeWindow *self, const char *room, const char *group)
{
  NamedGroup *asked = g_new0 (NamedGroup, 1);

  g_set_weak_pointer (&asked->window, self);
  asked->room = g_strdup (room);
  asked->group = g_strdup (group);
  return asked;
}

static void
on_group_named (const char *name, gpointer data)
{
  NamedGroup *asked = data;
  OfficeSession *session = asked->window != NULL ? asked->window->session : NULL;
  g_autoptr (GError) error = NULL;

  if (session == NULL)
    return;
  if (asked->group != NULL)
    tell (asked->window, office_session_rename_group (session, asked->group, name, &error), error);
  else
    tell (asked->window, office_session_set_room_group (session, asked->room, name, &error), error);
}

static void
new_group (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  OfficeRoom *room = find_room (self, target);

  if (room != NULL)
    office_entry_dialog_ask (widget, _ ("New Group"), _ ("Name of the group"), _ ("C_reate"), NULL, GROUP_LENGTH,
                             on_group_named, named_group_new (self, office_room_get_id (room), NULL), named_group_free);
}

static void
rename_group (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  const char *group = g_variant_get_string (target, NULL);

  if (self->session != NULL)
    office_entry_dialog_ask (widget, _ ("Rename Group"), _ ("Name of the group"), _ ("_Rename"), group, GROUP_LENGTH,
                             on_group_named, named_group_new (self, NULL, group), named_group_free);
}

static void
remove_group (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  g_autoptr (GError) error = NULL;

  if (self->session != NULL)
    tell (self, office_session_rename_group (self->session, g_variant_get_string (target, NULL), NULL, &error), error);
}

static void
show_details (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  OfficeRoom *room = find_room (self, target);

  if (room != NULL)
    present (self, office_room_dialog_new (self->session, room));
}

static void
copy_link (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);
  OfficeRoom *room = find_room (self, target);

  if (room != NULL)
    office_window_copy_link (self, OFFICE_PLACE_LINK_ROOM, office_room_get_id (room));
}

static void
browse (GtkWidget *widget, const char *action, GVariant *target)
{
  OfficeWindow *self = OFFICE_WINDOW (widget);

  if (self->session != NULL)
    present (self, office_browse_dialog_new (self->session));
}

/* ---- private to the window's files ---- */

void
office_window_install_room_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name, *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.browse-rooms", NULL, browse },        { "win.room-details", "s", show_details },
    { "win.copy-link-of-room", "s", copy_link }, { "win.join-room", "s", join_room },
    { "win.leave-room", "s", leave_room },       { "win.archive-room", "s", archive_room },
    { "win.favourite-room", "s", prefer },       { "win.mute-room", "s", prefer },
    { "win.new-group", "s", new_group },         { "win.rename-group", "s", rename_group },
    { "win.remove-group", "s", remove_group },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);
}

void
office_window_update_room_actions (OfficeWindow *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.browse-rooms", self->session != NULL);
}
