/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-switcher-panel.h"

#include <glib/gi18n.h>

#include "office-switcher-row.h"

struct _OfficeSwitcherPanel {
  OfficeChooserPanel parent_instance;

  OfficeSession *session;   /* nullable */
  OfficeSwitcher *switcher; /* in it */
};

G_DEFINE_FINAL_TYPE (OfficeSwitcherPanel, office_switcher_panel, OFFICE_TYPE_CHOOSER_PANEL)

/* What the window can do, the target with the action. Those that cannot be done now are left out. */
static const struct {
  const char *action; /* "…-room::" are of the room that is open */
  const char *title;
  const char *icon;
} commands[] = {
  { "win.new-task", N_ ("New Task"), "list-add-symbolic" },
  { "win.open-page::work", N_ ("My Work"), "office-task-symbolic" },
  { "win.open-page::activity", N_ ("Activity"), "office-bell-symbolic" },
  { "win.open-page::saved", N_ ("Saved"), "user-bookmarks-symbolic" },
  { "win.open-page::people", N_ ("People"), "system-users-symbolic" },
  { "win.show-conversation", N_ ("Show Conversation"), "office-chat-symbolic" },
  { "win.show-tasks", N_ ("Show Tasks"), "office-board-symbolic" },
  { "win.show-files", N_ ("Show Files"), "mail-attachment-symbolic" },
  { "win.attach-files", N_ ("Attach Files"), "mail-attachment-symbolic" },
  { "win.jump-to-date", N_ ("Jump to Date"), "office-calendar-symbolic" },
  { "win.show-pinned", N_ ("Pinned Messages"), "view-pin-symbolic" },
  { "win.copy-room-link", N_ ("Copy Link to This Room"), "office-link-symbolic" },
  { "win.show-people", N_ ("People in This Room"), "system-users-symbolic" },
  { "win.edit-room", N_ ("Room Details"), "document-edit-symbolic" },
  { "win.favourite-room::", N_ ("Favorite Room"), "starred-symbolic" },
  { "win.mute-room::", N_ ("Mute Room"), "audio-volume-muted-symbolic" },
  { "win.leave-room::", N_ ("Leave Room"), "system-log-out-symbolic" },
  { "win.archive-room::", N_ ("Archive Room"), "folder-symbolic" },
  { "win.browse-rooms", N_ ("Browse Rooms"), "office-hash-symbolic" },
  { "win.new-room", N_ ("New Room"), "office-hash-symbolic" },
  { "win.show-templates", N_ ("Task Templates"), "office-task-symbolic" },
  { "win.import-tasks", N_ ("Import Tasks"), "document-open-symbolic" },
  { "win.subscribe-calendar", N_ ("Subscribe to My Calendar"), "office-calendar-symbolic" },
  { "win.new-direct", N_ ("Write to People"), "office-chat-symbolic" },
  { "win.show-scheduled", N_ ("Sent Later"), "alarm-symbolic" },
  { "win.set-status", N_ ("Set Your Status"), "document-edit-symbolic" },
  { "win.toggle-quiet", N_ ("Do Not Disturb"), "notifications-disabled-symbolic" },
  { "win.invite", N_ ("Invite People"), "system-users-symbolic" },
  { "win.search", N_ ("Search Messages and Tasks"), "system-search-symbolic" },
  { "win.back", N_ ("Back"), "go-previous-symbolic" },
  { "win.forward", N_ ("Forward"), "go-next-symbolic" },
  { "win.show-refused", N_ ("Show What Was Not Sent"), "dialog-warning-symbolic" },
  { "win.join-office", N_ ("Join Another Office"), "list-add-symbolic" },
  { "win.leave-office", N_ ("Leave This Office"), "window-close-symbolic" },
  { "app.preferences", N_ ("Preferences"), "emblem-system-symbolic" },
  { "app.shortcuts", N_ ("Keyboard Shortcuts"), "input-keyboard-symbolic" },
  { "app.about", N_ ("About Office"), "help-about-symbolic" },
  { "app.quit", N_ ("Quit"), "application-exit-symbolic" },
};

/* ---- the list ---- */

static const char *
name_group (OfficeSwitcherGroup group)
{
  switch (group)
    {
    case OFFICE_SWITCHER_UNREAD:
      return _ ("Unread");
    case OFFICE_SWITCHER_RECENT:
      return _ ("Recent");
    case OFFICE_SWITCHER_ROOMS:
      return _ ("Rooms");
    case OFFICE_SWITCHER_PEOPLE:
      return _ ("People");
    case OFFICE_SWITCHER_TASKS:
      return _ ("Tasks");
    case OFFICE_SWITCHER_COMMANDS:
      return _ ("Commands");
    case OFFICE_SWITCHER_SEARCH:
    default:
      return _ ("Search");
    }
}

