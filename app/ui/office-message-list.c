/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A GtkListView with rows of varying height does not hold its bottom, so this list is a plain box that has rows only for the
 * range that the conversation holds: a screenful at first, more as the reader comes near an end, the far end trimmed at
 * about 100. Where the reader stands is the scroll keeper's matter.
 */
#include "office-message-list-private.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "office-hover-bar.h"

#define WIDEST          860
#define TIGHTENS        680
#define SMALLEST_WIDTH  220 /* avatar, a few words, a task's name */
#define SMALLEST_HEIGHT 100

G_DEFINE_FINAL_TYPE (OfficeMessageList, office_message_list, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_COMPACT, PROP_AT_BOTTOM, PROP_N_NEW, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void
first_unread_changed (OfficeMessageList *self)
{
  self->first_unread = office_conversation_get_first_unread (self->conversation);
  office_message_list_update_all_rows (self);
}

static void
newer_changed (OfficeMessageList *self)
{
  office_scroll_keeper_set_sticky (self->keeper, !office_conversation_has_newer (self->conversation));
  /* The end may be in view, with more behind it now. */
  office_scroll_keeper_apply (self->keeper);
}

/* Never asks the rows: what they need is found out once, for the width that they are given. */
static void
office_message_list_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                             int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? SMALLEST_WIDTH : SMALLEST_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDEST : SMALLEST_HEIGHT;
}

static void
office_message_list_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (OFFICE_MESSAGE_LIST (widget)->scroller, width, height, -1, NULL);
}

static void
office_message_list_root (GtkWidget *widget)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (widget);

  GTK_WIDGET_CLASS (office_message_list_parent_class)->root (widget);

  self->root = gtk_widget_get_root (widget);
  g_signal_connect_object (self->root, "notify::focus-widget", G_CALLBACK (office_message_list_focus_moved), self,
                           G_CONNECT_SWAPPED);
  office_message_list_watch_input (self);
}

static void
office_message_list_unroot (GtkWidget *widget)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (widget);

  office_message_list_leave_input (self);
  g_signal_handlers_disconnect_by_func (self->root, office_message_list_focus_moved, self);
  self->root = NULL;

  GTK_WIDGET_CLASS (office_message_list_parent_class)->unroot (widget);
}

static void
set_compact (OfficeMessageList *self, gboolean compact)
{
  self->compact = compact;
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), compact ? G_MAXINT16 : WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), compact ? G_MAXINT16 : TIGHTENS);
}

static void
office_message_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (object);

  switch (id)
    {
    case PROP_COMPACT:
      g_value_set_boolean (value, self->compact);
      break;
    case PROP_AT_BOTTOM:
      g_value_set_boolean (value, office_message_list_is_at_bottom (self));
      break;
    case PROP_N_NEW:
      g_value_set_uint (value, self->n_new);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
office_message_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COMPACT)
    set_compact (OFFICE_MESSAGE_LIST (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
office_message_list_dispose (GObject *object)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (object);

  if (self->scroller != NULL)
    office_message_list_set_conversation (self, NULL, NULL);
  g_clear_handle_id (&self->midnight, g_source_remove);
  g_clear_object (&self->keeper);
  g_clear_object (&self->bar);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->spare, g_ptr_array_unref);
  g_clear_pointer (&self->opened, g_free);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (office_message_list_parent_class)->dispose (object);
}

static void
office_message_list_class_init (OfficeMessageListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = office_message_list_get_property;
  object_class->set_property = office_message_list_set_property;
  object_class->dispose = office_message_list_dispose;
  widget_class->measure = office_message_list_measure;
  widget_class->size_allocate = office_message_list_size_allocate;
  widget_class->focus = office_message_list_focus;
  widget_class->root = office_message_list_root;
  widget_class->unroot = office_message_list_unroot;

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE,
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_AT_BOTTOM] = g_param_spec_boolean ("at-bottom", NULL, NULL, TRUE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_signal_new ("edit-requested", OFFICE_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                OFFICE_TYPE_MESSAGE);
  g_signal_new ("quote-requested", OFFICE_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                OFFICE_TYPE_MESSAGE);
  g_signal_new ("unread-requested", OFFICE_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                OFFICE_TYPE_MESSAGE);
  g_signal_new ("moved", OFFICE_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("changed", OFFICE_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GENERIC);
}

/*
 * A viewport asks its child how wide it must be to be no higher than it is, and GTK finds out by trying dozens of widths. This
 * content has one answer to that, so that rows are only ever measured for the width that they get.
 */
static GtkSizeRequestMode
get_content_mode (GtkWidget *content)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_content (GtkWidget *content, GtkOrientation orientation, int for_size, int *minimum, int *natural,
                 int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = SMALLEST_WIDTH;
  else if (for_size < 0)
    *minimum = *natural = SMALLEST_HEIGHT;
  else
    gtk_widget_measure (gtk_widget_get_first_child (content), orientation, for_size, minimum, natural, NULL, NULL);
}

static void
allocate_content (GtkWidget *content, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (content), width, height, -1, NULL);
}

