/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-workspace-private.h"

#include <glib/gi18n.h>

#include "office-frame-tell.h"
#include "office-text-clean.h"

#define VIEW_CONVERSATION "conversation"
#define VIEW_TASKS        "tasks"
#define VIEW_FILES        "files"

static const char *const view_names[] = {
  [OFFICE_VIEW_CONVERSATION] = VIEW_CONVERSATION,
  [OFFICE_VIEW_TASKS] = VIEW_TASKS,
  [OFFICE_VIEW_FILES] = VIEW_FILES,
};

G_DEFINE_FINAL_TYPE (OfficeWorkspace, office_workspace, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_ROOM_ID, PROP_TASK_ID, PROP_PAGE, PROP_VIEW, PROP_LAYOUT, N_PROPS };

static GParamSpec *properties[N_PROPS];

/* ---- the room's title ---- */

static char *
describe_partner (OfficePerson *partner)
{
  g_autofree char *said = office_person_dup_status_text (partner);
  g_autofree char *status = said != NULL ? office_text_clean_dup (said) : NULL;

  if (office_person_is_quiet (partner) && status != NULL)
    /* TRANSLATORS: under a person's name: what they say of themselves */
    return g_strdup_printf (_ ("%s · do not disturb"), status);
  if (office_person_is_quiet (partner))
    return g_strdup (_ ("Do not disturb"));
  if (status != NULL)
    return g_steal_pointer (&status);
  switch (office_person_get_presence (partner))
    {
    case OFFICE_PRESENCE_HERE:
      return g_strdup (_ ("Here"));
    case OFFICE_PRESENCE_AWAY:
      return g_strdup (_ ("Away"));
    case OFFICE_PRESENCE_OFFLINE:
    default:
      return g_strdup (_ ("Not here"));
    }
}

/* The topic gives way where room is short: on a folded window. */
static char *
describe_room (OfficeRoom *room, gboolean with_topic)
{
  const char *topic = office_room_get_topic (room);
  OfficePerson *partner = office_room_get_partner (room);
  guint n = office_room_get_n_people (room);
  g_autofree char *people = NULL;

  if (partner != NULL)
    return describe_partner (partner);
  people = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u person", "%u people", n), n);
  if (!with_topic || topic == NULL || *topic == '\0')
    return g_steal_pointer (&people);
  /* TRANSLATORS: under a room's title: its topic, and how many people are in it */
  return g_strdup_printf (_ ("%s · %s"), topic, people);
}

void
office_workspace_update_title (OfficeWorkspace *self)
{
  gboolean folded = self->layout >= OFFICE_LAYOUT_FOLDED;
  gboolean crowded = self->layout == OFFICE_LAYOUT_WIDE && office_workspace_has_pane (self)
                     && office_workspace_get_view (self) == OFFICE_VIEW_TASKS;
  g_autofree char *subtitle = NULL;
  const char *name = self->page != NULL ? office_workspace_get_page_title (self) : "";

  if (self->room != NULL)
    {
      name = office_room_get_name (self->room);
      subtitle = describe_room (self->room, !folded);
    }
  gtk_label_set_label (self->title_label, name);
  gtk_label_set_label (self->subtitle_label, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle_label), subtitle != NULL && !crowded);
  /* A page has no switcher in the middle of a wide header, and its title stands at the start already. */
  adw_window_title_set_title (self->narrow_title, folded ? name : "");
  adw_window_title_set_subtitle (self->narrow_title, folded && subtitle != NULL ? subtitle : "");
}

