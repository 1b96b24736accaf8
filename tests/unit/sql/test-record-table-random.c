/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-record-search.h"
#include "sql-fixture.h"

/*
 * What changed, and snapshots in pieces, against a list that is searched from end to end. The random numbers are those of
 * g_test, so that a failure is repeated by the seed that it prints.
 */

#define N_ROOMS       3
#define N_QUIET_ROOMS 100
#define N_IDS         60
#define N_REVISIONS   200

typedef struct {
  gint64 rev;
  gboolean gone;
  char *scope;
  char *id;
  char *kind;
  gint64 seq;
  char *body;
} Entry;

typedef struct {
  OfficeDatabase *database;
  OfficeRecordTable *table;
  GPtrArray *entries; /* what both should hold */
  char *scopes[N_ROOMS + 2];
  gint64 head;
} World;

static void
entry_free (Entry *self)
{
  g_free (self->scope);
  g_free (self->id);
  g_free (self->kind);
  g_free (self->body);
  g_free (self);
}

static void
world_open (World *world, SqlFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  world->table = sql_open_table (fixture, &world->database);
  /* What the index needs at each write changes nothing of what is read. */
  office_record_table_enable_search (world->table, &error);
  g_assert_no_error (error);
  world->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  for (guint i = 0; i < N_ROOMS; i++)
    {
      g_autofree char *room = sql_id (1000 + i);

      world->scopes[i] = office_scope_for_room (room);
    }
  world->scopes[N_ROOMS] = g_strdup ("office");
}

static void
world_close (World *world)
{
  for (guint i = 0; i <= N_ROOMS; i++)
    g_free (world->scopes[i]);
  g_ptr_array_unref (world->entries);
  office_record_table_free (world->table);
  g_object_unref (world->database);
}

static Entry *
find (World *world, const char *id, const char *scope, gboolean gone)
{
  for (guint i = 0; i < world->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (world->entries, i);

      if (entry->gone == gone && strcmp (entry->id, id) == 0 && (scope == NULL || strcmp (entry->scope, scope) == 0))
        return entry;
    }
  return NULL;
}

static void
forget (World *world, Entry *entry)
{
  if (entry != NULL)
    g_ptr_array_remove (world->entries, entry);
}

static void
remember (World *world, OfficeRecord *record)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->rev = office_record_get_rev (record);
  entry->gone = office_record_is_gone (record);
  entry->scope = g_strdup (office_record_get_scope (record));
  entry->id = g_strdup (office_record_get_id (record));
  entry->kind = g_strdup (office_record_get_kind_name (record));
  entry->seq = office_record_get_integer (record, "seq");
  entry->body = office_record_to_body (record);
  g_ptr_array_add (world->entries, entry);
}

static void
bury (World *world, const char *kind, const char *id, const char *scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeRecord) gone = office_record_new_gone (kind, id, scope, world->head);

  office_record_table_bury (world->table, gone, &error);
  g_assert_no_error (error);
  forget (world, find (world, id, scope, FALSE));
  forget (world, find (world, id, scope, TRUE));
  remember (world, gone);
}

static OfficeRecord *
new_record (World *world, guint number, const char *scope)
{
  g_autofree char *id = sql_id (number);
  /* So long that a stream does not hold all of a scope, and has to go on reading in the middle of a revision. */
  g_autofree char *words = g_strnfill ((gsize) g_test_rand_int_range (1, 3000), 'x');
  const char *room = office_scope_get_room (scope);
  OfficeRecord *record;

  /* The upper half of the ids are messages, each with a seq of its own. */
  if (room != NULL && number >= N_IDS / 2)
    record = sql_message (number, room, number, id);
  else
    record = office_record_new ("room", id, scope);
  office_record_set_text (record, "topic", words);
  office_record_set_rev (record, world->head);
  return record;
}

static void
act (World *world)
{
  guint number = (guint) g_test_rand_int_range (0, N_IDS);
  g_autofree char *id = sql_id (number);
  const char *scope = world->scopes[g_test_rand_int_range (0, N_ROOMS + 1)];
  Entry *old = find (world, id, NULL, FALSE);
  g_autoptr (OfficeRecord) record = new_record (world, number, scope);
  g_autoptr (GError) error = NULL;

  if (old != NULL && g_test_rand_int_range (0, 4) == 0)
    {
      g_autofree char *old_scope = g_strdup (old->scope);

      bury (world, office_record_get_kind_name (record), id, old_scope);
      return;
    }
  if (old != NULL && strcmp (old->scope, scope) != 0)
    {
      g_autofree char *old_scope = g_strdup (old->scope);

      bury (world, office_record_get_kind_name (record), id, old_scope);
    }
  office_record_table_put (world->table, record, &error);
  g_assert_no_error (error);
  forget (world, find (world, id, NULL, FALSE));
  forget (world, find (world, id, scope, TRUE));
  remember (world, record);
}

