/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-world.h"

#include "office-id.h"
#include "office-problem.h"

#include <glib/gstdio.h>

#define DAY_MS G_GINT64_CONSTANT (86400000)

static void
entered_free (gpointer data)
{
  SimEntered *self = data;

  g_free (self->id);
  g_free (self->intent);
  json_object_unref (self->with);
  g_free (self);
}

static SimDesk *
make (SimWorld *world, const char *name, const char *person, const char *device, const char *token)
{
  SimDesk *self = g_new0 (SimDesk, 1);
  g_autofree char *folder = g_strdup_printf ("desk-%u", world->n_desks);

  g_assert (world->n_desks < SIM_MOST_DESKS);
  self->world = world;
  self->number = world->n_desks;
  self->name = g_strdup (name);
  self->person = g_strdup (person);
  self->device = g_strdup (device);
  self->token = g_strdup (token);
  self->folder = g_build_filename (world->folder, folder, NULL);
  self->path = g_build_filename (self->folder, "replica.db", NULL);
  g_mkdir (self->folder, 0700);
  self->random = office_fake_random_new (office_random_integer (world->fate));
  self->clock = office_fake_clock_new (office_clock_now (world->clock) + sim_world_choose (world, 0, 2 * DAY_MS)
                                       - DAY_MS);
  self->disk = office_fake_disk_new (self->folder, world->fate);
  self->entered = g_ptr_array_new_with_free_func (entered_free);
  self->discarded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  world->desks[world->n_desks++] = self;
  return self;
}

SimDesk *
sim_desk_new (SimWorld *world, const char *name, OfficeTicket *ticket)
{
  return make (world, name, ticket->person, ticket->device, ticket->token);
}

SimDesk *
sim_desk_new_copy (SimDesk *other)
{
  g_autofree char *name = g_strconcat (other->name, "'s copy", NULL);
  SimDesk *self = make (other->world, name, other->person, other->device, other->token);
  g_autoptr (OfficeDiskImage) image = office_fake_disk_copy (other->disk);

  office_fake_disk_paste (self->disk, image);
  self->copied = other->copied = self->is_copy = TRUE;
  return self;
}

static void
shut (SimDesk *self, gboolean quick)
{
  if (self->replica == NULL)
    return;
  sim_socket_abandon (self->socket, quick);
  if (self->line != NULL)
    g_object_run_dispose (G_OBJECT (self->line));
  g_clear_object (&self->line);
  g_clear_object (&self->view);
  office_replica_close (self->replica);
  g_clear_object (&self->replica);
  g_clear_object (&self->socket);
}

void
sim_desk_free (SimDesk *self)
{
  shut (self, TRUE);
  g_object_unref (self->disk);
  g_object_unref (self->clock);
  g_object_unref (self->random);
  g_ptr_array_unref (self->entered);
  g_hash_table_unref (self->discarded);
  g_free (self->name);
  g_free (self->person);
  g_free (self->device);
  g_free (self->token);
  g_free (self->path);
  g_free (self->folder);
  g_free (self);
}

/* ---- a line that stops for good asks a person ---- */

static void
draw_line (SimDesk *self)
{
  g_clear_object (&self->line);
  self->line = office_line_new (self->replica, self->socket, self->token, self->clock, self->random);
}

/* The host was restored and does not know this device any more. */
static gboolean
sign_in (SimDesk *self)
{
  g_autoptr (OfficeTicket) ticket = NULL;

  if (self->world->host->store == NULL)
    return FALSE;
  ticket = office_test_issue (self->world->host->store, self->person, self->device);
  if (ticket == NULL)
    {
      sim_world_fail (self->world, "%s: the host no longer knows this person", self->name);
      return FALSE;
    }
  g_free (self->token);
  self->token = g_strdup (ticket->token);
  return TRUE;
}

