/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo.h"

#include "demo-life.h"
#include "office-host.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>

struct _OfficeDemo {
  GObject parent_instance;

  OfficeClock *clock;
  OfficeRandom *random;
  char *folder;
  OfficeDemoScene *scene;
  OfficeHost *host;
  OfficeReplica *replica; /* the viewer's */
  OfficeSession *session;
  GPtrArray *peers; /* OfficeDemoPeer */
  OfficeDemoLife *life;
  guint signals[3]; /* sources */
};

/* What ends a program from outside; its throw-away data must go all the same. */
static const int endings[] = { SIGTERM, SIGINT, SIGHUP };

G_DEFINE_FINAL_TYPE (OfficeDemo, office_demo, G_TYPE_OBJECT)

/* ---- helpers ---- */

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static gboolean
office_demo_start_host (OfficeDemo *self, GError **error)
{
  g_autoptr (OfficeDemoClock) clock = office_demo_clock_new (self->clock);
  g_autofree char *data = g_build_filename (self->folder, "host", NULL);

  self->host = office_host_new (
      &(OfficeHostOptions){
          .data = data,
          .name = office_demo_scene_get_name (self->scene),
          .listen = "127.0.0.1",
      },
      OFFICE_CLOCK (clock), self->random);
  return office_host_start (self->host, error)
         && office_demo_scene_play (self->scene, office_host_get_store (self->host), clock, self->random, error);
}

static OfficeInvitationLink *
office_demo_make_link (OfficeDemo *self)
{
  return office_invitation_link_new ("127.0.0.1", office_host_get_port (self->host), NULL,
                                     office_host_get_fingerprint (self->host), FALSE);
}

static gboolean
office_demo_open_session (OfficeDemo *self, GError **error)
{
  OfficeDemoPerson *viewer = office_demo_scene_get_viewer (self->scene);
  const char *office = office_store_get_office_id (office_host_get_store (self->host));
  g_autoptr (OfficeInvitationLink) where = office_demo_make_link (self);
  g_autoptr (OfficeConnector) connector = office_connector_new (where);
  g_autoptr (OfficeSocket) socket = office_connector_make_socket (connector);
  g_autofree char *path = g_build_filename (self->folder, "replica.db", NULL);
  g_autofree char *files = g_build_filename (self->folder, "files", NULL);
  g_autoptr (OfficeTransfer) transfer = NULL;
  g_autoptr (OfficeLine) line = NULL;

  self->replica = office_replica_open (path, office, viewer->id, self->clock, self->random, NULL, error);
  if (self->replica == NULL || !office_replica_set_device (self->replica, viewer->device, error))
    return FALSE;
  line = office_line_new (self->replica, socket, viewer->token, self->clock, self->random);
  transfer = office_transfer_new (self->replica, connector, viewer->token, files, self->clock, self->random);
  self->session = office_session_new (self->replica, line, self->clock, self->random);
  office_session_set_files (self->session, files, transfer);
  office_session_start (self->session);
  return TRUE;
}

static gboolean
office_demo_bring_peers (OfficeDemo *self, GError **error)
{
  const char *office = office_store_get_office_id (office_host_get_store (self->host));
  GPtrArray *people = office_demo_scene_get_people (self->scene);
  g_autoptr (OfficeInvitationLink) where = office_demo_make_link (self);

  for (guint i = 0; i < people->len; i++)
    {
      OfficeDemoPerson *person = people->pdata[i];
      OfficeDemoPeer *peer;

      if (person->presence == NULL)
        continue;
      peer = office_demo_peer_new (person, office, where, self->clock, self->random, error);
      if (peer == NULL)
        return FALSE;
      g_ptr_array_add (self->peers, peer);
    }
  self->life = office_demo_life_new (self->scene, self->peers, self->clock);
  return TRUE;
}

/* ---- callbacks ---- */

static void
end_by (OfficeDemo *self, int number)
{
  office_demo_stop (self);
  signal (number, SIG_DFL);
  raise (number);
}

static gboolean
on_terminate (gpointer data)
{
  end_by (data, SIGTERM);
  return G_SOURCE_REMOVE;
}

static gboolean
on_interrupt (gpointer data)
{
  end_by (data, SIGINT);
  return G_SOURCE_REMOVE;
}

static gboolean
on_hang_up (gpointer data)
{
  end_by (data, SIGHUP);
  return G_SOURCE_REMOVE;
}

