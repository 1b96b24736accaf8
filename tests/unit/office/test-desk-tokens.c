/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offices are open at once, and connect when the keyring has answered: the keyring is the test itself, on a bus of its own. */
#include "office-beside.h"
#include "office-desk-private.h"
#include "office-fake-clock.h"
#include "office-test-folder.h"
#include "office-test-scene.h"
#include "office-wait.h"

#define OTHER "0190a000-0000-7000-8000-00000000a0b2"
#define ITEM  "/org/freedesktop/secrets/collection/login/1"

static const char interfaces[]
    = "<node>"
      "<interface name='org.freedesktop.Secret.Service'>"
      "<method name='OpenSession'><arg type='s' direction='in'/><arg type='v' direction='in'/>"
      "<arg type='v' direction='out'/><arg type='o' direction='out'/></method>"
      "<method name='SearchItems'><arg type='a{ss}' direction='in'/><arg type='ao' direction='out'/>"
      "<arg type='ao' direction='out'/></method>"
      "<method name='GetSecrets'><arg type='ao' direction='in'/><arg type='o' direction='in'/>"
      "<arg type='a{o(oayays)}' direction='out'/></method>"
      "</interface>"
      "</node>";

/* It answers a search only when it is told to. */
typedef struct {
  GTestDBus *bus;
  GDBusConnection *connection;
  GDBusNodeInfo *info;
  guint object, name;
  GQueue searches;   /* GDBusMethodInvocation, waiting */
  const char *token; /* of whatever is asked for; nullable */
} FakeKeyring;

typedef struct {
  FakeKeyring *keyring;
  OfficeTestScene *scene;
  char *folder;
  OfficeDesk *desk;
  OfficeMembership *own, *other;
} Fixture;

/* ---- the keyring ---- */

static GVariant *
make_secrets (FakeKeyring *self, const char *session)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("(a{o(oayays)})"));
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("a{o(oayays)}"));
  g_variant_builder_add (
      &builder, "{o(o@ay@ays)}", ITEM, session, g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, "", 0, 1),
      g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, self->token, strlen (self->token), 1), "text/plain");
  g_variant_builder_close (&builder);
  return g_variant_builder_end (&builder);
}

static void
on_called (GDBusConnection *connection, const char *sender, const char *path, const char *interface, const char *method,
           GVariant *arguments, GDBusMethodInvocation *invocation, gpointer data)
{
  FakeKeyring *self = data;
  const char *word = NULL;

  if (g_str_equal (method, "SearchItems"))
    {
      g_queue_push_tail (&self->searches, invocation);
      return;
    }
  if (g_str_equal (method, "GetSecrets"))
    {
      g_variant_get_child (arguments, 1, "&o", &word);
      g_dbus_method_invocation_return_value (invocation, make_secrets (self, word));
      return;
    }
  g_variant_get_child (arguments, 0, "&s", &word);
  if (g_str_equal (word, "plain"))
    g_dbus_method_invocation_return_value (
        invocation, g_variant_new ("(vo)", g_variant_new_string (""), "/org/freedesktop/session"));
  else
    g_dbus_method_invocation_return_dbus_error (invocation, "org.freedesktop.DBus.Error.NotSupported", "Only plain");
}

static void
answer (FakeKeyring *self, const char *token)
{
  static const char *const found[] = { ITEM, NULL }, *const none[] = { NULL };
  GDBusMethodInvocation *invocation;

  self->token = token;
  while ((invocation = g_queue_pop_head (&self->searches)) != NULL)
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(^ao^ao)", token != NULL ? found : none, none));
}

static FakeKeyring *
fake_keyring_new (void)
{
  static const GDBusInterfaceVTable table = { .method_call = on_called };
  FakeKeyring *self = g_new0 (FakeKeyring, 1);
  g_autoptr (GError) error = NULL;

  self->bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (self->bus);
  self->connection = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  g_dbus_connection_set_exit_on_close (self->connection, FALSE);
  self->info = g_dbus_node_info_new_for_xml (interfaces, &error);
  g_assert_no_error (error);
  self->object = g_dbus_connection_register_object (self->connection, "/org/freedesktop/secrets",
                                                    self->info->interfaces[0], &table, self, NULL, &error);
  g_assert_no_error (error);
  self->name = g_bus_own_name_on_connection (self->connection, "org.freedesktop.secrets", G_BUS_NAME_OWNER_FLAGS_NONE,
                                             NULL, NULL, NULL, NULL);
  return self;
}

/* ---- the desk ---- */

/* Port 1 of this computer: nobody answers. */
static OfficeMembership *
add (Fixture *fixture, const char *id, const char *name)
{
  g_autoptr (OfficeInvitationLink) where = office_invitation_link_new ("127.0.0.1", 1, NULL, NULL, TRUE);
  OfficeMembership *membership = office_membership_new (id, name, SCENE_BEN, where, NULL);
  g_autofree char *path = office_desk_dup_replica_path (fixture->desk, membership);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (OfficeReplica) replica = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  replica = office_replica_open (path, id, SCENE_BEN, office_test_scene_get_clock (fixture->scene),
                                 office_test_scene_get_random (fixture->scene), NULL, &error);
  g_assert_no_error (error);
  office_test_scene_fill (fixture->scene, replica, name);
  office_replica_close (replica);
  g_assert_true (office_desk_keep (fixture->desk, membership, NULL, NULL));
  return membership;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  static FakeKeyring *keyring = NULL; /* GIO's bus is one for the whole program */

  if (keyring == NULL)
    keyring = fake_keyring_new ();
  fixture->keyring = keyring;
  fixture->scene = office_test_scene_new ();
  fixture->folder = g_dir_make_tmp ("office-tokens-XXXXXX", NULL);
  fixture->desk = office_desk_new (fixture->folder, office_test_scene_get_clock (fixture->scene),
                                   office_test_scene_get_random (fixture->scene));
  fixture->other = add (fixture, OTHER, "Chess Club");
  fixture->own = add (fixture, SCENE_OFFICE, "Atelier Nord");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->own);
  g_object_unref (fixture->other);
  g_object_unref (fixture->desk);
  office_test_scene_free (fixture->scene);
  office_test_remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static OfficeSession *
