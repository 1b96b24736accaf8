/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-id.h"
#include "office-problem.h"
#include "office-test-client.h"

#include <string.h>

/*
 * A task goes to another room. Anna sees both, Ben only the old one, Cleo only the new one; all judge every frame by what
 * they may see at that moment.
 */
typedef struct {
  OfficeTestHost *host;
  OfficeTestClient *anna, *ben, *cleo;
  char *old, *new, *task, *step, *message;
} World;

static char *
say (World *world, OfficeTestClient *client, const char *text)
{
  char *id = office_test_host_new_id (world->host);

  office_test_client_did (client, "message.send", "{'id':'%s','room':'%s','task':'%s','text':'%s'}", id, world->old,
                          world->task, text);
  return id;
}

static void
read_all (World *world)
{
  office_test_host_settle (world->host);
  office_test_client_read (world->anna);
  office_test_client_read (world->ben);
  office_test_client_read (world->cleo);
}

static void
set_up (World *world, gconstpointer data)
{
  world->host = office_test_host_new (1);
  world->anna = office_test_client_join (world->host, "Anna", "member");
  world->ben = office_test_client_join (world->host, "Ben", "member");
  world->cleo = office_test_client_join (world->host, "Cleo", "member");
  world->old = office_test_client_make_room (world->anna, "Old", "private");
  world->new = office_test_client_make_room (world->anna, "New", "private");
  office_test_client_did (world->anna, "member.add", "{'room':'%s','person':'%s'}", world->old,
                          world->ben->ticket->person);
  office_test_client_did (world->anna, "member.add", "{'room':'%s','person':'%s'}", world->new,
                          world->cleo->ticket->person);
  world->task = office_test_client_make_task (world->anna, world->old, "Roof");
  world->step = office_test_host_new_id (world->host);
  office_test_client_did (world->anna, "put", "{'kind':'step','id':'%s','room':'%s','task':'%s','text':'Look'}",
                          world->step, world->old, world->task);
  world->message = say (world, world->anna, "SAID ON IT");
  read_all (world);
  office_test_client_forget (world->anna);
  office_test_client_forget (world->ben);
  office_test_client_forget (world->cleo);
}

static void
tear_down (World *world, gconstpointer data)
{
  office_test_client_free (world->anna);
  office_test_client_free (world->ben);
  office_test_client_free (world->cleo);
  office_test_host_free (world->host);
  g_free (world->old);
  g_free (world->new);
  g_free (world->task);
  g_free (world->step);
  g_free (world->message);
}

static char *
transfer (World *world, const char *room)
{
  return office_test_client_do (world->anna, "task.transfer", "{'id':'%s','room':'%s'}", world->task, room);
}

static gboolean
holds_all (World *world, OfficeTestClient *client)
{
  gboolean task = office_test_client_holds (client, world->task);

  g_assert_true (office_test_client_holds (client, world->step) == task);
  g_assert_true (office_test_client_holds (client, world->message) == task);
  return task;
}

static void
check_all (World *world)
{
  read_all (world);
  office_test_client_assert_current (world->anna);
  office_test_client_assert_current (world->ben);
  office_test_client_assert_current (world->cleo);
  holds_all (world, world->anna);
  holds_all (world, world->ben);
  holds_all (world, world->cleo);
}

/* How often the frame has the record, gone or there; always at its own revision. */
static guint
count_in (OfficeFrame *frame, const char *id, gboolean gone)
{
  guint n = 0;

  for (guint i = 0; i < frame->records->len; i++)
    {
      OfficeRecord *record = g_ptr_array_index (frame->records, i);

      if (!g_str_equal (office_record_get_id (record), id))
        continue;
      g_assert_cmpint (office_record_get_rev (record), ==, frame->cursor->rev);
      n += office_record_is_gone (record) == gone;
    }
  return n;
}

static void
check_frame (World *world, OfficeTestClient *client, guint there, guint gone)
{
  const char *const ids[] = { world->task, world->step, world->message };
  OfficeFrame *frame = office_test_client_last (client, OFFICE_FRAME_CHANGES);

  g_assert_cmpuint (office_test_client_count (client, OFFICE_FRAME_CHANGES), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_assert_cmpuint (count_in (frame, ids[i], FALSE), ==, there);
      g_assert_cmpuint (count_in (frame, ids[i], TRUE), ==, gone);
    }
}

