/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-workspace-private.h"

#include <glib/gi18n.h>

#include "office-activity-page.h"
#include "office-people-page.h"
#include "office-saved-page.h"
#include "office-work-page.h"

/*
 * Pages that stand in the place of a room. Each is one line here and one among the sidebar's places. A page is made when it
 * is first opened and goes with the session; while it is shown, no room is open.
 */
static const struct {
  const char *name;
  const char *title;
  GtkWidget *(*create) (OfficeSession *session);
} pages[] = {
  { "work", N_ ("My Work"), office_work_page_new },
  { "activity", N_ ("Activity"), office_activity_page_new },
  { "people", N_ ("People"), office_people_page_new },
  { "saved", N_ ("Saved"), office_saved_page_new },
};

static int
find_page (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_strcmp0 (pages[i].name, name) == 0)
      return (int) i;
  return -1;
}

static void
set_page (OfficeWorkspace *self, const char *page)
{
  if (g_strcmp0 (self->page, page) == 0)
    return;
  g_free (self->page);
  self->page = g_strdup (page);
  office_sidebar_set_page (self->sidebar, page);
  g_object_notify (G_OBJECT (self), "page");
}

/* ---- private to the workspace's files ---- */

/* Before a room takes its place. */
void
office_workspace_leave_page (OfficeWorkspace *self)
{
  set_page (self, NULL);
}

/* Pages show what the session has; with it they go. */
void
office_workspace_drop_pages (OfficeWorkspace *self)
{
  office_workspace_leave_page (self);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *page = gtk_stack_get_child_by_name (self->pages, pages[i].name);

      if (page != NULL)
        gtk_stack_remove (self->pages, page);
    }
}

/* The title over the page that is open; NULL: none is. */
const char *
office_workspace_get_page_title (OfficeWorkspace *self)
{
  int index = find_page (self->page);

  return index >= 0 ? _ (pages[index].title) : NULL;
}

GtkWidget *
office_workspace_get_page_widget (OfficeWorkspace *self)
{
  return self->page != NULL ? gtk_stack_get_child_by_name (self->pages, self->page) : NULL;
}

/* ---- public ---- */

/**
 * office_workspace_open_page:
 * @name: "activity", "people" …
 *
 * Shows a page in the place of the room, and puts the focus into it.
 *
 * Returns: %FALSE where there is no such page, or no office
 */
gboolean
office_workspace_open_page (OfficeWorkspace *self, const char *name)
{
  int index = find_page (name);

  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), FALSE);

  if (self->session == NULL || index < 0)
    return FALSE;
  if (gtk_stack_get_child_by_name (self->pages, name) == NULL)
    gtk_stack_add_named (self->pages, pages[index].create (self->session), name);
  set_page (self, name);
  office_workspace_close_room (self);
  gtk_stack_set_visible_child_name (self->pages, name);
  office_workspace_update_frame (self);
  office_workspace_go_to_content (self);
  office_workspace_focus_view (self);
  return TRUE;
}

/**
 * office_workspace_get_page:
 *
 * Returns: (transfer none) (nullable): the name of the page that is open in the place of a room
 */
const char *
office_workspace_get_page (OfficeWorkspace *self)
{
  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), NULL);

  return self->page;
}
