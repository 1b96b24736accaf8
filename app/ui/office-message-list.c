/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A GtkListView with rows of varying height does not hold its bottom, so this list is a plain box that has rows only for the
 * range that the conversation holds: 60 at first, more as the reader comes near an end, the far end trimmed at about 200.
 * Where the reader stands is the scroll keeper's matter.
 */
#include "office-message-list.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "office-hover-bar.h"
#include "office-message-divider.h"
#include "office-scroll-keeper.h"

#define AVATAR_SIZE 36
#define COMPACT_AVATAR_SIZE 28
#define WIDEST 860
#define TIGHTENS 680
#define SMALLEST_WIDTH 220                      /* avatar, a few words, a task's name */
#define SMALLEST_HEIGHT 100
#define A_FRAME 12                              /* rows that come in one frame */
#define SAME_GROUP G_GINT64_CONSTANT (300000)   /* ms between messages of one group */
#define LONGEST_NAP 900                         /* s: a machine that slept must not miss midnight by more */

struct _OfficeMessageList {
  GtkWidget parent_instance;

  OfficeSession *session;
  OfficeConversation *conversation;
  gboolean compact;
  GPtrArray *rows;             /* OfficeMessageRow, borrowed: as the conversation's messages */
  gint64 first_unread;
  guint n_new;
  gboolean was_at_bottom;
  gboolean loading;            /* rows come in because the reader is near an end */
  guint paging;                /* tick callback */
  guint midnight;

  OfficeScrollKeeper *keeper;
  GtkWidget *scroller;
  GtkWidget *content;          /* the viewport's child */
  GtkWidget *clamp;
  GtkWidget *box;
  GtkWidget *bar;              /* owned: it is in a row or nowhere */
  OfficeMessageRow *bar_row;   /* nullable */
  OfficeMessageRow *found_row; /* nullable */
  GtkRoot *root;               /* whose focus is watched */
  double pointer_x;            /* in the scroller; < 0: it is elsewhere */
  double pointer_y;
};

G_DEFINE_FINAL_TYPE (OfficeMessageList, office_message_list, GTK_TYPE_WIDGET)

enum { PROP_0, PROP_COMPACT, PROP_AT_BOTTOM, PROP_N_NEW, N_PROPS };
enum { EDIT_REQUESTED, UNREAD_REQUESTED, CHANGED, N_SIGNALS };

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* ---- grouping and dividers ---- */

static OfficeMessage *
get_message (OfficeMessageList *self,
             guint              index)
{
  return office_message_row_get_message (self->rows->pdata[index]);
}

static gboolean
opens_unread (OfficeMessageList *self,
              OfficeMessage     *message,
              OfficeMessage     *before)
{
  const gint64 seq = office_message_get_seq (message);

  if (self->first_unread <= 0 || seq < self->first_unread)
    return FALSE;
  if (before == NULL)
    return seq == self->first_unread || !office_conversation_has_older (self->conversation);
  return office_message_get_seq (before) > 0 && office_message_get_seq (before) < self->first_unread;
}

static gboolean
opens_group (OfficeMessage *message,
             OfficeMessage *before)
{
  return office_message_get_author (message) != office_message_get_author (before) ||
         ABS (office_message_get_at (message) - office_message_get_at (before)) > SAME_GROUP;
}

static void
update_row (OfficeMessageList *self,
            guint              index)
{
  OfficeMessage *message, *before;
  gboolean new_day, unread;

  if (index >= self->rows->len)
    return;
  message = get_message (self, index);
  before = index > 0 ? get_message (self, index - 1) : NULL;
  new_day = before == NULL || !office_day_is_same (office_message_get_at (before), office_message_get_at (message));
  unread = opens_unread (self, message, before);
  if (new_day) {
    g_autofree char *day = office_day_dup_name (office_message_get_at (message), office_session_get_now (self->session));

    office_message_row_set_day (self->rows->pdata[index], day);
  } else {
    office_message_row_set_day (self->rows->pdata[index], NULL);
  }
  office_message_row_set_unread (self->rows->pdata[index], unread);
  office_message_row_set_first (self->rows->pdata[index], new_day || unread || opens_group (message, before));
}

