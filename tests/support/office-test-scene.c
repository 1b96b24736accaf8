/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-test-scene.h"

#include "office-fake-clock.h"
#include "office-fake-random.h"
#include "office-id.h"
#include "office-memory-book.h"
#include "office-position.h"
#include "office-problem.h"
#include "office-session-private.h"

#define NOW            G_GINT64_CONSTANT (1749636000000) /* Wednesday 11 June 2025, 10:00 UTC */
#define MINUTE         G_GINT64_CONSTANT (60000)
#define FRAME_MESSAGES 200
#define TASKS_BEFORE   5 /* places for the tasks of the scene itself */
#define FRAME_LIMIT    (16 * 1024 * 1024)

struct _OfficeTestScene {
  OfficeClock *clock;
  OfficeRandom *random;
  OfficeMemoryBook *host;
  OfficeReplica *replica; /* that the host speaks to */
  OfficeSession *session;
  OfficeReplica *own_replica;
  OfficeSession *own_session;
  GPtrArray *snapshot; /* OfficeRecord: what the first sync brings */
  gint64 told;         /* the revision that the replica was told of */
  char *direct;
  char *group;
  char *last_id;
  guint n_tasks; /* that were added */
};

/* ---- records ---- */

static OfficeRecord *
make_record (const char *kind, const char *id, const char *scope, ...)
{
  OfficeRecord *record = office_record_new (kind, id, scope);
  const char *field;
  va_list args;

  va_start (args, scope);
  while ((field = va_arg (args, const char *)) != NULL)
    office_record_set_text (record, field, va_arg (args, const char *));
  va_end (args);
  return record;
}

static void
add (OfficeTestScene *self, OfficeRecord *record)
{
  g_ptr_array_add (self->snapshot, record);
}

static void
add_person (OfficeTestScene *self, const char *id, const char *name, const char *role)
{
  add (self, make_record ("person", id, "office", "name", name, "role", role, NULL));
}

static void
add_room (OfficeTestScene *self, const char *id, const char *name, const char *topic, const char *visibility)
{
  g_autofree char *scope = office_scope_for_room (id);

  add (self, make_record ("room", id, scope, "visibility", visibility, "name", name, "topic", topic, NULL));
}

static void
add_member (OfficeTestScene *self, const char *room, const char *person)
{
  g_autofree char *scope = office_scope_for_room (room);
  g_autofree char *id = office_id_derive (room, person);

  add (self, make_record ("member", id, scope, "room", room, "person", person, NULL));
}

static void
add_column (OfficeTestScene *self, const char *id, const char *room, const char *name, const char *position,
            const char *state)
{
  g_autofree char *scope = office_scope_for_room (room);

  add (self, make_record ("column", id, scope, "room", room, "name", name, "position", position, "state", state, NULL));
}

static void
add_label (OfficeTestScene *self, const char *id, const char *name, const char *hue)
{
  add (self, make_record ("label", id, "room:" SCENE_LIBRARY, "room", SCENE_LIBRARY, "name", name, "hue", hue, NULL));
}

static OfficeRecord *
add_task (OfficeTestScene *self, const char *id, const char *column, const char *position, const char *title)
{
  OfficeRecord *record = make_record ("task", id, "room:" SCENE_LIBRARY, "room", SCENE_LIBRARY, "column", column,
                                      "position", position, "title", title, "created_by", SCENE_ANNA, NULL);

  office_record_set_integer (record, "created_at", NOW - 60 * MINUTE);
  add (self, record);
  return record;
}

static void
add_step (OfficeTestScene *self, const char *task, const char *position, const char *text, gboolean done)
{
  g_autofree char *id = office_id_new (self->clock, self->random);
  OfficeRecord *record = make_record ("step", id, "room:" SCENE_LIBRARY, "room", SCENE_LIBRARY, "task", task, "text",
                                      text, "position", position, NULL);

  office_record_set_boolean (record, "done", done);
  add (self, record);
}

