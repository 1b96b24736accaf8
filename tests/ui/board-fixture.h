/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-board-column.h"
#include "office-board-view.h"
#include "office-test-notice.h"
#include "office-test-scene.h"
#include "office-ui-fixture.h"

G_BEGIN_DECLS

/* The board of the Library in a window of 1000x700, on an office without a network. */
typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeUiFixture *ui;
  OfficeBoardView *board;
  OfficeTestNotice notice;
} BoardFixture;

void board_fixture_set_up (BoardFixture *self, gconstpointer data);
void board_fixture_make_scene (BoardFixture *self); /* the first half of that */
void board_fixture_show_board (BoardFixture *self); /* the second */
void board_fixture_tear_down (BoardFixture *self, gconstpointer data);
OfficeBoardColumn *board_fixture_get_column (BoardFixture *self, const char *id); /* shown; nullable */

G_END_DECLS