static gboolean
on_look (gpointer data)
{
  SimDesk *self = data;
  const GError *problem;

  sim_world_after (self->world, sim_world_choose (self->world, 1000, 20000), on_look, self, NULL);
  if (self->line == NULL || office_line_get_state (self->line) != OFFICE_LINE_STOPPED || self->wire != NULL)
    return G_SOURCE_REMOVE;
  problem = office_line_get_problem (self->line);
  if (problem == NULL)
    return G_SOURCE_REMOVE; /* told to */
  if (g_error_matches (problem, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAUTHENTICATED))
    {
      if (sign_in (self))
        {
          draw_line (self);
          office_line_start (self->line);
        }
      return G_SOURCE_REMOVE;
    }
  if (!g_error_matches (problem, OFFICE_PROBLEM, OFFICE_PROBLEM_CONFLICT))
    {
      sim_world_fail (self->world, "%s: the line stopped for good: %s", self->name, problem->message);
      return G_SOURCE_REMOVE;
    }
  if (!self->copied)
    sim_world_fail (self->world, "%s: replaced by another of its device, which has none", self->name);
  else if (self->world->healed ? self->is_copy == self->world->copies_turn : sim_world_happens (self->world, 30))
    office_line_start (self->line); /* "Use here" */
  return G_SOURCE_REMOVE;
}

static gboolean
on_start (gpointer data)
{
  sim_desk_start (data);
  return G_SOURCE_REMOVE;
}

void
sim_desk_start (SimDesk *self)
{
  gboolean damaged = FALSE;
  g_autoptr (GError) error = NULL;

  if (self->replica != NULL)
    return;
  self->replica = office_replica_open (self->path, self->world->host->office_id, self->person, self->clock,
                                       self->random, &damaged, &error);
  if (self->replica == NULL)
    g_error ("Seed %" G_GUINT64_FORMAT ": %s's book cannot be opened: %s", self->world->seed, self->name,
             error->message);
  if (damaged)
    sim_world_fail (self->world, "%s: the book was damaged", self->name);
  if (!office_replica_set_device (self->replica, self->device, &error))
    g_error ("%s", error->message);
  self->socket = sim_socket_new (self->world, self);
  draw_line (self);
  if (!self->watched)
    {
      on_look (self);
      sim_files_begin (self);
    }
  self->watched = TRUE;
  office_line_start (self->line);
  sim_world_log (self->world, "%s: up, %u waiting", self->name, office_replica_count_waiting (self->replica));
  sim_verdict_on_words (self);
}

void
sim_desk_crash (SimDesk *self, gboolean power)
{
  if (self->replica == NULL)
    return;
  sim_world_log (self->world, "%s: %s", self->name, power ? "power cut" : "killed");
  office_fake_disk_crash (self->disk, power);
  shut (self, !power);
  office_fake_disk_restart (self->disk);
  sim_world_after (self->world, sim_world_choose (self->world, 100, self->world->healed ? 1000 : 30000), on_start, self,
                   NULL);
}

/* It died in the middle of a turn: what it sent in it was never sent. */
void
sim_desk_die_if_due (SimDesk *self)
{
  if (self->replica == NULL || !office_fake_disk_has_crashed (self->disk))
    return;
  sim_network_cut (self->world, self);
  sim_desk_crash (self, FALSE);
}

void
sim_desk_restore (SimDesk *self, OfficeDiskImage *image, guint n_entered)
{
  if (self->replica != NULL)
    sim_desk_crash (self, FALSE);
  sim_world_log (self->world, "%s: set back to an older copy", self->name);
  office_fake_disk_paste (self->disk, image);
  for (guint i = n_entered; i < self->entered->len; i++)
    ((SimEntered *) self->entered->pdata[i])->excused = TRUE;
}