static void
live (World *world)
{
  g_autoptr (GError) error = NULL;

  office_database_begin (world->database, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < N_REVISIONS; i++)
    {
      world->head++;
      for (gint n = g_test_rand_int_range (0, 8); n > 0; n--)
        act (world);
    }
  office_database_commit (world->database, &error);
  g_assert_no_error (error);
}

static char **
choose_scopes (World *world)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; i <= N_ROOMS; i++)
    if (g_test_rand_int_range (0, 3) != 0)
      g_ptr_array_add (chosen, g_strdup (world->scopes[i]));
  /* Quiet rooms leave the others a small share to read ahead. */
  for (guint i = 0; i < N_QUIET_ROOMS; i++)
    {
      g_autofree char *room = sql_id (2000 + i);

      g_ptr_array_add (chosen, office_scope_for_room (room));
    }
  g_ptr_array_add (chosen, NULL);
  return (char **) g_ptr_array_steal (chosen, NULL);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static gint64
rev_of (const char *body)
{
  g_autoptr (OfficeRecord) record = office_record_new_from_body (body, -1, NULL);

  g_assert_nonnull (record);
  return office_record_get_rev (record);
}

/* All in pieces: each a number of whole revisions, in order, within its bounds, and no larger than wished. */
static GPtrArray *
read_changes (World *world, char **scopes, gint64 after, gint64 until, gsize max_bytes)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);
  gint64 last = after;

  while (after < until)
    {
      g_autoptr (GError) error = NULL;
      gint64 reached = 0;
      g_autoptr (GPtrArray) piece = office_record_table_changes (world->table, (const char *const *) scopes, after,
                                                                 until, max_bytes, &reached, &error);
      gint64 first = last;
      gsize bytes = 0;

      g_assert_no_error (error);
      g_assert_cmpint (reached, >, after);
      g_assert_cmpint (reached, <=, until);
      for (guint i = 0; i < piece->len; i++)
        {
          const char *body = g_ptr_array_index (piece, i);
          gint64 rev = rev_of (body);

          g_assert_cmpint (rev, >, after);
          g_assert_cmpint (rev, <=, reached);
          g_assert_cmpint (rev, >=, last);
          first = i == 0 ? rev : first;
          last = rev;
          bytes += strlen (body);
        }
      g_assert_true (bytes <= max_bytes || first == last);
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&piece));
      after = reached;
    }
  return all;
}

static GPtrArray *
expect_changes (World *world, char **scopes, gint64 after, gint64 until)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < world->entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (world->entries, i);

      if (entry->rev > after && entry->rev <= until && g_strv_contains ((const char *const *) scopes, entry->scope))
        g_ptr_array_add (all, g_strdup (entry->body));
    }
  return all;
}

static void
assert_same_set (GPtrArray *found, GPtrArray *expected)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  g_ptr_array_sort (found, compare_texts);
  g_ptr_array_sort (expected, compare_texts);
  one = sql_join_bodies (found);
  other = sql_join_bodies (expected);
  g_assert_cmpstr (one, ==, other);
}

static void
test_changes (SqlFixture *fixture, gconstpointer data)
{
  World world = { 0 };

  world_open (&world, fixture);
  live (&world);
  for (guint i = 0; i < 60; i++)
    {
      g_auto (GStrv) scopes = choose_scopes (&world);
      gint64 after = g_test_rand_int_range (0, N_REVISIONS);
      gint64 until = g_test_rand_int_range ((gint32) after, N_REVISIONS + 1);
      gsize max_bytes = (gsize) g_test_rand_int_range (1, i % 2 == 0 ? 10000 : 200000);
      g_autoptr (GPtrArray) found = read_changes (&world, scopes, after, until, max_bytes);
      g_autoptr (GPtrArray) expected = expect_changes (&world, scopes, after, until);

      assert_same_set (found, expected);
    }
  world_close (&world);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *one = *(const Entry *const *) a;
  const Entry *other = *(const Entry *const *) b;

  if (one->seq != other->seq)
    return one->seq == 0 ? -1 : other->seq == 0 ? 1 : one->seq > other->seq ? -1 : 1;
  return strcmp (one->id, other->id);
}

