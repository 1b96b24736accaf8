/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-conversation-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "office-conversation-keys.h"
#include "office-readers.h"

#define WIDEST   860
#define TIGHTENS 680
#define EDGE     12 /* pixels left and right of the composer */

struct _OfficeConversationView {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeRoom *room; /* nullable */
  OfficeConversation *conversation;
  GtkRoot *root;
  gboolean compact;
  gboolean kept_unread; /* the person marked a message unread: it stays so until they come back */

  GtkWidget *overlay;
  GtkWidget *list;
  GtkWidget *empty;   /* nullable until there is nothing */
  GtkWidget *silence; /* what stands for the page where there is little room; nullable too */
  GtkWidget *jump_revealer;
  GtkWidget *jump;
  GtkWidget *jump_count;
  GtkWidget *unread; /* leads to the first unread message; nullable until there is one above */
  GtkWidget *unread_label;
  gboolean unread_seen; /* one has been there */
  GtkWidget *clamp;
  GtkWidget *composer;
  GtkWidget *typing;
  GtkWidget *readers;
};

G_DEFINE_FINAL_TYPE (OfficeConversationView, office_conversation_view, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_COMPACT, N_PROPS };

static GParamSpec *properties[N_PROPS];

/* What is caught up came while nobody could look, though the window is there. */
static gboolean
is_in_front (OfficeConversationView *self)
{
  return self->root != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)) && GTK_IS_WINDOW (self->root)
         && gtk_window_is_active (GTK_WINDOW (self->root))
         && office_session_get_state (self->session) != OFFICE_LINE_CATCHING_UP;
}

static gboolean
is_looked_at (OfficeConversationView *self)
{
  return !self->kept_unread && is_in_front (self)
         && office_message_list_is_at_bottom (OFFICE_MESSAGE_LIST (self->list));
}

static void
mark_read (OfficeConversationView *self)
{
  if (self->conversation != NULL && is_looked_at (self))
    office_conversation_mark_read (self->conversation);
}

static void
update_beginning (OfficeConversationView *self)
{
  const char *name = self->room != NULL ? office_room_get_name (self->room) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *escaped = NULL;

  if (office_conversation_get_task_id (self->conversation) != NULL || name == NULL)
    title = g_strdup (_ ("Nothing said yet"));
  else if (office_room_get_visibility (self->room) == OFFICE_ROOM_DIRECT)
    /* Translators: %s is one person's name or several. */
    title = g_strdup_printf (_ ("This is the beginning of your talk with %s"), name);
  else
    title = g_strdup_printf (_ ("This is the beginning of %s"), name);
  /* A status page reads its title as markup. */
  escaped = g_markup_escape_text (title, -1);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), escaped);
}

static void
add_beginning (OfficeConversationView *self, GtkWidget *beginning)
{
  gtk_widget_set_can_target (beginning, FALSE);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), beginning);
}

/* What stands for the messages where there are none: made when there are none. */
static void
ensure_beginning (OfficeConversationView *self)
{
  if (self->compact && self->silence == NULL)
    {
      self->silence = gtk_label_new (_ ("Nothing said yet"));
      gtk_label_set_ellipsize (GTK_LABEL (self->silence), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (self->silence, "dim-label");
      add_beginning (self, self->silence);
    }
  if (!self->compact && self->empty == NULL)
    {
      self->empty = adw_status_page_new ();
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "office-chat-symbolic");
      adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), _ ("Write the first message below."));
      add_beginning (self, self->empty);
    }
}

static void
update_empty (OfficeConversationView *self)
{
  const gboolean empty = self->conversation != NULL
                         && g_list_model_get_n_items (G_LIST_MODEL (self->conversation)) == 0;

  if (empty)
    ensure_beginning (self);
  if (self->empty != NULL)
    gtk_widget_set_visible (self->empty, empty && !self->compact);
  if (self->silence != NULL)
    gtk_widget_set_visible (self->silence, empty && self->compact);
  if (empty && self->empty != NULL)
    update_beginning (self);
}

/* Where the line under the composer tells who is writing: in the thread, on the task, or in the room. */
static const char *
get_typing_place (OfficeConversationView *self)
{
  if (office_conversation_get_thread_id (self->conversation) != NULL)
    return office_conversation_get_thread_id (self->conversation);
  if (office_conversation_get_task_id (self->conversation) != NULL)
    return office_conversation_get_task_id (self->conversation);
  return office_conversation_get_room_id (self->conversation);
}

