/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-backup.h"
#include "office-check.h"
#include "office-fake-clock.h"

G_BEGIN_DECLS

/* A data folder with a small office in it: two people, one room, two messages; no host. */
typedef struct {
  char *folder;
  char *data;
  char *book;
  OfficeClock *clock;
} AdminFixture;

void admin_fixture_set_up (AdminFixture *self, gconstpointer data);
void admin_fixture_tear_down (AdminFixture *self, gconstpointer data);

#define ADMIN_TEST(path, test) g_test_add (path, AdminFixture, NULL, admin_fixture_set_up, test, admin_fixture_tear_down)
#define ADMIN_NOW              G_GINT64_CONSTANT (1772388000000) /* 2026-03-01T18:00:00Z */

char *admin_path (AdminFixture *self, const char *name); /* in the folder around the data folder */
char *admin_write (AdminFixture *self, const char *name, const char *content, gssize length); /* in the data folder; its path */
char *admin_attach (AdminFixture *self, const char *content, gssize length); /* files/ab/HASH; its hash */
void admin_damage (const char *path, const char *sql); /* what no program of ours would do to a book */
char *admin_check (AdminFixture *self); /* what is found in the data folder */

G_END_DECLS
