/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-peer.h"

#include "office-id.h"

struct _OfficeDemoPeer {
  GObject parent_instance;

  OfficeDemoPerson *person;
  OfficeClock *clock;
  OfficeRandom *random;
  OfficeReplica *replica;
  OfficeLine *line;
};

G_DEFINE_FINAL_TYPE (OfficeDemoPeer, office_demo_peer, G_TYPE_OBJECT)

static void
on_state (OfficeDemoPeer *self)
{
  if (office_line_get_state (self->line) == OFFICE_LINE_LIVE)
    office_line_set_away (self->line, g_strcmp0 (self->person->presence, "away") == 0);
}

static void
office_demo_peer_finalize (GObject *object)
{
  OfficeDemoPeer *self = OFFICE_DEMO_PEER (object);

  g_clear_object (&self->line);
  g_clear_object (&self->replica);
  g_clear_object (&self->clock);
  g_clear_object (&self->random);
  G_OBJECT_CLASS (office_demo_peer_parent_class)->finalize (object);
}

static void
office_demo_peer_class_init (OfficeDemoPeerClass *class)
{
  G_OBJECT_CLASS (class)->finalize = office_demo_peer_finalize;
}

static void
office_demo_peer_init (OfficeDemoPeer *self)
{
}

/**
 * office_demo_peer_new:
 * @person: who it is; must outlive the peer
 * @office_id: the office
 * @where: the host
 * @clock: for times
 * @random: for ids
 * @error: return location
 *
 * Connects, and comes back by itself, until office_demo_peer_stop().
 *
 * Returns: (transfer full): the peer
 */
OfficeDemoPeer *
office_demo_peer_new (OfficeDemoPerson *person, const char *office_id, const OfficeInvitationLink *where,
                      OfficeClock *clock, OfficeRandom *random, GError **error)
{
  g_autoptr (OfficeDemoPeer) self = g_object_new (OFFICE_TYPE_DEMO_PEER, NULL);
  g_autoptr (OfficeConnector) connector = office_connector_new (where);
  g_autoptr (OfficeSocket) socket = office_connector_make_socket (connector);

  self->person = person;
  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  self->replica = office_replica_open (":memory:", office_id, person->id, clock, random, NULL, error);
  if (self->replica == NULL || !office_replica_set_device (self->replica, person->device, error))
    return NULL;
  self->line = office_line_new (self->replica, socket, person->token, clock, random);
  g_signal_connect_object (self->line, "notify::state", G_CALLBACK (on_state), self, G_CONNECT_SWAPPED);
  office_line_start (self->line);
  return g_steal_pointer (&self);
}

/**
 * office_demo_peer_get_person:
 * @self: a peer
 *
 * Returns: (transfer none): who it is
 */
OfficeDemoPerson *
office_demo_peer_get_person (OfficeDemoPeer *self)
{
  return self->person;
}

/**
 * office_demo_peer_get_replica:
 * @self: a peer
 *
 * Returns: (transfer none): what the person knows
 */
OfficeReplica *
office_demo_peer_get_replica (OfficeDemoPeer *self)
{
  return self->replica;
}

/**
 * office_demo_peer_stop:
 * @self: a peer
 *
 * Hangs up for good.
 */
void
office_demo_peer_stop (OfficeDemoPeer *self)
{
  office_line_stop (self->line);
  office_replica_close (self->replica);
}

/**
 * office_demo_peer_type:
 * @self: a peer
 * @room: where the person is writing
 */
void
office_demo_peer_type (OfficeDemoPeer *self, const char *room)
{
  office_line_send_typing (self->line, room, NULL, NULL);
}

/**
 * office_demo_peer_say:
 * @self: a peer
 * @room: a room's id
 * @text: what the person says there
 */
void
office_demo_peer_say (OfficeDemoPeer *self, const char *room, const char *text)
{
  g_autofree char *id = office_id_new (self->clock, self->random);
  g_autoptr (JsonObject) with = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (with, "id", id);
  json_object_set_string_member (with, "room", room);
  json_object_set_string_member (with, "text", text);
  if (!office_replica_perform (self->replica, "message.send", with, NULL, &error))
    g_message ("%s cannot answer: %s", self->person->name, error->message);
}