static void
follow_room (OfficeWorkspace *self, OfficeRoom *room)
{
  OfficePerson *partner;

  if (self->room != NULL)
    {
      partner = office_room_get_partner (self->room);
      if (partner != NULL)
        g_signal_handlers_disconnect_by_data (partner, self);
      g_signal_handlers_disconnect_by_data (self->room, self);
    }
  g_set_object (&self->room, room);
  if (room == NULL)
    return;
  g_signal_connect_swapped (room, "notify::name", G_CALLBACK (office_workspace_update_title), self);
  g_signal_connect_swapped (room, "notify::topic", G_CALLBACK (office_workspace_update_title), self);
  g_signal_connect_swapped (room, "notify::n-people", G_CALLBACK (office_workspace_update_title), self);
  partner = office_room_get_partner (room);
  if (partner != NULL)
    {
      g_signal_connect_object (partner, "notify::presence", G_CALLBACK (office_workspace_update_title), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (partner, "notify::status", G_CALLBACK (office_workspace_update_title), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (partner, "notify::emoji", G_CALLBACK (office_workspace_update_title), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (partner, "notify::quiet-until", G_CALLBACK (office_workspace_update_title), self,
                               G_CONNECT_SWAPPED);
    }
}

/* ---- what is shown ---- */

static void
fill_board (OfficeWorkspace *self)
{
  if (self->board_set || self->room == NULL || office_workspace_get_view (self) != OFFICE_VIEW_TASKS)
    return;
  self->board_set = TRUE;
  office_tasks_view_set_room (office_workspace_ensure_tasks (self), self->session, office_room_get_id (self->room));
}

static void
on_view_changed (OfficeWorkspace *self)
{
  gboolean tasks = office_workspace_get_view (self) == OFFICE_VIEW_TASKS;

  gtk_widget_remove_css_class (self->content, tasks ? "content-pane" : "board-pane");
  gtk_widget_add_css_class (self->content, tasks ? "board-pane" : "content-pane");
  fill_board (self);
  office_workspace_fill_files (self);
  office_workspace_update_sides (self);
  office_workspace_update_title (self);
  office_workspace_keep_focus_in_view (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VIEW]);
}

/* Puts a room, or none, into the content; the pane of another room's task closes. */
static void
show_room (OfficeWorkspace *self, OfficeRoom *room)
{
  if (room != NULL)
    office_workspace_leave_page (self);
  if (room == self->room)
    return;
  office_workspace_leave_place (self);
  office_workspace_close_pane (self);
  follow_room (self, room);
  self->board_set = FALSE;
  office_conversation_view_set_place (self->conversation, room != NULL ? self->session : NULL,
                                      room != NULL ? office_room_get_id (room) : NULL, NULL);
  if (room == NULL && self->tasks != NULL)
    office_tasks_view_set_room (self->tasks, NULL, NULL);
  fill_board (self);
  office_workspace_fill_files (self);
  office_workspace_follow_room_menu (self);
  office_sidebar_set_room (self->sidebar, room != NULL ? office_room_get_id (room) : NULL);
  if (self->page == NULL && room != NULL)
    gtk_stack_set_visible_child_name (self->pages, "room");
  office_workspace_update_status (self);
  office_workspace_update_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ROOM_ID]);
}

/* As show_room(), by id; FALSE: the book has none. */
gboolean
office_workspace_show_room (OfficeWorkspace *self, const char *room)
{
  OfficeRoom *found = office_session_find_room (self->session, room);

  if (found != NULL)
    show_room (self, found);
  return found != NULL;
}

void
office_workspace_close_room (OfficeWorkspace *self)
{
  show_room (self, NULL);
}

void
office_workspace_go_to_content (OfficeWorkspace *self)
{
  adw_leaflet_set_visible_child (self->leaflet, GTK_WIDGET (self->flap));
}

/* The first that one is in, or else the first there is; NULL: there is none. transfer full */
static OfficeRoom *
find_first_room (OfficeWorkspace *self)
{
  GListModel *rooms = office_session_get_rooms (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (rooms); i++)
    {
      g_autoptr (OfficeRoom) room = g_list_model_get_item (rooms, i);

      if (office_room_get_joined (room) && !office_room_get_archived (room))
        return g_steal_pointer (&room);
    }
  return g_list_model_get_item (rooms, 0);
}