static void
update_typing (OfficeConversationView *self)
{
  g_autofree char *typing = self->conversation != NULL
                                ? office_session_dup_typing_text (self->session, get_typing_place (self))
                                : NULL;

  gtk_label_set_label (GTK_LABEL (self->typing), typing != NULL ? typing : "");
}

/* What was missed may not be loaded yet: the room counts it. */
static guint
count_new (OfficeConversationView *self)
{
  const guint n = office_message_list_get_n_new (OFFICE_MESSAGE_LIST (self->list));

  if (self->room == NULL || office_conversation_get_task_id (self->conversation) != NULL
      || office_conversation_get_thread_id (self->conversation) != NULL
      || !office_conversation_has_newer (self->conversation))
    return n;
  return MAX (n, office_room_get_unread (self->room));
}

static void
typing_changed (OfficeConversationView *self, const char *place)
{
  if (self->conversation != NULL && g_strcmp0 (place, get_typing_place (self)) == 0)
    update_typing (self);
}

static void
update_jump (OfficeConversationView *self)
{
  const gboolean away = !office_message_list_is_at_bottom (OFFICE_MESSAGE_LIST (self->list));
  const guint n = count_new (self);
  g_autofree char *count = n > 999 ? g_strdup ("999+") : g_strdup_printf ("%u", n);
  g_autofree char *name = n > 0 ? g_strdup_printf (
                              ngettext ("Jump to Newest, %'u New Message", "Jump to Newest, %'u New Messages", n), n)
                                : g_strdup (_ ("Jump to Newest"));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->jump_revealer), away);
  gtk_widget_set_can_target (self->jump_revealer, away);
  gtk_widget_set_sensitive (self->jump, away);
  gtk_label_set_label (GTK_LABEL (self->jump_count), count);
  gtk_widget_set_visible (self->jump_count, n > 0);
  gtk_widget_set_tooltip_text (self->jump, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->jump), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Nothing is said in a room that was put away. */
static void
update_archived (OfficeConversationView *self)
{
  gtk_widget_set_visible (self->clamp, self->room == NULL || !office_room_get_archived (self->room));
}

/* Who is writing goes on typing for a moment: neither to press what has the focus next, nor to act on a message. */
static void
on_archived (OfficeConversationView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->clamp) && office_room_get_archived (self->room))
    gtk_root_set_focus (root, NULL);
  update_archived (self);
}

static void
at_bottom_changed (OfficeConversationView *self)
{
  update_jump (self);
  mark_read (self);
}

static void
active_changed (OfficeConversationView *self)
{
  if (!gtk_window_is_active (GTK_WINDOW (self->root)))
    return;
  self->kept_unread = FALSE;
  mark_read (self);
}

static void
hide_unread (OfficeConversationView *self)
{
  if (self->unread != NULL)
    gtk_widget_set_visible (self->unread, FALSE);
}

static void update_unread (OfficeConversationView *self);

static void
jump_to_unread (OfficeConversationView *self)
{
  const char *id = office_conversation_get_first_unread_id (self->conversation);

  self->unread_seen = TRUE;
  if (id != NULL)
    office_message_list_show_message (OFFICE_MESSAGE_LIST (self->list), id);
  update_unread (self);
}

static void
ensure_unread (OfficeConversationView *self)
{
  GtkWidget *box;

  if (self->unread != NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->unread_label = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-up-symbolic"));
  gtk_box_append (GTK_BOX (box), self->unread_label);
  self->unread = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->unread), box);
  gtk_widget_set_name (self->unread, "jump-to-unread");
  gtk_widget_set_tooltip_text (self->unread, _ ("Jump to the First New Message"));
  gtk_widget_add_css_class (self->unread, "jump");
  gtk_widget_add_css_class (self->unread, "jump-up");
  gtk_widget_set_halign (self->unread, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->unread, GTK_ALIGN_START);
  gtk_widget_set_margin_top (self->unread, 8);
  g_signal_connect_swapped (self->unread, "clicked", G_CALLBACK (jump_to_unread), self);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), self->unread);
}

/* More may have come since the first of them was found. */
static guint
count_unread (OfficeConversationView *self)
{
  const guint n = office_conversation_get_n_unread (self->conversation);

  return n > 0 && self->room != NULL ? MAX (n, office_room_get_unread (self->room)) : n;
}

