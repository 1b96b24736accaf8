/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk-view.h"

typedef void (*Describe) (GString *text, gpointer item);

static void
describe_each (GString *text, const char *title, GListModel *items, Describe describe)
{
  g_string_append_printf (text, "%s %u (", title, g_list_model_get_n_items (items));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      describe (text, item);
      g_string_append_c (text, '\n');
    }
  g_string_append (text, ")\n");
}

static void
describe_person (GString *text, gpointer item)
{
  g_string_append_printf (text, "%s %s", office_person_get_id (item), office_person_get_name (item));
}

static void
describe_label (GString *text, gpointer item)
{
  g_string_append_printf (text, "%s %s %s", office_label_get_id (item), office_label_get_name (item),
                          office_label_get_hue (item));
}

static void
describe_step (GString *text, gpointer item)
{
  g_string_append_printf (text, "%s %s %d", office_step_get_id (item), office_step_get_text (item),
                          office_step_get_done (item));
}

static void
describe_room (GString *text, gpointer item)
{
  OfficePerson *partner = office_room_get_partner (item);

  g_string_append_printf (text, "%s %s / %s / %s visibility %d unread %u mentions %u archived %d ",
                          office_room_get_id (item), office_room_get_name (item), office_room_get_topic (item),
                          partner != NULL ? office_person_get_id (partner) : "", office_room_get_visibility (item),
                          office_room_get_unread (item), office_room_get_mentions (item),
                          office_room_get_archived (item));
  describe_each (text, "people", office_room_get_people (item), describe_person);
}

static void
describe_task (GString *text, gpointer item)
{
  g_autofree char *due = office_task_dup_due_text (item, TRUE);
  g_autofree char *long_due = office_task_dup_due_long_text (item);

  g_string_append_printf (text, "%s %s in %s %s state %d / %s / %s %s priority %d source %s waiting %d trashed %d ",
                          office_task_get_id (item), office_task_get_title (item), office_task_get_column_id (item),
                          office_task_get_column_name (item), office_task_get_state (item),
                          office_task_get_description (item), due, long_due, office_task_get_priority (item),
                          office_task_get_source_id (item), office_task_get_waiting (item),
                          office_task_get_trashed (item));
  g_string_append_printf (text, "steps %u of %u messages %u ", office_task_get_n_steps_done (item),
                          office_task_get_n_steps (item), office_task_get_n_messages (item));
  describe_each (text, "assignees", office_task_get_assignees (item), describe_person);
  describe_each (text, "labels", office_task_get_labels (item), describe_label);
  describe_each (text, "steps", office_task_get_steps (item), describe_step);
}

static void
describe_column (GString *text, gpointer item)
{
  g_string_append_printf (text, "%s %s %d ", office_column_get_id (item), office_column_get_name (item),
                          office_column_get_state (item));
  describe_each (text, "tasks", G_LIST_MODEL (item), describe_task);
}

static void
describe_message (GString *text, gpointer item)
{
  OfficeTask *task = office_message_get_task (item);

  g_string_append_printf (text, "%s seq %" G_GINT64_FORMAT " at %" G_GINT64_FORMAT " by %s %s edited %d removed %d",
                          office_message_get_id (item), office_message_get_seq (item), office_message_get_at (item),
                          office_person_get_id (office_message_get_author (item)), office_message_get_text (item),
                          office_message_get_edited (item), office_message_get_removed (item));
  g_string_append_printf (text, " calls %d task %s", office_message_mentions_me (item),
                          task != NULL ? office_task_get_id (task) : "");
}

char *
desk_view_describe (OfficeSession *session, OfficeBoard *board)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "waiting %u refused %u\n", office_session_get_n_waiting (session),
                          office_session_get_n_refused (session));
  describe_each (text, "rooms", office_session_get_rooms (session), describe_room);
  describe_each (text, "directs", office_session_get_directs (session), describe_room);
  describe_each (text, "people", office_session_get_people (session), describe_person);
  describe_each (text, "columns", G_LIST_MODEL (board), describe_column);
  describe_each (text, "labels", office_board_get_labels (board), describe_label);
  return g_string_free (text, FALSE);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  return g_strcmp0 (office_message_get_id (*(OfficeMessage *const *) a),
                    office_message_get_id (*(OfficeMessage *const *) b));
}

/* Those without a seq, at the end, by their ids: a host that gives somebody's message none leaves it without a place. */
char *
desk_view_describe_talk (OfficeConversation *conversation, guint most)
{
  GListModel *model = G_LIST_MODEL (conversation);
  guint n = g_list_model_get_n_items (model);
  g_autoptr (GPtrArray) messages = g_ptr_array_new_with_free_func (g_object_unref);
  GString *text = g_string_new (NULL);
  guint placed = 0;

  for (guint i = n > most ? n - most : 0; i < n; i++)
    {
      OfficeMessage *message = g_list_model_get_item (model, i);

      g_ptr_array_add (messages, message);
      placed += office_message_get_seq (message) > 0 ? 1 : 0;
    }
  if (placed < messages->len)
    g_qsort_with_data (messages->pdata + placed, (int) (messages->len - placed), sizeof (gpointer), compare_ids, NULL);
  for (guint i = 0; i < messages->len; i++)
    {
      describe_message (text, messages->pdata[i]);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
