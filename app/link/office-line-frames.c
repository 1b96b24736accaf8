/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-line-private.h"

#include "office-problem.h"
#include "office-reason.h"

#include <glib/gi18n-lib.h>

/* That it puts something off once is everyday, and not worth a word. */
#define RESTS_UNSAID 1

static gboolean
resume (gpointer data)
{
  OfficeLine *self = data;

  self->resume_source = 0;
  office_line_send_operations (self);
  return G_SOURCE_REMOVE;
}

/**
 * office_line_resume: (skip)
 * @self: a line whose host has put something off
 *
 * Sends it again now.
 */
void
office_line_resume (OfficeLine *self)
{
  office_clock_remove_timeout (self->clock, self->resume_source);
  self->rests = RESTS_UNSAID;
  resume (self);
}

/* Lest an operation that the host puts off is sent again in the same breath. */
static void
rest_if_asked (OfficeLine *self, OfficeFrame *results)
{
  for (guint i = 0; i < results->results->len; i++)
    {
      OfficeResult *result = results->results->pdata[i];

      if (result->problem == NULL
          || (!office_problem_is_temporary (result->problem) && !office_problem_is_missing_file (result->problem)))
        continue;
      office_clock_remove_timeout (self->clock, self->resume_source);
      self->resume_source = office_clock_add_timeout (
          self->clock, office_line_jitter (self, self->rests++, OFFICE_LINE_BACK_OFF_LEAST_MS), resume, self, NULL);
      if (self->rests > RESTS_UNSAID && office_problem_is_temporary (result->problem))
        office_line_set_put_off (self, result->problem);
      return;
    }
  self->rests = 0;
  office_line_set_put_off (self, NULL);
}

/* What was not stored comes again on the next connection. */
static void
fail (OfficeLine *self, GError *error)
{
  if (g_error_matches (error, OFFICE_PROBLEM, OFFICE_PROBLEM_FORBIDDEN))
    office_line_end (self, error);
  else
    office_line_lose (self, error);
}

static void
confirm (OfficeLine *self, gsize length)
{
  const OfficeCursor *cursor = office_replica_get_cursor (self->replica);

  self->received_bytes += (gint64) length;
  if (self->state >= OFFICE_LINE_CATCHING_UP && cursor != NULL)
    office_line_send (self, office_frame_received (cursor->rev, self->received_bytes));
}

static void
receive_welcome (OfficeLine *self, OfficeFrame *frame, gsize length)
{
  g_autoptr (GError) error = NULL;

  if (!office_replica_apply_welcome (self->replica, frame, &error))
    {
      fail (self, g_steal_pointer (&error));
      return;
    }
  self->clock_offset = frame->time - office_clock_now (self->clock);
  if (frame->operations_limit > 0)
    self->operations_limit = MIN (frame->operations_limit, OFFICE_LIMIT_OPERATIONS);
  office_line_handle (self, OFFICE_LINE_EVENT_WELCOMED);
}

static void
receive_page (OfficeLine *self, OfficeFrame *frame, gsize length)
{
  g_autoptr (GError) error = NULL;

  if (office_replica_apply_page (self->replica, frame, &error))
    confirm (self, length);
  else
    fail (self, g_steal_pointer (&error));
}

static void
receive_changes (OfficeLine *self, OfficeFrame *frame, gsize length)
{
  g_autoptr (GError) error = NULL;

  if (office_replica_apply_changes (self->replica, frame, &error))
    confirm (self, length);
  else
    fail (self, g_steal_pointer (&error));
}

static void
receive_results (OfficeLine *self, OfficeFrame *frame, gsize length)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < frame->results->len; i++)
    {
      const OfficeResult *result = frame->results->pdata[i];

      if (result->problem != NULL)
        office_reason_mark_foreign (result->problem);
    }
  rest_if_asked (self, frame);
  if (office_replica_apply_results (self->replica, frame, &error))
    office_line_send_operations (self);
  else
    fail (self, g_steal_pointer (&error));
}

static void
receive_live (OfficeLine *self, OfficeFrame *frame, gsize length)
{
  office_replica_note_live (self->replica);
  office_line_handle (self, OFFICE_LINE_EVENT_CAUGHT_UP);
}