/* Over the list, while the first of what is new lies above the view; once it was seen it does not come again. */
static void
update_unread (OfficeConversationView *self)
{
  const gboolean above = office_message_list_is_unread_above (OFFICE_MESSAGE_LIST (self->list));
  const guint n = self->conversation != NULL ? count_unread (self) : 0;

  if (self->conversation != NULL && !above && gtk_widget_get_height (self->list) > 0 && is_in_front (self))
    self->unread_seen = TRUE;
  if (!above || self->unread_seen || n == 0)
    {
      hide_unread (self);
    }
  else
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%'u new message", "%'u new messages", n), n);

      ensure_unread (self);
      gtk_widget_set_visible (self->unread, TRUE);
      gtk_label_set_label (GTK_LABEL (self->unread_label), text);
    }
}

/* Another message is the first of what is new. */
static void
first_unread_changed (OfficeConversationView *self)
{
  self->unread_seen = FALSE;
  update_unread (self);
}

static void
list_changed (OfficeConversationView *self)
{
  update_empty (self);
  if (self->conversation != NULL && !is_looked_at (self))
    office_conversation_divide (self->conversation);
  mark_read (self);
}

static void
jump (OfficeConversationView *self)
{
  office_message_list_go_to_newest (OFFICE_MESSAGE_LIST (self->list));
  office_composer_focus (OFFICE_COMPOSER (self->composer));
}

static void
edit_requested (OfficeConversationView *self, OfficeMessage *message)
{
  office_composer_edit (OFFICE_COMPOSER (self->composer), message);
}

static void
quote_requested (OfficeConversationView *self, OfficeMessage *message)
{
  office_composer_set_quote (OFFICE_COMPOSER (self->composer), office_message_get_id (message));
  office_composer_focus (OFFICE_COMPOSER (self->composer));
}

static void
edit_last (OfficeConversationView *self)
{
  OfficeMessage *message = office_message_list_find_last_own (OFFICE_MESSAGE_LIST (self->list));

  if (message != NULL)
    office_composer_edit (OFFICE_COMPOSER (self->composer), message);
}

static void
unread_requested (OfficeConversationView *self, OfficeMessage *message)
{
  g_autoptr (GError) error = NULL;

  self->kept_unread = TRUE;
  if (!office_session_mark_unread (self->session, office_message_get_room_id (message),
                                   office_message_get_thread_id (message), office_message_get_seq (message), &error))
    g_signal_emit_by_name (self->session, "notice", error->message, NULL);
  else
    office_conversation_divide_anew (self->conversation);
}

static void
sent (OfficeConversationView *self)
{
  self->kept_unread = FALSE;
  office_message_list_go_to_newest (OFFICE_MESSAGE_LIST (self->list));
}

static void
forget_place (OfficeConversationView *self)
{
  if (self->room != NULL)
    g_signal_handlers_disconnect_by_data (self->room, self);
  g_clear_object (&self->room);
  if (self->conversation != NULL)
    g_signal_handlers_disconnect_by_func (self->conversation, first_unread_changed, self);
  g_clear_object (&self->conversation);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->session, typing_changed, self);
      g_signal_handlers_disconnect_by_func (self->session, mark_read, self);
    }
  g_clear_object (&self->session);
  self->kept_unread = FALSE;
}

static void
set_compact (OfficeConversationView *self, gboolean compact)
{
  self->compact = compact;
  g_object_set (self->list, "compact", compact, NULL);
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), compact ? G_MAXINT16 : WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), compact ? G_MAXINT16 : TIGHTENS);
  update_empty (self);
}

static void
office_conversation_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (office_conversation_view_parent_class)->map (widget);
  mark_read (OFFICE_CONVERSATION_VIEW (widget));
}

static void
office_conversation_view_root (GtkWidget *widget)
{
  OfficeConversationView *self = OFFICE_CONVERSATION_VIEW (widget);

  GTK_WIDGET_CLASS (office_conversation_view_parent_class)->root (widget);

  self->root = gtk_widget_get_root (widget);
  g_signal_connect_object (self->root, "notify::is-active", G_CALLBACK (active_changed), self, G_CONNECT_SWAPPED);
}