static OfficeRecord *
make_message (const char *id, const char *room, const char *task, const char *author, const char *text, gint64 seq,
              gint64 at)
{
  g_autofree char *scope = office_scope_for_room (room);
  OfficeRecord *record = make_record ("message", id, scope, "room", room, "author", author, "text", text, NULL);

  office_record_set_text (record, "task", task);
  office_record_set_integer (record, "seq", seq);
  office_record_set_integer (record, "at", at);
  return record;
}

static void
add_message (OfficeTestScene *self, const char *id, const char *room, const char *author, const char *text, gint64 seq)
{
  g_autofree char *made = id == NULL ? office_id_new (self->clock, self->random) : NULL;

  add (self, make_message (made != NULL ? made : id, room, NULL, author, text, seq, NOW - (60 - seq) * MINUTE));
}

static void
add_marker (OfficeTestScene *self, const char *room, gint64 seq)
{
  g_autofree char *id = office_id_derive (SCENE_BEN, room);
  OfficeRecord *record = make_record ("read", id, "person:" SCENE_BEN, "room", room, NULL);

  office_record_set_integer (record, "seq", seq);
  add (self, record);
}

/* ---- the scene ---- */

static void
compose_people (OfficeTestScene *self)
{
  add (self, make_record ("office", SCENE_OFFICE, "office", "name", "Atelier Nord", NULL));
  add_person (self, SCENE_BEN, "Ben Okafor", "member");
  add_person (self, SCENE_ANNA, "Anna Lindqvist", "admin");
  add_person (self, SCENE_MEI, "Mei 梅琳", "member");
  add_person (self, SCENE_YOUSSEF, "Youssef Haddad", "member");
  add_person (self, SCENE_SOFIA, "Sofía Ribeiro", "member");
  add_person (self, SCENE_LIBOR, "Libor Novák", "guest");
}

static void
compose_rooms (OfficeTestScene *self)
{
  add_room (self, SCENE_GENERAL, "General", NULL, "public");
  add_room (self, SCENE_LIBRARY, "Riverside Library", "Stage 3", "public");
  add_room (self, SCENE_PARTNERS, "Partners", NULL, "private");
  add_member (self, SCENE_GENERAL, SCENE_BEN);
  add_member (self, SCENE_LIBRARY, SCENE_BEN);
  add_member (self, SCENE_PARTNERS, SCENE_BEN);
  add_member (self, SCENE_PARTNERS, SCENE_ANNA);
  add_member (self, SCENE_PARTNERS, SCENE_LIBOR);
  add_room (self, self->direct, NULL, NULL, "direct");
  add_member (self, self->direct, SCENE_BEN);
  add_member (self, self->direct, SCENE_MEI);
  add_room (self, self->group, NULL, NULL, "direct");
  add_member (self, self->group, SCENE_BEN);
  add_member (self, self->group, SCENE_ANNA);
  add_member (self, self->group, SCENE_SOFIA);
}