static void
receive_presence (OfficeLine *self, OfficeFrame *frame, gsize length)
{
  office_line_emit_presence (self, frame);
}

static void
receive_typing (OfficeLine *self, OfficeFrame *frame, gsize length)
{
  if (frame->room != NULL && frame->person != NULL)
    office_line_emit_typing (self, frame);
}

/* One that was on its way when another room came into view is of no use. */
static void
receive_seen (OfficeLine *self, OfficeFrame *frame, gsize length)
{
  if (g_strcmp0 (frame->room, self->watched) == 0)
    office_line_emit_seen (self, frame);
}

static void
receive_answer (OfficeLine *self, OfficeFrame *frame, gsize length)
{
  office_line_receive_answer (self, frame);
}

static GError *
make_outdated (const GError *problem, gint64 protocol)
{
  if (protocol == 0)
    return g_error_copy (problem);
  return office_line_make_outdated (protocol > OFFICE_PROTOCOL);
}

/* In words for the person in front of the screen; NULL: the line comes back by itself. */
static GError *
why_for_good (const GError *problem, gint64 protocol, gboolean comes_back)
{
  switch (problem->code)
    {
    case OFFICE_PROBLEM_UNAUTHENTICATED:
      return office_problem_new (OFFICE_PROBLEM_UNAUTHENTICATED, NULL, _ ("Signed out: %s"), problem->message);

    case OFFICE_PROBLEM_CONFLICT:
      return office_problem_new (OFFICE_PROBLEM_CONFLICT, "device", "%s",
                                 _ ("This office was opened elsewhere with the same sign-in"));

    case OFFICE_PROBLEM_OUTDATED:
      return make_outdated (problem, protocol);

    case OFFICE_PROBLEM_FORBIDDEN:
      return g_error_copy (problem);

    default:
      if (comes_back || office_problem_is_temporary (problem) || problem->code == OFFICE_PROBLEM_TIMEOUT)
        return NULL;
      return g_error_copy (problem);
    }
}

static void
receive_bye (OfficeLine *self, OfficeFrame *frame, gsize length)
{
  g_autoptr (GError) problem = frame->problem != NULL ? g_error_copy (frame->problem)
                                                      : office_problem_new (OFFICE_PROBLEM_UNAVAILABLE, NULL, "%s",
                                                                            _ ("The office closed the line"));
  GError *for_good;

  office_reason_mark_foreign (problem);
  for_good = why_for_good (problem, frame->protocol, frame->back_low >= 0);

  if (for_good != NULL)
    {
      office_line_end (self, for_good);
      return;
    }
  self->back_low = frame->back_low;
  self->back_high = frame->back_high;
  office_line_lose (self, g_steal_pointer (&problem));
}

typedef struct {
  OfficeFrameKind kind;
  OfficeLineState from; /* the first and the last state in which it may come */
  OfficeLineState to;
  void (*receive) (OfficeLine *self, OfficeFrame *frame, gsize length);
} Receiver;

static const Receiver receivers[] = {
  { OFFICE_FRAME_WELCOME, OFFICE_LINE_GREETING, OFFICE_LINE_GREETING, receive_welcome },
  { OFFICE_FRAME_PAGE, OFFICE_LINE_CATCHING_UP, OFFICE_LINE_LIVE, receive_page },
  { OFFICE_FRAME_CHANGES, OFFICE_LINE_CATCHING_UP, OFFICE_LINE_LIVE, receive_changes },
  { OFFICE_FRAME_RESULTS, OFFICE_LINE_CATCHING_UP, OFFICE_LINE_LIVE, receive_results },
  { OFFICE_FRAME_LIVE, OFFICE_LINE_CATCHING_UP, OFFICE_LINE_LIVE, receive_live },
  { OFFICE_FRAME_PRESENCE, OFFICE_LINE_CATCHING_UP, OFFICE_LINE_LIVE, receive_presence },
  { OFFICE_FRAME_TYPING, OFFICE_LINE_CATCHING_UP, OFFICE_LINE_LIVE, receive_typing },
  { OFFICE_FRAME_SEEN, OFFICE_LINE_CATCHING_UP, OFFICE_LINE_LIVE, receive_seen },
  { OFFICE_FRAME_ANSWER, OFFICE_LINE_CATCHING_UP, OFFICE_LINE_LIVE, receive_answer },
  { OFFICE_FRAME_BYE, OFFICE_LINE_GREETING, OFFICE_LINE_LIVE, receive_bye },
};

