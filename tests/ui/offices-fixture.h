/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-desk-private.h"
#include "office-fake-desktop.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"
#include "office-window-private.h"
#include "office-work.h"

G_BEGIN_DECLS

#define OFFICES_OTHER "0190a000-0000-7000-8000-0000000000a2"
#define OFFICES_THIRD "0190a000-0000-7000-8000-0000000000a3"

/* A machine on which one is in two offices, of which nobody answers; the window shows Atelier Nord, beside it is the Chess Club. */
typedef struct {
  char *folder;
  OfficeFakeDesktop *desktop;
  OfficeTestScene *scene; /* of which both offices are copies; see office_test_scene_turn_to() */
  OfficeDesk *desk;
  OfficeMembership *own;
  OfficeMembership *other;
  OfficeWindow *window;
  OfficeUiFixture *ui;
} OfficesFixture;

/* In place of office_ui_fixture_init() and g_test_run(): with a folder of the test's own, where tokens are kept without a keyring. */
void offices_fixture_init (int *argc, char ***argv);
int offices_fixture_run (void);
#define OFFICES_FIXTURE_ADD(path, test, data)                                                                          \
  g_test_add (path, OfficesFixture, data, offices_fixture_set_up, test, offices_fixture_tear_down)

/* data: NULL: a wide window; else a narrow one. */
void offices_fixture_set_up (OfficesFixture *self, gconstpointer data);
void offices_fixture_tear_down (OfficesFixture *self, gconstpointer data);
OfficeMembership *offices_fixture_add (OfficesFixture *self, const char *id, const char *name, const char *token); /* token NULL: one is signed out; full */
OfficeSession *offices_fixture_wait_for_other (OfficesFixture *self); /* until the Chess Club is open: nothing is done for that; borrowed */
OfficeWork *offices_fixture_get_work (OfficesFixture *self);          /* of the office that is shown */

G_END_DECLS