static void
compose_board (OfficeTestScene *self)
{
  static const char *const ben[] = { SCENE_BEN, NULL };
  static const char *const anna[] = { SCENE_ANNA, NULL };
  static const char *const facade_and_client[] = { SCENE_FACADE, SCENE_CLIENT, NULL };
  OfficeRecord *task;

  add_column (self, SCENE_TODO, SCENE_LIBRARY, "To do", "a0", "open");
  add_column (self, SCENE_DOING, SCENE_LIBRARY, "In progress", "a1", "doing");
  add_column (self, SCENE_DONE, SCENE_LIBRARY, "Done", "a2", "done");
  add_label (self, SCENE_FACADE, "Façade", "teal");
  add_label (self, SCENE_CLIENT, "Client", "purple");

  task = add_task (self, SCENE_DOORS, SCENE_TODO, "a0", "Door schedule, level 2");
  office_record_set_ids (task, "assignees", ben);
  office_record_set_text (task, "priority", "high");
  office_record_set_text (task, "due", "2025-06-11T17:00");
  add_step (self, SCENE_DOORS, "a0", "List the doors", TRUE);
  add_step (self, SCENE_DOORS, "a1", "Ask the fire officer", FALSE);
  add_task (self, SCENE_LAMPS, SCENE_TODO, "a1", "Ask three quotes for the reading-room lamps");
  add_task (self, SCENE_PHOTOS, SCENE_TODO, "a2", "准备周四评审的模型照片 (model photos for the review)");
  task = add_task (self, SCENE_SAMPLES, SCENE_DOING, "a0", "Send façade samples to the client");
  office_record_set_ids (task, "assignees", anna);
  office_record_set_ids (task, "labels", facade_and_client);
  office_record_set_text (task, "due", "2025-06-13T10:00");
  office_record_set_text (task, "source", SCENE_MORNING);
}

static void
compose_talk (OfficeTestScene *self)
{
  add_message (self, NULL, SCENE_GENERAL, SCENE_SOFIA, "The plotter is repaired.", 1);
  add_marker (self, SCENE_GENERAL, 1);
  add_message (self, NULL, SCENE_LIBRARY, SCENE_MEI, "第二版立面已上传。Fins are now 90 mm deep, spacing 450.", 1);
  add_message (self, SCENE_MORNING, SCENE_LIBRARY, SCENE_BEN,
               "Morning! The client wants to touch real samples of the larch and the slate **before Friday**.", 2);
  add_message (self, NULL, SCENE_LIBRARY, SCENE_YOUSSEF, "شكراً يا بن 🙏", 3);
  add_message (self, NULL, SCENE_LIBRARY, SCENE_ANNA, "Three doors fail, see the schedule.", 4);
  add_marker (self, SCENE_LIBRARY, 2);
  add_message (self, NULL, self->direct, SCENE_MEI, "可以吗？", 1);
}

/* ---- frames ---- */

static OfficeFrame *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  OfficeFrame *frame = office_frame_parse (text, strlen (text), FRAME_LIMIT, &error);

  g_assert_no_error (error);
  return frame;
}

static char *
make_tag (gint64 rev)
{
  return g_strdup_printf ("tag-%" G_GINT64_FORMAT, rev);
}

static GPtrArray *
make_bodies (GPtrArray *records, const char *scope)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < records->len; i++)
    if (scope == NULL || g_str_equal (office_record_get_scope (records->pdata[i]), scope))
      g_ptr_array_add (bodies, office_record_to_body (records->pdata[i]));
  return bodies;
}

static void
tell_welcome (OfficeTestScene *self, const char *const *scopes)
{
  g_autofree char *tag = make_tag (self->told);
  g_autoptr (OfficeCursor) head = office_cursor_new ("epoch", self->told, tag);
  const char *const none[] = { NULL };
  g_autofree char *text = office_frame_welcome (office_replica_get_office_id (self->replica), "Atelier Nord", SCENE_BEN,
                                                head, TRUE, none, scopes, NOW, "0", OFFICE_LIMIT_FILE, NULL);
  g_autoptr (OfficeFrame) frame = parse (text);
  g_autoptr (GError) error = NULL;

  office_replica_apply_welcome (self->replica, frame, &error);
  g_assert_no_error (error);
}

void
office_test_scene_set_web_address (OfficeTestScene *self, const char *address)
{
  const char *const none[] = { NULL };
  g_autofree char *text = office_frame_welcome (office_replica_get_office_id (self->replica), "Atelier Nord", SCENE_BEN,
                                                office_replica_get_cursor (self->replica), FALSE, none, none, NOW, "0",
                                                OFFICE_LIMIT_FILE, address);
  g_autoptr (OfficeFrame) frame = parse (text);
  g_autoptr (GError) error = NULL;

  office_replica_apply_welcome (self->replica, frame, &error);
  g_assert_no_error (error);
}