static OfficeSwitcherItem *
get_item (GtkListBoxRow *row)
{
  return office_switcher_row_get_item (OFFICE_SWITCHER_ROW (row));
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  OfficeSwitcherGroup group = office_switcher_item_get_group (get_item (row));

  if (before != NULL && group == office_switcher_item_get_group (get_item (before)))
    gtk_list_box_row_set_header (row, NULL);
  else if (gtk_list_box_row_get_header (row) == NULL)
    gtk_list_box_row_set_header (row, office_chooser_panel_new_header (name_group (group)));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return office_switcher_row_new (item);
}

static void
update_page (OfficeSwitcherPanel *self)
{
  OfficeChooserPanel *panel = OFFICE_CHOOSER_PANEL (self);
  gboolean any = self->switcher != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->switcher)) > 0;

  office_chooser_panel_show_page (panel, any ? OFFICE_CHOOSER_ROWS : OFFICE_CHOOSER_NOTHING);
  office_chooser_panel_choose_first (panel);
}

/* ---- commands ---- */

static gboolean
is_of_room (const char *action)
{
  return g_str_has_suffix (action, "-room::");
}

/* What the room's menu would offer. */
static gboolean
can_be_done_with (OfficeRoom *room, const char *action)
{
  if (room == NULL)
    return FALSE;
  if (g_str_equal (action, "win.leave-room::"))
    return office_room_get_visibility (room) != OFFICE_ROOM_DIRECT && office_room_get_joined (room);
  if (g_str_equal (action, "win.archive-room::"))
    return office_room_get_visibility (room) != OFFICE_ROOM_DIRECT;
  return TRUE;
}

/* A control knows whether its action is there and can be done; nothing else in GTK tells. */
static gboolean
can_be_done (OfficeSwitcherPanel *self, const char *action, GVariant *target)
{
  GtkWidget *button = gtk_button_new ();
  gboolean can;

  gtk_widget_set_visible (button, FALSE);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (button), target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  can = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return can;
}

