/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-timekeeper-private.h"

#include "office-files.h"
#include "office-problem.h"

/* A work holds everybody else's operations up, and so do many in one transaction. */
#define MOST_AT_ONCE 20
/* ms: clocks are set and machines sleep, which no timeout is told of, and a reminder must not come later than this. */
#define LONGEST_NAP 60000
/* ms until what failed is tried again, as on a full disk. */
#define REST 30000
/*
 * ms after the start of a host whose book was put back from a backup: by then those who called something off in the time
 * that was lost have said so again, for their desks send what the book has forgotten.
 */
#define HOLD 600000
/* ms after one that had nothing to do, lest it is asked for again at once. */
#define PAUSE 1000

struct _OfficeTimekeeper {
  OfficeStore *store; /* NULL: ended, and only held by what is on its way */
  OfficeClock *clock;
  guint timeout;
  gint64 next;        /* when the next is due, on the host's clock; 0: to be looked up */
  gint64 rests_until; /* monotonic */
  guint acting;       /* works on their way */
  gboolean failed;    /* one of them did */
  gboolean idle;      /* one of them found nothing to do */
};

/* One on its way; only `due` is touched in the writer's thread. */
typedef struct {
  OfficeTimekeeper *schedule;
  char *due;
} Work;

static void look (OfficeTimekeeper *self);
static void sleep_until (OfficeTimekeeper *self, gint64 time);
static void schedule_unref (OfficeTimekeeper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTimekeeper, schedule_unref)

static void
schedule_clear (gpointer data)
{
  OfficeTimekeeper *self = data;

  g_object_unref (self->clock);
}

static void
schedule_unref (OfficeTimekeeper *self)
{
  g_rc_box_release_full (self, schedule_clear);
}

static void
work_free (gpointer data)
{
  Work *self = data;

  schedule_unref (self->schedule);
  g_free (self->due);
  g_free (self);
}

/* ---- one that is due, in the writer's thread ---- */

static gboolean
write_refusal (OfficeTransaction *transaction, OfficeRecord *due, const GError *problem, GError **error)
{
  g_autoptr (OfficeEffects) effects = office_effects_of_refusal (due, problem);

  return office_transaction_write (transaction, effects, NULL, error);
}

/* Told once; it may be later by now, for who made it is elsewhere. */
static gboolean
settle_overdue (OfficeTransaction *transaction, OfficeRecord *due, GError **error)
{
  if (!g_str_equal (office_record_get_kind_name (due), "task"))
    return TRUE;
  return office_transaction_forget_overdue (transaction, office_record_get_id (due), error)
         && office_transaction_keep_overdue (transaction, due, error);
}

/* What is said by the host has its files, as what people say. */
static gboolean
write_effects (OfficeTransaction *transaction, OfficeEffects *effects, const char *person, GError **error)
{
  return effects->written->len + effects->gone->len == 0
         || ((person == NULL || office_files_check_effects (transaction, effects, person, error))
             && office_transaction_write (transaction, effects, person, error));
}

static gboolean
write_due (OfficeTransaction *transaction, OfficeRecord *due, GError **error)
{
  g_autoptr (OfficeEffects) effects = office_effects_of_due (due, OFFICE_BOOK (transaction),
                                                             office_transaction_get_office_id (transaction),
                                                             office_transaction_get_now (transaction), error);

  return effects != NULL && settle_overdue (transaction, due, error)
         && write_effects (transaction, effects, office_scope_get_person (office_record_get_scope (due)), error);
}