static void
test_visibility (World *world, gconstpointer data)
{
  g_free (transfer (world, world->new));
  check_all (world);
  check_frame (world, world->anna, 1, 1);
  check_frame (world, world->ben, 0, 1);
  check_frame (world, world->cleo, 1, 0);
  g_assert_true (holds_all (world, world->anna));
  g_assert_false (holds_all (world, world->ben));
  g_assert_true (holds_all (world, world->cleo));
  g_assert_null (strstr (world->ben->text->str, world->new));
  g_assert_null (strstr (world->cleo->text->str, world->old));
}

/* Those who were away get the same, in any order of rooms. */
static void
test_returning (World *world, gconstpointer data)
{
  office_test_client_drop (world->anna);
  office_test_client_drop (world->ben);
  office_test_client_drop (world->cleo);
  {
    g_autoptr (OfficeTestClient) desk = office_test_client_new (
        world->host, office_test_host_issue (world->host, world->anna->ticket->person));

    office_test_client_connect (desk);
    office_test_client_did (desk, "task.transfer", "{'id':'%s','room':'%s'}", world->task, world->new);
  }
  office_test_client_connect (world->anna);
  office_test_client_connect (world->ben);
  office_test_client_connect (world->cleo);
  check_all (world);
  g_assert_true (holds_all (world, world->cleo));
  g_assert_false (holds_all (world, world->ben));
}

/* There and back within one group, with more in between. */
static void
test_within_a_group (World *world, gconstpointer data)
{
  g_free (transfer (world, world->new));
  g_free (office_test_client_do (world->anna, "patch", "{'kind':'task','id':'%s','set':{'title':'IN BETWEEN'}}",
                                 world->task));
  g_free (
      office_test_client_do (world->anna, "patch", "{'kind':'task','id':'%s','set':{'title':'Roof'}}", world->task));
  g_free (transfer (world, world->old));
  check_all (world);
  g_assert_true (holds_all (world, world->ben));
  g_assert_false (holds_all (world, world->cleo));
  g_assert_null (strstr (world->ben->text->str, "IN BETWEEN"));

  /* It goes, and Ben comes to where it went; it comes back, and he goes again. */
  g_free (transfer (world, world->new));
  g_free (office_test_client_do (world->anna, "member.add", "{'room':'%s','person':'%s'}", world->new,
                                 world->ben->ticket->person));
  check_all (world);
  g_assert_true (holds_all (world, world->ben));
  g_free (transfer (world, world->old));
  g_free (office_test_client_do (world->anna, "member.remove", "{'room':'%s','person':'%s'}", world->new,
                                 world->ben->ticket->person));
  check_all (world);
  g_assert_true (holds_all (world, world->ben));
}

/* The task moves while the rooms are on their way in pages to one who has just come, in either direction. */
static void
test_amid_pages (World *world, gconstpointer data)
{
  const char *const ways[][2] = { { world->old, world->new }, { world->new, world->old } };
  const char *const none[] = { NULL };
  g_autofree char *words = g_strnfill (9000, 'w');

  for (guint i = 0; i < 40; i++)
    {
      g_free (say (world, world->anna, words));
      g_autofree char *id = office_test_host_new_id (world->host);
      office_test_client_did (world->anna, "message.send", "{'id':'%s','room':'%s','text':'%s'}", id, world->new,
                              words);
    }
  read_all (world);
  for (guint way = 0; way < G_N_ELEMENTS (ways); way++)
    for (guint n = 1; n < 24; n += 3)
      {
        g_autoptr (OfficeTestClient) desk = office_test_client_new (
            world->host, office_test_host_issue (world->host, world->anna->ticket->person));

        office_test_client_did (world->anna, "task.transfer", "{'id':'%s','room':'%s'}", world->task, ways[way][0]);
        read_all (world);
        desk->silent = TRUE;
        office_test_client_open (desk);
        office_test_client_say (
            desk, office_frame_hello (desk->ticket->token, desk->ticket->device, "A test", NULL, none, NULL));
        office_test_host_settle (world->host);
        for (guint read = 0; read < n && office_fake_transport_count (desk->transport) > 0; read++)
          office_test_client_read_one (desk);
        g_free (transfer (world, ways[way][1]));
        office_test_host_settle (world->host);
        if (n % 2 == 1 && desk->cursor != NULL)
          {
            /* The line breaks, and the rest comes with the next one. */
            office_test_client_drop (desk);
            desk->silent = FALSE;
            office_test_client_connect (desk);
          }
        desk->silent = FALSE;
        office_test_client_read (desk);
        if (desk->bytes > desk->acknowledged)
          office_test_client_acknowledge (desk);
        office_test_client_read (desk);
        g_assert_true (desk->live);
        office_test_client_assert_current (desk);
        check_all (world);
      }
}

