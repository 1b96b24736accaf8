/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "board-fixture.h"

void
board_fixture_make_scene (BoardFixture *self)
{
  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
  office_test_notice_watch (&self->notice, self->session);
}

void
board_fixture_show_board (BoardFixture *self)
{
  self->board = OFFICE_BOARD_VIEW (office_board_view_new ());
  self->ui = office_ui_fixture_new (GTK_WIDGET (self->board), 1000, 700);
  office_board_view_set_room (self->board, self->session, SCENE_LIBRARY);
  office_ui_fixture_settle (self->ui);
}

void
board_fixture_set_up (BoardFixture *self, gconstpointer data)
{
  board_fixture_make_scene (self);
  board_fixture_show_board (self);
}

void
board_fixture_tear_down (BoardFixture *self, gconstpointer data)
{
  office_test_notice_clear (&self->notice);
  office_ui_fixture_free (self->ui);
  office_test_scene_free (self->scene);
}

static gboolean
is_column (GtkWidget *widget, gconstpointer id)
{
  return g_str_equal (office_column_get_id (office_board_column_get_column (OFFICE_BOARD_COLUMN (widget))), id);
}

OfficeBoardColumn *
board_fixture_get_column (BoardFixture *self, const char *id)
{
  return (OfficeBoardColumn *) office_ui_fixture_find_by (self->ui, OFFICE_TYPE_BOARD_COLUMN, is_column, id);
}
