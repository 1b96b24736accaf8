/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sim-verdict.h"

#include "office-id.h"

/*
 * What one writes is there on all of one's devices, and nothing of it is lost to what was written on another at the same time.
 * All that was done to drafts is gone through once more in the host's order, by what PROTOCOL.md says of `draft.set`.
 */

typedef struct {
  gint64 rev;
  char *draft; /* its id; NULL: a spare is let go */
  char *text;  /* nullable */
  char *was;   /* nullable; of a spare that is let go: its id */
} Step;

typedef struct {
  GHashTable *texts;  /* char * draft → char * text */
  GHashTable *spares; /* char * id → char * text */
} Drafts;

static void
step_clear (gpointer data)
{
  Step *self = data;

  g_free (self->draft);
  g_free (self->text);
  g_free (self->was);
}

static char *
dup_text (JsonObject *with, const char *name)
{
  return json_object_has_member (with, name) && !json_object_get_null_member (with, name)
             ? g_strdup (json_object_get_string_member (with, name))
             : NULL;
}

static void
note_draft (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer steps)
{
  g_autofree char *room = dup_text (with, "room");
  g_autofree char *thread = dup_text (with, "thread");
  g_autofree char *name = g_strconcat ("draft ", thread != NULL ? thread : room, NULL);
  const Step step = { rev, office_id_derive (person, name), dup_text (with, "text"), dup_text (with, "was") };

  g_array_append_val ((GArray *) steps, step);
}

static void
note_removal (SimVerdict *self, const char *id, JsonObject *with, const char *person, gint64 rev, gpointer steps)
{
  const Step step = { rev, NULL, NULL, dup_text (with, "id") };

  if (g_strcmp0 (json_object_get_string_member (with, "kind"), "spare") == 0)
    g_array_append_val ((GArray *) steps, step);
  else
    g_free (step.was);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  const Step *first = a, *second = b;

  return first->rev < second->rev ? -1 : first->rev > second->rev;
}

static void
follow (Drafts *drafts, const Step *step)
{
  const char *text = step->draft != NULL ? g_hash_table_lookup (drafts->texts, step->draft) : NULL;
  g_autofree char *there = text != NULL ? office_id_derive (step->draft, text) : NULL;
  const gboolean known = step->was == NULL || there == NULL || g_str_equal (step->was, there);

  if (step->was != NULL)
    g_hash_table_remove (drafts->spares, step->was);
  if (step->draft == NULL)
    return;
  if (step->text == NULL)
    {
      if (known)
        g_hash_table_remove (drafts->texts, step->draft);
      return;
    }
  if (!known && !g_str_equal (step->text, text))
    g_hash_table_insert (drafts->spares, g_steal_pointer (&there), g_strdup (text));
  g_hash_table_insert (drafts->texts, g_strdup (step->draft), g_strdup (step->text));
}

static void
compare (SimVerdict *self, GHashTable *expected, const char *kind)
{
  g_autoptr (GPtrArray) found = office_book_list (self->book, kind, NULL, NULL);
  GHashTableIter iter;
  gpointer id, text;

  g_hash_table_iter_init (&iter, expected);
  while (g_hash_table_iter_next (&iter, &id, &text))
    {
      g_autoptr (OfficeRecord) record = office_book_get (self->book, id);

      if (record == NULL || g_strcmp0 (office_record_get_text (record, "text"), text) != 0)
        sim_world_fail (self->world, "the %s %s says “%s” and not “%s”", kind, (const char *) id,
                        record != NULL ? office_record_get_text (record, "text") : "nothing", (const char *) text);
    }
  if (found->len != g_hash_table_size (expected))
    sim_world_fail (self->world, "there are %u records of kind %s and not %u", found->len, kind,
                    g_hash_table_size (expected));
}

void
sim_verdict_on_drafts (SimVerdict *self)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (Step));
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) spares = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Drafts drafts = { texts, spares };

  g_array_set_clear_func (steps, step_clear);
  sim_verdict_each_done (self, "draft.set", note_draft, steps);
  sim_verdict_each_done (self, "remove", note_removal, steps);
  g_array_sort (steps, compare_steps);
  for (guint i = 0; i < steps->len; i++)
    follow (&drafts, &g_array_index (steps, Step, i));
  compare (self, texts, "draft");
  compare (self, spares, "spare");
}
