/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One frame of either side: what was read of it is written as a frame that is read, and written, alike. */
#include "fuzz.h"

#include "office-frame.h"
#include "office-problem.h"

#include <string.h>

static GPtrArray *
list_bodies (GPtrArray *records)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_ptr_array_add (bodies, office_record_to_body (records->pdata[i]));
  return bodies;
}

/* An operation is refused alone where more than its id is wrong; it is not written then. */
static GPtrArray *
list_operations (GPtrArray *objects)
{
  GPtrArray *operations = g_ptr_array_new_with_free_func ((GDestroyNotify) office_operation_unref);

  for (guint i = 0; i < objects->len; i++)
    {
      g_autoptr (GError) error = NULL;
      OfficeOperation *operation = office_operation_new_from_object (objects->pdata[i], &error);

      if (operation != NULL)
        g_ptr_array_add (operations, operation);
      else
        g_assert_true (error->domain == OFFICE_PROBLEM);
    }
  return operations;
}

static char *
write_records (OfficeFrame *frame)
{
  g_autoptr (GPtrArray) bodies = list_bodies (frame->records);

  if (frame->kind == OFFICE_FRAME_PAGE)
    return office_frame_page (frame->scope, bodies, frame->next, frame->last);
  if (frame->kind == OFFICE_FRAME_ANSWER)
    return office_frame_answer (frame->number, bodies, frame->next, frame->problem);
  return office_frame_changes (frame->after, frame->rev, frame->cursor->tag, bodies,
                               (const char *const *) frame->gained, (const char *const *) frame->drop);
}

static char *
write_operations (OfficeFrame *frame)
{
  g_autoptr (GPtrArray) operations = list_operations (frame->operations);

  return office_frame_operations (operations);
}

static char *
write_find (OfficeFrame *frame)
{
  const OfficeFind find = { frame->query, (const char *const *) frame->from, (const char *const *) frame->in,
                            frame->since, frame->until };

  return office_frame_find (frame->number, &find, frame->mark, frame->limit);
}

static char *
write_of_client (OfficeFrame *frame)
{
  switch (frame->kind)
    {
    case OFFICE_FRAME_HELLO:
      return office_frame_hello (frame->token, frame->device, frame->agent, frame->cursor,
                                 (const char *const *) frame->scopes, frame->pages);
    case OFFICE_FRAME_OPERATIONS:
      return write_operations (frame);
    case OFFICE_FRAME_RECEIVED:
      return office_frame_received (frame->rev, frame->bytes);
    case OFFICE_FRAME_HISTORY:
      return office_frame_history (frame->number, frame->room, frame->before, frame->limit);
    case OFFICE_FRAME_FIND:
      return write_find (frame);
    case OFFICE_FRAME_WATCH:
      return office_frame_watch (frame->room);
    case OFFICE_FRAME_TYPING:
      return office_frame_typing (frame->room, frame->thread, frame->task, frame->person);
    case OFFICE_FRAME_PRESENCE:
      return frame->people != NULL ? office_frame_presence (frame->whole, frame->people)
                                   : office_frame_state (frame->state);
    case OFFICE_FRAME_PING:
      return office_frame_ping ();
    default:
      return NULL;
    }
}

static char *
write_of_host (OfficeFrame *frame)
{
  switch (frame->kind)
    {
    case OFFICE_FRAME_WELCOME:
      return office_frame_welcome (frame->office_id, frame->office_name, frame->you, frame->cursor, frame->reset,
                                   (const char *const *) frame->drop, (const char *const *) frame->gained, frame->time,
                                   frame->version, frame->file_limit, frame->web_address);
    case OFFICE_FRAME_PAGE:
    case OFFICE_FRAME_CHANGES:
    case OFFICE_FRAME_ANSWER:
      return write_records (frame);
    case OFFICE_FRAME_LIVE:
      return office_frame_live (frame->rev);
    case OFFICE_FRAME_RESULTS:
      return office_frame_results (frame->results);
    case OFFICE_FRAME_SEEN:
      return office_frame_seen (frame->room, frame->whole, frame->people);
    case OFFICE_FRAME_PONG:
      return office_frame_pong (frame->rev);
    case OFFICE_FRAME_BYE:
      return office_frame_bye (frame->problem, frame->back_low, frame->back_high);
    default:
      return NULL;
    }
}

static char *
write_out (OfficeFrame *frame)
{
  char *text = write_of_client (frame);

  return text != NULL ? text : write_of_host (frame);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (OfficeFrame) frame = office_frame_parse ((const char *) data, size, OFFICE_LIMIT_SERVER_FRAME, &error);
  g_autoptr (OfficeFrame) again = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (frame == NULL)
    {
      g_assert_true (error->domain == OFFICE_PROBLEM);
      return 0;
    }
  if (frame->kind == OFFICE_FRAME_UNKNOWN)
    return 0;
  first = write_out (frame);
  again = office_frame_parse (first, strlen (first), G_MAXUINT, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->kind, ==, frame->kind);
  second = write_out (again);
  g_assert_cmpstr (second, ==, first);
  return 0;
}
