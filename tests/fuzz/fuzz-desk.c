/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A desk without a window (replica, line, session and the models of its windows) against a host that says anything, in
 * lines:
 *
 *   {"frame":…}  the host says it
 *   <            the host opens the line
 *   >            the line breaks
 *   +SECONDS     time passes
 *   m…           the person sends the rest of the line as a message; the other letters stand in desk-person.c
 *
 * In a frame $1 to $9 stand for the newest operations that were sent, the oldest of them first. What the desk sends is
 * sound, what a model announces is what it holds, and unless it was lied to it shows in the end what a desk would that is
 * started then.
 */
#include "fuzz.h"

#include "desk-fixture.h"
#include "desk-person.h"
#include "desk-view.h"
#include "fake-socket.h"
#include "office-problem.h"
#include "office-session-private.h"

#include <string.h>

#define MOST_LINES   64
#define MOST_SECONDS 600
#define MOST_SENT    9

/* What somebody who listens to a model believes it to hold. */
typedef struct {
  GListModel *model;
  GPtrArray *items;
} Mirror;

typedef struct {
  Desk *desk;
  FakeSocket *socket;
  OfficeLine *line;
  OfficeSession *session;
  OfficeConversation *conversation;
  OfficeBoard *board;
  GPtrArray *mirrors; /* Mirror */
  GPtrArray *sent;    /* ids of operations */
  DeskPerson person;
  gboolean lied_to; /* the host has told what no host makes */
} Place;

/* ---- models ---- */

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, Mirror *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->items->len);
  if (removed > 0)
    g_ptr_array_remove_range (mirror->items, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (mirror->items, (int) (position + i), g_list_model_get_item (model, position + i));
}

static void
mirror_free (gpointer data)
{
  Mirror *self = data;

  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_unref (self->model);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static void
watch (Place *self, GListModel *model)
{
  Mirror *mirror = g_new0 (Mirror, 1);

  mirror->model = g_object_ref (model);
  mirror->items = g_ptr_array_new_with_free_func (g_object_unref);
  on_items_changed (model, 0, 0, g_list_model_get_n_items (model), mirror);
  g_signal_connect (model, "items-changed", G_CALLBACK (on_items_changed), mirror);
  g_ptr_array_add (self->mirrors, mirror);
}

static void
check_mirror (gpointer data, gpointer unused)
{
  Mirror *self = data;

  g_assert_cmpuint (g_list_model_get_n_items (self->model), ==, self->items->len);
  for (guint i = 0; i < self->items->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->model, i);

      g_assert_true (item == self->items->pdata[i]);
    }
}

/* ---- the desk ---- */

static void
on_notice (OfficeSession *session, const char *text, GVariant *undo, Place *self)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  if (undo == NULL)
    return;
  g_clear_pointer (&self->person.undo, g_variant_unref);
  self->person.undo = g_variant_ref (undo);
}

static Place *
place_new (void)
{
  Place *self = g_new0 (Place, 1);

  self->desk = desk_new_in_memory ();
  desk_settle_in (self->desk);
  self->socket = fake_socket_new ();
  self->line = office_line_new (self->desk->replica, OFFICE_SOCKET (self->socket), "TOKEN", self->desk->clock,
                                self->desk->random);
  self->session = office_session_new (self->desk->replica, self->line, self->desk->clock, self->desk->random);
  g_signal_connect (self->session, "notice", G_CALLBACK (on_notice), self);
  self->sent = g_ptr_array_new_with_free_func (g_free);
  self->mirrors = g_ptr_array_new_with_free_func (mirror_free);
  office_session_start (self->session);
  watch (self, office_session_get_rooms (self->session));
  watch (self, office_session_get_directs (self->session));
  watch (self, office_session_get_people (self->session));
  self->conversation = office_session_open_conversation (self->session, ROOM, NULL);
  watch (self, G_LIST_MODEL (self->conversation));
  self->board = office_session_open_board (self->session, ROOM);
  watch (self, G_LIST_MODEL (self->board));
  self->person = (DeskPerson){ self->session, self->desk->replica, self->conversation, self->board, NULL };
  return self;
}