static void
office_conversation_view_unroot (GtkWidget *widget)
{
  OfficeConversationView *self = OFFICE_CONVERSATION_VIEW (widget);

  g_signal_handlers_disconnect_by_func (self->root, active_changed, self);
  self->root = NULL;

  GTK_WIDGET_CLASS (office_conversation_view_parent_class)->unroot (widget);
}

static void
office_conversation_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    g_value_set_boolean (value, OFFICE_CONVERSATION_VIEW (object)->compact);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_conversation_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    set_compact (OFFICE_CONVERSATION_VIEW (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_conversation_view_dispose (GObject *object)
{
  OfficeConversationView *self = OFFICE_CONVERSATION_VIEW (object);

  forget_place (self);
  g_clear_pointer (&self->overlay, gtk_widget_unparent);
  g_clear_pointer (&self->clamp, gtk_widget_unparent);

  G_OBJECT_CLASS (office_conversation_view_parent_class)->dispose (object);
}

static void
office_conversation_view_class_init (OfficeConversationViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = office_conversation_view_get_property;
  object_class->set_property = office_conversation_view_set_property;
  object_class->dispose = office_conversation_view_dispose;
  widget_class->map = office_conversation_view_map;
  widget_class->root = office_conversation_view_root;
  widget_class->unroot = office_conversation_view_unroot;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "conversation");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
build_jump (OfficeConversationView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->jump_count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->jump_count, "badge");
  gtk_widget_set_valign (self->jump_count, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->jump_count);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-bottom-symbolic"));
  self->jump = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->jump), box);
  gtk_widget_add_css_class (self->jump, "jump");
  g_signal_connect_swapped (self->jump, "clicked", G_CALLBACK (jump), self);
  self->jump_revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->jump_revealer), GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_transition_duration (GTK_REVEALER (self->jump_revealer), 150);
  gtk_revealer_set_child (GTK_REVEALER (self->jump_revealer), self->jump);
  gtk_widget_set_halign (self->jump_revealer, GTK_ALIGN_END);
  gtk_widget_set_valign (self->jump_revealer, GTK_ALIGN_END);
  gtk_widget_set_margin_end (self->jump_revealer, 18);
  gtk_widget_set_margin_bottom (self->jump_revealer, 8);
  return self->jump_revealer;
}

static void
build_list (OfficeConversationView *self)
{
  self->list = office_message_list_new ();
  self->overlay = gtk_overlay_new ();
  gtk_widget_set_vexpand (self->overlay, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), self->list);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), build_jump (self));
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));

  g_signal_connect_swapped (self->list, "notify::at-bottom", G_CALLBACK (at_bottom_changed), self);
  g_signal_connect_swapped (self->list, "moved", G_CALLBACK (update_unread), self);
  g_signal_connect_swapped (self->list, "notify::n-new", G_CALLBACK (update_jump), self);
  g_signal_connect_swapped (self->list, "changed", G_CALLBACK (list_changed), self);
  g_signal_connect_swapped (self->list, "edit-requested", G_CALLBACK (edit_requested), self);
  g_signal_connect_swapped (self->list, "quote-requested", G_CALLBACK (quote_requested), self);
  g_signal_connect_swapped (self->list, "unread-requested", G_CALLBACK (unread_requested), self);
}

static void
build_composer (OfficeConversationView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->composer = office_composer_new ();
  g_signal_connect_swapped (self->composer, "edit-last", G_CALLBACK (edit_last), self);
  g_signal_connect_swapped (self->composer, "sent", G_CALLBACK (sent), self);
  self->typing = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->typing), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->typing), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->typing, "typing");

  gtk_box_append (GTK_BOX (box), self->composer);
  office_composer_take_drops (OFFICE_COMPOSER (self->composer), GTK_WIDGET (self));
  gtk_widget_set_hexpand (self->typing, TRUE);
  self->readers = office_readers_new ();
  gtk_box_append (GTK_BOX (foot), self->typing);
  gtk_box_append (GTK_BOX (foot), self->readers);
  gtk_box_append (GTK_BOX (box), foot);
  gtk_widget_set_margin_start (box, EDGE);
  gtk_widget_set_margin_end (box, EDGE);
  gtk_widget_add_css_class (box, "medium"); /* as the list's column */
  self->clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (self->clamp), box);
  gtk_widget_set_parent (self->clamp, GTK_WIDGET (self));
}

