/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-message-list-private.h"

#include "office-message-divider.h"
#include "office-thread-summary.h"

#define AVATAR_SIZE         36
#define COMPACT_AVATAR_SIZE 28
#define SAME_GROUP          G_GINT64_CONSTANT (300000) /* ms between messages of one group */
#define MOST_SPARE          32                         /* rows: as many as a screen shows */
#define LONGEST_NAP         900                        /* s: a machine that slept must not miss midnight by more */

/* ---- grouping and dividers ---- */

/**
 * office_message_list_get_message:
 * @index: less than the number of rows
 *
 * Returns: (transfer none): the message of a row
 */
OfficeMessage *
office_message_list_get_message (OfficeMessageList *self, guint index)
{
  return office_message_row_get_message (self->rows->pdata[index]);
}

static gboolean
opens_unread (OfficeMessageList *self, OfficeMessage *message, OfficeMessage *before)
{
  const gint64 seq = office_message_get_seq (message);

  if (self->first_unread <= 0 || seq < self->first_unread)
    return FALSE;
  if (before == NULL)
    return seq == self->first_unread || !office_conversation_has_older (self->conversation);
  return office_message_get_seq (before) > 0 && office_message_get_seq (before) < self->first_unread;
}

/* What an author says of themselves ("/me waves") is a sentence that begins with the name. */
static gboolean
opens_group (OfficeMessage *message, OfficeMessage *before)
{
  return (office_message_is_action (message) && !office_message_is_event (message))
         || office_message_get_author (message) != office_message_get_author (before)
         || ABS (office_message_get_at (message) - office_message_get_at (before)) > SAME_GROUP;
}

/* The line between the message of a thread and what was answered. */
static gboolean
update_replies (OfficeMessageList *self, guint index)
{
  OfficeMessage *root = office_conversation_get_root (self->conversation);
  OfficeThread *thread = office_message_get_thread (root);
  g_autofree char *count = NULL;

  if (index == 1 && office_message_list_get_message (self, 0) == root && thread != NULL)
    count = office_thread_dup_count (office_thread_get_n_replies (thread));
  office_message_row_set_replies (self->rows->pdata[index], count);
  return count != NULL;
}

static void
update_row (OfficeMessageList *self, guint index)
{
  OfficeMessage *message, *before;
  gboolean in_thread, new_day, unread, replies;

  if (index >= self->rows->len)
    return;
  message = office_message_list_get_message (self, index);
  before = index > 0 ? office_message_list_get_message (self, index - 1) : NULL;
  in_thread = office_conversation_get_root (self->conversation) != NULL;
  new_day = before == NULL || !office_day_is_same (office_message_get_at (before), office_message_get_at (message));
  unread = opens_unread (self, message, before);
  replies = in_thread && update_replies (self, index);
  /* A thread begins with its message: today needs no word over it. */
  if (new_day
      && !(in_thread && before == NULL
           && office_day_is_same (office_message_get_at (message), office_session_get_now (self->session))))
    {
      g_autofree char *day = office_day_dup_name (office_message_get_at (message),
                                                  office_session_get_now (self->session));

      office_message_row_set_day (self->rows->pdata[index], day);
    }
  else
    {
      office_message_row_set_day (self->rows->pdata[index], NULL);
    }
  office_message_row_set_unread (self->rows->pdata[index], unread);
  office_message_row_set_first (self->rows->pdata[index],
                                new_day || unread || replies || opens_group (message, before));
  office_message_row_set_opened (self->rows->pdata[index],
                                 g_strcmp0 (office_message_get_id (message), self->opened) == 0);
}

/**
 * office_message_list_update_all_rows:
 *
 * Finds days, groups and the first unread message anew.
 */
void
office_message_list_update_all_rows (OfficeMessageList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    update_row (self, i);
}

/* The host gives a message its number and its time. */
static void
message_placed (OfficeMessage *message, GParamSpec *pspec, OfficeMessageList *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (office_message_list_get_message (self, i) == message)
      {
        update_row (self, i);
        update_row (self, i + 1);
        return;
      }
}

static gboolean wait_for_midnight (gpointer data);

/**
 * office_message_list_start_waiting_for_midnight:
 *
 * From midnight on today is yesterday.
 */