static void
office_demo_watch_endings (OfficeDemo *self)
{
  static const GSourceFunc callbacks[] = { on_terminate, on_interrupt, on_hang_up };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    self->signals[i] = g_unix_signal_add (endings[i], callbacks[i], self);
}

/* ---- overrides ---- */

static void
office_demo_dispose (GObject *object)
{
  office_demo_stop (OFFICE_DEMO (object));
  G_OBJECT_CLASS (office_demo_parent_class)->dispose (object);
}

static void
office_demo_finalize (GObject *object)
{
  OfficeDemo *self = OFFICE_DEMO (object);

  g_ptr_array_unref (self->peers);
  g_object_unref (self->clock);
  g_object_unref (self->random);
  G_OBJECT_CLASS (office_demo_parent_class)->finalize (object);
}

static void
office_demo_class_init (OfficeDemoClass *class)
{
  G_OBJECT_CLASS (class)->dispose = office_demo_dispose;
  G_OBJECT_CLASS (class)->finalize = office_demo_finalize;
}

static void
office_demo_init (OfficeDemo *self)
{
  self->peers = g_ptr_array_new_with_free_func (g_object_unref);
}

/* ---- public ---- */

/**
 * office_demo_new:
 * @clock: for times; "today" of the scene is its today
 * @random: for ids and secrets
 *
 * Returns: (transfer full): a demo that was not started
 */
OfficeDemo *
office_demo_new (OfficeClock *clock, OfficeRandom *random)
{
  OfficeDemo *self = g_object_new (OFFICE_TYPE_DEMO, NULL);

  self->clock = g_object_ref (clock);
  self->random = g_object_ref (random);
  return self;
}

/**
 * office_demo_start:
 * @self: a demo
 * @error: return location
 *
 * Starts the host, writes the scene, lets its people connect and opens the viewer's session. Blocking, some hundred ms.
 *
 * Returns: whether it runs; if not, nothing is left behind
 */
gboolean
office_demo_start (OfficeDemo *self, GError **error)
{
  g_return_val_if_fail (OFFICE_IS_DEMO (self), FALSE);
  g_return_val_if_fail (self->host == NULL, FALSE);

  self->folder = g_dir_make_tmp ("office-demo-XXXXXX", error);
  if (self->folder == NULL)
    return FALSE;
  self->scene = office_demo_scene_new ();
  office_demo_watch_endings (self);
  if (office_demo_start_host (self, error) && office_demo_open_session (self, error)
      && office_demo_bring_peers (self, error))
    return TRUE;
  office_demo_stop (self);
  return FALSE;
}

/**
 * office_demo_get_session:
 * @self: a demo
 *
 * Returns: (transfer none) (nullable): the session for the window; %NULL before the start
 */
OfficeSession *
office_demo_get_session (OfficeDemo *self)
{
  g_return_val_if_fail (OFFICE_IS_DEMO (self), NULL);
  return self->session;
}

/**
 * office_demo_get_room:
 * @self: a demo
 *
 * Returns: (transfer none) (nullable): the id of the room that the window is to open; %NULL before the start
 */
const char *
office_demo_get_room (OfficeDemo *self)
{
  g_return_val_if_fail (OFFICE_IS_DEMO (self), NULL);
  return self->session != NULL ? office_demo_scene_get_first_room (self->scene) : NULL;
}

/**
 * office_demo_stop:
 * @self: a demo
 *
 * Ends the session and the host, and deletes all data. A demo that does not run stays as it is.
 */
void
office_demo_stop (OfficeDemo *self)
{
  g_return_if_fail (OFFICE_IS_DEMO (self));

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    g_clear_handle_id (&self->signals[i], g_source_remove);
  g_clear_pointer (&self->life, office_demo_life_free);
  for (guint i = 0; i < self->peers->len; i++)
    office_demo_peer_stop (self->peers->pdata[i]);
  g_ptr_array_set_size (self->peers, 0);
  if (self->session != NULL)
    office_session_stop (self->session);
  g_clear_object (&self->session);
  /* It lets the main loop turn, in which a window may still look into the book. */
  if (self->host != NULL)
    office_host_stop (self->host);
  g_clear_object (&self->host);
  if (self->replica != NULL)
    office_replica_close (self->replica);
  g_clear_object (&self->replica);
  g_clear_pointer (&self->scene, office_demo_scene_free);
  if (self->folder != NULL)
    remove_tree (self->folder);
  g_clear_pointer (&self->folder, g_free);
}