static void
update_all_rows (OfficeMessageList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    update_row (self, i);
}

/* The host gives a message its number and its time. */
static void
message_placed (OfficeMessage     *message,
                GParamSpec        *pspec,
                OfficeMessageList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (get_message (self, i) == message) {
      update_row (self, i);
      update_row (self, i + 1);
      return;
    }
}

static gboolean wait_for_midnight (gpointer data);

static void
start_waiting_for_midnight (OfficeMessageList *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const int rest = 86401 - g_date_time_get_hour (now) * 3600 - g_date_time_get_minute (now) * 60 - g_date_time_get_second (now);

  self->midnight = g_timeout_add_seconds (CLAMP (rest, 1, LONGEST_NAP), wait_for_midnight, self);
}

static gboolean
wait_for_midnight (gpointer data)
{
  OfficeMessageList *self = data;

  update_all_rows (self);
  start_waiting_for_midnight (self);
  return G_SOURCE_REMOVE;
}

/* ---- the bar ---- */

static void
put_bar (OfficeMessageList *self,
         OfficeMessageRow  *row)
{
  if (row == self->bar_row || office_hover_bar_is_open (OFFICE_HOVER_BAR (self->bar)))
    return;
  if (self->bar_row != NULL)
    office_message_row_take_bar (self->bar_row, self->bar);
  self->bar_row = row;
  if (row != NULL)
    office_message_row_put_bar (row, self->bar);
}

static OfficeMessageRow *
find_row_of (OfficeMessageList *self,
             GtkWidget         *widget)
{
  GtkWidget *row = widget != NULL ? gtk_widget_get_ancestor (widget, OFFICE_TYPE_MESSAGE_ROW) : NULL;

  return row != NULL && gtk_widget_get_parent (row) == self->box ? OFFICE_MESSAGE_ROW (row) : NULL;
}

/* Also when rows have moved under a pointer that stands still. */
static void
follow_pointer (OfficeMessageList *self)
{
  if (self->pointer_x >= 0)
    put_bar (self, find_row_of (self, gtk_widget_pick (self->scroller, self->pointer_x, self->pointer_y, GTK_PICK_DEFAULT)));
}

static void
pointer_moved (OfficeMessageList *self,
               double             x,
               double             y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  follow_pointer (self);
}

static void
pointer_left (OfficeMessageList *self)
{
  self->pointer_x = -1;
  put_bar (self, NULL);
}

static void
focus_moved (OfficeMessageList *self)
{
  OfficeMessageRow *row = find_row_of (self, gtk_root_get_focus (self->root));

  if (row == NULL || gtk_window_get_focus_visible (GTK_WINDOW (self->root)))
    put_bar (self, row);
}

/* A message whose actions have changed gets its bar anew. */
static void
renew_bar (OfficeMessage     *message,
           GParamSpec        *pspec,
           OfficeMessageList *self)
{
  OfficeMessageRow *row = self->bar_row;

  if (row == NULL || office_message_row_get_message (row) != message)
    return;
  put_bar (self, NULL);
  put_bar (self, row);
}

/* ---- rows ---- */

static void
edit_requested (OfficeMessageRow  *row,
                OfficeMessageList *self)
{
  g_signal_emit (self, signals[EDIT_REQUESTED], 0, office_message_row_get_message (row));
}

static void
unread_requested (OfficeMessageRow  *row,
                  OfficeMessageList *self)
{
  g_signal_emit (self, signals[UNREAD_REQUESTED], 0, office_message_row_get_message (row));
}

static OfficeMessageRow *
new_row (OfficeMessageList *self,
         OfficeMessage     *message)
{
  GtkWidget *row = office_message_row_new (self->session, message, self->compact ? COMPACT_AVATAR_SIZE : AVATAR_SIZE);

  g_signal_connect (row, "edit-requested", G_CALLBACK (edit_requested), self);
  g_signal_connect (row, "unread-requested", G_CALLBACK (unread_requested), self);
  g_signal_connect (message, "notify::at", G_CALLBACK (message_placed), self);
  g_signal_connect (message, "notify::seq", G_CALLBACK (message_placed), self);
  g_signal_connect (message, "notify::task", G_CALLBACK (renew_bar), self);
  g_signal_connect (message, "notify::delivery", G_CALLBACK (renew_bar), self);
  g_signal_connect (message, "notify::removed", G_CALLBACK (renew_bar), self);
  return OFFICE_MESSAGE_ROW (row);
}