/* More was said on it than goes into a frame: the revision comes in parts, and only the last one moves the cursor. */
static void
test_in_parts (World *world, gconstpointer data)
{
  g_autofree char *words = g_strnfill (9000, 'w');
  gint64 rev;

  for (guint i = 0; i < 60; i++)
    g_free (say (world, world->anna, words));
  read_all (world);
  office_test_client_forget (world->cleo);
  rev = world->cleo->cursor->rev;
  g_free (transfer (world, world->new));
  check_all (world);
  g_assert_true (holds_all (world, world->cleo));
  g_assert_cmpuint (office_test_client_count (world->cleo, OFFICE_FRAME_CHANGES), >, 2);
  g_assert_cmpint (office_test_client_last (world->cleo, OFFICE_FRAME_CHANGES)->after, <=, rev + 61);
  g_free (transfer (world, world->old));
  check_all (world);
  g_assert_false (holds_all (world, world->cleo));
  g_assert_true (holds_all (world, world->ben));
}

static void
check_result (OfficeTestClient *client, const char *operation, int status)
{
  OfficeResult *result = office_test_client_get_result (client, operation);

  g_assert_nonnull (result);
  g_assert_error (result->problem, OFFICE_PROBLEM, status);
}

/* Ben acts on what he no longer sees, Cleo on what she cannot see yet. */
static void
test_late (World *world, gconstpointer data)
{
  g_autofree char *id = office_test_host_new_id (world->host);
  g_autofree char *moved = transfer (world, world->new);
  g_autofree char *said = NULL, *patched = NULL, *brought = NULL;

  office_test_host_settle (world->host);
  said = office_test_client_do (world->ben, "message.send", "{'id':'%s','room':'%s','task':'%s','text':'TOO LATE'}", id,
                                world->old, world->task);
  patched = office_test_client_do (world->ben, "patch", "{'kind':'task','id':'%s','set':{'title':'TOO LATE'}}",
                                   world->task);
  brought = office_test_client_do (world->cleo, "task.transfer", "{'id':'%s','room':'%s'}", world->task, world->old);
  check_all (world);
  check_result (world->ben, said, OFFICE_PROBLEM_NOT_FOUND);
  check_result (world->ben, patched, OFFICE_PROBLEM_NOT_FOUND);
  check_result (world->cleo, brought, OFFICE_PROBLEM_NOT_FOUND);
  g_assert_null (strstr (world->cleo->text->str, "TOO LATE"));
  g_assert_false (office_test_client_holds (world->ben, id));
}

/* The numbers of a room have gaps after that, which its history goes over. */
static void
test_history (World *world, gconstpointer data)
{
  g_autofree char *first = office_test_host_new_id (world->host);
  g_autofree char *last = office_test_host_new_id (world->host);
  OfficeFrame *answer;

  office_test_client_did (world->anna, "message.send", "{'id':'%s','room':'%s','text':'A'}", first, world->old);
  for (guint i = 0; i < 5; i++)
    g_free (say (world, world->anna, "On it"));
  office_test_client_did (world->anna, "message.send", "{'id':'%s','room':'%s','text':'B'}", last, world->old);
  g_free (transfer (world, world->new));
  check_all (world);
  office_test_client_say (world->ben, office_frame_history (3, world->old, 100, 2));
  office_test_client_read (world->ben);
  answer = office_test_client_last (world->ben, OFFICE_FRAME_ANSWER);
  g_assert_cmpuint (answer->records->len, ==, 2);
  g_assert_cmpstr (office_record_get_id (answer->records->pdata[0]), ==, last);
  g_assert_cmpint (office_record_get_integer (answer->records->pdata[0], "seq"), ==, 8);
  g_assert_cmpstr (office_record_get_id (answer->records->pdata[1]), ==, first);
  g_assert_cmpint (office_record_get_integer (answer->records->pdata[1], "seq"), ==, 2);
}

#define ADD(path, test) g_test_add (path, World, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/sync/transfer/visibility", test_visibility);
  ADD ("/sync/transfer/returning", test_returning);
  ADD ("/sync/transfer/within-a-group", test_within_a_group);
  ADD ("/sync/transfer/amid-pages", test_amid_pages);
  ADD ("/sync/transfer/in-parts", test_in_parts);
  ADD ("/sync/transfer/late", test_late);
  ADD ("/sync/transfer/history", test_history);
  return g_test_run ();
}
