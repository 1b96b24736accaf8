/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A whole host without a network, in lines:
 *
 *   0{"frame":…}  connection 0 to 5 says the rest of the line; it is opened where it is not
 *   =             what is queued is committed
 *   +SECONDS      time passes
 *   -0            connection 0 breaks
 *   ~0            it breaks inside the sending of the next frame but one
 *   !0            its person signs out
 *
 * Connections 0 and 3 are Ada's, an admin; 1 and 4 Ben's, a member; 2 and 5 those of Gus, a guest. In a frame $t stands for
 * the connection's token and $d for its device; the other words are in words_for(). Whatever is said, the host answers
 * each operation once or closes, never says more than a person may see, and a client that keeps to the rules ends with
 * what the book has for its person.
 */
#include "fuzz.h"

#include "office-id.h"
#include "office-problem.h"
#include "office-test-client.h"

#define CONNECTIONS  6
#define PEOPLE       3
#define MOST_LINES   64
#define MOST_SECONDS 600

typedef struct {
  OfficeTestHost *host;
  OfficeTestClient *witness;
  char *people[PEOPLE];
  OfficeTicket *tickets[CONNECTIONS];
  char *public_room, *private_room;
  OfficeFakeTransport *lines[CONNECTIONS];
  gboolean welcomed[CONNECTIONS];
  guint asked[CONNECTIONS], answered[CONNECTIONS]; /* operations */
  gboolean spent;                                  /* the book or the clock is not as it was */
} Office;

static Office *office; /* kept while no input has changed it: to found one takes longer than most inputs */

/* ---- what it says ---- */

/* Who has read a room, or writes there, is only for those who see it. */
static void
check_room (OfficeFrame *frame, const char *person)
{
  g_autofree char *scope = frame->room != NULL ? office_scope_for_room (frame->room) : NULL;
  g_auto (GStrv) scopes = scope != NULL ? office_store_dup_scopes_of (office->host->store, person) : NULL;

  if (scope != NULL && !g_strv_contains ((const char *const *) scopes, scope))
    g_error ("Something of %s was told to one who may not see it", scope);
}

static void
check_visible (OfficeFrame *frame, const char *person)
{
  g_auto (GStrv) scopes = NULL;

  if (frame->records == NULL || frame->records->len == 0)
    return;
  scopes = office_store_dup_scopes_of (office->host->store, person);
  for (guint i = 0; i < frame->records->len; i++)
    if (!g_strv_contains ((const char *const *) scopes, office_record_get_scope (frame->records->pdata[i])))
      g_error ("A record of %s was sent to one who may not see it", office_record_get_scope (frame->records->pdata[i]));
}

static void
hear (GBytes *bytes, gpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeFrame) frame = office_frame_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                                      OFFICE_LIMIT_SERVER_FRAME, &error);

  g_assert_no_error (error);
  g_assert_cmpint (frame->kind, !=, OFFICE_FRAME_UNKNOWN);
  check_visible (frame, office->people[i % PEOPLE]);
  check_room (frame, office->people[i % PEOPLE]);
  if (frame->kind == OFFICE_FRAME_WELCOME)
    office->welcomed[i] = office->spent = TRUE; /* who was here once is remembered for a while */
  if (frame->kind == OFFICE_FRAME_RESULTS)
    office->answered[i] += frame->results->len;
  if (frame->kind == OFFICE_FRAME_RESULTS)
    g_assert_cmpuint (office->answered[i], <=, office->asked[i]);
}

/* ---- the office ---- */

static void
found (void)
{
  static const char *const names[] = { "Ada", "Ben", "Gus" };
  static const char *const roles[] = { "admin", "member", "guest" };

  office = g_new0 (Office, 1);
  office->host = office_test_host_new_in_memory (1);
  for (guint i = 0; i < PEOPLE; i++)
    {
      office->tickets[i] = office_test_host_join (office->host, names[i], roles[i]);
      office->people[i] = g_strdup (office->tickets[i]->person);
      office->tickets[i + PEOPLE] = office_test_host_issue (office->host, office->people[i]);
    }
  office->witness = office_test_client_join (office->host, "Cat", "member");
  office->public_room = office_test_client_make_room (office->witness, "Open", "public");
  office->private_room = office_test_client_make_room (office->witness, "Shut", "private");
  office_test_client_did (office->witness, "member.add", "{'room':'%s','person':'%s'}", office->private_room,
                          office->people[1]);
  office_test_client_did (office->witness, "message.send",
                          "{'id':'0190a000-0000-7000-8000-000000000101','room':'%s','text':'Morning!'}",
                          office->public_room);
}

static void
leave (guint i)
{
  if (office->lines[i] == NULL)
    return;
  office_fake_transport_drop (office->lines[i]);
  g_clear_object (&office->lines[i]);
  office->welcomed[i] = FALSE;
  office->asked[i] = office->answered[i] = 0;
}

