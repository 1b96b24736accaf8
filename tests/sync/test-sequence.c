/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Operations of one connection keep their order, also where the disk is full for a while. */
#include "office-id.h"
#include "office-problem.h"
#include "office-test-client.h"

#define PATIENCE 10000 /* ms, of office-sequence.c */

/* Two operations of which the second needs the first. */
typedef struct {
  OfficeTestHost *host;
  OfficeTestClient *anna;
  char *room;
  char *make, *make_with; /* a task with a long description */
  char *move, *move_with;
} Scene;

static Scene *
scene_new (guint64 seed)
{
  Scene *self = g_new0 (Scene, 1);
  g_autofree char *words = g_strnfill (9000, 'x');
  g_autofree char *task = NULL;
  g_autofree char *todo = NULL;
  g_autofree char *done = NULL;

  self->host = office_test_host_new (seed);
  self->anna = office_test_client_join (self->host, "Anna", "admin");
  self->room = office_test_client_make_room (self->anna, "Lobby", "public");
  task = office_test_host_new_id (self->host);
  todo = office_id_derive (self->room, "todo");
  done = office_id_derive (self->room, "done");
  self->make = office_test_host_new_id (self->host);
  self->make_with = g_strdup_printf ("{'id':'%s','room':'%s','column':'%s','title':'Doors','description':'%s'}", task,
                                     self->room, todo, words);
  self->move = office_test_host_new_id (self->host);
  self->move_with = g_strdup_printf ("{'id':'%s','column':'%s'}", task, done);
  return self;
}

