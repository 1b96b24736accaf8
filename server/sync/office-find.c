/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-hub-private.h"

#include <string.h>

/*
 * Searches, for desks that do not have everything yet. Each looks at a part of the book only, in a thread of the store's;
 * the client asks again where the answer says that there is more.
 */

#define MOST_OF_ONE    2  /* on their way for one connection */
#define MOST_OF_ALL    16 /* and for all of them */
#define FRAME_OVERHEAD 512

typedef struct {
  OfficePeer *peer;
  guint *n_all; /* the hub's count, which may outlive it */
  gint64 number;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  office_peer_unref (self->peer);
  g_rc_box_release (self->n_all);
  g_free (self);
}

/* Rights are asked after reading: what was read may be newer than the newest batch. */
static OfficeScopes *
get_visible (OfficeHub *hub, OfficePeer *peer)
{
  g_autoptr (OfficeScopes) now = office_scopes_new (office_store_dup_scopes_of (hub->store, peer->person));

  return office_scopes_intersect (now, peer->attendee->scopes);
}

/* As many as a frame holds. Returns the mark to go on from, behind the last of them. */
static gint64
take_bodies (GPtrArray *found, OfficeScopes *visible, gint64 mark, GPtrArray *bodies)
{
  gsize length = FRAME_OVERHEAD;
  gint64 last = 0;

  for (guint i = 0; i < found->len; i++)
    {
      OfficeRecordFound *one = found->pdata[i];

      if (!office_scopes_contains (visible, one->scope))
        continue;
      length += strlen (one->body) + 1;
      if (length > OFFICE_LIMIT_SERVER_FRAME)
        return last;
      last = one->mark;
      g_ptr_array_add (bodies, one->body);
    }
  return mark;
}

static void
answer (Question *self, GPtrArray *found, gint64 mark)
{
  g_autoptr (OfficeScopes) visible = get_visible (self->peer->hub, self->peer);
  g_autoptr (GPtrArray) bodies = g_ptr_array_new ();
  gint64 next = take_bodies (found, visible, mark, bodies);
  g_autofree char *text = next > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, next) : NULL;

  office_peer_send_text (self->peer, office_frame_answer (self->number, bodies, text, NULL));
}

static void
refuse (OfficePeer *peer, gint64 number, GError *problem)
{
  office_peer_send_text (peer, office_frame_answer (number, NULL, NULL, problem));
  g_error_free (problem);
}

static void
on_found (gpointer data, GPtrArray *found, gint64 mark, const GError *error)
{
  Question *self = data;

  (*self->n_all)--;
  self->peer->finds--;
  if (self->peer->hub == NULL || self->peer->state == OFFICE_PEER_CLOSING)
    return;
  if (error != NULL)
    refuse (self->peer, self->number, office_hub_problem_of (error));
  else
    answer (self, found, mark);
}

static gboolean
read_mark (const char *text, gint64 *mark, GError **error)
{
  guint64 value = 0;

  *mark = 0;
  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, OFFICE_LIMIT_INTEGER, &value, NULL))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "after", "The member “after” is not a mark of an answer");
      return FALSE;
    }
  *mark = (gint64) value;
  return TRUE;
}

static gboolean
check (OfficeHub *hub, OfficePeer *peer, GError **error)
{
  if (peer->finds < MOST_OF_ONE && *hub->finds < MOST_OF_ALL)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_TOO_MANY, NULL, "Too many searches are being answered");
  return FALSE;
}

/**
 * office_find_receive:
 * @hub: the hub
 * @peer: who asks
 * @frame: a find frame
 *
 * Answers with what matches in the scopes that the person may see, newest first.
 */
void
office_find_receive (OfficeHub *hub, OfficePeer *peer, OfficeFrame *frame)
{
  OfficeStoreQuestion question = { 0 };
  GError *error = NULL;
  Question *asked;

  if (!check (hub, peer, &error) || !read_mark (frame->mark, &question.mark, &error))
    {
      refuse (peer, frame->number, error);
      return;
    }
  question.find.text = frame->query;
  question.find.people = (const char *const *) frame->from;
  question.find.rooms = (const char *const *) frame->in;
  question.find.since = frame->since;
  question.find.until = frame->until < OFFICE_LIMIT_INTEGER ? frame->until : G_MAXINT64;
  question.me = peer->person;
  question.scopes = office_scopes_get_names (peer->attendee->scopes);
  question.limit = (guint) frame->limit;

  asked = g_new0 (Question, 1);
  asked->peer = office_peer_ref (peer);
  asked->n_all = g_rc_box_acquire (hub->finds);
  asked->number = frame->number;
  (*hub->finds)++;
  peer->finds++;
  office_store_find (hub->store, &question, on_found, asked, question_free);
}
