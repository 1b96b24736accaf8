/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-workspace-private.h"

#include <glib/gi18n.h>

#define SPINNER_SIZE 32

/* What stands in the place of a room: that they are still arriving, that there are none, or that none is open. */

static GtkWidget *
create_buttons (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_New Room"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.new-room");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static void
ensure_status_page (OfficeWorkspace *self)
{
  GtkWidget *box;

  if (self->status_page != NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  self->status_spinner = gtk_spinner_new ();
  gtk_widget_set_size_request (self->status_spinner, SPINNER_SIZE, SPINNER_SIZE);
  self->status_buttons = create_buttons ();
  gtk_box_append (GTK_BOX (box), self->status_spinner);
  gtk_box_append (GTK_BOX (box), self->status_buttons);
  self->status_page = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_child (self->status_page, box);
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->status_page), "status");
}

/* Says why there is no room, where there is none: nothing else stands there then. */
void
office_workspace_update_status (OfficeWorkspace *self)
{
  g_autofree char *text = NULL;
  gboolean arriving = self->session != NULL && !office_session_has_content (self->session);
  gboolean empty = self->session != NULL && g_list_model_get_n_items (office_session_get_rooms (self->session)) == 0;

  if (self->room != NULL || self->page != NULL)
    return;
  ensure_status_page (self);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (self->status_page));
  if (arriving)
    {
      text = g_strdup_printf (_ ("Rooms and tasks of %s are on their way"), office_session_get_name (self->session));
      adw_status_page_set_icon_name (self->status_page, NULL);
      adw_status_page_set_title (self->status_page, _ ("One Moment"));
      adw_status_page_set_description (self->status_page, text);
    }
  else if (empty)
    {
      adw_status_page_set_icon_name (self->status_page, "office-chat-symbolic");
      adw_status_page_set_title (self->status_page, _ ("No Rooms Yet"));
      adw_status_page_set_description (
          self->status_page, _ ("A room is for a team, a project or a topic, and has a conversation and tasks"));
    }
  else
    {
      adw_status_page_set_icon_name (self->status_page, "office-chat-symbolic");
      adw_status_page_set_title (self->status_page, _ ("Choose a Room"));
      adw_status_page_set_description (self->status_page, _ ("Its conversation and its tasks are shown here"));
    }
  gtk_widget_set_visible (self->status_spinner, arriving);
  gtk_spinner_set_spinning (GTK_SPINNER (self->status_spinner), arriving);
  gtk_widget_set_visible (self->status_buttons, empty && !arriving);
}