void
office_message_list_start_waiting_for_midnight (OfficeMessageList *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const int rest = 86401 - g_date_time_get_hour (now) * 3600 - g_date_time_get_minute (now) * 60
                   - g_date_time_get_second (now);

  self->midnight = g_timeout_add_seconds (CLAMP (rest, 1, LONGEST_NAP), wait_for_midnight, self);
}

static gboolean
wait_for_midnight (gpointer data)
{
  OfficeMessageList *self = data;

  office_message_list_update_all_rows (self);
  office_message_list_start_waiting_for_midnight (self);
  return G_SOURCE_REMOVE;
}

/* ---- rows ---- */

static void
edit_requested (OfficeMessageRow *row, OfficeMessageList *self)
{
  g_signal_emit_by_name (self, "edit-requested", office_message_row_get_message (row));
}

static void
quote_requested (OfficeMessageRow *row, OfficeMessageList *self)
{
  g_signal_emit_by_name (self, "quote-requested", office_message_row_get_message (row));
}

static void
unread_requested (OfficeMessageRow *row, OfficeMessageList *self)
{
  g_signal_emit_by_name (self, "unread-requested", office_message_row_get_message (row));
}

static void
follow_message (OfficeMessageList *self, OfficeMessage *message)
{
  static const char *const of_bar[] = { "notify::task",   "notify::delivery", "notify::removed",   "notify::edited",
                                        "notify::pinned", "notify::saved",    "notify::remind-at", "notify::thread" };

  g_signal_connect (message, "notify::at", G_CALLBACK (message_placed), self);
  g_signal_connect (message, "notify::seq", G_CALLBACK (message_placed), self);
  for (guint i = 0; i < G_N_ELEMENTS (of_bar); i++)
    g_signal_connect (message, of_bar[i], G_CALLBACK (office_message_list_renew_bar), self);
}

/*
 * What GTK has noted that a node must find its style anew for, as one that has a new parent must, it hands on to all nodes that
 * come after it, and a hidden node keeps it until it is shown. A row goes in front of the others only without that, lest all of
 * them are styled anew.
 */
static void
settle_style (GtkWidget *row)
{
  GdkRGBA color;

  if (gtk_widget_get_realized (gtk_widget_get_parent (row)))
    gtk_style_context_get_color (gtk_widget_get_style_context (row), &color);
}

static OfficeMessageRow *
new_row (OfficeMessageList *self)
{
  GtkWidget *row = office_message_row_new (self->compact ? COMPACT_AVATAR_SIZE : AVATAR_SIZE);

  g_signal_connect (row, "edit-requested", G_CALLBACK (edit_requested), self);
  g_signal_connect (row, "quote-requested", G_CALLBACK (quote_requested), self);
  g_signal_connect (row, "unread-requested", G_CALLBACK (unread_requested), self);
  gtk_box_append (GTK_BOX (self->box), row);
  settle_style (row);
  return OFFICE_MESSAGE_ROW (row);
}

/* A row for the message, somewhere in the box: one that was let go, or a new one. */
static OfficeMessageRow *
find_row (OfficeMessageList *self, OfficeMessage *message)
{
  OfficeMessageRow *row = self->spare->len > 0 ? g_ptr_array_steal_index_fast (self->spare, self->spare->len - 1)
                                               : new_row (self);

  office_message_row_set_in_thread (row, office_conversation_get_root (self->conversation) != NULL);
  office_message_row_set_message (row, self->session, message);
  if (!gtk_widget_get_visible (GTK_WIDGET (row)))
    {
      settle_style (GTK_WIDGET (row));
      gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
    }
  follow_message (self, message);
  return row;
}

/**
 * office_message_list_drop_row:
 * @row: a row
 *
 * Lets go of a row; the caller takes it out of the rows. Some stay in the box, unseen, for the messages that come next.
 */
void
office_message_list_drop_row (OfficeMessageList *self, OfficeMessageRow *row)
{
  g_signal_handlers_disconnect_by_data (office_message_row_get_message (row), self);
  if (row == self->bar_row)
    {
      office_message_row_take_bar (row, self->bar);
      self->bar_row = NULL;
    }
  if (row == self->found_row)
    self->found_row = NULL;
  if (self->spare->len >= MOST_SPARE)
    {
      gtk_box_remove (GTK_BOX (self->box), GTK_WIDGET (row));
      return;
    }
  office_message_row_set_message (row, NULL, NULL);
  g_ptr_array_add (self->spare, row);
}

/**
 * office_message_list_hide_spare:
 *
 * Hides the rows that were let go and not needed again at once.
 */
