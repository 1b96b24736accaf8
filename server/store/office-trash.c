/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-trash.h"

#include "office-parts.h"

#define DAY_MS     G_GINT64_CONSTANT (86400000)
#define TRASH_DAYS 30
/* A work holds everybody else's operations up, so that many tasks go in several. */
#define TASKS_A_WORK 20

struct _OfficeTrash {
  OfficeStore *store;
  OfficeClock *clock;
  guint timeout;
};

/* One look into the trash; outlives an OfficeTrash that is freed meanwhile. */
typedef struct {
  OfficeStore *store;
  guint n_gone; /* writer's thread until the work is done */
} Look;

static void
drop (OfficeEffects *effects, OfficeRecord *record)
{
  g_ptr_array_add (effects->gone,
                   office_record_new_gone (office_record_get_kind_name (record), office_record_get_id (record),
                                           office_record_get_scope (record), 0));
}

/* Without their task nobody could reach its steps, what was said on it, and what hangs on that. */
static void
drop_whole (OfficeEffects *effects, OfficeBook *book, OfficeRecord *whole)
{
  g_autoptr (GPtrArray) shared = office_parts_list (book, whole, OFFICE_PARTS_SHARED);
  g_autoptr (GPtrArray) personal = office_parts_list (book, whole, OFFICE_PARTS_PERSONAL);

  for (guint i = 0; i < shared->len; i++)
    drop_whole (effects, book, g_ptr_array_index (shared, i));
  for (guint i = 0; i < personal->len; i++)
    drop (effects, g_ptr_array_index (personal, i));
  drop (effects, whole);
}

static GPtrArray *
find_tasks (OfficeTransaction *transaction, gint64 before, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  OfficeStatement *statement = office_database_prepare (
      office_transaction_get_database (transaction),
      "SELECT id FROM record WHERE kind = 'task' AND kind <> 'message'"
      "  AND body ->> '$.trashed_at' < ?1 LIMIT ?2",
      error);
  gboolean has_row;

  if (statement == NULL)
    return NULL;
  office_statement_bind_integer (statement, 1, before);
  office_statement_bind_integer (statement, 2, TASKS_A_WORK);
  while (office_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&ids);
      g_ptr_array_add (ids, g_strdup (office_statement_get_text (statement, 0)));
    }
  return NULL;
}

static gboolean
empty (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Look *look = data;
  gint64 before = office_transaction_get_now (transaction) - TRASH_DAYS * DAY_MS;
  g_autoptr (GPtrArray) ids = find_tasks (transaction, before, error);
  g_autoptr (OfficeEffects) effects = office_effects_new ();

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (OfficeRecord) task = office_book_get (OFFICE_BOOK (transaction), g_ptr_array_index (ids, i));

      if (task != NULL)
        drop_whole (effects, OFFICE_BOOK (transaction), task);
    }
  look->n_gone = ids->len;
  return effects->gone->len == 0 || office_transaction_write (transaction, effects, NULL, error);
}

static void
look_free (gpointer data)
{
  Look *self = data;

  g_object_unref (self->store);
  g_free (self);
}

static void look_into (OfficeStore *store);

/* The writer has told a failure; tomorrow is another day. */
static void
emptied (gpointer data, gint64 rev, const GError *error)
{
  Look *look = data;

  if (error == NULL && look->n_gone == TASKS_A_WORK)
    look_into (look->store);
}

static void
look_into (OfficeStore *store)
{
  Look *look = g_new0 (Look, 1);

  look->store = g_object_ref (store);
  office_store_submit (store, empty, emptied, look, look_free);
}

static gboolean
a_day_has_passed (gpointer data)
{
  OfficeTrash *self = data;

  self->timeout = office_clock_add_timeout (self->clock, DAY_MS, a_day_has_passed, self, NULL);
  look_into (self->store);
  return G_SOURCE_REMOVE;
}

/**
 * office_trash_new:
 * @store: the book
 * @clock: the host's clock
 *
 * Empties the trash of what has lain there for 30 days, now and once a day.
 *
 * Returns: (transfer full): to be freed before the store is closed
 */
OfficeTrash *
office_trash_new (OfficeStore *store, OfficeClock *clock)
{
  OfficeTrash *self = g_new0 (OfficeTrash, 1);

  self->store = g_object_ref (store);
  self->clock = g_object_ref (clock);
  a_day_has_passed (self);
  return self;
}

/**
 * office_trash_free:
 * @self: (nullable) (transfer full): a trash
 */
void
office_trash_free (OfficeTrash *self)
{
  if (self == NULL)
    return;
  office_clock_remove_timeout (self->clock, self->timeout);
  g_object_unref (self->store);
  g_object_unref (self->clock);
  g_free (self);
}
