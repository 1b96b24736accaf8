/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "demo-clock.h"
#include "office-random.h"
#include "office-store.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the demo office holds: data/demo/office.json, told relative to today. */
typedef struct _OfficeDemoScene OfficeDemoScene;

typedef struct {
  const char *key;
  const char *name;
  const char *presence; /* "here", "away"; NULL: does not connect */
  char *id;
  char *device;
  char *token;
} OfficeDemoPerson;

OfficeDemoScene *office_demo_scene_new (void);
void office_demo_scene_free (OfficeDemoScene *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OfficeDemoScene, office_demo_scene_free)

const char *office_demo_scene_get_name (OfficeDemoScene *self);
/* Writes the scene into an empty book, as its people would have done. Blocking, some tens of ms. */
gboolean office_demo_scene_play (OfficeDemoScene *self, OfficeStore *store, OfficeDemoClock *clock, OfficeRandom *random, GError **error);

/* After it was played: */
GPtrArray *office_demo_scene_get_people (OfficeDemoScene *self); /* OfficeDemoPerson; borrowed */
OfficeDemoPerson *office_demo_scene_get_viewer (OfficeDemoScene *self);
OfficeDemoPerson *office_demo_scene_find_person (OfficeDemoScene *self, const char *key);
const char *office_demo_scene_find_room (OfficeDemoScene *self, const char *key);
const char *office_demo_scene_get_first_room (OfficeDemoScene *self); /* the id of the one to begin with; borrowed */
JsonObject *office_demo_scene_get_life (OfficeDemoScene *self); /* borrowed */

G_END_DECLS