static void
place_free (Place *self)
{
  office_session_stop (self->session);
  fuzz_settle ();
  g_ptr_array_foreach (self->mirrors, check_mirror, NULL);
  g_ptr_array_unref (self->mirrors);
  g_clear_pointer (&self->person.undo, g_variant_unref);
  g_object_unref (self->board);
  g_object_unref (self->conversation);
  g_assert_finalize_object (self->session);
  g_assert_finalize_object (self->line);
  g_assert_finalize_object (self->socket);
  g_ptr_array_unref (self->sent);
  desk_free (self->desk);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

/* A host reads what the desk says as any host would. */
static void
read_sent (Place *self)
{
  char *text;

  while ((text = fake_socket_take (self->socket)) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (OfficeFrame) frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_CLIENT_FRAME, &error);

      g_assert_no_error (error);
      g_assert_cmpint (frame->kind, !=, OFFICE_FRAME_UNKNOWN);
      for (guint i = 0; frame->operations != NULL && i < frame->operations->len; i++)
        {
          g_autoptr (OfficeOperation) operation = office_operation_new_from_object (frame->operations->pdata[i],
                                                                                    &error);

          g_assert_no_error (error);
          g_ptr_array_add (self->sent, g_strdup (office_operation_get_id (operation)));
          if (self->sent->len > MOST_SENT)
            g_ptr_array_remove_index (self->sent, 0);
        }
      g_free (text);
    }
}

/* ---- what a host can make ---- */

static gboolean
is_sound_field (const OfficeField *field, OfficeRecord *record, OfficeRecord *before)
{
  JsonNode *now = office_record_get_node (record, field->name);
  JsonNode *then = before != NULL ? office_record_get_node (before, field->name) : NULL;

  if (now == NULL)
    return !(field->flags & OFFICE_FIELD_REQUIRED) || office_record_get_boolean (record, "removed");
  if (!office_field_check (field, now, NULL)
      || (json_node_get_value_type (now) == G_TYPE_INT64 && json_node_get_int (now) == 0))
    return FALSE;
  return before == NULL || !(field->flags & OFFICE_FIELD_FIXED) || (then != NULL && json_node_equal (now, then));
}

static gboolean
is_sound_record (Place *self, OfficeRecord *record)
{
  const OfficeKind *kind = office_record_get_kind (record);
  g_autoptr (OfficeRecord) before = office_replica_get (self->desk->replica, office_record_get_id (record));
  const char *room = office_scope_get_room (office_record_get_scope (record));

  if (kind == NULL || (before != NULL && office_record_get_kind (before) != kind))
    return FALSE;
  if (office_record_is_gone (record))
    return TRUE;
  if ((kind->scope == OFFICE_SCOPE_ROOM) != (room != NULL)
      || (room != NULL && office_kind_find_field (kind, "room") != NULL
          && g_strcmp0 (office_record_get_text (record, "room"), room) != 0))
    return FALSE;
  if (g_str_equal (kind->name, "room") && g_strcmp0 (room, office_record_get_id (record)) != 0)
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    if (!is_sound_field (&kind->fields[i], record, before))
      return FALSE;
  return TRUE;
}

static void
note_lies (Place *self, const char *text)
{
  g_autoptr (OfficeFrame) frame = office_frame_parse (text, strlen (text), OFFICE_LIMIT_SERVER_FRAME, NULL);

  for (guint i = 0; frame != NULL && frame->records != NULL && i < frame->records->len; i++)
    if (!is_sound_record (self, frame->records->pdata[i]))
      self->lied_to = TRUE;
}

/* ---- what happens ---- */

static void
hear (Place *self, const char *line)
{
  char *text;
  const OfficeCursor *cursor = office_replica_get_cursor (self->desk->replica);
  g_autofree char *rev = g_strdup_printf ("%" G_GINT64_FORMAT, cursor != NULL ? cursor->rev : 0);
  g_autofree char *next = g_strdup_printf ("%" G_GINT64_FORMAT, (cursor != NULL ? cursor->rev : 0) + 1);
  const char *words[128] = {
    ['o'] = OFFICE, ['a'] = ME,  ['b'] = BEN,  ['r'] = ROOM,
    ['d'] = DEN,    ['h'] = rev, ['n'] = next, ['i'] = "0190a000-0000-7000-8000-0000000001",
  };

  for (guint i = 0; i < self->sent->len; i++)
    words['1' + i] = self->sent->pdata[i];
  text = fuzz_fill_in (line, words);
  note_lies (self, text);
  fake_socket_say (self->socket, text);
}

