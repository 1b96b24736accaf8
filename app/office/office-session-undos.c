/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

/*
 * What the person did in this office since it was opened and can take back, the last first, and what they took back and can
 * do again, until they do something else. What was undone by the toast that came with it is not offered again. Each still
 * asks whether somebody has changed the same since.
 */
#define MOST 100

/* Of all offices of this program: where several stand beside each other, the last thing done is one. */
static guint64 last_place;
static guint64 last_act; /* the place of what was done last and was neither an undo nor a redo */

typedef struct {
  guint64 place;
  char *words;
  GVariant *undo;
} Done;

static void
done_free (gpointer data)
{
  Done *done = data;

  g_free (done->words);
  g_variant_unref (done->undo);
  g_free (done);
}

static void
office_session_say_undos_changed (OfficeSession *self)
{
  g_signal_emit_by_name (self, "undos-changed");
}

/* undo: sunk */
static void
push (OfficeSession *self, GPtrArray **list, GVariant *undo, const char *words)
{
  Done *done = g_new0 (Done, 1);

  done->place = ++last_place;
  done->words = g_strdup (words);
  done->undo = g_variant_ref_sink (undo);
  if (*list == NULL)
    *list = g_ptr_array_new_with_free_func (done_free);
  if ((*list)->len == MOST)
    {
      if (list == &self->redos)
        office_session_end_undone (self, ((Done *) (*list)->pdata[0])->undo);
      g_ptr_array_remove_index (*list, 0);
    }
  g_ptr_array_add (*list, done);
}

static const Done *
get_last (GPtrArray *list)
{
  return list != NULL && list->len > 0 ? list->pdata[list->len - 1] : NULL;
}

/* NULL: it is not there (any more) */
static char *
dup_words (GPtrArray *list, GVariant *undo)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (((const Done *) list->pdata[i])->undo == undo)
      return g_strdup (((const Done *) list->pdata[i])->words);
  return NULL;
}

static void
drop (GPtrArray *list, GVariant *undo)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (((const Done *) list->pdata[i])->undo == undo)
      {
        g_ptr_array_remove_index (list, i);
        return;
      }
}

/**
 * office_session_forget_redos:
 * @self: a session
 *
 * What was undone is not done again any more.
 */
void
office_session_forget_redos (OfficeSession *self)
{
  g_autoptr (GPtrArray) redos = g_steal_pointer (&self->redos);

  for (guint i = 0; redos != NULL && i < redos->len; i++)
    office_session_end_undone (self, ((Done *) redos->pdata[i])->undo);
}

/**
 * office_session_note:
 * @self: a session
 * @undo: how to undo it; a floating one is sunk
 * @words: what was done, translated
 *
 * For what the person sees happen where it was asked for: nothing is said, but it can be undone. See office_session_say().
 * What was undone before cannot be done again then.
 */
void
office_session_note (OfficeSession *self, GVariant *undo, const char *words)
{
  g_autoptr (GVariant) kept = g_variant_ref_sink (undo);

  push (self, &self->undos, kept, words);
  last_act = last_place;
  office_session_forget_redos (self);
  g_signal_emit_by_name (self, "undoable", words, kept);
  office_session_say_undos_changed (self);
}

/* ---- one of them ---- */

/* From one list into the other. It is not to be done a second time, even where it cannot be done. */
static gboolean
office_session_turn (OfficeSession *self, GVariant *undo, GPtrArray **from, GPtrArray **to, gboolean again)
{
  g_autoptr (GVariant) kept = g_variant_ref (undo);
  g_autoptr (GVariant) inverse = NULL;
  g_autofree char *words = dup_words (*from, undo);
  gboolean whole;

  drop (*from, undo);
  whole = office_session_take_back (self, undo, again, &inverse);
  if (words != NULL && inverse != NULL)
    push (self, to, inverse, words);
  else if (!again)
    office_session_end_undone (self, kept);
  office_session_say_undos_changed (self);
  return whole;
}

/**
 * office_session_undo:
 * @self: a session
 * @undo: what came with OfficeSession::notice
 *
 * Does the inverse, unless somebody changed the same since; then it says so and leaves it.
 *
 * Returns: whether all of it was undone
 */
gboolean
office_session_undo (OfficeSession *self, GVariant *undo)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  g_return_val_if_fail (undo != NULL, FALSE);

  return office_session_turn (self, undo, &self->undos, &self->redos, FALSE);
}

/**
 * office_session_can_undo:
 * @self: a session
 *
 * Returns: whether office_session_undo_last() would do something
 */
gboolean
office_session_can_undo (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  return get_last (self->undos) != NULL;
}

/**
 * office_session_can_redo:
 * @self: a session
 *
 * Returns: whether office_session_redo_last() would do something
 */
gboolean
office_session_can_redo (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);
  return get_last (self->redos) != NULL;
}

/**
 * office_session_get_last_done:
 * @self: a session
 *
 * Returns: the place of what office_session_undo_last() would take back, in the order of all that was done in any office
 *   since the program began; 0: there is nothing
 */
guint64
office_session_get_last_done (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);

  return office_session_can_undo (self) ? get_last (self->undos)->place : 0;
}

/**
 * office_session_get_last_undone:
 * @self: a session
 *
 * Returns: the place of what office_session_redo_last() would do again, in the same order; 0: there is nothing
 */
guint64
office_session_get_last_undone (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), 0);

  return office_session_can_redo (self) ? get_last (self->redos)->place : 0;
}

/**
 * office_session_is_last_undone_latest:
 * @self: a session
 *
 * Returns: whether the person has done nothing, in whichever office, since they undid what office_session_redo_last() would
 *   do again
 */
gboolean
office_session_is_last_undone_latest (OfficeSession *self)
{
  g_return_val_if_fail (OFFICE_IS_SESSION (self), FALSE);

  return office_session_get_last_undone (self) > last_act;
}

/**
 * office_session_undo_last:
 * @self: a session
 *
 * Takes back what the person did last, and says what that was.
 */
void
office_session_undo_last (OfficeSession *self)
{
  g_autofree char *words = NULL;

  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (!office_session_can_undo (self))
    return;
  words = g_strdup (get_last (self->undos)->words);
  if (office_session_turn (self, get_last (self->undos)->undo, &self->undos, &self->redos, FALSE))
    /* Translators: what was taken back, such as "Priority changed" */
    office_session_say (self, NULL, _ ("Undone: %s"), words);
}

/**
 * office_session_redo_last:
 * @self: a session
 *
 * Does again what the person took back last, and says what that was.
 */
void
office_session_redo_last (OfficeSession *self)
{
  g_autofree char *words = NULL;

  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (!office_session_can_redo (self))
    return;
  words = g_strdup (get_last (self->redos)->words);
  if (office_session_turn (self, get_last (self->redos)->undo, &self->redos, &self->undos, TRUE))
    /* Translators: what was done again, such as "Priority changed" */
    office_session_say (self, NULL, _ ("Redone: %s"), words);
}