static void
dissolve (void)
{
  office_test_client_free (office->witness);
  for (guint i = 0; i < CONNECTIONS; i++)
    office_ticket_free (office->tickets[i]);
  for (guint i = 0; i < PEOPLE; i++)
    g_free (office->people[i]);
  office_test_host_free (office->host);
  g_free (office->public_room);
  g_free (office->private_room);
  g_clear_pointer (&office, g_free);
}

static void
settle (void)
{
  office->spent = office->spent || office_store_get_queued (office->host->store) > 0;
  office_test_host_settle (office->host);
  if (office_fake_transport_is_open (office->witness->transport))
    office_test_client_read (office->witness);
}

/* ---- what is said to it ---- */

static char *
fill_in (guint i, const char *text)
{
  const OfficeCursor *head = office_store_get_head (office->host->store);
  g_autofree char *rev = g_strdup_printf ("%" G_GINT64_FORMAT, head->rev);
  g_autofree char *todo = office_id_derive (office->public_room, "todo");
  g_autofree char *done = office_id_derive (office->public_room, "done");
  const char *words[128] = {
    ['t'] = office->tickets[i]->token,
    ['d'] = office->tickets[i]->device,
    ['a'] = office->people[0],
    ['b'] = office->people[1],
    ['g'] = office->people[2],
    ['c'] = office->witness->ticket->person,
    ['o'] = office_store_get_office_id (office->host->store),
    ['r'] = office->public_room,
    ['s'] = office->private_room,
    ['e'] = head->epoch,
    ['h'] = rev,
    ['k'] = head->tag,
    ['x'] = todo,
    ['y'] = done,
    /* ids, which end in digits of the input's choice */
    ['i'] = "0190a000-0000-7000-8000-0000000001",
  };

  return fuzz_fill_in (text, words);
}

static void
say (guint i, const char *text)
{
  g_autofree char *filled = fill_in (i, text);
  g_autofree char *exact = g_memdup2 (filled, strlen (filled));
  g_autoptr (OfficeFrame) frame = office_frame_parse (filled, strlen (filled), OFFICE_LIMIT_CLIENT_FRAME, NULL);

  if (office->lines[i] != NULL && !office_fake_transport_is_open (office->lines[i]))
    leave (i);
  if (office->lines[i] == NULL)
    {
      office->lines[i] = office_fake_transport_new (office->host->hub);
      office_fake_transport_watch (office->lines[i], hear, GUINT_TO_POINTER (i));
      office_fake_transport_open (office->lines[i]);
    }
  if (frame != NULL && frame->kind == OFFICE_FRAME_OPERATIONS && office->welcomed[i])
    office->asked[i] += frame->operations->len;
  office_fake_transport_say (office->lines[i], exact, (gssize) strlen (filled));
  /* A frame that cannot be read closes its connection. */
  if (frame == NULL)
    g_assert_false (office_fake_transport_is_open (office->lines[i]));
}

static void
pass_time (const char *seconds)
{
  guint64 n;

  if (!g_ascii_string_to_unsigned (seconds, 10, 1, MOST_SECONDS, &n, NULL))
    return;
  office->spent = TRUE;
  office_test_host_advance (office->host, (gint64) n * 1000);
}

static void
perform (const char *line)
{
  guint i = (guint) (line[0] != '\0' && g_ascii_isdigit (line[1]) ? line[1] - '0' : CONNECTIONS);

  if (g_ascii_isdigit (line[0]) && line[0] - '0' < CONNECTIONS)
    say ((guint) (line[0] - '0'), line + 1);
  else if (line[0] == '=')
    settle ();
  else if (line[0] == '+')
    pass_time (line + 1);
  else if (i >= CONNECTIONS)
    return;
  else if (line[0] == '-')
    leave (i);
  else if (line[0] == '~' && office->lines[i] != NULL)
    office_fake_transport_break_at (office->lines[i], 2);
  else if (line[0] == '!')
    office_hub_end_token (office->host->hub, office->people[i % PEOPLE], office->tickets[i]->device);
}

static void
check_end (void)
{
  settle ();
  for (guint i = 0; i < CONNECTIONS; i++)
    if (office->lines[i] != NULL && office_fake_transport_is_open (office->lines[i]))
      g_assert_cmpuint (office->answered[i], ==, office->asked[i]);
  if (!office_fake_transport_is_open (office->witness->transport))
    office_test_client_connect (office->witness);
  office_test_client_read (office->witness);
  office_test_client_assert_current (office->witness);
  office_test_client_forget (office->witness);
  g_string_truncate (office->witness->text, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzInput input = fuzz_input (data, size);

  if (office == NULL)
    found ();
  for (guint n = 0; n < MOST_LINES; n++)
    {
      g_autofree char *line = fuzz_take (&input, '\n');

      if (line == NULL)
        break;
      perform (line);
    }
  check_end ();
  for (guint i = 0; i < CONNECTIONS; i++)
    leave (i);
  settle ();
  if (office->spent)
    dissolve ();
  return 0;
}