/* Keeps the open room while the book has it; else opens the one that was asked for, or the first. Whether it opened one. */
static gboolean
keep_room (OfficeWorkspace *self)
{
  g_autoptr (OfficeRoom) first = NULL;
  OfficeRoom *wanted;

  if (self->room != NULL && office_session_find_room (self->session, office_room_get_id (self->room)) == NULL)
    show_room (self, NULL);
  /* While the office is still arriving, its first room would be whichever came first. */
  if (self->room == NULL && self->page == NULL && office_session_has_content (self->session))
    {
      first = find_first_room (self);
      wanted = self->wanted != NULL ? office_session_find_room (self->session, self->wanted) : NULL;
      if (wanted != NULL || first != NULL)
        show_room (self, wanted != NULL ? wanted : first);
    }
  office_workspace_update_status (self);
  return first != NULL;
}

static void
on_rooms_changed (OfficeWorkspace *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Who has not gone anywhere with the keyboard meanwhile can write at once. */
  if (keep_room (self) && root != NULL && !gtk_window_get_focus_visible (GTK_WINDOW (root)))
    office_workspace_focus_view (self);
}

static void
forget_session (OfficeWorkspace *self)
{
  if (self->session == NULL)
    return;
  office_workspace_drop_pins (self);
  office_workspace_drop_pages (self);
  show_room (self, NULL);
  office_trail_clear (self->trail);
  g_signal_handlers_disconnect_by_data (office_session_get_rooms (self->session), self);
  g_signal_handlers_disconnect_by_data (office_session_get_directs (self->session), self);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
}

/* ---- callbacks ---- */

static void
on_back (OfficeWorkspace *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

/* The pane may also be swiped away. */
static void
on_pane_revealed (OfficeWorkspace *self)
{
  if (!adw_flap_get_reveal_flap (self->flap))
    office_workspace_close_pane (self);
}

/* ---- overrides ---- */

static void
office_workspace_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  OfficeWorkspace *self = OFFICE_WORKSPACE (widget);

  gtk_widget_allocate (GTK_WIDGET (self->leaflet), width, height, baseline, NULL);
  office_workspace_allocated (self, width);
}

static void
office_workspace_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                          int *minimum_baseline, int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (OFFICE_WORKSPACE (widget)->leaflet), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

static GtkSizeRequestMode
office_workspace_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (GTK_WIDGET (OFFICE_WORKSPACE (widget)->leaflet));
}

/* The first frame already has the layout of the window's size; later ones follow the allocation. */
static void
on_default_width (OfficeWorkspace *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int width = 0;
  int height = 0;

  if (!GTK_IS_WINDOW (root) || gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);
  if (width > 0)
    office_workspace_apply_layout (self, office_workspace_layout_for (width));
}

static void
office_workspace_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (office_workspace_parent_class)->root (widget);

  if (GTK_IS_WINDOW (gtk_widget_get_root (widget)))
    g_signal_connect_object (gtk_widget_get_root (widget), "notify::default-width", G_CALLBACK (on_default_width),
                             widget, G_CONNECT_SWAPPED);
  on_default_width (OFFICE_WORKSPACE (widget));
}