static void
tell_page (OfficeTestScene *self, const char *scope)
{
  g_autoptr (GPtrArray) bodies = make_bodies (self->snapshot, scope);
  g_autofree char *text = office_frame_page (scope, bodies, NULL, TRUE);
  g_autoptr (OfficeFrame) frame = parse (text);
  g_autoptr (GError) error = NULL;

  office_replica_apply_page (self->replica, frame, &error);
  g_assert_no_error (error);
}

static void
tell_changes (OfficeTestScene *self, GPtrArray *records)
{
  gint64 head = office_memory_book_get_head (self->host);
  g_autoptr (GPtrArray) bodies = make_bodies (records, NULL);
  g_autofree char *tag = make_tag (head);
  g_autofree char *text = office_frame_changes (self->told, head, tag, bodies, NULL, NULL);
  g_autoptr (OfficeFrame) frame = parse (text);
  g_autoptr (GError) error = NULL;

  office_replica_apply_changes (self->replica, frame, &error);
  g_assert_no_error (error);
  self->told = head;
}

static void
put_on_host (OfficeTestScene *self, OfficeRecord *record)
{
  office_record_set_rev (record, office_memory_book_get_head (self->host) + 1);
  office_memory_book_put (self->host, office_record_ref (record));
}

static void
tell_all (OfficeTestScene *self)
{
  g_autoptr (GPtrArray) scopes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->snapshot->len; i++)
    {
      const char *scope = office_record_get_scope (self->snapshot->pdata[i]);

      if (!g_ptr_array_find_with_equal_func (scopes, scope, g_str_equal, NULL))
        g_ptr_array_add (scopes, g_strdup (scope));
    }
  g_ptr_array_add (scopes, NULL);
  tell_welcome (self, (const char *const *) scopes->pdata);
  for (guint i = 0; scopes->pdata[i] != NULL; i++)
    tell_page (self, scopes->pdata[i]);
  office_replica_note_live (self->replica);
}

static void
first_sync (OfficeTestScene *self)
{
  for (guint i = 0; i < self->snapshot->len; i++)
    put_on_host (self, self->snapshot->pdata[i]);
  self->told = office_memory_book_get_head (self->host);
  tell_all (self);
}

/* ---- public ---- */

/**
 * office_test_scene_new:
 *
 * Returns: (transfer full): the scene, its session offline with the content of a first sync
 */
OfficeTestScene *
office_test_scene_new (void)
{
  OfficeTestScene *self = g_new0 (OfficeTestScene, 1);
  const char *const two[] = { SCENE_BEN, SCENE_MEI, NULL };
  const char *const three[] = { SCENE_BEN, SCENE_ANNA, SCENE_SOFIA, NULL };
  g_autoptr (GError) error = NULL;

  self->clock = office_fake_clock_new (NOW);
  self->random = office_fake_random_new (1);
  self->host = office_memory_book_new (TRUE);
  self->direct = office_id_derive_direct (SCENE_OFFICE, two);
  self->group = office_id_derive_direct (SCENE_OFFICE, three);
  self->snapshot = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  compose_people (self);
  compose_rooms (self);
  compose_board (self);
  compose_talk (self);
  self->replica = office_replica_open (":memory:", SCENE_OFFICE, SCENE_BEN, self->clock, self->random, NULL, &error);
  g_assert_no_error (error);
  first_sync (self);
  self->session = office_session_new (self->replica, NULL, self->clock, self->random);
  self->own_replica = g_object_ref (self->replica);
  self->own_session = g_object_ref (self->session);
  return self;
}