static void
office_conversation_view_init (OfficeConversationView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
  build_list (self);
  build_composer (self);
  office_conversation_keys_watch (GTK_WIDGET (self), OFFICE_MESSAGE_LIST (self->list), OFFICE_COMPOSER (self->composer));
  set_compact (self, FALSE);
  update_jump (self);
}

/**
 * office_conversation_view_new:
 *
 * Returns: (transfer floating): a view without a place
 */
GtkWidget *
office_conversation_view_new (void)
{
  return g_object_new (OFFICE_TYPE_CONVERSATION_VIEW, NULL);
}

static void
follow_room (OfficeConversationView *self)
{
  g_set_object (&self->room,
                office_session_find_room (self->session, office_conversation_get_room_id (self->conversation)));
  if (self->room == NULL)
    return;
  g_signal_connect_swapped (self->room, "notify::name", G_CALLBACK (update_empty), self);
  g_signal_connect_swapped (self->room, "notify::archived", G_CALLBACK (on_archived), self);
  g_signal_connect_swapped (self->room, "notify::unread", G_CALLBACK (update_jump), self);
}

/* Both nullable. */
static void
show_conversation (OfficeConversationView *self, OfficeSession *session, OfficeConversation *conversation)
{
  OfficeComposer *composer = OFFICE_COMPOSER (self->composer);

  office_message_list_set_conversation (OFFICE_MESSAGE_LIST (self->list), NULL, NULL);
  self->unread_seen = FALSE;
  hide_unread (self);
  forget_place (self);
  if (conversation != NULL)
    {
      self->session = g_object_ref (session);
      self->conversation = g_object_ref (conversation);
      follow_room (self);
      g_signal_connect_swapped (session, "typing-changed", G_CALLBACK (typing_changed), self);
      g_signal_connect_swapped (session, "notify::state", G_CALLBACK (mark_read), self);
      office_message_list_set_conversation (OFFICE_MESSAGE_LIST (self->list), session, conversation);
      g_signal_connect_swapped (conversation, "notify::first-unread", G_CALLBACK (first_unread_changed), self);
      office_composer_set_place (composer, session, office_conversation_get_room_id (conversation),
                                 office_conversation_get_task_id (conversation),
                                 office_conversation_get_thread_id (conversation));
    }
  else
    {
      office_composer_set_place (composer, NULL, NULL, NULL, NULL);
    }
  update_archived (self);
  office_readers_set_conversation (OFFICE_READERS (self->readers), conversation != NULL ? session : NULL, conversation);
  update_empty (self);
  update_typing (self);
  update_jump (self);
}

/**
 * office_conversation_view_set_place:
 * @session: (nullable): the office; %NULL shows nothing and lets go of everything
 * @room: (nullable): the room's id, with a session
 * @task: (nullable): a task's id, for its discussion
 *
 * Opens a conversation at its newest message. What was being written elsewhere stays there as a draft.
 */
void
office_conversation_view_set_place (OfficeConversationView *self, OfficeSession *session, const char *room,
                                    const char *task)
{
  g_autoptr (OfficeConversation) conversation = NULL;

  g_return_if_fail (OFFICE_IS_CONVERSATION_VIEW (self));
  g_return_if_fail (session == NULL || OFFICE_IS_SESSION (session));
  g_return_if_fail ((session != NULL) == (room != NULL));

  /* Of the view, not of the conversation: a task's discussion goes to another room by itself. */
  if (session != NULL && session == self->session && self->conversation != NULL && self->room != NULL
      && g_strcmp0 (room, office_room_get_id (self->room)) == 0
      && g_strcmp0 (task, office_conversation_get_task_id (self->conversation)) == 0
      && office_conversation_get_root (self->conversation) == NULL)
    return;
  conversation = session != NULL ? office_session_open_conversation (session, room, task) : NULL;
  show_conversation (self, session, conversation);
}

/**
 * office_conversation_view_set_thread:
 * @session: the office
 * @message: a message's id
 *
 * Opens what was answered to that message, at its newest; or the thread that it is an answer in.
 *
 * Returns: whether the book has such a message
 */