static void
pass_time (Place *self, const char *seconds)
{
  guint64 n;

  if (g_ascii_string_to_unsigned (seconds, 10, 1, MOST_SECONDS, &n, NULL))
    office_fake_clock_advance (self->desk->clock, (gint64) n * 1000);
}

static void
perform (Place *self, const char *line)
{
  const char *words = *line != '\0' ? line + 1 : line;
  g_autofree char *text = g_utf8_make_valid (words, -1);

  switch (*line)
    {
    case '{':
      if (fake_socket_is_in_use (self->socket))
        hear (self, line);
      break;
    case '<':
      if (fake_socket_is_in_use (self->socket))
        fake_socket_answer (self->socket);
      break;
    case '>':
      if (fake_socket_is_in_use (self->socket))
        fake_socket_end (self->socket, NULL);
      break;
    case '+':
      pass_time (self, words);
      break;
    default:
      desk_person_act (&self->person, *line, text);
      break;
    }
}

/* Of what was missed one room is counted after the other, some times a second, and who reads stays where they were until they
 * go on to its end. */
static void
catch_up (Place *self)
{
  while (self->session->arriving_turn != 0)
    g_main_context_iteration (NULL, TRUE);
  while (office_conversation_has_newer (self->conversation)
         && office_conversation_load_newer (self->conversation, G_MAXINT16) > 0)
    ;
}

/*
 * Windows that were open all the time show what windows of a desk show that is started now; what was deleted, and could
 * still be undone, is gone from both.
 */
static void
compare_with_fresh (Place *self)
{
  g_autoptr (OfficeSession) fresh = office_session_new (self->desk->replica, NULL, self->desk->clock,
                                                        self->desk->random);
  g_autoptr (OfficeBoard) board = office_session_open_board (fresh, ROOM);
  g_autoptr (OfficeConversation) conversation = office_session_open_conversation (fresh, ROOM, NULL);
  guint most = MIN (g_list_model_get_n_items (G_LIST_MODEL (conversation)),
                    g_list_model_get_n_items (G_LIST_MODEL (self->conversation)));
  g_autofree char *live = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *live_talk = NULL;
  g_autofree char *expected_talk = NULL;

  fuzz_settle ();
  live = desk_view_describe (self->session, self->board);
  expected = desk_view_describe (fresh, board);
  g_assert_cmpstr (live, ==, expected);
  live_talk = desk_view_describe_talk (self->conversation, most);
  expected_talk = desk_view_describe_talk (conversation, most);
  g_assert_cmpstr (live_talk, ==, expected_talk);
  g_assert_true (g_utf8_validate (live, -1, NULL) && g_utf8_validate (live_talk, -1, NULL));
}

static void
look (Place *self)
{
  g_autoptr (GPtrArray) refused = office_session_list_refused (self->session);
  g_autofree char *state = office_session_dup_state_text (self->session);
  g_autofree char *digest = office_replica_digest (self->desk->replica);

  g_assert_true (g_utf8_validate (state, -1, NULL));
  for (guint i = 0; i < refused->len; i++)
    {
      g_autofree char *text = office_session_dup_entry_text (self->session, refused->pdata[i]);

      g_assert_true (g_utf8_validate (text, -1, NULL));
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);
  g_autoptr (Place) place = place_new ();

  for (guint n = 0; n < MOST_LINES; n++)
    {
      g_autofree char *line = fuzz_take (&input, '\n');

      if (line == NULL)
        break;
      perform (place, line);
      read_sent (place);
      fuzz_settle ();
    }
  look (place);
  if (!place->lied_to)
    {
      office_session_remove_all_now (place->session);
      catch_up (place);
      compare_with_fresh (place);
    }
  return 0;
}
