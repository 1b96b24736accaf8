/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "office-test-notice.h"
#include "office-test-scene.h"

G_BEGIN_DECLS

/* A scene in which the person acts on a task or a message, and what is said of it. */
typedef struct {
  OfficeTestScene *scene;
  OfficeSession *session;
  OfficeTask *task;       /* SCENE_LAMPS */
  OfficeMessage *morning; /* SCENE_MORNING; held, so that it is live */
  OfficeTestNotice notice;
} OfficeSceneFixture;

void office_scene_fixture_set_up (OfficeSceneFixture *self, gconstpointer data);
void office_scene_fixture_tear_down (OfficeSceneFixture *self, gconstpointer data);

/* Another person changes fields of the task; set: as JSON. */
void office_scene_fixture_change_task (OfficeSceneFixture *self, const char *person, const char *set);

#define OFFICE_SCENE_FIXTURE_ADD(path, test)                                                                           \
  g_test_add (path, OfficeSceneFixture, NULL, office_scene_fixture_set_up, test, office_scene_fixture_tear_down)

G_END_DECLS