static char *
expect_pages (World *world, const char *scope)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < world->entries->len; i++)
    {
      Entry *entry = g_ptr_array_index (world->entries, i);

      if (!entry->gone && strcmp (entry->scope, scope) == 0)
        g_ptr_array_add (entries, entry);
    }
  g_ptr_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (text, "%s\n", ((Entry *) g_ptr_array_index (entries, i))->body);
  return g_string_free (text, FALSE);
}

static char *
read_pages (World *world, const char *scope, gsize max_bytes)
{
  GString *text = g_string_new (NULL);
  g_autofree char *mark = NULL;

  do
    {
      g_autoptr (GError) error = NULL;
      char *next = NULL;
      g_autoptr (GPtrArray) bodies = office_record_table_page (world->table, scope, mark, max_bytes, &next, &error);
      g_autofree char *joined = NULL;

      g_assert_no_error (error);
      joined = sql_join_bodies (bodies);
      g_assert_true (bodies->len <= 1 || strlen (joined) <= max_bytes + bodies->len);
      g_assert_true (mark == NULL || bodies->len > 0);
      g_string_append (text, joined);
      g_free (mark);
      mark = next;
    }
  while (mark != NULL);
  return g_string_free (text, FALSE);
}

static void
test_pages (SqlFixture *fixture, gconstpointer data)
{
  World world = { 0 };

  world_open (&world, fixture);
  live (&world);
  for (guint i = 0; i < 60; i++)
    {
      const char *scope = world.scopes[i % (N_ROOMS + 1)];
      g_autofree char *found = read_pages (&world, scope, (gsize) g_test_rand_int_range (1, 30000));
      g_autofree char *expected = expect_pages (&world, scope);

      g_assert_cmpstr (found, ==, expected);
    }
  world_close (&world);
}

/* A snapshot at A with the changes from A to B is the snapshot at B. */
static void
test_snapshot_and_changes (SqlFixture *fixture, gconstpointer data)
{
  World world = { 0 };
  g_autoptr (GHashTable) client = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) office_record_unref);
  const char *scopes[] = { NULL, NULL };
  g_autoptr (GPtrArray) changes = NULL;
  g_autofree char *expected = NULL;
  g_auto (GStrv) lines = NULL;
  gint64 before, reached;
  guint n = 0;

  world_open (&world, fixture);
  live (&world);
  before = world.head;
  scopes[0] = world.scopes[0];
  {
    char *next = NULL;
    g_autoptr (GPtrArray) page = office_record_table_page (world.table, scopes[0], NULL, G_MAXINT, &next, NULL);

    for (guint i = 0; i < page->len; i++)
      {
        OfficeRecord *record = office_record_new_from_body (g_ptr_array_index (page, i), -1, NULL);

        g_hash_table_insert (client, g_strdup (office_record_get_id (record)), record);
      }
  }

  live (&world);
  changes = office_record_table_changes (world.table, scopes, before, world.head, G_MAXINT, &reached, NULL);
  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (OfficeRecord) record = office_record_new_from_body (g_ptr_array_index (changes, i), -1, NULL);

      if (office_record_is_gone (record))
        g_hash_table_remove (client, office_record_get_id (record));
      else
        g_hash_table_insert (client, g_strdup (office_record_get_id (record)), office_record_ref (record));
    }

  expected = expect_pages (&world, scopes[0]);
  lines = g_strsplit (expected, "\n", -1);
  for (n = 0; lines[n][0] != '\0'; n++)
    {
      g_autoptr (OfficeRecord) record = office_record_new_from_body (lines[n], -1, NULL);
      OfficeRecord *held = g_hash_table_lookup (client, office_record_get_id (record));
      g_autofree char *body = NULL;

      g_assert_nonnull (held);
      body = office_record_to_body (held);
      g_assert_cmpstr (body, ==, lines[n]);
    }
  g_assert_cmpuint (g_hash_table_size (client), ==, n);
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  SQL_TEST ("/sql/random/changes", test_changes);
  SQL_TEST ("/sql/random/pages", test_pages);
  SQL_TEST ("/sql/random/snapshot-and-changes", test_snapshot_and_changes);
  return g_test_run ();
}