void
office_test_scene_free (OfficeTestScene *self)
{
  g_object_unref (self->session);
  g_object_unref (self->replica);
  g_object_unref (self->own_session);
  office_replica_close (self->own_replica);
  g_object_unref (self->own_replica);
  g_object_unref (self->host);
  g_object_unref (self->clock);
  g_object_unref (self->random);
  g_ptr_array_unref (self->snapshot);
  g_free (self->direct);
  g_free (self->group);
  g_free (self->last_id);
  g_free (self);
}

void
office_test_scene_fill (OfficeTestScene *self, OfficeReplica *replica, const char *name)
{
  OfficeReplica *own = self->replica;
  g_autoptr (OfficeRecord) office = make_record ("office", office_replica_get_office_id (replica), "office", "name",
                                                 name, NULL);

  office_record_set_rev (office, self->told);
  for (guint i = 0; i < self->snapshot->len; i++)
    if (g_str_equal (office_record_get_kind_name (self->snapshot->pdata[i]), "office"))
      {
        office_record_unref (self->snapshot->pdata[i]);
        self->snapshot->pdata[i] = office_record_ref (office);
      }
  self->replica = replica;
  tell_all (self);
  self->replica = own;
}

void
office_test_scene_turn_to (OfficeTestScene *self, OfficeSession *session)
{
  if (session == NULL)
    session = self->own_session;
  else
    office_session_stop (session);
  g_set_object (&self->session, session);
  g_set_object (&self->replica, session->replica);
}

OfficeSession *
office_test_scene_get_session (OfficeTestScene *self)
{
  return self->session;
}

OfficeReplica *
office_test_scene_get_replica (OfficeTestScene *self)
{
  return self->replica;
}

OfficeClock *
office_test_scene_get_clock (OfficeTestScene *self)
{
  return self->clock;
}

OfficeRandom *
office_test_scene_get_random (OfficeTestScene *self)
{
  return self->random;
}

const char *
office_test_scene_get_direct (OfficeTestScene *self)
{
  return self->direct;
}

const char *
office_test_scene_get_group (OfficeTestScene *self)
{
  return self->group;
}

void
office_test_scene_receive (OfficeTestScene *self, OfficeRecord *first, ...)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  va_list args;

  va_start (args, first);
  for (OfficeRecord *record = first; record != NULL; record = va_arg (args, OfficeRecord *))
    {
      put_on_host (self, record);
      g_ptr_array_add (records, record);
    }
  va_end (args);
  tell_changes (self, records);
}

const char *
office_test_scene_say (OfficeTestScene *self, const char *room, const char *task, const char *author, const char *text)
{
  gint64 seq = office_book_next_seq (OFFICE_BOOK (self->host), room);

  g_free (self->last_id);
  self->last_id = office_id_new (self->clock, self->random);
  office_test_scene_receive (
      self, make_message (self->last_id, room, task, author, text, seq, office_clock_now (self->clock)), NULL);
  return self->last_id;
}

const char *
office_test_scene_get_task (OfficeTestScene *self, guint index)
{
  g_free (self->last_id);
  self->last_id = g_strdup_printf ("0190a000-0000-7000-8000-0000001%05x", index);
  return self->last_id;
}

static OfficeRecord *
make_task (OfficeTestScene *self, const char *column, const char *position, guint index)
{
  static const char *const titles[] = { "check the doors", "ask the client what the stairs should look like",
                                        "write down what was said on site about the façade and the roof, and send it" };
  static const char *const labels[] = { SCENE_FACADE, SCENE_CLIENT, NULL };
  static const char *const people[] = { SCENE_BEN, SCENE_MEI, NULL };
  g_autofree char *title = g_strdup_printf ("Task %u: %s", index, titles[index % G_N_ELEMENTS (titles)]);
  OfficeRecord *record = make_record ("task", office_test_scene_get_task (self, index), "room:" SCENE_LIBRARY, "room",
                                      SCENE_LIBRARY, "column", column, "position", position, "title", title,
                                      "created_by", SCENE_ANNA, NULL);

  office_record_set_integer (record, "created_at", NOW - 60 * MINUTE);
  office_record_set_integer (record, "number", 100 + index);
  if (index % 3 == 0)
    {
      office_record_set_ids (record, "labels", labels + index % 2);
      office_record_set_ids (record, "assignees", people + index / 3 % 2);
      office_record_set_text (record, "due", index % 2 == 0 ? "2025-06-09" : "2025-06-20T09:00");
      office_record_set_text (record, "priority", "high");
    }
  return record;
}