gboolean
office_conversation_view_set_thread (OfficeConversationView *self, OfficeSession *session, const char *message)
{
  g_autoptr (OfficeConversation) thread = NULL;

  g_return_val_if_fail (OFFICE_IS_CONVERSATION_VIEW (self), FALSE);
  g_return_val_if_fail (OFFICE_IS_SESSION (session), FALSE);
  g_return_val_if_fail (message != NULL, FALSE);

  if (session == self->session && self->conversation != NULL
      && g_strcmp0 (message, office_conversation_get_thread_id (self->conversation)) == 0)
    return TRUE;
  thread = office_session_open_thread (session, message);
  if (thread == NULL)
    return FALSE;
  show_conversation (self, session, thread);
  return TRUE;
}

/**
 * office_conversation_view_get_conversation:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
OfficeConversation *
office_conversation_view_get_conversation (OfficeConversationView *self)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION_VIEW (self), NULL);

  return self->conversation;
}

/**
 * office_conversation_view_set_opened:
 * @id: (nullable): the id of the message whose thread is shown beside this view
 */
void
office_conversation_view_set_opened (OfficeConversationView *self, const char *id)
{
  g_return_if_fail (OFFICE_IS_CONVERSATION_VIEW (self));

  office_message_list_set_opened (OFFICE_MESSAGE_LIST (self->list), id);
}

/**
 * office_conversation_view_focus_message:
 * @id: a message's id
 *
 * Returns: whether it is loaded here, and has the focus now
 */
gboolean
office_conversation_view_focus_message (OfficeConversationView *self, const char *id)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION_VIEW (self), FALSE);

  return office_message_list_focus_message (OFFICE_MESSAGE_LIST (self->list), id);
}

/**
 * office_conversation_view_focus_composer:
 */
void
office_conversation_view_focus_composer (OfficeConversationView *self)
{
  g_return_if_fail (OFFICE_IS_CONVERSATION_VIEW (self));

  office_composer_focus (OFFICE_COMPOSER (self->composer));
}

/**
 * office_conversation_view_expect_text:
 *
 * Says that the focus is in a message only so as not to bring up a phone's keyboard: what is typed on a real one is written.
 */
void
office_conversation_view_expect_text (OfficeConversationView *self)
{
  g_return_if_fail (OFFICE_IS_CONVERSATION_VIEW (self));

  office_message_list_pass_letters (OFFICE_MESSAGE_LIST (self->list));
}

/**
 * office_conversation_view_attach_files:
 *
 * Asks which files are to go with what is being written; does nothing where nothing can be written.
 */
void
office_conversation_view_attach_files (OfficeConversationView *self)
{
  g_return_if_fail (OFFICE_IS_CONVERSATION_VIEW (self));

  gtk_widget_activate_action (self->composer, "composer.attach", NULL);
}

/**
 * office_conversation_view_show_message:
 * @id: a message's id
 *
 * Scrolls to a message of this conversation and marks it. One that is not here, or not any more, changes nothing.
 */
void
office_conversation_view_show_message (OfficeConversationView *self, const char *id)
{
  g_return_if_fail (OFFICE_IS_CONVERSATION_VIEW (self));
  g_return_if_fail (id != NULL);

  office_message_list_show_message (OFFICE_MESSAGE_LIST (self->list), id);
}

/**
 * office_conversation_view_dup_position:
 * @offset: (out): px from the top of the view to the message
 *
 * Returns: (transfer full) (nullable): the id of the message at the top of what is in view; %NULL: the newest is in view
 */
char *
office_conversation_view_dup_position (OfficeConversationView *self, double *offset)
{
  g_return_val_if_fail (OFFICE_IS_CONVERSATION_VIEW (self), NULL);

  return office_message_list_dup_position (OFFICE_MESSAGE_LIST (self->list), offset);
}

/**
 * office_conversation_view_show_position:
 * @id: a message's id
 * @offset: px from the top of the view to it
 *
 * Scrolls to where somebody was. A message that is not here any more changes nothing.
 */
void
office_conversation_view_show_position (OfficeConversationView *self, const char *id, double offset)
{
  g_return_if_fail (OFFICE_IS_CONVERSATION_VIEW (self));
  g_return_if_fail (id != NULL);

  office_message_list_show_position (OFFICE_MESSAGE_LIST (self->list), id, offset);
}

/**
 * office_conversation_view_go_to_newest:
 */
void
office_conversation_view_go_to_newest (OfficeConversationView *self)
{
  g_return_if_fail (OFFICE_IS_CONVERSATION_VIEW (self));

  office_message_list_go_to_newest (OFFICE_MESSAGE_LIST (self->list));
}