static char *
dup_keys (OfficeSwitcherPanel *self, const char *action)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkApplication *application = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;
  g_auto (GStrv) accelerators = application != NULL ? gtk_application_get_accels_for_action (application, action)
                                                    : NULL;
  GdkModifierType modifiers;
  guint key;

  if (accelerators == NULL || accelerators[0] == NULL || !gtk_accelerator_parse (accelerators[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}

static char *
dup_title (const char *action, const char *title, OfficeRoom *room)
{
  if (g_str_equal (action, "win.new-task") && room != NULL)
    /* Translators: a command of the quick switcher; %s is a room */
    return g_strdup_printf (_ ("New Task in %s"), office_room_get_name (room));
  if (g_str_equal (action, "win.archive-room::") && office_room_get_archived (room))
    return g_strdup (_ ("Bring Back"));
  return g_strdup (_ (title));
}

/* NULL: it cannot be done now. */
static OfficeSwitcherItem *
create_command (OfficeSwitcherPanel *self, guint number, OfficeRoom *room)
{
  const char *detailed = commands[number].action;
  g_autofree char *action = NULL;
  g_autofree char *title = NULL;
  g_autofree char *keys = NULL;
  g_autoptr (GVariant) target = NULL;

  if (is_of_room (detailed) && !can_be_done_with (room, detailed))
    return NULL;
  if (!g_action_parse_detailed_name (detailed, &action, &target, NULL) || !can_be_done (self, action, target))
    return NULL;
  title = dup_title (detailed, commands[number].title, room);
  keys = dup_keys (self, detailed);
  return office_switcher_item_new_command (action, target != NULL ? g_variant_get_string (target, NULL) : NULL, title,
                                           commands[number].icon, keys);
}

static GPtrArray *
list_commands (OfficeSwitcherPanel *self, const char *room_id)
{
  OfficeRoom *room = room_id != NULL ? office_session_find_room (self->session, room_id) : NULL;
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      OfficeSwitcherItem *item = create_command (self, i, room);

      if (item != NULL)
        g_ptr_array_add (list, item);
    }
  return list;
}

/* ---- overrides ---- */

static void
office_switcher_panel_text_changed (OfficeChooserPanel *panel, const char *text)
{
  OfficeSwitcherPanel *self = OFFICE_SWITCHER_PANEL (panel);

  if (self->switcher == NULL)
    return;
  office_switcher_set_text (self->switcher, text);
  update_page (self);
}

static void
office_switcher_panel_chosen (OfficeChooserPanel *panel, GtkListBoxRow *row)
{
  static const char *const actions[] = {
    [OFFICE_SWITCHER_ROOM] = "win.open-room",
    [OFFICE_SWITCHER_PERSON] = "win.open-person",
    [OFFICE_SWITCHER_TASK] = "win.open-task",
  };
  g_autoptr (OfficeSwitcherItem) item = g_object_ref (get_item (row));
  const char *id = office_switcher_item_get_id (item);
  const char *target = office_switcher_item_get_target (item);

  office_chooser_panel_close (panel);
  if (office_switcher_item_get_kind (item) != OFFICE_SWITCHER_COMMAND)
    gtk_widget_activate_action (GTK_WIDGET (panel), actions[office_switcher_item_get_kind (item)], "s", id);
  else
    gtk_widget_activate_action_variant (GTK_WIDGET (panel), id, target != NULL ? g_variant_new_string (target) : NULL);
}

static void
office_switcher_panel_dispose (GObject *object)
{
  office_switcher_panel_set_session (OFFICE_SWITCHER_PANEL (object), NULL);

  G_OBJECT_CLASS (office_switcher_panel_parent_class)->dispose (object);
}

static void
office_switcher_panel_class_init (OfficeSwitcherPanelClass *klass)
{
  OfficeChooserPanelClass *panel_class = OFFICE_CHOOSER_PANEL_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = office_switcher_panel_dispose;
  panel_class->text_changed = office_switcher_panel_text_changed;
  panel_class->chosen = office_switcher_panel_chosen;
}

static void
office_switcher_panel_init (OfficeSwitcherPanel *self)
{
  OfficeChooserPanel *panel = OFFICE_CHOOSER_PANEL (self);

  office_chooser_panel_set_words (panel, _ ("Room, person, task or command"),
                                  _ ("Nothing is called so. Try fewer letters."),
                                  /* Translators: of the quick switcher: the signs are typed as they are */
                                  _ ("@ people  # tasks  > commands"));
  gtk_list_box_set_header_func (office_chooser_panel_get_list (panel), update_header, NULL, NULL);
  update_page (self);
}

/* ---- public ---- */

/**
 * office_switcher_panel_new:
 *
 * Returns: (transfer floating): a panel without office
 */
GtkWidget *
office_switcher_panel_new (void)
{
  return g_object_new (OFFICE_TYPE_SWITCHER_PANEL, NULL);
}

/**
 * office_switcher_panel_set_session:
 * @session: (nullable): the office to go about in
 */
void
office_switcher_panel_set_session (OfficeSwitcherPanel *self, OfficeSession *session)
{
  GtkListBox *list;

  g_return_if_fail (OFFICE_IS_SWITCHER_PANEL (self));

  if (session == self->session)
    return;
  list = office_chooser_panel_get_list (OFFICE_CHOOSER_PANEL (self));
  gtk_list_box_bind_model (list, NULL, NULL, NULL, NULL);
  if (self->switcher != NULL)
    g_signal_handlers_disconnect_by_data (self->switcher, self);
  g_clear_object (&self->switcher);
  g_set_object (&self->session, session);
  if (session == NULL)
    return;
  self->switcher = office_switcher_new (session);
  gtk_list_box_bind_model (list, G_LIST_MODEL (self->switcher), create_row, NULL, NULL);
  g_signal_connect_swapped (self->switcher, "items-changed", G_CALLBACK (update_page), self);
}

/**
 * office_switcher_panel_refresh:
 * @recent: (nullable) (array zero-terminated=1): where one was last: rooms and tasks
 * @room: (nullable): the room where one is
 *
 * Takes in what there is now, and empties the field.
 */
void
office_switcher_panel_refresh (OfficeSwitcherPanel *self, const char *const *recent, const char *room)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_if_fail (OFFICE_IS_SWITCHER_PANEL (self));

  if (self->switcher == NULL)
    return;
  list = list_commands (self, room);
  office_switcher_set_commands (self->switcher, list);
  office_switcher_set_recent (self->switcher, recent, room);
  office_switcher_begin (self->switcher);
  office_chooser_panel_set_text (OFFICE_CHOOSER_PANEL (self), "");
  update_page (self);
}

/**
 * office_switcher_panel_get_switcher:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
OfficeSwitcher *
office_switcher_panel_get_switcher (OfficeSwitcherPanel *self)
{
  g_return_val_if_fail (OFFICE_IS_SWITCHER_PANEL (self), NULL);

  return self->switcher;
}