/* What was written meanwhile counts: it may be gone, or be due later by now. */
static gboolean
act (OfficeTransaction *transaction, gpointer data, GError **error)
{
  Work *self = data;
  g_autoptr (OfficeRecord) due = office_book_get (OFFICE_BOOK (transaction), self->due);
  g_autoptr (GError) problem = NULL;

  if (due == NULL)
    return office_transaction_forget_overdue (transaction, self->due, error);
  if (write_due (transaction, due, &problem))
    return TRUE;
  if (problem->domain == OFFICE_PROBLEM && !office_problem_is_temporary (problem)
      && g_str_equal (office_record_get_kind_name (due), "scheduled"))
    return write_refusal (transaction, due, problem, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* ---- when ---- */

static gboolean
on_time (gpointer data)
{
  OfficeTimekeeper *self = data;

  self->timeout = 0;
  if (office_clock_now (self->clock) < self->next)
    sleep_until (self, self->next);
  else
    look (self);
  return G_SOURCE_REMOVE;
}

static void
sleep_for (OfficeTimekeeper *self, gint64 milliseconds)
{
  office_clock_remove_timeout (self->clock, self->timeout);
  self->timeout = office_clock_add_timeout (self->clock, (guint) CLAMP (milliseconds, 1, LONGEST_NAP), on_time, self,
                                            NULL);
}

static void
sleep_until (OfficeTimekeeper *self, gint64 time)
{
  self->next = time;
  sleep_for (self, time - office_clock_now (self->clock));
}

static void
rest (OfficeTimekeeper *self)
{
  self->next = 0;
  self->rests_until = office_clock_monotonic (self->clock) + REST;
  sleep_for (self, REST);
}

/* The writer has told a failure. */
static void
on_acted (gpointer data, gint64 rev, const GError *error)
{
  OfficeTimekeeper *self = ((Work *) data)->schedule;

  self->failed |= error != NULL;
  self->idle |= rev == 0;
  if (--self->acting > 0 || self->store == NULL)
    return;
  self->next = 0;
  if (self->failed)
    rest (self);
  else if (self->idle)
    sleep_for (self, PAUSE);
  else
    look (self);
}

static void
begin (OfficeTimekeeper *self, GPtrArray *due)
{
  self->failed = self->idle = FALSE;
  self->acting = due->len;
  for (guint i = 0; i < due->len; i++)
    {
      Work *work = g_new0 (Work, 1);

      work->schedule = g_rc_box_acquire (self);
      work->due = g_strdup (due->pdata[i]);
      office_store_submit (self->store, act, on_acted, work, work_free);
    }
}

/* ---- after a backup was put back ---- */

static gboolean
settle (OfficeTransaction *transaction, gpointer data, GError **error)
{
  return office_transaction_settle (transaction, error);
}

static gboolean
on_held (gpointer data)
{
  OfficeTimekeeper *self = data;

  self->timeout = 0;
  office_store_submit (self->store, settle, NULL, NULL, NULL);
  look (self);
  return G_SOURCE_REMOVE;
}

static void
hold (OfficeTimekeeper *self)
{
  self->rests_until = office_clock_monotonic (self->clock) + HOLD;
  self->timeout = office_clock_add_timeout (self->clock, HOLD, on_held, self, NULL);
}

static void
look (OfficeTimekeeper *self)
{
  gint64 now = office_clock_now (self->clock);
  g_autoptr (GPtrArray) due = NULL;
  g_autoptr (GError) error = NULL;
  gint64 next;

  if (!office_store_find_due (self->store, &next, &error)
      || (next <= now && (due = office_store_list_due (self->store, now, MOST_AT_ONCE, &error)) == NULL))
    {
      g_warning ("What is due cannot be read: %s", error->message);
      rest (self);
    }
  else if (due != NULL && due->len > 0)
    {
      g_autoptr (OfficeTimekeeper) keep = g_rc_box_acquire (self);

      begin (self, due);
    }
  else if (next < G_MAXINT64)
    {
      sleep_until (self, next);
    }
}

/**
 * office_timekeeper_new:
 * @store: (transfer none): the book; outlives the result
 * @clock: the host's clock
 *
 * Begins with what fell due before.
 *
 * Returns: (transfer full): a timekeeper
 */
OfficeTimekeeper *
office_timekeeper_new (OfficeStore *store, OfficeClock *clock)
{
  OfficeTimekeeper *self = g_rc_box_new0 (OfficeTimekeeper);

  self->store = store;
  self->clock = g_object_ref (clock);
  self->rests_until = G_MININT64;
  if (office_store_is_unsettled (store))
    hold (self);
  else
    look (self);
  return self;
}

void
office_timekeeper_free (OfficeTimekeeper *self)
{
  office_clock_remove_timeout (self->clock, self->timeout);
  self->timeout = 0;
  self->store = NULL;
  schedule_unref (self);
}

/**
 * office_timekeeper_follow:
 * @self: a schedule
 * @batch: what was just committed
 *
 * Looks again where something came or went that has its time.
 */
void
office_timekeeper_follow (OfficeTimekeeper *self, OfficeBatch *batch)
{
  /* What is on its way is looked after when it is done. */
  if (self->acting > 0 || office_clock_monotonic (self->clock) < self->rests_until)
    return;
  for (guint i = 0; i < batch->changes->len; i++)
    {
      OfficeChange *change = batch->changes->pdata[i];

      if (g_str_equal (change->kind, "scheduled") || g_str_equal (change->kind, "reminder")
          || g_str_equal (change->kind, "task"))
        {
          look (self);
          return;
        }
    }
}