static void
scene_free (Scene *self)
{
  office_test_client_free (self->anna);
  office_test_host_free (self->host);
  g_free (self->room);
  g_free (self->make);
  g_free (self->make_with);
  g_free (self->move);
  g_free (self->move_with);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

static gboolean
run_pragma (OfficeTransaction *transaction, gpointer pragma, GError **error)
{
  return office_database_execute (office_transaction_get_database (transaction), pragma, error);
}

static void
fill_disk (Scene *self)
{
  office_store_submit (self->host->store, run_pragma, NULL, (char *) "PRAGMA max_page_count = 1", NULL);
  office_test_host_settle (self->host);
  g_test_expect_message ("Office", G_LOG_LEVEL_MESSAGE, "The disk is full*");
}

static void
free_disk (Scene *self)
{
  g_test_expect_message ("Office", G_LOG_LEVEL_MESSAGE, "*can be written again");
  office_store_submit (self->host->store, run_pragma, NULL, (char *) "PRAGMA max_page_count = 1000000", NULL);
  office_test_host_settle (self->host);
  g_test_assert_expected_messages ();
}

static void
settle (Scene *self)
{
  office_test_host_settle (self->host);
  office_test_client_read (self->anna);
}

static void
make (Scene *self)
{
  office_test_client_send (self->anna, self->make, "task.create", self->make_with);
}

static void
move (Scene *self)
{
  office_test_client_send (self->anna, self->move, "task.move", self->move_with);
}

static void
assert_put_off (Scene *self, const char *operation)
{
  OfficeResult *result = office_test_client_get_result (self->anna, operation);

  g_assert_nonnull (result);
  g_assert_error (result->problem, OFFICE_PROBLEM, OFFICE_PROBLEM_UNAVAILABLE);
}

static void
assert_accepted (Scene *self, const char *operation)
{
  OfficeResult *result = office_test_client_get_result (self->anna, operation);

  g_assert_nonnull (result);
  g_assert_no_error (result->problem);
  g_assert_cmpint (result->rev, >, 0);
}

/* What was on its way behind it when it was put off must not come to a book in which it is missing. */
static void
test_not_overtaken (void)
{
  g_autoptr (Scene) scene = scene_new (1);

  fill_disk (scene);
  make (scene);
  office_test_host_settle (scene->host);
  free_disk (scene);
  move (scene);
  settle (scene);
  assert_put_off (scene, scene->make);
  assert_put_off (scene, scene->move);

  make (scene);
  move (scene);
  settle (scene);
  assert_accepted (scene, scene->make);
  assert_accepted (scene, scene->move);
  office_test_client_assert_current (scene->anna);
}

/* Also what had gone well before it in the same commit, and what did not even have its turn. */
static void
test_group_fails (void)
{
  g_autoptr (Scene) scene = scene_new (2);
  g_autofree char *first = office_test_host_new_id (scene->host);
  g_autofree char *with = g_strdup_printf ("{'kind':'room','id':'%s','set':{'topic':'Plans'}}", scene->room);
  g_autofree char *last = NULL;

  fill_disk (scene);
  office_test_client_send (scene->anna, first, "patch", with);
  make (scene);
  move (scene);
  office_test_host_settle (scene->host);
  free_disk (scene);
  last = office_test_client_do (scene->anna, "patch", "{'kind':'room','id':'%s','set':{'topic':'Drawings'}}",
                                scene->room);
  settle (scene);
  assert_put_off (scene, first);
  assert_put_off (scene, scene->make);
  assert_put_off (scene, scene->move);
  assert_put_off (scene, last);

  office_test_client_send (scene->anna, first, "patch", with);
  make (scene);
  move (scene);
  settle (scene);
  assert_accepted (scene, first);
  assert_accepted (scene, scene->make);
  assert_accepted (scene, scene->move);
}

/* Put off twice, and still in order. */
static void
test_fails_again (void)
{
  g_autoptr (Scene) scene = scene_new (3);

  fill_disk (scene);
  make (scene);
  settle (scene);
  make (scene);
  office_test_host_settle (scene->host);
  free_disk (scene);
  move (scene);
  settle (scene);
  assert_put_off (scene, scene->make);
  assert_put_off (scene, scene->move);
  make (scene);
  move (scene);
  settle (scene);
  assert_accepted (scene, scene->make);
  assert_accepted (scene, scene->move);
}

/* What comes again before what it follows, since that is on its way back still. */
static void
test_comes_again_first (void)
{
  g_autoptr (Scene) scene = scene_new (5);

  fill_disk (scene);
  make (scene);
  move (scene);
  settle (scene);
  free_disk (scene);
  move (scene);
  settle (scene);
  assert_put_off (scene, scene->make);
  assert_put_off (scene, scene->move);
  make (scene);
  move (scene);
  settle (scene);
  assert_accepted (scene, scene->make);
  assert_accepted (scene, scene->move);
}

/* However long the disk is full, as long as the first one comes again now and then. */
static void
test_full_for_long (void)
{
  g_autoptr (Scene) scene = scene_new (6);

  fill_disk (scene);
  make (scene);
  move (scene);
  settle (scene);
  office_test_host_advance (scene->host, PATIENCE / 2 + 1000);
  make (scene);
  settle (scene);
  office_test_host_advance (scene->host, PATIENCE / 2 + 1000);
  free_disk (scene);
  move (scene);
  settle (scene);
  assert_put_off (scene, scene->move);
  make (scene);
  move (scene);
  settle (scene);
  assert_accepted (scene, scene->make);
  assert_accepted (scene, scene->move);
}

/* A slow line: what was sent without knowing of it comes long after. */
static void
test_late (void)
{
  g_autoptr (Scene) scene = scene_new (7);

  fill_disk (scene);
  make (scene);
  settle (scene);
  free_disk (scene);
  office_test_host_advance (scene->host, 2 * PATIENCE);
  move (scene);
  settle (scene);
  assert_put_off (scene, scene->move);
  make (scene);
  move (scene);
  settle (scene);
  assert_accepted (scene, scene->make);
  assert_accepted (scene, scene->move);
}

/* A client that gives something up may go on, if only after a while; one that comes back may at once. */
static void
test_given_up (void)
{
  g_autoptr (Scene) scene = scene_new (4);
  g_autofree char *other = NULL;
  g_autofree char *with = NULL;
  g_autofree char *later = NULL;
  g_autofree char *back = NULL;

  fill_disk (scene);
  make (scene);
  settle (scene);
  free_disk (scene);
  other = office_test_host_new_id (scene->host);
  with = g_strdup_printf ("{'kind':'room','id':'%s','set':{'topic':'Plans'}}", scene->room);
  office_test_client_send (scene->anna, other, "patch", with);
  settle (scene);
  assert_put_off (scene, other);
  office_test_host_advance (scene->host, PATIENCE);
  later = office_test_client_do (scene->anna, "patch", "{'kind':'room','id':'%s','set':{'topic':'Later plans'}}",
                                 scene->room);
  settle (scene);
  assert_put_off (scene, later);
  office_test_client_send (scene->anna, other, "patch", with);
  office_test_client_send (scene->anna, later, "patch", with);
  settle (scene);
  assert_accepted (scene, other);
  assert_accepted (scene, later);

  fill_disk (scene);
  make (scene);
  settle (scene);
  free_disk (scene);
  office_test_client_drop (scene->anna);
  office_test_client_connect (scene->anna);
  back = office_test_client_do (scene->anna, "patch", "{'kind':'room','id':'%s','set':{'topic':'Drawings'}}",
                                scene->room);
  settle (scene);
  assert_accepted (scene, back);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sequence/not-overtaken", test_not_overtaken);
  g_test_add_func ("/sequence/group-fails", test_group_fails);
  g_test_add_func ("/sequence/fails-again", test_fails_again);
  g_test_add_func ("/sequence/comes-again-first", test_comes_again_first);
  g_test_add_func ("/sequence/full-for-long", test_full_for_long);
  g_test_add_func ("/sequence/late", test_late);
  g_test_add_func ("/sequence/given-up", test_given_up);
  return g_test_run ();
}