/* Does it, as the window would; takes the reference of `with`. */
void
sim_desk_enter (SimDesk *self, const char *intent, JsonObject *with)
{
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = office_replica_perform (self->replica, intent, with, &id, &error);
  SimEntered *entered;

  if (office_fake_disk_has_crashed (self->disk) || !done || id == NULL)
    {
      if (error != NULL)
        sim_world_log (self->world, "%s: %s not allowed: %s", self->name, intent, error->message);
      json_object_unref (with);
      sim_desk_die_if_due (self);
      return;
    }
  entered = g_new0 (SimEntered, 1);
  entered->id = g_steal_pointer (&id);
  entered->intent = g_strdup (intent);
  entered->with = with;
  g_ptr_array_add (self->entered, entered);
  if (self->world->log != NULL)
    {
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), with);
      g_autofree char *text = json_to_string (node, FALSE);

      sim_world_log (self->world, "%s: %s %s %s", self->name, entered->id, intent, text);
    }
}

static OfficeStatement *
look (SimDesk *self, const char *sql, const char *text)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement;

  if (self->view == NULL)
    self->view = office_database_open (self->path, OFFICE_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  statement = office_database_prepare (self->view, sql, &error);
  g_assert_no_error (error);
  if (text != NULL)
    office_statement_bind_text (statement, 1, text);
  return statement;
}

/* With a handle of its own, so that the replica cannot look away. */
gint64
sim_desk_count (SimDesk *self, const char *sql, const char *text)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = look (self, sql, text);
  gint64 n;

  office_statement_step (statement, NULL, &error);
  g_assert_no_error (error);
  n = office_statement_get_integer (statement, 0);
  office_statement_reset (statement);
  return n;
}

/* With the same handle; id → what is shown of the record there, as it is stored. */
GHashTable *
sim_desk_dup_bodies (SimDesk *self, const char *scope)
{
  g_autoptr (GError) error = NULL;
  OfficeStatement *statement = look (self, "SELECT id, body FROM record WHERE scope = ?1", scope);
  GHashTable *bodies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gboolean has_row;

  while (office_statement_step (statement, &has_row, &error) && has_row)
    g_hash_table_insert (bodies, g_strdup (office_statement_get_text (statement, 0)),
                         g_strdup (office_statement_get_text (statement, 1)));
  g_assert_no_error (error);
  return bodies;
}

/* Live, with nothing to send, and no piece of a snapshot lacking. A host that was set back may come to the same revision
 * another way, before this desk has noticed: only the tag tells. */
gboolean
sim_desk_is_at_rest (SimDesk *self)
{
  const OfficeCursor *cursor, *head;

  if (self->replica == NULL || office_line_get_state (self->line) != OFFICE_LINE_LIVE
      || office_replica_count_waiting (self->replica) > 0)
    return FALSE;
  cursor = office_replica_get_cursor (self->replica);
  head = office_store_get_head (self->world->host->store);
  return cursor->rev == head->rev && g_strcmp0 (cursor->tag, head->tag) == 0
         && sim_desk_count (self,
                            "SELECT (SELECT count(*) FROM outbox WHERE state IN (0, 1, 4))"
                            " + (SELECT count(*) FROM scope WHERE half)",
                            NULL)
                == 0;
}

/* No snapshot is under way: a scope's messages come after its tasks. */
gboolean
sim_desk_is_whole (SimDesk *self)
{
  return sim_desk_count (self, "SELECT count(*) FROM scope WHERE half", NULL) == 0;
}

char *
sim_desk_describe (SimDesk *self)
{
  const OfficeCursor *cursor = self->replica != NULL ? office_replica_get_cursor (self->replica) : NULL;

  if (cursor == NULL)
    return g_strdup_printf ("%s, which is down or empty,", self->name);
  return g_strdup_printf ("%s, at revision %" G_GINT64_FORMAT
                          " in state %d with %u waiting, %u sent, %d outstanding, %d half scopes,",
                          self->name, cursor->rev, office_line_get_state (self->line),
                          office_replica_count_waiting (self->replica), office_replica_count_sent (self->replica),
                          (int) sim_desk_count (self, "SELECT count(*) FROM outbox WHERE state IN (0, 1, 4)", NULL),
                          (int) sim_desk_count (self, "SELECT count(*) FROM scope WHERE half", NULL));
}

char *
sim_desk_dup_word (SimDesk *self)
{
  return g_strdup_printf ("w%ux%u", self->number, self->n_words++);
}
