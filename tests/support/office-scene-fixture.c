/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-scene-fixture.h"

void
office_scene_fixture_set_up (OfficeSceneFixture *self, gconstpointer data)
{
  self->scene = office_test_scene_new ();
  self->session = office_test_scene_get_session (self->scene);
  self->task = office_session_find_task (self->session, SCENE_LAMPS);
  self->morning = office_session_dup_message (self->session, SCENE_MORNING);
  office_test_notice_watch (&self->notice, self->session);
}

void
office_scene_fixture_tear_down (OfficeSceneFixture *self, gconstpointer data)
{
  g_clear_object (&self->morning);
  office_test_notice_clear (&self->notice);
  office_test_scene_free (self->scene);
}

void
office_scene_fixture_change_task (OfficeSceneFixture *self, const char *person, const char *set)
{
  g_autofree char *with = g_strdup_printf ("{\"kind\":\"task\",\"id\":\"" SCENE_LAMPS "\",\"set\":%s}", set);

  office_test_scene_act (self->scene, person, "patch", with);
}
