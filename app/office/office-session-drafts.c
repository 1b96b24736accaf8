/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-merge.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * What the person is writing, by place. The last part of a place is the id of the record that is written in:
 *
 *   room:ROOM, task:TASK, thread:MESSAGE   a message in a room, in the discussion of a task, or in a message's thread
 *   editing:room:ROOM, …                   the id of the message that is being edited there
 *   edit:MESSAGE                   what is being made of that message
 *   column:COLUMN                  the title of a new task of this column
 *   title:TASK, description:TASK   what is being made of them where they stand
 *   base:title:TASK, …             what that began with
 *   step:TASK, step-text:STEP      a new step, and what is being made of one
 *   synced:PLACE                   what the other devices know: office-draft-sync.c
 *   room-name:ROOM, room-topic:ROOM what is being made of them; "new" in place of the id for a new room
 */

/**
 * office_session_dup_draft:
 * @self: a session
 * @place: where it is being written
 *
 * Returns: (transfer full) (nullable): what was being written there
 */
char *
office_session_dup_draft (OfficeSession *self, const char *place)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  return office_replica_dup_draft (self->replica, place);
}

/**
 * office_session_set_draft:
 * @self: a session
 * @place: where it is being written
 * @text: (nullable): what is being written there; %NULL or "": nothing
 *
 * To be called with every change: it is kept when this returns. Where it cannot be kept, the person is told once.
 */
void
office_session_set_draft (OfficeSession *self, const char *place, const char *text)
{
  g_autoptr (GError) error = NULL;
  gboolean kept;

  g_return_if_fail (OFFICE_IS_SESSION (self));

  kept = office_replica_set_draft (self->replica, place, text, &error);
  if (!kept && !self->draft_lost)
    office_session_say (self, NULL, _ ("The draft was not kept: %s"), error->message);
  self->draft_lost = !kept;
  office_session_mark_drafting (self, place);
  if (self->draft_sync != NULL)
    office_draft_sync_written (self->draft_sync, place);
}

/**
 * office_session_push_draft:
 * @self: a session
 * @place: a place that is left
 *
 * Tells the person's other devices at once what was written there.
 */
void
office_session_push_draft (OfficeSession *self, const char *place)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (self->draft_sync != NULL)
    office_draft_sync_push (self->draft_sync, place);
}

/**
 * office_session_dup_other_draft:
 * @self: a session
 * @place: where it is being written
 *
 * Returns: (transfer full) (nullable): what another device of this person wrote there while something else was written here
 */
char *
office_session_dup_other_draft (OfficeSession *self, const char *place)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);

  return self->draft_sync != NULL ? office_draft_sync_dup_other (self->draft_sync, place) : NULL;
}

/**
 * office_session_forget_other_draft:
 * @self: a session
 * @place: where it is being written
 *
 * The person has chosen.
 */
void
office_session_forget_other_draft (OfficeSession *self, const char *place)
{
  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (self->draft_sync != NULL)
    office_draft_sync_forget_other (self->draft_sync, place);
}

/* ---- inside app/office ---- */

/**
 * office_session_mark_drafting:
 * @self: a session
 * @place: where something was written, or taken away
 *
 * Has the room know whether a message to it is being written.
 */
void
office_session_mark_drafting (OfficeSession *self, const char *place)
{
  OfficeRoom *room = g_str_has_prefix (place, "room:") ? g_hash_table_lookup (self->rooms, place + strlen ("room:"))
                                                       : NULL;
  g_autofree char *text = room != NULL ? office_replica_dup_draft (self->replica, place) : NULL;

  if (room != NULL)
    office_room_set_drafting (room, text != NULL);
}

/**
 * office_session_draft_changed:
 * @self: a session
 * @place: where another device of this person wrote something
 *
 * Emits OfficeSession::draft-changed.
 */
void
office_session_draft_changed (OfficeSession *self, const char *place)
{
  office_session_mark_drafting (self, place);
  g_signal_emit_by_name (self, "draft-changed", place);
}

/* ---- two texts of one description ---- */

/**
 * office_session_dup_kept:
 * @self: a session
 * @task: a task's id
 * @mine: (out) (transfer full): what this person made of its description; untouched where nothing is kept
 * @theirs: (out) (transfer full): what somebody else made of it at the same time
 *
 * Returns: whether there are two texts to choose from
 */
gboolean
office_session_dup_kept (OfficeSession *self, const char *task, char **mine, char **theirs)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (task != NULL, FALSE);

  return office_replica_dup_kept (self->replica, task, mine, theirs);
}

/**
 * office_session_choose_kept:
 * @self: a session
 * @task: a task with two texts
 * @text: (nullable): the one that is to be its description; %NULL: it stays as it stands
 * @error: return location
 *
 * What others have made of the description since the two texts were put together is merged with the choice.
 *
 * Returns: whether it is chosen; where not, the two stay
 */
gboolean
office_session_choose_kept (OfficeSession *self, const char *task, const char *text, GError **error)
{
  g_autofree char *mine = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *both = NULL;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (task != NULL, FALSE);

  if (!office_replica_dup_kept (self->replica, task, &mine, &theirs))
    return TRUE;
  both = office_merge_keep_both (mine, theirs);
  /* Before the choice: where it does not merge either, there are two texts again. */
  if (!office_replica_set_kept (self->replica, task, NULL, NULL, error))
    return FALSE;
  if (text != NULL && !office_session_edit_description (self, task, both, text, error))
    {
      office_replica_set_kept (self->replica, task, mine, theirs, NULL);
      return FALSE;
    }
  office_session_kept_changed (self, task);
  return TRUE;
}
