/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-workspace-private.h"

#include "office-conversation-keys.h"

/*
 * How the keyboard's focus goes through the workspace: sidebar, content, pane, and back the same way. Leaflet and flap ask
 * their children in one order whatever the direction, and a container that the focus has left would go on where it was left.
 * So the regions are gone through here, and each is entered afresh.
 */

enum { SIDEBAR, CONTENT, PANE, N_REGIONS };

static GtkWidget *
get_region (OfficeWorkspace *self, int region)
{
  switch (region)
    {
    case SIDEBAR:
      return GTK_WIDGET (self->sidebar_clamp);
    case CONTENT:
      return self->content;
    case PANE:
    default:
      return GTK_WIDGET (self->pane_clamp);
    }
}

static GtkWidget *
get_focus (OfficeWorkspace *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/* The region that has the focus; -1: none. */
static int
find_region (OfficeWorkspace *self)
{
  GtkWidget *focus = get_focus (self);

  for (int i = 0; focus != NULL && i < N_REGIONS; i++)
    if (gtk_widget_is_ancestor (focus, get_region (self, i)))
      return i;
  return -1;
}

/* Where the window is narrow, one covers the other. */
static gboolean
is_in_view (OfficeWorkspace *self, int region)
{
  gboolean folded = self->layout >= OFFICE_LAYOUT_FOLDED;
  gboolean at_sidebar = adw_leaflet_get_visible_child (self->leaflet) == GTK_WIDGET (self->sidebar_clamp);

  if (region == SIDEBAR)
    return !folded || at_sidebar;
  if (folded && at_sidebar)
    return FALSE;
  if (region == PANE)
    return office_workspace_has_pane (self);
  return !office_workspace_has_pane (self) || self->layout == OFFICE_LAYOUT_WIDE;
}

/* Makes everything below forget where the focus was, except for the way to where it is. */
static void
forget_old_ways (GtkWidget *widget, GtkWidget *focus)
{
  GtkWidget *child = gtk_widget_get_focus_child (widget);

  if (child != NULL && (focus == NULL || (focus != child && !gtk_widget_is_ancestor (focus, child))))
    gtk_widget_set_focus_child (widget, NULL);
  for (child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    forget_old_ways (child, focus);
}

gboolean
office_workspace_focus (GtkWidget *widget, GtkDirectionType direction)
{
  OfficeWorkspace *self = OFFICE_WORKSPACE (widget);
  int step = direction == GTK_DIR_TAB_BACKWARD ? -1 : 1;
  int region = find_region (self);

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return region >= 0 && gtk_widget_child_focus (get_region (self, region), direction);

  forget_old_ways (widget, get_focus (self));
  if (region < 0)
    region = step > 0 ? 0 : N_REGIONS - 1;
  for (; region >= 0 && region < N_REGIONS; region += step)
    if (is_in_view (self, region) && gtk_widget_child_focus (get_region (self, region), direction))
      return TRUE;
  return FALSE;
}

static gboolean
enter (GtkWidget *widget)
{
  forget_old_ways (widget, NULL);
  return gtk_widget_child_focus (widget, GTK_DIR_TAB_FORWARD);
}

/* Where one goes on in the view that is shown: in the composer, or at the first card. */
static void
focus_place (OfficeWorkspace *self)
{
  forget_old_ways (self->content, get_focus (self));
  if (self->page != NULL)
    {
      GtkWidget *page = office_workspace_get_page_widget (self);

      /* The stack may have brought it there already. */
      if (get_focus (self) == NULL || !gtk_widget_is_ancestor (get_focus (self), page))
        gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
      /* What one may type into would keep a phone's keyboard up. */
      if (self->layout >= OFFICE_LAYOUT_FOLDED && GTK_IS_TEXT (get_focus (self)))
        gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
      return;
    }
  if (office_workspace_get_view (self) == OFFICE_VIEW_TASKS)
    office_tasks_view_focus (office_workspace_ensure_tasks (self));
  else if (office_workspace_get_view (self) == OFFICE_VIEW_FILES)
    office_files_view_focus (office_workspace_ensure_files (self));
  else
    office_conversation_view_focus_composer (self->conversation);
}

static gboolean
focus_region (OfficeWorkspace *self, int region)
{
  switch (region)
    {
    case SIDEBAR:
      adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->sidebar_clamp));
      return office_sidebar_focus_room (self->sidebar);
    case CONTENT:
      if ((self->room == NULL && self->page == NULL)
          || (office_workspace_has_pane (self) && self->layout != OFFICE_LAYOUT_WIDE))
        return FALSE; /* there is nothing, or the pane covers it */
      office_workspace_go_to_content (self);
      focus_place (self);
      return TRUE;
    case PANE:
    default:
      if (!office_workspace_has_pane (self))
        return FALSE;
      office_workspace_go_to_content (self);
      return enter (office_workspace_get_pane (self));
    }
}