static void
drop_row (OfficeMessageList *self,
          OfficeMessageRow  *row)
{
  g_signal_handlers_disconnect_by_data (office_message_row_get_message (row), self);
  if (row == self->bar_row) {
    office_message_row_take_bar (row, self->bar);
    self->bar_row = NULL;
  }
  if (row == self->found_row)
    self->found_row = NULL;
  gtk_box_remove (GTK_BOX (self->box), GTK_WIDGET (row));
}

/* The nearest row that stays when those from @position to @end go. */
static OfficeMessageRow *
find_staying (OfficeMessageList *self,
              guint              position,
              guint              end)
{
  if (end < self->rows->len)
    return self->rows->pdata[end];
  return position > 0 ? self->rows->pdata[position - 1] : NULL;
}

/* Takes the rows out of the array; those whose message comes again in the same change are kept in @kept. */
static void
take_rows (OfficeMessageList *self,
           guint              position,
           guint              n,
           GHashTable        *coming,
           GHashTable        *kept)
{
  OfficeMessageRow *staying = find_staying (self, position, position + n);

  for (guint i = position; i < position + n; i++) {
    OfficeMessageRow *row = self->rows->pdata[i];
    OfficeMessage *message = office_message_row_get_message (row);

    if (g_hash_table_contains (coming, message)) {
      g_hash_table_insert (kept, message, row);
      continue;
    }
    office_scroll_keeper_leave_row (self->keeper, row, staying);
    drop_row (self, row);
  }
  if (n > 0)
    g_ptr_array_remove_range (self->rows, position, n);
}

static void
insert_row (OfficeMessageList *self,
            guint              index,
            OfficeMessage     *message,
            GHashTable        *kept)
{
  GtkWidget *before = index > 0 ? self->rows->pdata[index - 1] : NULL;
  OfficeMessageRow *row = g_hash_table_lookup (kept, message);

  if (row != NULL) {
    gtk_box_reorder_child_after (GTK_BOX (self->box), GTK_WIDGET (row), before);
  } else {
    row = new_row (self, message);
    gtk_box_insert_child_after (GTK_BOX (self->box), GTK_WIDGET (row), before);
  }
  g_ptr_array_insert (self->rows, index, row);
}

static void
set_n_new (OfficeMessageList *self,
           guint              n)
{
  if (n == self->n_new)
    return;
  self->n_new = n;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEW]);
}

/* What others say below the view is counted; what one says oneself is shown. */
static void
receive_at_end (OfficeMessageList *self,
                guint              position,
                guint              added)
{
  guint n = 0;

  if (self->loading)
    return;
  for (guint i = position; i < position + added; i++)
    if (office_message_is_mine (get_message (self, i))) {
      if (office_message_get_delivery (get_message (self, i)) != OFFICE_DELIVERY_SENT)
        office_scroll_keeper_go_to_bottom (self->keeper);
    } else {
      n++;
    }
  if (!office_scroll_keeper_is_at_bottom (self->keeper))
    set_n_new (self, self->n_new + n);
}

static void
items_changed (OfficeMessageList *self,
               guint              position,
               guint              removed,
               guint              added)
{
  const gboolean at_end = position > 0 && position + removed == self->rows->len && removed == 0;
  g_autoptr (GHashTable) coming = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < added; i++)
    g_hash_table_add (coming, g_list_model_get_item (G_LIST_MODEL (self->conversation), position + i));
  take_rows (self, position, removed, coming, kept);
  for (guint i = 0; i < added; i++) {
    g_autoptr (OfficeMessage) message = g_list_model_get_item (G_LIST_MODEL (self->conversation), position + i);

    insert_row (self, position + i, message, kept);
  }
  for (guint i = position; i <= position + added; i++)
    update_row (self, i);
  office_scroll_keeper_set_sticky (self->keeper, !office_conversation_has_newer (self->conversation));
  office_scroll_keeper_apply (self->keeper);
  if (at_end)
    receive_at_end (self, position, added);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- paging ---- */

