/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-fake-clock.h"
#include "office-fake-random.h"
#include "office-fake-transport.h"
#include "office-files.h"
#include "office-test-accounts.h"

G_BEGIN_DECLS

#define OFFICE_TEST_NOW G_GINT64_CONSTANT (1750000000000)

/* A host without a network: a book in a temporary folder whose queue is run by hand, a clock turned by hand. */
typedef struct {
  OfficeClock *clock;
  OfficeRandom *random;
  OfficeStore *store;
  OfficeHub *hub;
  OfficeFiles *files; /* NULL before the first upload */
  char *folder; /* NULL: in memory */
} OfficeTestHost;

OfficeTestHost *office_test_host_new (guint64 seed);
OfficeTestHost *office_test_host_new_threaded (guint64 seed); /* with a thread that writes, and one that searches */
OfficeTestHost *office_test_host_new_in_memory (guint64 seed); /* quickly made; both its handles are one */
void office_test_host_free (OfficeTestHost *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeTestHost, office_test_host_free)

void office_test_host_settle (OfficeTestHost *self); /* runs what is queued as one group */
void office_test_host_advance (OfficeTestHost *self, gint64 milliseconds);
OfficeTicket *office_test_host_join (OfficeTestHost *self, const char *name, const char *role); /* the first is an admin in any case */
OfficeTicket *office_test_host_issue (OfficeTestHost *self, const char *person); /* for one device more */
OfficeTicket *office_test_host_issue_on (OfficeTestHost *self, const char *person, const char *device);
char *office_test_host_new_id (OfficeTestHost *self);
/* Has the person upload a text; its hash. */
char *office_test_host_upload (OfficeTestHost *self, const char *person, const char *text);
/* Everything the person may see, as the book has it: id → body. */
GHashTable *office_test_host_snapshot (OfficeTestHost *self, const char *person);
gint64 office_test_host_get_head (OfficeTestHost *self);

G_END_DECLS