static void
on_side_entered (GtkEventController *controller, OfficeWorkspace *self)
{
  if (!adw_leaflet_get_folded (self->leaflet))
    adw_leaflet_set_visible_child (self->leaflet, gtk_event_controller_get_widget (controller));
}

static void
watch_side (OfficeWorkspace *self, GtkWidget *side)
{
  GtkEventController *controller = gtk_event_controller_focus_new ();

  g_signal_connect (controller, "enter", G_CALLBACK (on_side_entered), self);
  gtk_widget_add_controller (side, controller);
}

/* A button that was clicked keeps the focus, and has no use for letters: who types then means to write. */
static gboolean
on_key_left_over (OfficeWorkspace *self, guint keyval, guint keycode, GdkModifierType state,
                  GtkEventControllerKey *controller)
{
  GtkWidget *view = GTK_WIDGET (self->conversation);
  GtkWidget *focus = get_focus (self);
  const gboolean is_elsewhere = focus != NULL && !gtk_widget_is_ancestor (focus, view) && find_region (self) != PANE;

  return is_elsewhere && is_in_view (self, CONTENT) && gtk_widget_get_mapped (view)
         && office_conversation_keys_take (view, controller, keyval, state);
}

/* ---- private to the workspace's files ---- */

/* Keys that nothing below has a use for. */
void
office_workspace_take_keys_left_over (OfficeWorkspace *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_left_over), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Where both sides are seen, that in which the person is will be the one that stays when the window becomes narrow. */
void
office_workspace_follow_focus (OfficeWorkspace *self)
{
  watch_side (self, GTK_WIDGET (self->sidebar_clamp));
  watch_side (self, GTK_WIDGET (self->flap));
}

/* After the views have changed: the stack puts a focus that it had to hide onto whatever comes first. */
void
office_workspace_keep_focus_in_view (OfficeWorkspace *self)
{
  GtkWidget *focus = get_focus (self);

  if (gtk_widget_get_mapped (self->content)
      && (focus == NULL || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->views))))
    office_workspace_focus_view (self);
}

/* After the pane came: the focus does not stay in what it covers. */
void
office_workspace_focus_pane_that_covers (OfficeWorkspace *self)
{
  if (find_region (self) == CONTENT && !is_in_view (self, CONTENT))
    enter (office_workspace_get_pane (self));
}

/*
 * When the pane of a task or a thread goes: the focus that is in it comes to its card or its message, or to where one
 * writes.
 */
void
office_workspace_focus_beside_pane (OfficeWorkspace *self, const char *task, const char *thread)
{
  if (find_region (self) != PANE)
    return;
  office_workspace_focus_view (self);
  if (task != NULL && office_workspace_get_view (self) == OFFICE_VIEW_TASKS)
    office_tasks_view_show_task (office_workspace_ensure_tasks (self), task);
  else if (thread != NULL && office_workspace_get_view (self) == OFFICE_VIEW_CONVERSATION)
    office_conversation_view_focus_message (self->conversation, thread);
}

/* ---- public ---- */

/**
 * office_workspace_focus_view:
 *
 * Puts the focus into the view that is shown; in a folded window not where it would bring up a phone's keyboard.
 */
void
office_workspace_focus_view (OfficeWorkspace *self)
{
  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  if ((self->room == NULL && self->page == NULL) || !is_in_view (self, CONTENT))
    return;
  if (self->layout >= OFFICE_LAYOUT_FOLDED && self->page == NULL
      && office_workspace_get_view (self) == OFFICE_VIEW_CONVERSATION)
    {
      /* From inside, one would come to what follows. */
      gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
      enter (GTK_WIDGET (self->conversation));
      office_conversation_view_expect_text (self->conversation);
    }
  else
    {
      focus_place (self);
    }
}

/**
 * office_workspace_focus_next:
 * @step: 1: forward, -1: back
 *
 * Moves the focus round sidebar, content and pane.
 */
void
office_workspace_focus_next (OfficeWorkspace *self, int step)
{
  int region;

  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  region = MAX (find_region (self), SIDEBAR);
  for (guint i = 0; i < N_REGIONS; i++)
    {
      region = (region + N_REGIONS + step) % N_REGIONS;
      if (focus_region (self, region))
        return;
    }
}

/**
 * office_workspace_attach_files:
 *
 * Asks which files are to go with what is being written: in the pane where the focus is there, or else in the room.
 */
void
office_workspace_attach_files (OfficeWorkspace *self)
{
  GtkWidget *focus, *view;

  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  focus = get_focus (self);
  view = focus != NULL ? gtk_widget_get_ancestor (focus, OFFICE_TYPE_CONVERSATION_VIEW) : NULL;
  if (view == NULL)
    {
      office_workspace_show_view (self, OFFICE_VIEW_CONVERSATION);
      view = GTK_WIDGET (self->conversation);
    }
  office_conversation_view_focus_composer (OFFICE_CONVERSATION_VIEW (view));
  office_conversation_view_attach_files (OFFICE_CONVERSATION_VIEW (view));
}