void
office_test_scene_add_tasks (OfficeTestScene *self, const char *column, guint n)
{
  g_auto (GStrv) positions = office_position_spread (n + TASKS_BEFORE);

  for (guint done = 0; done < n;)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);

      for (guint i = 0; i < FRAME_MESSAGES && done < n; i++, done++)
        {
          OfficeRecord *record = make_task (self, column, positions[done + TASKS_BEFORE], self->n_tasks++);

          put_on_host (self, record);
          g_ptr_array_add (records, record);
        }
      tell_changes (self, records);
    }
}

void
office_test_scene_add_messages (OfficeTestScene *self, const char *room, guint n)
{
  static const char *const authors[] = { SCENE_ANNA, SCENE_MEI, SCENE_YOUSSEF, SCENE_SOFIA };
  gint64 seq = office_book_next_seq (OFFICE_BOOK (self->host), room);

  for (guint done = 0; done < n;)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);

      for (guint i = 0; i < FRAME_MESSAGES && done < n; i++, done++, seq++)
        {
          g_autofree char *id = office_id_new (self->clock, self->random);
          g_autofree char *text = g_strdup_printf ("Message %" G_GINT64_FORMAT " of this room", seq);
          OfficeRecord *record = make_message (id, room, NULL, authors[(done / 3) % G_N_ELEMENTS (authors)], text, seq,
                                               office_clock_now (self->clock) - (n - 1 - done) * MINUTE);

          put_on_host (self, record);
          g_ptr_array_add (records, record);
        }
      tell_changes (self, records);
    }
}

OfficeRecord *
office_test_scene_get_record (OfficeTestScene *self, const char *id)
{
  return office_book_get (OFFICE_BOOK (self->host), id);
}

/* Applies on the host; gives its result and adds what it changed to @records. */
/* As the host does: one that changes its scope is gone in the old one. */
static void
note_left_scope (OfficeTestScene *self, OfficeRecord *record, gint64 rev, GPtrArray *records)
{
  g_autoptr (OfficeRecord) old = office_book_get (OFFICE_BOOK (self->host), office_record_get_id (record));

  if (old != NULL && !g_str_equal (office_record_get_scope (old), office_record_get_scope (record)))
    g_ptr_array_add (records, office_record_new_gone (office_record_get_kind_name (old), office_record_get_id (old),
                                                      office_record_get_scope (old), rev));
}

static OfficeResult *
apply (OfficeTestScene *self, OfficeOperation *operation, const char *person, GPtrArray *records)
{
  const char *id = office_operation_get_id (operation);
  GError *error = NULL;
  gint64 rev = office_memory_book_get_head (self->host) + 1;
  g_autoptr (OfficeEffects) effects = office_effects_of (operation, OFFICE_BOOK (self->host), person, SCENE_OFFICE,
                                                         office_clock_now (self->clock), &error);
  OfficeResult *result;

  if (effects == NULL)
    return office_result_new (id, 0, error);
  for (guint i = 0; i < effects->written->len; i++)
    {
      note_left_scope (self, effects->written->pdata[i], rev, records);
      office_record_set_rev (effects->written->pdata[i], rev);
      g_ptr_array_add (records, office_record_ref (effects->written->pdata[i]));
    }
  for (guint i = 0; i < effects->gone->len; i++)
    {
      office_record_set_rev (effects->gone->pdata[i], rev);
      g_ptr_array_add (records, office_record_ref (effects->gone->pdata[i]));
    }
  office_memory_book_apply (self->host, effects, person);
  result = office_result_new (id, rev, NULL);
  result->overwritten = g_steal_pointer (&effects->overwritten);
  return result;
}