static gboolean
wants_older (OfficeMessageList *self)
{
  return office_conversation_has_older (self->conversation) && office_scroll_keeper_is_near_top (self->keeper);
}

static gboolean
wants_newer (OfficeMessageList *self)
{
  return office_conversation_has_newer (self->conversation) && office_scroll_keeper_is_near_bottom (self->keeper);
}

static gboolean
page (GtkWidget     *widget,
      GdkFrameClock *clock,
      gpointer       data)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (widget);
  guint n = 0;

  self->loading = TRUE; /* what comes is not news */
  if (self->conversation != NULL && wants_older (self)) {
    n = office_conversation_load_older (self->conversation, A_FRAME);
    if (self->rows->len > OFFICE_CONVERSATION_MOST)
      office_conversation_trim (self->conversation, TRUE, OFFICE_CONVERSATION_MOST);
  } else if (self->conversation != NULL && wants_newer (self)) {
    n = office_conversation_load_newer (self->conversation, A_FRAME);
    if (self->rows->len > OFFICE_CONVERSATION_MOST)
      office_conversation_trim (self->conversation, FALSE, OFFICE_CONVERSATION_MOST);
  }
  self->loading = FALSE;
  if (n > 0)
    return G_SOURCE_CONTINUE;
  self->paging = 0;
  return G_SOURCE_REMOVE;
}

static void
trim_at_bottom (OfficeMessageList *self)
{
  if (self->rows->len > OFFICE_CONVERSATION_MOST + A_FRAME && !office_scroll_keeper_is_near_top (self->keeper))
    office_conversation_trim (self->conversation, FALSE, OFFICE_CONVERSATION_MOST);
}

static void
moved (OfficeMessageList *self)
{
  const gboolean at_bottom = office_scroll_keeper_is_at_bottom (self->keeper);

  if (self->conversation == NULL)
    return;
  follow_pointer (self);
  if (self->paging == 0 && (wants_older (self) || wants_newer (self)))
    self->paging = gtk_widget_add_tick_callback (GTK_WIDGET (self), page, NULL, NULL);
  if (at_bottom) {
    set_n_new (self, 0);
    trim_at_bottom (self);
  }
  if (at_bottom != self->was_at_bottom) {
    self->was_at_bottom = at_bottom;
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AT_BOTTOM]);
  }
}

static void
first_unread_changed (OfficeMessageList *self)
{
  self->first_unread = office_conversation_get_first_unread (self->conversation);
  update_all_rows (self);
}

static void
newer_changed (OfficeMessageList *self)
{
  office_scroll_keeper_set_sticky (self->keeper, !office_conversation_has_newer (self->conversation));
}

/* ---- keys ---- */

static void
focus_row (OfficeMessageList *self,
           guint              index)
{
  gtk_widget_grab_focus (self->rows->pdata[index]);
  office_scroll_keeper_show_row (self->keeper, self->rows->pdata[index]);
}