static void
build (OfficeMessageList *self)
{
  GtkWidget *viewport;
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role",
                            GTK_ACCESSIBLE_ROLE_LIST, "css-classes", (const char *[]){ "messages", NULL }, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Messages"), -1);
  /* Few messages stand at the bottom; in a thread, below its message at the top. */
  self->space = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_vexpand (self->space, TRUE);
  gtk_box_append (GTK_BOX (column), self->space);
  gtk_box_append (GTK_BOX (column), self->box);
  /* As the clamp calls it in a wide window: a class that comes with the first allocation styles all of it once more. */
  gtk_widget_add_css_class (column, "medium");
  self->clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (self->clamp), column);
  set_compact (self, FALSE);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->content), self->clamp);
  gtk_widget_set_layout_manager (self->content,
                                 gtk_custom_layout_new (get_content_mode, measure_content, allocate_content));
  viewport = gtk_viewport_new (NULL, NULL);
  gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (viewport), FALSE);
  gtk_viewport_set_child (GTK_VIEWPORT (viewport), self->content);
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_set_focusable (self->scroller, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), viewport);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

static void
office_message_list_init (OfficeMessageList *self)
{
  self->rows = g_ptr_array_new ();
  self->spare = g_ptr_array_new ();
  self->was_at_bottom = TRUE;
  self->a_frame = 6;
  self->filled = -1;
  build (self);
  self->keeper = office_scroll_keeper_new (GTK_SCROLLED_WINDOW (self->scroller), self->content, self->box);
  g_signal_connect_swapped (self->keeper, "moved", G_CALLBACK (office_message_list_moved), self);
  self->bar = g_object_ref_sink (office_hover_bar_new ());

  office_message_list_watch_pointer (self);
  office_message_list_watch_keys (self);
  office_message_list_start_waiting_for_midnight (self);
}

/**
 * office_message_list_new:
 *
 * Returns: (transfer floating): a list of nothing
 */
GtkWidget *
office_message_list_new (void)
{
  return g_object_new (OFFICE_TYPE_MESSAGE_LIST, NULL);
}

static void
clear (OfficeMessageList *self)
{
  g_signal_handlers_disconnect_by_data (self->conversation, self);
  if (self->paging != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->paging);
  self->paging = 0;
  for (guint i = 0; i < self->rows->len; i++)
    office_message_list_drop_row (self, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->conversation);
  g_clear_object (&self->session);
  office_message_list_set_n_new (self, 0);
}

/**
 * office_message_list_set_conversation:
 * @session: (nullable): where commands go
 * @conversation: (nullable): what to show, from its newest message on
 */
void
office_message_list_set_conversation (OfficeMessageList *self, OfficeSession *session, OfficeConversation *conversation)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_LIST (self));
  g_return_if_fail ((session != NULL) == (conversation != NULL));

  if (self->conversation != NULL)
    clear (self);
  if (conversation == NULL)
    {
      office_message_list_hide_spare (self);
      return;
    }
  self->session = g_object_ref (session);
  self->conversation = g_object_ref (conversation);
  self->passed_when_left = TRUE;
  self->first_unread = office_conversation_get_first_unread (conversation);
  g_signal_connect_swapped (conversation, "items-changed", G_CALLBACK (office_message_list_items_changed), self);
  g_signal_connect_swapped (conversation, "notify::first-unread", G_CALLBACK (first_unread_changed), self);
  g_signal_connect_swapped (conversation, "notify::has-newer", G_CALLBACK (newer_changed), self);
  gtk_widget_set_visible (self->space, office_conversation_get_root (conversation) == NULL);
  office_scroll_keeper_go_to_bottom (self->keeper);
  office_message_list_items_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (conversation)));
}

/**
 * office_message_list_is_at_bottom:
 *
 * Returns: whether the newest message is held in view
 */
gboolean
office_message_list_is_at_bottom (OfficeMessageList *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), FALSE);

  return office_scroll_keeper_is_at_bottom (self->keeper);
}

/**
 * office_message_list_get_n_new:
 *
 * Returns: how many messages of others have come below the view
 */
guint
office_message_list_get_n_new (OfficeMessageList *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), 0);

  return self->n_new;
}

/**
 * office_message_list_go_to_newest:
 *
 * Shows the newest message, whatever range is loaded, and holds it from then on.
 */
void
office_message_list_go_to_newest (OfficeMessageList *self)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_LIST (self));

  if (self->conversation == NULL)
    return;
  office_conversation_go_to_newest (self->conversation);
  office_scroll_keeper_set_sticky (self->keeper, TRUE);
  office_scroll_keeper_go_to_bottom (self->keeper);
}

