/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include <glib/gi18n.h>

/* Many undos that are one: they are done together as far as they can be, and what cannot be undone is passed over. */

#define DEEDS_AT_ONCE 500 /* in one transaction, so that the window is not held up for long by a big one */

typedef struct {
  OfficeSession *session;
  GPtrArray *deeds;    /* OfficeDeed: ask nothing, and are to be done together */
  GHashTable *targets; /* ids of what they are about: no two are about the same */
  GPtrArray *befores;  /* OfficeBefore: what each is about, before any is done */
  GPtrArray *inverses; /* GVariant, the last done first */
  gboolean lasting;    /* one of them cannot be done again */
  guint n_left;        /* not undone */
} Undoing;

/* inverse: taken, nullable */
static void
add_inverse (Undoing *undoing, GVariant *inverse)
{
  if (inverse == NULL)
    undoing->lasting = TRUE;
  else
    g_ptr_array_insert (undoing->inverses, 0, g_variant_ref_sink (inverse));
}

static void
flush (Undoing *undoing)
{
  GPtrArray *deeds = undoing->deeds;
  gboolean all = office_session_perform_all (undoing->session, deeds, NULL);

  for (guint i = 0; i < deeds->len; i++)
    {
      const OfficeDeed *deed = deeds->pdata[i];

      if (all || office_session_perform (undoing->session, deed->intent, json_object_ref (deed->with), NULL))
        add_inverse (undoing,
                     office_session_invert (undoing->session, deed->intent, deed->with, undoing->befores->pdata[i]));
      else
        undoing->n_left++;
    }
  g_ptr_array_set_size (deeds, 0);
  g_ptr_array_set_size (undoing->befores, 0);
  g_hash_table_remove_all (undoing->targets);
}

static void
add_deed (Undoing *undoing, const char *intent, JsonObject *members)
{
  JsonObject *with = office_session_make_current (undoing->session, members);
  OfficeBefore *before = office_session_look_before (undoing->session, intent, with);

  if (before->record != NULL && g_hash_table_contains (undoing->targets, office_record_get_id (before->record)))
    {
      flush (undoing);
      g_clear_pointer (&before, office_before_free);
      before = office_session_look_before (undoing->session, intent, with);
    }
  if (before->record != NULL)
    g_hash_table_add (undoing->targets, g_strdup (office_record_get_id (before->record)));
  g_ptr_array_add (undoing->befores, before);
  g_ptr_array_add (undoing->deeds, office_deed_new (intent, with));
  if (undoing->deeds->len == DEEDS_AT_ONCE)
    flush (undoing);
}

static void
undo_part (Undoing *undoing, JsonObject *part)
{
  const char *intent = json_object_get_string_member (part, "do");
  JsonObject *with = json_object_get_object_member (part, "with");
  const char *record = json_object_get_string_member_with_default (part, "record", "");
  GVariant *inverse = NULL;

  /* Where a task comes to stand depends on what was undone before. */
  if (*record == '\0' && !g_str_equal (intent, "task.move") && !g_str_equal (intent, "task.transfer"))
    {
      add_deed (undoing, intent, with);
      return;
    }
  flush (undoing);
  if (!office_session_undo_one (undoing->session, intent, with, record,
                                json_object_get_string_member_with_default (part, "expected", "{}"), &inverse, NULL))
    {
      undoing->n_left++;
      return;
    }
  add_inverse (undoing, inverse);
  g_clear_pointer (&inverse, g_variant_unref);
}

/**
 * office_session_undo_several:
 * @self: a session
 * @with: the members of what office_undo_new_all() made
 * @inverse: (out) (nullable) (transfer full): what does the opposite; %NULL: nothing does
 *
 * Undoes what can still be undone, and says once what could not.
 *
 * Returns: whether all of it could
 */
gboolean
office_session_undo_several (OfficeSession *self, JsonObject *with, GVariant **inverse)
{
  JsonArray *parts = json_object_get_array_member (with, "parts");
  g_autoptr (GPtrArray) deeds = g_ptr_array_new_with_free_func ((GDestroyNotify) office_deed_free);
  g_autoptr (GPtrArray) befores = g_ptr_array_new_with_free_func ((GDestroyNotify) office_before_free);
  g_autoptr (GPtrArray) inverses = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  g_autoptr (GHashTable) targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Undoing undoing = { self, deeds, targets, befores, inverses, FALSE, 0 };

  office_session_freeze_boards (self);
  for (guint i = 0; i < json_array_get_length (parts); i++)
    undo_part (&undoing, json_array_get_object_element (parts, i));
  flush (&undoing);
  office_session_thaw_boards (self);
  if (inverses->len > 0 && !undoing.lasting)
    *inverse = g_variant_ref_sink (
        office_undo_new_all_ending (inverses, json_object_has_member (with, OFFICE_UNDO_ENDS)
                                                  ? json_object_get_array_member (with, OFFICE_UNDO_ENDS)
                                                  : NULL));
  if (undoing.n_left > 0)
    office_session_say (self, NULL,
                        ngettext ("%'u is as it was left: somebody has changed it since",
                                  "%'u are as they were left: somebody has changed them since", undoing.n_left),
                        undoing.n_left);
  return undoing.n_left == 0;
}