static gboolean
key_pressed (OfficeMessageList *self,
             guint              keyval,
             guint              keycode,
             GdkModifierType    state)
{
  OfficeMessageRow *row = find_row_of (self, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  guint index;

  if (row == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0 || !g_ptr_array_find (self->rows, row, &index))
    return GDK_EVENT_PROPAGATE;
  switch (keyval) {
  case GDK_KEY_Up:
  case GDK_KEY_KP_Up:
    if (index > 0)
      focus_row (self, index - 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Down:
  case GDK_KEY_KP_Down:
    if (index + 1 == self->rows->len)
      return GDK_EVENT_PROPAGATE;
    focus_row (self, index + 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_End:
  case GDK_KEY_KP_End:
    office_message_list_go_to_newest (self);
    if (self->rows->len > 0)
      gtk_widget_grab_focus (self->rows->pdata[self->rows->len - 1]);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

/* The newest row that is in view; the list may be scrolled up, and coming to it must not move it. */
static OfficeMessageRow *
find_newest_in_view (OfficeMessageList *self)
{
  for (guint i = self->rows->len; i > 0; i--) {
    OfficeMessageRow *row = self->rows->pdata[i - 1];
    graphene_rect_t bounds;

    if (gtk_widget_compute_bounds (office_message_row_get_body (row), self->scroller, &bounds) && bounds.size.height > 0 &&
        bounds.origin.y < gtk_widget_get_height (self->scroller))
      return row;
  }
  return self->rows->pdata[self->rows->len - 1];
}

/* From outside one comes to the newest message in view; from there Tab goes through its buttons and out. */
static gboolean
office_message_list_focus (GtkWidget       *widget,
                           GtkDirectionType direction)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (widget);
  OfficeMessageRow *row = find_row_of (self, gtk_root_get_focus (gtk_widget_get_root (widget)));

  if (row != NULL)
    return gtk_widget_child_focus (GTK_WIDGET (row), direction);
  if (self->rows->len == 0)
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (find_newest_in_view (self)));
}

/* Never asks the rows: what they need is found out once, for the width that they are given. */
static void
office_message_list_measure (GtkWidget     *widget,
                             GtkOrientation orientation,
                             int            for_size,
                             int           *minimum,
                             int           *natural,
                             int           *minimum_baseline,
                             int           *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? SMALLEST_WIDTH : SMALLEST_HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDEST : SMALLEST_HEIGHT;
}

static void
office_message_list_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  gtk_widget_allocate (OFFICE_MESSAGE_LIST (widget)->scroller, width, height, -1, NULL);
}

static void
office_message_list_root (GtkWidget *widget)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (widget);

  GTK_WIDGET_CLASS (office_message_list_parent_class)->root (widget);

  self->root = gtk_widget_get_root (widget);
  g_signal_connect_object (self->root, "notify::focus-widget", G_CALLBACK (focus_moved), self, G_CONNECT_SWAPPED);
}

static void
office_message_list_unroot (GtkWidget *widget)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (widget);

  g_signal_handlers_disconnect_by_func (self->root, focus_moved, self);
  self->root = NULL;

  GTK_WIDGET_CLASS (office_message_list_parent_class)->unroot (widget);
}

static void
set_compact (OfficeMessageList *self,
             gboolean           compact)
{
  self->compact = compact;
  adw_clamp_set_maximum_size (ADW_CLAMP (self->clamp), compact ? G_MAXINT16 : WIDEST);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (self->clamp), compact ? G_MAXINT16 : TIGHTENS);
}

static void
office_message_list_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  OfficeMessageList *self = OFFICE_MESSAGE_LIST (object);

  switch (id) {
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
office_message_list_set_property (GObject      *object,
                                  guint         id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
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

  properties[PROP_COMPACT] = g_param_spec_boolean ("compact", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_AT_BOTTOM] = g_param_spec_boolean ("at-bottom", NULL, NULL, TRUE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_NEW] = g_param_spec_uint ("n-new", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[EDIT_REQUESTED] = g_signal_new ("edit-requested", OFFICE_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, OFFICE_TYPE_MESSAGE);
  signals[UNREAD_REQUESTED] = g_signal_new ("unread-requested", OFFICE_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, OFFICE_TYPE_MESSAGE);
  signals[CHANGED] = g_signal_new ("changed", OFFICE_TYPE_MESSAGE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

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
measure_content (GtkWidget     *content,
                 GtkOrientation orientation,
                 int            for_size,
                 int           *minimum,
                 int           *natural,
                 int           *minimum_baseline,
                 int           *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = SMALLEST_WIDTH;
  else if (for_size < 0)
    *minimum = *natural = SMALLEST_HEIGHT;
  else
    gtk_widget_measure (gtk_widget_get_first_child (content), orientation, for_size, minimum, natural, NULL, NULL);
}

static void
allocate_content (GtkWidget *content,
                  int        width,
                  int        height,
                  int        baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (content), width, height, -1, NULL);
}

static void
build (OfficeMessageList *self)
{
  GtkWidget *viewport;
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST,
                            "css-classes", (const char *[]) { "messages", NULL }, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Messages"), -1);
  /* Few messages stand at the bottom. */
  gtk_widget_set_vexpand (space, TRUE);
  gtk_box_append (GTK_BOX (column), space);
  gtk_box_append (GTK_BOX (column), self->box);
  self->clamp = adw_clamp_new ();
  adw_clamp_set_child (ADW_CLAMP (self->clamp), column);
  set_compact (self, FALSE);
  self->content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->content), self->clamp);
  gtk_widget_set_layout_manager (self->content, gtk_custom_layout_new (get_content_mode, measure_content, allocate_content));
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
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->rows = g_ptr_array_new ();
  self->was_at_bottom = TRUE;
  self->pointer_x = -1;
  build (self);
  self->keeper = office_scroll_keeper_new (GTK_SCROLLED_WINDOW (self->scroller), self->content, self->box);
  g_signal_connect_swapped (self->keeper, "moved", G_CALLBACK (moved), self);
  self->bar = g_object_ref_sink (office_hover_bar_new ());

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (pointer_moved), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pointer_left), self);
  gtk_widget_add_controller (self->scroller, motion);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  start_waiting_for_midnight (self);
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
    drop_row (self, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->conversation);
  g_clear_object (&self->session);
  set_n_new (self, 0);
}

