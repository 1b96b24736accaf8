/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-life.h"

#define WRITING_EVERY_MS 20000
#define THINKING_MS      1500 /* before one who answers begins to write */
#define ANSWERING_MS     3000

typedef struct {
  OfficeDemoLife *life;
  OfficeDemoPeer *peer;
  const char *room;
  const char *text;
  gboolean begun; /* answered, or about to */
  guint timeout;
} Answer;

struct _OfficeDemoLife {
  OfficeClock *clock;
  const char *viewer;
  OfficeDemoPeer *writer; /* nullable */
  const char *writing_in;
  GPtrArray *answers; /* Answer */
  guint timeout;
};

static OfficeDemoPeer *
find_peer (GPtrArray *peers, const char *key)
{
  for (guint i = 0; i < peers->len; i++)
    if (g_strcmp0 (office_demo_peer_get_person (peers->pdata[i])->key, key) == 0)
      return peers->pdata[i];
  return NULL;
}

static gboolean
on_write (gpointer data)
{
  OfficeDemoLife *self = data;

  office_demo_peer_type (self->writer, self->writing_in);
  self->timeout = office_clock_add_timeout (self->clock, WRITING_EVERY_MS, on_write, self, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
on_answered (gpointer data)
{
  Answer *answer = data;

  answer->timeout = 0;
  office_demo_peer_say (answer->peer, answer->room, answer->text);
  return G_SOURCE_REMOVE;
}

static gboolean
on_thought (gpointer data)
{
  Answer *answer = data;

  office_demo_peer_type (answer->peer, answer->room);
  answer->timeout = office_clock_add_timeout (answer->life->clock, ANSWERING_MS, on_answered, answer, NULL);
  return G_SOURCE_REMOVE;
}

static gboolean
is_said_by_viewer (Answer *answer, OfficeRecord *record)
{
  return !office_record_is_gone (record) && g_strcmp0 (office_record_get_kind_name (record), "message") == 0
         && g_strcmp0 (office_record_get_text (record, "room"), answer->room) == 0
         && g_strcmp0 (office_record_get_text (record, "author"), answer->life->viewer) == 0
         && !office_record_has (record, "task");
}

static void
on_changed (Answer *answer, GPtrArray *records)
{
  /* What was said before somebody watched comes with the first sync. */
  if (answer->begun || !office_replica_has_content (office_demo_peer_get_replica (answer->peer)))
    return;
  for (guint i = 0; i < records->len && !answer->begun; i++)
    if (is_said_by_viewer (answer, records->pdata[i]))
      {
        answer->begun = TRUE;
        answer->timeout = office_clock_add_timeout (answer->life->clock, THINKING_MS, on_thought, answer, NULL);
      }
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  office_clock_remove_timeout (answer->life->clock, answer->timeout);
  g_signal_handlers_disconnect_by_data (office_demo_peer_get_replica (answer->peer), answer);
  g_free (answer);
}

static void
add_answer (OfficeDemoLife *self, OfficeDemoScene *scene, GPtrArray *peers, JsonObject *told)
{
  OfficeDemoPeer *peer = find_peer (peers, json_object_get_string_member (told, "by"));
  Answer *answer;

  if (peer == NULL)
    return;
  answer = g_new0 (Answer, 1);
  answer->life = self;
  answer->peer = peer;
  answer->room = office_demo_scene_find_room (scene, json_object_get_string_member (told, "room"));
  answer->text = json_object_get_string_member (told, "text");
  g_signal_connect_swapped (office_demo_peer_get_replica (peer), "changed", G_CALLBACK (on_changed), answer);
  g_ptr_array_add (self->answers, answer);
}

/**
 * office_demo_life_new:
 * @scene: a scene that was played
 * @peers: (element-type OfficeDemoPeer): its people, connected
 * @clock: for pauses
 *
 * Returns: (transfer full): their life; it goes on until it is freed
 */
OfficeDemoLife *
office_demo_life_new (OfficeDemoScene *scene, GPtrArray *peers, OfficeClock *clock)
{
  OfficeDemoLife *self = g_new0 (OfficeDemoLife, 1);
  JsonObject *life = office_demo_scene_get_life (scene);
  JsonObject *writing = json_object_get_object_member (life, "writing");
  JsonArray *answers = json_object_get_array_member (life, "answers");

  self->clock = g_object_ref (clock);
  self->viewer = office_demo_scene_get_viewer (scene)->id;
  self->answers = g_ptr_array_new_with_free_func (answer_free);
  for (guint i = 0; i < json_array_get_length (answers); i++)
    add_answer (self, scene, peers, json_array_get_object_element (answers, i));
  self->writer = find_peer (peers, json_object_get_string_member (writing, "by"));
  self->writing_in = office_demo_scene_find_room (scene, json_object_get_string_member (writing, "room"));
  if (self->writer != NULL)
    self->timeout = office_clock_add_timeout (clock, THINKING_MS, on_write, self, NULL);
  return self;
}

/**
 * office_demo_life_free:
 * @self: (transfer full): a life
 */
void
office_demo_life_free (OfficeDemoLife *self)
{
  office_clock_remove_timeout (self->clock, self->timeout);
  g_ptr_array_unref (self->answers);
  g_object_unref (self->clock);
  g_free (self);
}