void
office_message_list_hide_spare (OfficeMessageList *self)
{
  for (guint i = 0; i < self->spare->len; i++)
    {
      gtk_box_reorder_child_after (GTK_BOX (self->box), self->spare->pdata[i], gtk_widget_get_last_child (self->box));
      gtk_widget_set_visible (self->spare->pdata[i], FALSE);
    }
}

/* The nearest row that stays when those from @position to @end go. */
static OfficeMessageRow *
find_staying (OfficeMessageList *self, guint position, guint end)
{
  if (end < self->rows->len)
    return self->rows->pdata[end];
  return position > 0 ? self->rows->pdata[position - 1] : NULL;
}

/* Takes the rows out of the array; those whose message comes again in the same change are kept in @kept. */
static void
take_rows (OfficeMessageList *self, guint position, guint n, GHashTable *coming, GHashTable *kept)
{
  OfficeMessageRow *staying = find_staying (self, position, position + n);

  for (guint i = position; i < position + n; i++)
    {
      OfficeMessageRow *row = self->rows->pdata[i];
      OfficeMessage *message = office_message_row_get_message (row);

      if (g_hash_table_contains (coming, message))
        {
          g_hash_table_insert (kept, message, row);
          continue;
        }
      office_scroll_keeper_leave_row (self->keeper, row, staying);
      office_message_list_drop_row (self, row);
    }
  if (n > 0)
    g_ptr_array_remove_range (self->rows, position, n);
}

static void
insert_row (OfficeMessageList *self, guint index, OfficeMessage *message, GHashTable *kept)
{
  GtkWidget *before = index > 0 ? self->rows->pdata[index - 1] : NULL;
  OfficeMessageRow *row = g_hash_table_lookup (kept, message);

  if (row == NULL)
    row = find_row (self, message);
  gtk_box_reorder_child_after (GTK_BOX (self->box), GTK_WIDGET (row), before);
  g_ptr_array_insert (self->rows, index, row);
}

/**
 * office_message_list_set_n_new:
 * @n: how many messages of others have come below the view
 */
void
office_message_list_set_n_new (OfficeMessageList *self, guint n)
{
  if (n == self->n_new)
    return;
  self->n_new = n;
  g_object_notify (G_OBJECT (self), "n-new");
}

/* What others say below the view is counted; what one says oneself is shown. */
static void
receive_at_end (OfficeMessageList *self, guint position, guint added)
{
  guint n = 0;

  if (self->loading)
    return;
  for (guint i = position; i < position + added; i++)
    if (office_message_is_mine (office_message_list_get_message (self, i)))
      {
        if (office_message_get_delivery (office_message_list_get_message (self, i)) != OFFICE_DELIVERY_SENT)
          office_scroll_keeper_go_to_bottom (self->keeper);
      }
    else
      {
        n++;
      }
  if (!office_scroll_keeper_is_at_bottom (self->keeper))
    office_message_list_set_n_new (self, self->n_new + n);
}

/**
 * office_message_list_items_changed:
 * @position: as in #GListModel::items-changed
 * @removed: how many have gone
 * @added: how many have come
 *
 * Follows the conversation.
 */
void
office_message_list_items_changed (OfficeMessageList *self, guint position, guint removed, guint added)
{
  const gboolean at_end = position > 0 && position + removed == self->rows->len && removed == 0;
  g_autoptr (GHashTable) coming = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_autoptr (GHashTable) kept = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < added; i++)
    g_hash_table_add (coming, g_list_model_get_item (G_LIST_MODEL (self->conversation), position + i));
  take_rows (self, position, removed, coming, kept);
  for (guint i = 0; i < added; i++)
    {
      g_autoptr (OfficeMessage) message = g_list_model_get_item (G_LIST_MODEL (self->conversation), position + i);

      insert_row (self, position + i, message, kept);
    }
  for (guint i = position; i <= position + added; i++)
    update_row (self, i);
  if (office_conversation_get_root (self->conversation) != NULL)
    update_row (self, 1); /* it says how many there are */
  office_scroll_keeper_set_sticky (self->keeper, !office_conversation_has_newer (self->conversation));
  office_scroll_keeper_apply (self->keeper);
  if (at_end)
    receive_at_end (self, position, added);
  if (!self->loading)
    office_message_list_hide_spare (self);
  g_signal_emit_by_name (self, "changed");
}