static gboolean
may_see (OfficeTestScene *self, OfficeRecord *record)
{
  return office_record_is_gone (record)
         || office_access_may_see_scope (OFFICE_BOOK (self->host), SCENE_BEN, office_record_get_scope (record));
}

static void
tell_visible (OfficeTestScene *self, GPtrArray *records)
{
  g_autoptr (GPtrArray) visible = g_ptr_array_new ();

  for (guint i = 0; i < records->len; i++)
    if (may_see (self, records->pdata[i]))
      g_ptr_array_add (visible, records->pdata[i]);
  tell_changes (self, visible);
}

void
office_test_scene_act (OfficeTestScene *self, const char *person, const char *intent, const char *with)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  g_autoptr (JsonNode) node = json_from_string (with, NULL);
  g_autofree char *id = office_id_new (self->clock, self->random);
  g_autoptr (OfficeOperation) operation = NULL;
  OfficeResult *result;

  g_assert_nonnull (node);
  operation = office_operation_new (id, intent, self->told, office_clock_now (self->clock),
                                    json_node_get_object (node));
  result = apply (self, operation, person, records);
  g_assert_no_error (result->problem);
  office_result_free (result);
  tell_visible (self, records);
}

static void
tell_results (OfficeTestScene *self, GPtrArray *results)
{
  g_autofree char *text = office_frame_results (results);
  g_autoptr (OfficeFrame) frame = parse (text);
  g_autoptr (GError) error = NULL;

  office_replica_apply_results (self->replica, frame, &error);
  g_assert_no_error (error);
}

/* As many as a frame may have. */
static guint
answer_some (OfficeTestScene *self)
{
  g_autoptr (GPtrArray) operations = office_replica_take_operations (self->replica, OFFICE_LIMIT_OPERATIONS, G_MAXSIZE);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) office_result_free);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);

  if (operations->len == 0)
    return 0;
  for (guint i = 0; i < operations->len; i++)
    g_ptr_array_add (results, apply (self, operations->pdata[i], SCENE_BEN, records));
  tell_results (self, results);
  tell_visible (self, records);
  return operations->len;
}

guint
office_test_scene_answer (OfficeTestScene *self)
{
  guint n = 0, some;

  while ((some = answer_some (self)) > 0)
    n += some;
  return n;
}

guint
office_test_scene_refuse (OfficeTestScene *self, int status, const char *title)
{
  g_autoptr (GPtrArray) operations = office_replica_take_operations (self->replica, G_MAXUINT, G_MAXSIZE);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) office_result_free);

  for (guint i = 0; i < operations->len; i++)
    g_ptr_array_add (results, office_result_new (office_operation_get_id (operations->pdata[i]), 0,
                                                 office_problem_new (status, NULL, "%s", title)));
  if (operations->len > 0)
    tell_results (self, results);
  return operations->len;
}

void
office_test_scene_set_state (OfficeTestScene *self, OfficeLineState state)
{
  office_session_set_state (self->session, state, NULL);
}

void
office_test_scene_set_put_off (OfficeTestScene *self, const GError *problem)
{
  office_session_set_put_off (self->session, problem);
}

void
office_test_scene_set_presence (OfficeTestScene *self, const char *person, const char *state)
{
  OfficePresence presence = { (char *) person, (char *) state };
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  g_ptr_array_add (people, &presence);
  office_session_set_presence (self->session, FALSE, people);
}

void
office_test_scene_set_typing (OfficeTestScene *self, const char *room, const char *person)
{
  office_session_set_typing (self->session, room, NULL, NULL, person);
}

void
office_test_scene_settle (OfficeTestScene *self)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
