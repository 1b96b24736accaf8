/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

/*
 * What the person did in this office since it was opened and can take back, the last first. What was undone by the toast that
 * came with it is not offered again. Each undo still asks whether somebody has changed the same since.
 */
#define MOST 100

/* Of all offices of this program: where several stand beside each other, the last thing done is one. */
static guint64 last_place;

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

/**
 * office_session_note:
 * @self: a session
 * @undo: how to undo it; a floating one is sunk
 * @words: what was done, translated
 *
 * For what the person sees happen where it was asked for: nothing is said, but it can be undone. See office_session_say().
 */
void
office_session_note (OfficeSession *self, GVariant *undo, const char *words)
{
  Done *done = g_new0 (Done, 1);

  done->place = ++last_place;
  done->words = g_strdup (words);
  done->undo = g_variant_ref_sink (undo);
  if (self->undos == NULL)
    self->undos = g_ptr_array_new_with_free_func (done_free);
  if (self->undos->len == MOST)
    g_ptr_array_remove_index (self->undos, 0);
  g_ptr_array_add (self->undos, done);
  g_signal_emit_by_name (self, "undoable", done->words, done->undo);
  office_session_say_undos_changed (self);
}

/**
 * office_session_forget_undo:
 * @self: a session
 * @undo: what is being undone
 *
 * It is not to be undone a second time.
 */
void
office_session_forget_undo (OfficeSession *self, GVariant *undo)
{
  for (guint i = self->undos != NULL ? self->undos->len : 0; i > 0; i--)
    {
      const Done *done = self->undos->pdata[i - 1];

      if (done->undo != undo)
        continue;
      g_ptr_array_remove_index (self->undos, i - 1);
      office_session_say_undos_changed (self);
      return;
    }
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
  return self->undos != NULL && self->undos->len > 0;
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

  return office_session_can_undo (self) ? ((const Done *) self->undos->pdata[self->undos->len - 1])->place : 0;
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
  g_autoptr (GVariant) undo = NULL;
  g_autofree char *words = NULL;
  const Done *done;

  g_return_if_fail (OFFICE_IS_SESSION (self));

  if (!office_session_can_undo (self))
    return;
  done = self->undos->pdata[self->undos->len - 1];
  undo = g_variant_ref (done->undo);
  words = g_strdup (done->words);
  if (office_session_undo (self, undo))
    /* Translators: what was taken back, such as "Priority changed" */
    office_session_say (self, NULL, _ ("Undone: %s"), words);
}
