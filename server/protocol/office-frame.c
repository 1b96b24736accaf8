/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-frame.h"

/**
 * office_cursor_new:
 * @epoch: (nullable): the life of the host's database
 * @rev: a revision in it
 * @tag: the revision's tag
 *
 * Returns: (transfer full): a cursor
 */
OfficeCursor *
office_cursor_new (const char *epoch, gint64 rev, const char *tag)
{
  OfficeCursor *self = g_new0 (OfficeCursor, 1);

  self->epoch = g_strdup (epoch);
  self->rev = rev;
  self->tag = g_strdup (tag);
  return self;
}

/**
 * office_cursor_copy:
 * @self: (nullable): a cursor
 *
 * Returns: (transfer full) (nullable): its copy
 */
OfficeCursor *
office_cursor_copy (const OfficeCursor *self)
{
  return self != NULL ? office_cursor_new (self->epoch, self->rev, self->tag) : NULL;
}

/**
 * office_cursor_free:
 * @self: (nullable) (transfer full): a cursor
 */
void
office_cursor_free (OfficeCursor *self)
{
  if (self == NULL)
    return;
  g_free (self->epoch);
  g_free (self->tag);
  g_free (self);
}

/**
 * office_cursor_equal:
 * @a: (nullable): a cursor
 * @b: (nullable): another one
 *
 * Returns: whether both name the same state of the same book
 */
gboolean
office_cursor_equal (const OfficeCursor *a, const OfficeCursor *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->rev == b->rev && g_strcmp0 (a->epoch, b->epoch) == 0 && g_strcmp0 (a->tag, b->tag) == 0;
}

/**
 * office_pages_held_new:
 * @scope: a scope
 * @after: the `next` of the last page stored
 *
 * Returns: (transfer full): a snapshot half done
 */
OfficePagesHeld *
office_pages_held_new (const char *scope, const char *after)
{
  OfficePagesHeld *self = g_new0 (OfficePagesHeld, 1);

  self->scope = g_strdup (scope);
  self->after = g_strdup (after);
  return self;
}

/**
 * office_pages_held_free:
 * @self: (nullable) (transfer full): a snapshot half done
 */
void
office_pages_held_free (OfficePagesHeld *self)
{
  if (self == NULL)
    return;
  g_free (self->scope);
  g_free (self->after);
  g_free (self);
}

/**
 * office_presence_new:
 * @person: a person's id
 * @state: `here`, `away` or `offline`
 *
 * Returns: (transfer full): a person's presence
 */
OfficePresence *
office_presence_new (const char *person, const char *state)
{
  OfficePresence *self = g_new0 (OfficePresence, 1);

  self->person = g_strdup (person);
  self->state = g_strdup (state);
  return self;
}

/**
 * office_presence_free:
 * @self: (nullable) (transfer full): a person's presence
 */
void
office_presence_free (OfficePresence *self)
{
  if (self == NULL)
    return;
  g_free (self->person);
  g_free (self->state);
  g_free (self);
}

/**
 * office_seen_new:
 * @person: a person's id
 * @seq: up to where they have read
 *
 * Returns: (transfer full): how far a person has read
 */
OfficeSeen *
office_seen_new (const char *person, gint64 seq)
{
  OfficeSeen *self = g_new0 (OfficeSeen, 1);

  self->person = g_strdup (person);
  self->seq = seq;
  return self;
}

/**
 * office_seen_free:
 * @self: (nullable) (transfer full): how far a person has read
 */
void
office_seen_free (OfficeSeen *self)
{
  if (self == NULL)
    return;
  g_free (self->person);
  g_free (self);
}

/**
 * office_frame_free:
 * @self: (nullable) (transfer full): a frame
 */
void
office_frame_free (OfficeFrame *self)
{
  if (self == NULL)
    return;
  g_free (self->token);
  g_free (self->device);
  g_free (self->agent);
  g_free (self->model);
  g_free (self->replica);
  office_cursor_free (self->cursor);
  g_strfreev (self->scopes);
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  g_clear_pointer (&self->operations, g_ptr_array_unref);
  g_clear_pointer (&self->results, g_ptr_array_unref);
  g_free (self->room);
  g_free (self->person);
  g_free (self->thread);
  g_free (self->task);
  g_free (self->query);
  g_free (self->mark);
  g_strfreev (self->in);
  g_strfreev (self->from);
  g_free (self->state);
  g_free (self->office_id);
  g_free (self->office_name);
  g_free (self->web_address);
  g_free (self->you);
  g_free (self->version);
  g_strfreev (self->drop);
  g_strfreev (self->gained);
  g_free (self->scope);
  g_free (self->next);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_error (&self->problem);
  g_free (self);
}