static void
office_workspace_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeWorkspace *self = OFFICE_WORKSPACE (object);

  switch (id)
    {
    case PROP_ROOM_ID:
      g_value_set_string (value, office_workspace_get_room_id (self));
      break;
    case PROP_TASK_ID:
      g_value_set_string (value, self->task);
      break;
    case PROP_PAGE:
      g_value_set_string (value, self->page);
      break;
    case PROP_VIEW:
      g_value_set_int (value, office_workspace_get_view (self));
      break;
    case PROP_LAYOUT:
      g_value_set_int (value, self->layout);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_workspace_dispose (GObject *object)
{
  OfficeWorkspace *self = OFFICE_WORKSPACE (object);

  g_clear_handle_id (&self->layout_id, g_source_remove);
  if (self->leaflet != NULL)
    {
      office_workspace_set_session (self, NULL, NULL);
      gtk_widget_unparent (GTK_WIDGET (self->leaflet));
      self->leaflet = NULL;
    }
  office_workspace_dispose_trail (self);
  office_workspace_dispose_places (self);
  g_clear_object (&self->switcher);
  g_clear_object (&self->narrow_title);
  g_clear_pointer (&self->wanted, g_free);

  G_OBJECT_CLASS (office_workspace_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, leaflet);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, sidebar_clamp);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, sidebar);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, flap);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, content);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, header);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, back_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, title_box);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, trail_box);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, title_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, subtitle_label);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, pin_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, room_button);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, strip);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, room_strip);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, room_menu);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, pages);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, views);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, conversation);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, board_place);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, files_place);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, files_page);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, pane_clamp);
  gtk_widget_class_bind_template_child (widget_class, OfficeWorkspace, panes);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
}

