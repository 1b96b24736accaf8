/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-fake-clock.h"
#include "office-fake-random.h"
#include "office-id.h"
#include "office-problem.h"
#include "office-store.h"
#include "office-wait.h"

/* A book of its own for each test; the test's data say whether a thread writes it. */
typedef struct {
  char *folder;
  char *path;
  OfficeStoreMode mode;
  OfficeClock *clock;
  OfficeRandom *random;
  OfficeStore *store;
  GPtrArray *batches; /* OfficeBatch, as they were signalled */
} StoreFixture;

void store_fixture_set_up (StoreFixture *fixture, gconstpointer data);
void store_fixture_tear_down (StoreFixture *fixture, gconstpointer data);
void store_fixture_open (StoreFixture *fixture);
void store_fixture_close (StoreFixture *fixture);
void store_fixture_settle (StoreFixture *fixture); /* until nothing is queued */

#define STORE_TEST(path, mode, test) \
  g_test_add (path, StoreFixture, GINT_TO_POINTER (mode), store_fixture_set_up, test, store_fixture_tear_down)
#define STORE_NOW G_GINT64_CONSTANT (1750000000000)
#define STORE_DAY G_GINT64_CONSTANT (86400000)

/* One work: what it writes, whether it then fails, and what became of it. */
typedef struct {
  OfficeEffects *effects; /* nullable: only a revision is taken */
  gboolean fails;
  const char *operation; /* whose result is stored; nullable */
  GPtrArray *order;      /* gets this when it is done; nullable */
  gint64 rev;
  GError *error;
  guint n_done;
} Work;

Work *work_new (OfficeRecord *record); /* takes the record; NULL: none */
void work_free (Work *work);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)
gboolean work_run (OfficeTransaction *transaction, gpointer data, GError **error);
void work_done (gpointer data, gint64 rev, const GError *error);
void work_submit (Work *work, StoreFixture *fixture);
gint64 work_do (Work *work, StoreFixture *fixture); /* submits and settles; its revision */

char *store_id (guint number); /* the same id for the same number */
OfficeRecord *store_column (guint number, const char *room, const char *name);
OfficeRecord *store_message (guint number, const char *room, gint64 seq);