/**
 * office_message_list_set_conversation:
 * @session: (nullable): where commands go
 * @conversation: (nullable): what to show, from its newest message on
 */
void
office_message_list_set_conversation (OfficeMessageList  *self,
                                      OfficeSession      *session,
                                      OfficeConversation *conversation)
{
  g_return_if_fail (OFFICE_IS_MESSAGE_LIST (self));
  g_return_if_fail ((session != NULL) == (conversation != NULL));

  if (self->conversation != NULL)
    clear (self);
  if (conversation == NULL)
    return;
  self->session = g_object_ref (session);
  self->conversation = g_object_ref (conversation);
  self->first_unread = office_conversation_get_first_unread (conversation);
  g_signal_connect_swapped (conversation, "items-changed", G_CALLBACK (items_changed), self);
  g_signal_connect_swapped (conversation, "notify::first-unread", G_CALLBACK (first_unread_changed), self);
  g_signal_connect_swapped (conversation, "notify::has-newer", G_CALLBACK (newer_changed), self);
  office_scroll_keeper_go_to_bottom (self->keeper);
  items_changed (self, 0, 0, g_list_model_get_n_items (G_LIST_MODEL (conversation)));
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

/**
 * office_message_list_show_message:
 * @id: a message's id
 *
 * Loads the range around a message, scrolls there and marks it.
 *
 * Returns: whether it is in this conversation
 */
gboolean
office_message_list_show_message (OfficeMessageList *self,
                                  const char        *id)
{
  guint index;

  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), FALSE);

  if (self->conversation == NULL)
    return FALSE;
  self->loading = TRUE;
  index = office_conversation_go_to (self->conversation, id);
  self->loading = FALSE;
  if (index >= self->rows->len)
    return FALSE;
  if (self->found_row != NULL)
    office_message_row_set_found (self->found_row, FALSE);
  self->found_row = self->rows->pdata[index];
  office_message_row_set_found (self->found_row, TRUE);
  office_scroll_keeper_go_to_row (self->keeper, self->found_row);
  gtk_widget_grab_focus (GTK_WIDGET (self->found_row));
  return TRUE;
}

/**
 * office_message_list_find_last_own:
 *
 * Returns: (transfer none) (nullable): the newest loaded message of one's own that still says something
 */
OfficeMessage *
office_message_list_find_last_own (OfficeMessageList *self)
{
  g_return_val_if_fail (OFFICE_IS_MESSAGE_LIST (self), NULL);

  for (guint i = self->rows->len; i > 0; i--) {
    OfficeMessage *message = get_message (self, i - 1);

    if (office_message_is_mine (message) && !office_message_get_removed (message) && office_message_get_delivery (message) != OFFICE_DELIVERY_REFUSED)
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
office_message_list_get_row (OfficeMessageList *self,
                             guint              index)
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