static void
office_workspace_class_init (OfficeWorkspaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = office_workspace_get_property;
  object_class->dispose = office_workspace_dispose;
  widget_class->size_allocate = office_workspace_size_allocate;
  widget_class->measure = office_workspace_measure;
  widget_class->get_request_mode = office_workspace_get_request_mode;
  widget_class->root = office_workspace_root;
  widget_class->focus = office_workspace_focus;

  properties[PROP_ROOM_ID] = g_param_spec_string ("room-id", NULL, NULL, NULL, flags);
  properties[PROP_TASK_ID] = g_param_spec_string ("task-id", NULL, NULL, NULL, flags);
  properties[PROP_PAGE] = g_param_spec_string ("page", NULL, NULL, NULL, flags);
  properties[PROP_VIEW] = g_param_spec_int ("view", NULL, NULL, 0, OFFICE_VIEW_FILES, 0, flags);
  properties[PROP_LAYOUT] = g_param_spec_int ("layout", NULL, NULL, 0, OFFICE_LAYOUT_NARROW, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (OFFICE_TYPE_SIDEBAR);
  g_type_ensure (OFFICE_TYPE_STATE_STRIP);
  g_type_ensure (OFFICE_TYPE_ROOM_STRIP);
  g_type_ensure (OFFICE_TYPE_CONVERSATION_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Office/office-workspace.ui");
  bind_children (widget_class);
}

static void
office_workspace_init (OfficeWorkspace *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->switcher = g_object_ref_sink (
      g_object_new (ADW_TYPE_VIEW_SWITCHER, "policy", ADW_VIEW_SWITCHER_POLICY_WIDE, "stack", self->views, NULL));
  self->narrow_title = ADW_WINDOW_TITLE (g_object_ref_sink (adw_window_title_new ("", "")));
  self->layout = OFFICE_LAYOUT_WIDE;
  office_workspace_init_trail (self);
  office_workspace_follow_focus (self);
  office_workspace_take_keys_left_over (self);
  office_frame_tell (GTK_WIDGET (self));
  g_signal_connect_object (self->views, "notify::visible-child", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->flap, "notify::reveal-flap", G_CALLBACK (on_pane_revealed), self, G_CONNECT_SWAPPED);
  on_view_changed (self);
  office_workspace_update_frame (self);
}

/* ---- public ---- */

/**
 * office_workspace_new:
 *
 * Returns: (transfer floating): a workspace without office
 */
GtkWidget *
office_workspace_new (void)
{
  return g_object_new (OFFICE_TYPE_WORKSPACE, NULL);
}

/**
 * office_workspace_set_session:
 * @session: (nullable): the office to show
 * @room: (nullable): the id of the room to show in it, as soon as it is there
 */
void
office_workspace_set_session (OfficeWorkspace *self, OfficeSession *session, const char *room)
{
  g_return_if_fail (OFFICE_IS_WORKSPACE (self));
  g_return_if_fail (session == NULL || OFFICE_IS_SESSION (session));

  forget_session (self);
  office_sidebar_set_session (self->sidebar, session);
  office_state_strip_set_session (self->strip, session);
  g_free (self->wanted);
  self->wanted = g_strdup (room);
  if (session == NULL)
    return;

  self->session = g_object_ref (session);
  g_signal_connect_swapped (office_session_get_rooms (session), "items-changed", G_CALLBACK (on_rooms_changed), self);
  g_signal_connect_swapped (office_session_get_directs (session), "items-changed", G_CALLBACK (on_rooms_changed), self);
  g_signal_connect_swapped (session, "notify::has-content", G_CALLBACK (on_rooms_changed), self);
  keep_room (self);
}

/**
 * office_workspace_set_office_menu:
 * @menu: what the office's button opens
 */
void
office_workspace_set_office_menu (OfficeWorkspace *self, GMenuModel *menu)
{
  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  office_sidebar_set_office_menu (self->sidebar, menu);
}

/**
 * office_workspace_set_beside:
 * @beside: (nullable): a model of OfficeBeside: the other offices
 */
void
office_workspace_set_beside (OfficeWorkspace *self, GListModel *beside)
{
  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  office_sidebar_set_beside (self->sidebar, beside);
}

/**
 * office_workspace_begin_with_room:
 * @room: a room's id
 *
 * Opens this room: now, or in place of the first one when the rooms have come.
 */
void
office_workspace_begin_with_room (OfficeWorkspace *self, const char *room)
{
  OfficeRoom *found;

  g_return_if_fail (OFFICE_IS_WORKSPACE (self));
  g_return_if_fail (room != NULL);

  g_free (self->wanted);
  self->wanted = g_strdup (room);
  found = self->session != NULL ? office_session_find_room (self->session, room) : NULL;
  if (found != NULL)
    show_room (self, found);
}

/**
 * office_workspace_open_room:
 * @room: a room's id
 *
 * Shows the room in the view that is open, and puts the focus into it: where one writes, except where that would bring up
 * a phone's keyboard.
 *
 * Returns: %FALSE where the book has no such room
 */
gboolean
office_workspace_open_room (OfficeWorkspace *self, const char *room)
{
  OfficeRoom *found;

  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (room != NULL, FALSE);

  found = self->session != NULL ? office_session_find_room (self->session, room) : NULL;
  if (found == NULL)
    return FALSE;
  show_room (self, found);
  office_workspace_go_to_content (self);
  office_workspace_focus_view (self);
  return TRUE;
}

/**
 * office_workspace_open_task:
 * @task: a task's id
 *
 * Opens the task in the pane, beside its room.
 *
 * Returns: %FALSE where the book has no such task
 */
gboolean
office_workspace_open_task (OfficeWorkspace *self, const char *task)
{
  OfficeTask *found;
  OfficeRoom *room;

  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (task != NULL, FALSE);

  found = self->session != NULL ? office_session_find_task (self->session, task) : NULL;
  room = found != NULL ? office_session_find_room (self->session, office_task_get_room_id (found)) : NULL;
  if (room == NULL)
    return FALSE;
  show_room (self, room);
  office_workspace_go_to_content (self);
  if (self->thread != NULL)
    {
      g_clear_pointer (&self->thread, g_free);
      office_workspace_let_go_of_thread (self);
    }
  gtk_stack_set_visible_child (self->panes, GTK_WIDGET (office_workspace_ensure_task_pane (self)));
  if (g_strcmp0 (task, self->task) != 0)
    {
      g_free (self->task);
      self->task = g_strdup (task);
      office_task_pane_set_task (self->task_pane, self->session, task);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK_ID]);
    }
  office_workspace_reveal_pane (self);
  return TRUE;
}

/**
 * office_workspace_open_message:
 * @message: a message's id
 *
 * Shows the message where it was said: in its room's conversation, on its task, or in its thread.
 *
 * Returns: %FALSE where the book has no such message
 */