static guint
load_round (OfficeMessageList *self, const char *id)
{
  guint index;

  if (self->conversation == NULL)
    return G_MAXUINT;
  self->loading = TRUE;
  index = office_conversation_go_to (self->conversation, id);
  self->loading = FALSE;
  return index;
}

/**
 * office_message_list_show_message:
 * @id: a message's id
 *
 * Loads the range around a message, scrolls there and marks it.
 *
 * Returns: whether it is in this conversation
 */
gboolean
office_message_list_show_message (OfficeMessageList *self, const char *id)
{
  guint index;

  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), FALSE);

  index = load_round (self, id);
  if (index >= self->rows->len)
    return FALSE;
  if (self->found_row != NULL)
    office_message_row_set_found (self->found_row, FALSE);
  self->found_row = self->rows->pdata[index];
  office_message_row_set_found (self->found_row, TRUE);
  office_scroll_keeper_go_to_row (self->keeper, self->found_row);
  office_message_list_grab_focus (self, self->found_row);
  return TRUE;
}

static OfficeMessageRow *
find_row (OfficeMessageList *self, const char *id)
{
  for (guint i = 0; id != NULL && i < self->rows->len; i++)
    if (g_str_equal (office_message_get_id (office_message_list_get_message (self, i)), id))
      return self->rows->pdata[i];
  return NULL;
}

/**
 * office_message_list_set_opened:
 * @id: (nullable): the id of the message whose thread is shown beside the list
 */
void
office_message_list_set_opened (OfficeMessageList *self, const char *id)
{
  OfficeMessageRow *before, *row;

  g_return_if_fail (OFFICE_IS_MESSAGE_LIST (self));

  before = find_row (self, self->opened);
  row = find_row (self, id);
  g_free (self->opened);
  self->opened = g_strdup (id);
  if (before != NULL)
    office_message_row_set_opened (before, FALSE);
  if (row != NULL)
    office_message_row_set_opened (row, TRUE);
}

/**
 * office_message_list_focus_message:
 * @id: a message's id
 *
 * Goes back to a message from which something was opened that is closed now.
 *
 * Returns: whether its row is loaded, and has the focus now
 */
gboolean
office_message_list_focus_message (OfficeMessageList *self, const char *id)
{
  OfficeMessageRow *row;

  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), FALSE);

  row = find_row (self, id);
  return row != NULL && office_message_list_return_focus (self, row);
}

/**
 * office_message_list_dup_position:
 * @offset: (out): px from the top of the view to the message
 *
 * Returns: (transfer full) (nullable): the id of the message at the top of what is in view; %NULL: the newest is in view
 */
char *
office_message_list_dup_position (OfficeMessageList *self, double *offset)
{
  OfficeMessageRow *row;

  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), NULL);

  row = office_scroll_keeper_get_row (self->keeper, offset);
  return row != NULL ? g_strdup (office_message_get_id (office_message_row_get_message (row))) : NULL;
}

/**
 * office_message_list_show_position:
 * @id: a message's id
 * @offset: px from the top of the view to it
 *
 * Loads the range around a message and scrolls there.
 *
 * Returns: whether it is in this conversation
 */
gboolean
office_message_list_show_position (OfficeMessageList *self, const char *id, double offset)
{
  guint index;

  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), FALSE);

  index = load_round (self, id);
  if (index >= self->rows->len)
    return FALSE;
  office_scroll_keeper_restore_row (self->keeper, self->rows->pdata[index], offset);
  return TRUE;
}

/**
 * office_message_list_find_last_own:
 *
 * Returns: (transfer none) (nullable): the newest loaded message that one has written oneself and that still says something
 */
OfficeMessage *
office_message_list_find_last_own (OfficeMessageList *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), NULL);

  for (guint i = self->rows->len; i > 0; i--)
    {
      OfficeMessage *message = office_message_list_get_message (self, i - 1);

      if (office_message_is_mine (message) && !office_message_is_event (message)
          && !office_message_get_removed (message) && office_message_get_delivery (message) != OFFICE_DELIVERY_REFUSED)
        return message;
    }
  return NULL;
}

/**
 * office_message_list_get_conversation:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
OfficeConversation *
office_message_list_get_conversation (OfficeMessageList *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), NULL);

  return self->conversation;
}

/**
 * office_message_list_get_n_rows:
 *
 * Returns: how many rows there are now
 */
guint
office_message_list_get_n_rows (OfficeMessageList *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), 0);

  return self->rows->len;
}

/**
 * office_message_list_get_row:
 * @index: from the oldest that is loaded
 *
 * Returns: (transfer none) (nullable): the row
 */
OfficeMessageRow *
office_message_list_get_row (OfficeMessageList *self, guint index)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), NULL);

  return index < self->rows->len ? self->rows->pdata[index] : NULL;
}

/**
 * office_message_list_get_adjustment:
 *
 * Returns: (transfer none): the position, in pixels
 */
GtkAdjustment *
office_message_list_get_adjustment (OfficeMessageList *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), NULL);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
}
