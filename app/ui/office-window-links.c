/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-window-private.h"

#include <glib/gi18n.h>

/* Links to what is in an office: in its texts, copied from it, or opened from outside of the program. */

static OfficeMembership *
find_membership (OfficeWindow *self, const char *office)
{
  GListModel *memberships = self->desk != NULL ? office_desk_get_memberships (self->desk) : NULL;

  for (guint i = 0; memberships != NULL && i < g_list_model_get_n_items (memberships); i++)
    {
      g_autoptr (OfficeMembership) membership = g_list_model_get_item (memberships, i);

      if (g_strcmp0 (office_membership_get_office_id (membership), office) == 0)
        return g_steal_pointer (&membership);
    }
  return NULL;
}

/**
 * office_window_go_to_office: (skip)
 * @self: a window
 * @office: (nullable): an office's id; %NULL: whichever is open
 *
 * Opens the office, where it is not the one that is open; tells where one is not in it.
 *
 * Returns: whether it is open now
 */
gboolean
office_window_go_to_office (OfficeWindow *self, const char *office)
{
  g_autoptr (OfficeMembership) membership = NULL;

  if (self->session != NULL && (office == NULL || g_str_equal (office_session_get_office_id (self->session), office)))
    return TRUE;
  membership = office != NULL ? find_membership (self, office) : NULL;
  if (membership != NULL)
    return office_window_open_membership (self, membership);
  office_window_show_toast (self, _ ("You are not in the office that this link leads to"));
  return FALSE;
}

static const char *
say_missing (OfficePlaceLinkKind kind)
{
  switch (kind)
    {
    case OFFICE_PLACE_LINK_ROOM:
      return _ ("This room is not there, or not for you");
    case OFFICE_PLACE_LINK_TASK:
      return _ ("This task is not there, or not for you");
    case OFFICE_PLACE_LINK_MESSAGE:
      return _ ("This message is not there, or not for you");
    case OFFICE_PLACE_LINK_PERSON:
    default:
      return _ ("This person is not in the office");
    }
}

/**
 * office_window_open_place_link: (skip)
 * @self: a window
 * @text: from anywhere
 *
 * Opens what a link of an office leads to, in whichever office one is in; tells where it is not there.
 *
 * Returns: whether the text was such a link
 */
gboolean
office_window_open_place_link (OfficeWindow *self, const char *text)
{
  g_autoptr (OfficePlaceLink) link = office_place_link_parse (text);

  if (link == NULL)
    return FALSE;
  if (office_window_go_to_office (self, link->office))
    {
      office_window_close_panel (self);
      gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->workspace));
      if (!office_workspace_open_link (self->workspace, link))
        office_window_show_toast (self, say_missing (link->kind));
    }
  return TRUE;
}

/**
 * office_window_copy_link: (skip)
 * @self: a window with an office
 * @kind: what the link is to lead to
 * @id: its id
 *
 * Puts the link on the clipboard, and says so.
 */
void
office_window_copy_link (OfficeWindow *self, OfficePlaceLinkKind kind, const char *id)
{
  g_autofree char *link = NULL;

  if (self->session == NULL)
    return;
  link = office_session_dup_link (self->session, kind, id);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), link);
  office_window_show_toast (self, _ ("Link copied"));
}