gboolean
office_workspace_open_message (OfficeWorkspace *self, const char *message)
{
  g_autoptr (OfficeMessage) found = NULL;

  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  office_workspace_leave_place (self);
  found = self->session != NULL ? office_session_dup_message (self->session, message) : NULL;
  if (found != NULL && office_message_get_thread_id (found) != NULL)
    return office_workspace_open_reply (self, found);
  if (found == NULL || !office_workspace_open_room (self, office_message_get_room_id (found)))
    return FALSE;
  if (self->layout != OFFICE_LAYOUT_WIDE)
    office_workspace_close_pane (self);
  office_workspace_show_view (self, OFFICE_VIEW_CONVERSATION);
  office_conversation_view_show_message (self->conversation, message);
  office_workspace_jumped_to (self, message);
  return TRUE;
}

/**
 * office_workspace_open_neighbour:
 * @step: how many rooms further down the sidebar; negative: up
 */
void
office_workspace_open_neighbour (OfficeWorkspace *self, int step)
{
  OfficeRoom *room;

  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  room = office_sidebar_get_neighbour (self->sidebar, step);
  if (room != NULL)
    office_workspace_open_room (self, office_room_get_id (room));
}

/**
 * office_workspace_close_pane:
 *
 * Returns: %FALSE where no pane was open
 */
gboolean
office_workspace_close_pane (OfficeWorkspace *self)
{
  g_autofree char *task = NULL;
  g_autofree char *thread = NULL;

  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), FALSE);

  if (!office_workspace_has_pane (self))
    return FALSE;
  task = g_steal_pointer (&self->task);
  thread = g_steal_pointer (&self->thread);
  office_workspace_focus_beside_pane (self, task, thread);
  adw_flap_set_reveal_flap (self->flap, FALSE);
  if (task != NULL)
    office_task_pane_set_task (self->task_pane, NULL, NULL);
  if (thread != NULL)
    office_workspace_let_go_of_thread (self);
  office_workspace_update_frame (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TASK_ID]);
  return TRUE;
}

/**
 * office_workspace_show_view:
 * @view: which of the room's sides to show
 *
 * Shows it, and puts the focus into it.
 */
void
office_workspace_show_view (OfficeWorkspace *self, OfficeView view)
{
  g_return_if_fail (OFFICE_IS_WORKSPACE (self));

  if (view == OFFICE_VIEW_FILES)
    adw_view_stack_page_set_visible (self->files_page, TRUE);
  adw_view_stack_set_visible_child_name (self->views, view_names[view]);
  if (self->room == NULL)
    return;
  office_workspace_go_to_content (self);
  if (gtk_widget_get_mapped (self->content))
    office_workspace_focus_view (self);
}

/**
 * office_workspace_get_room_id:
 *
 * Returns: (nullable): the open room's id
 */
const char *
office_workspace_get_room_id (OfficeWorkspace *self)
{
  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), NULL);

  return self->room != NULL ? office_room_get_id (self->room) : NULL;
}

/**
 * office_workspace_get_task_id:
 *
 * Returns: (nullable): the id of the task in the pane
 */
const char *
office_workspace_get_task_id (OfficeWorkspace *self)
{
  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), NULL);

  return self->task;
}

/**
 * office_workspace_get_view:
 *
 * Returns: which of the room's sides is shown
 */
OfficeView
office_workspace_get_view (OfficeWorkspace *self)
{
  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), OFFICE_VIEW_CONVERSATION);

  for (int view = OFFICE_VIEW_TASKS; view <= OFFICE_VIEW_FILES; view++)
    if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), view_names[view]) == 0)
      return (OfficeView) view;
  return OFFICE_VIEW_CONVERSATION;
}

/**
 * office_workspace_get_layout:
 *
 * Returns: how it is folded
 */
OfficeLayout
office_workspace_get_layout (OfficeWorkspace *self)
{
  g_return_val_if_fail (OFFICE_IS_WORKSPACE (self), OFFICE_LAYOUT_WIDE);

  return self->layout;
}