static gboolean
brings_records (OfficeFrame *frame)
{
  return frame->kind == OFFICE_FRAME_PAGE || frame->kind == OFFICE_FRAME_CHANGES;
}

static gboolean
is_large (OfficeFrame *frame)
{
  return brings_records (frame) && frame->records->len > OFFICE_LINE_PIECE;
}

/* While the disk has not taken what came before; what the person does is never held back. */
static gboolean
has_to_wait (OfficeLine *self, OfficeFrame *frame)
{
  return brings_records (frame) && office_replica_is_behind (self->replica)
         && office_socket_again (self->socket, OFFICE_REPLICA_BEHIND_MS);
}

/*
 * A large frame is stored in pieces, between which the window has its turn: a key that is pressed waits for one of them only.
 * They leave the cursor where it is, so that all of it comes again where the connection breaks before the last.
 */
static void
take (OfficeLine *self, OfficeFrame *frame, const Receiver *receiver, gsize length)
{
  g_autoptr (OfficeFrame) taken = frame;
  g_autoptr (GError) error = NULL;

  if (has_to_wait (self, frame))
    self->rest = g_steal_pointer (&taken);
  else if (!is_large (frame) || !office_socket_again (self->socket, 0))
    receiver->receive (self, frame, length);
  else if (!office_replica_apply_piece (self->replica, frame, OFFICE_LINE_PIECE, &error))
    fail (self, g_steal_pointer (&error));
  else if (self->state >= OFFICE_LINE_CATCHING_UP) /* who saw the piece may have closed the line */
    self->rest = g_steal_pointer (&taken);
}

/**
 * office_line_receive:
 * @self: a line
 * @text: a frame as it came
 * @length: its length
 *
 * Does what the frame says; of one with many records it stores a piece, and asks for the text again. One that cannot be read,
 * or that comes where it cannot, ends the connection; one of a kind that this version does not know is ignored.
 */
void
office_line_receive (OfficeLine *self, const char *text, gsize length)
{
  g_autoptr (OfficeLine) alive = g_object_ref (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeFrame) frame = g_steal_pointer (&self->rest);

  if (frame == NULL)
    frame = office_frame_parse (text, length, OFFICE_LIMIT_SERVER_FRAME, &error);
  if (frame == NULL)
    {
      g_debug ("A frame of the host cannot be read: %s", error->message);
      office_line_lose (self,
                        office_problem_new (OFFICE_PROBLEM_INVALID, NULL, "%s",
                                            _ ("The office says something that this version does not understand")));
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (receivers); i++)
    {
      if (receivers[i].kind != frame->kind)
        continue;
      if (self->state >= receivers[i].from && self->state <= receivers[i].to)
        take (self, g_steal_pointer (&frame), &receivers[i], length);
      else
        office_line_lose (
            self, office_problem_new (OFFICE_PROBLEM_INVALID, "frame", "%s", _ ("The office speaks out of turn")));
      return;
    }
}

/**
 * office_line_send_operations:
 * @self: a line
 *
 * Sends what waits in the outbox, as far as the host's limits and the bound on unanswered operations go. What was put off is sent
 * from the first on, when the host has answered all that was on its way, and a frame at a time until the host takes one.
 */
void
office_line_send_operations (OfficeLine *self)
{
  while (self->state >= OFFICE_LINE_CATCHING_UP && self->resume_source == 0)
    {
      guint sent = office_replica_count_sent (self->replica);
      g_autoptr (GPtrArray) operations = NULL;

      if (sent >= OFFICE_LINE_IN_FLIGHT || (self->rests > 0 && sent > 0))
        return;
      operations = office_replica_take_operations (
          self->replica, MIN ((guint) self->operations_limit, OFFICE_LINE_IN_FLIGHT - sent), OFFICE_LINE_FRAME_BYTES);
      if (operations->len == 0)
        return;
      office_line_send (self, office_frame_operations (operations));
    }
}