open (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  OfficeSession *session = office_desk_open (fixture->desk, fixture->own, &error);

  g_assert_no_error (error);
  /* What is known of it is there, while the keyring is silent. */
  g_assert_true (office_session_has_content (session));
  g_assert_nonnull (office_session_find_room (session, SCENE_LIBRARY));
  g_assert_cmpint (office_session_get_state (session), ==, OFFICE_LINE_CONNECTING);
  return session;
}

static OfficeSession *
open_beside (Fixture *fixture)
{
  OfficeSession *session = office_desk_open_beside (fixture->desk, office_desk_find_beside (fixture->desk, OTHER));

  g_assert_nonnull (session);
  g_assert_true (office_session_has_content (session));
  g_assert_cmpint (office_session_get_state (session), ==, OFFICE_LINE_CONNECTING);
  return session;
}

static void
let_go (OfficeSession *session)
{
  office_session_stop (session);
  g_assert_finalize_object (session);
}

/* Nobody waits for it; when it has answered, both connect, and none of them asks again. */
static void
test_late (Fixture *fixture, gconstpointer data)
{
  OfficeSession *shown = open (fixture), *beside = open_beside (fixture);

  OFFICE_WAIT_UNTIL (g_queue_get_length (&fixture->keyring->searches) == 2);
  g_assert_cmpint (office_session_get_state (shown), ==, OFFICE_LINE_CONNECTING);
  g_assert_cmpint (office_session_get_state (beside), ==, OFFICE_LINE_CONNECTING);
  answer (fixture->keyring, "TOKEN");
  OFFICE_WAIT_UNTIL (office_session_get_state (shown) == OFFICE_LINE_WAITING
                     && office_session_get_state (beside) == OFFICE_LINE_WAITING);
  let_go (shown);
  shown = open (fixture);
  g_assert_cmpuint (g_queue_get_length (&fixture->keyring->searches), ==, 0);
  let_go (shown);
}

/* One that is read nevertheless, and says so. */
static void
test_none (Fixture *fixture, gconstpointer data)
{
  OfficeSession *shown = open (fixture), *beside = open_beside (fixture);

  OFFICE_WAIT_UNTIL (g_queue_get_length (&fixture->keyring->searches) == 2);
  answer (fixture->keyring, NULL);
  OFFICE_WAIT_UNTIL (office_session_get_trouble (shown) == OFFICE_TROUBLE_SIGNED_OUT
                     && office_session_get_trouble (beside) == OFFICE_TROUBLE_SIGNED_OUT);
  g_assert_cmpint (office_beside_get_state (office_desk_find_beside (fixture->desk, OTHER)), ==,
                   OFFICE_BESIDE_SIGNED_OUT);
  g_assert_nonnull (office_session_find_room (shown, SCENE_LIBRARY));
  /* Trying does not make one. */
  office_session_try_now (shown);
  g_assert_cmpint (office_session_get_trouble (shown), ==, OFFICE_TROUBLE_SIGNED_OUT);
  let_go (shown);
}

static void
note_done (GObject *source, GAsyncResult *result, gpointer data)
{
  *(gboolean *) data = office_desk_leave_finish (OFFICE_DESK (source), result, NULL);
}

/* What is closed, or left, while the keyring is silent is not held by that. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  OfficeSession *shown = open (fixture), *beside = open_beside (fixture);
  gboolean left = FALSE;

  OFFICE_WAIT_UNTIL (g_queue_get_length (&fixture->keyring->searches) == 2);
  g_object_add_weak_pointer (G_OBJECT (beside), (gpointer *) &beside);
  let_go (shown);
  office_desk_leave_async (fixture->desk, fixture->other, note_done, &left);
  g_assert_null (beside);
  OFFICE_WAIT_UNTIL (g_queue_get_length (&fixture->keyring->searches) == 3);
  answer (fixture->keyring, NULL);
  OFFICE_WAIT_UNTIL (left);
  g_assert_cmpuint (g_hash_table_size (fixture->desk->tokens), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_autofree char *home = g_dir_make_tmp ("office-home-XXXXXX", NULL);
  int status;

  g_setenv ("XDG_DATA_HOME", home, TRUE); /* where tokens are without a keyring */
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/desk-tokens/late", Fixture, NULL, set_up, test_late, tear_down);
  g_test_add ("/desk-tokens/none", Fixture, NULL, set_up, test_none, tear_down);
  g_test_add ("/desk-tokens/gone", Fixture, NULL, set_up, test_gone, tear_down);
  status = g_test_run ();
  office_test_remove_tree (home);
  return status;
}
