/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include <string.h>

/*
 * Short ids of tasks, "DES-12": the key of the room and the number of the task in it. Only the host gives them, so that the
 * numbers of a room have no gaps and nobody has the same; a number is used up for good, whatever becomes of its task.
 */

#define MOST_ATTEMPTS 100000

typedef struct {
  OfficeBook *book;
  GHashTable *numbers; /* room → the number that comes next */
  GHashTable *keys;    /* set of those that no room may get; NULL until the first is given */
} Numbering;

static void
numbering_clear (Numbering *self)
{
  g_hash_table_unref (self->numbers);
  g_clear_pointer (&self->keys, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Numbering, numbering_clear)

static Numbering
numbering_of (OfficeBook *book)
{
  return (Numbering){ book, g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free), NULL };
}

static void
give_number (Numbering *self, OfficeRecord *task)
{
  const char *room = office_record_get_text (task, "room");
  gint64 *next = g_hash_table_lookup (self->numbers, room);

  if (next == NULL)
    {
      next = g_new (gint64, 1);
      *next = office_book_next_number (self->book, room);
      g_hash_table_insert (self->numbers, g_strdup (room), next);
    }
  office_record_set_integer (task, "number", (*next)++);
}

static void
give_key (Numbering *self, OfficeRecord *room)
{
  g_autofree char *stem = office_key_abbreviate (office_record_get_text (room, "name"));

  if (self->keys == NULL)
    self->keys = office_keys_list_used (self->book, NULL);
  for (guint i = 1; i < MOST_ATTEMPTS; i++)
    {
      g_autofree char *key = i == 1 ? g_strdup (stem) : g_strdup_printf ("%s%u", stem, i);

      if (g_hash_table_contains (self->keys, key))
        continue;
      office_record_set_text (room, "key", key);
      g_hash_table_insert (self->keys, g_steal_pointer (&key), NULL);
      return;
    }
}

static gboolean
wants_key (OfficeRecord *room)
{
  return g_str_equal (office_record_get_kind_name (room), "room") && !office_record_has (room, "key")
         && office_record_get_text (room, "name") != NULL;
}

/* ---- tasks ---- */

/* What it was called in the room that it leaves, before what it was called before that; the oldest are forgotten. */
static void
keep_former (OfficeAct *self, OfficeRecord *task, OfficeRecord *before)
{
  gint64 limit = office_kind_find_field (office_record_get_kind (task), "former")->limit;
  g_autoptr (OfficeRecord) room = office_act_get (self, office_record_get_text (before, "room"), "room");
  const char *key = room != NULL ? office_record_get_text (room, "key") : NULL;
  const char *older = office_record_get_text (before, "former");
  gint64 number = office_record_get_integer (before, "number");
  g_autoptr (GString) former = g_string_new (NULL);

  if (key == NULL || number == 0)
    return;
  g_string_printf (former, "%s-%" G_GINT64_FORMAT "%s%s", key, number, older != NULL ? " " : "",
                   older != NULL ? older : "");
  if (former->len > (gsize) limit)
    {
      g_string_truncate (former, (gsize) limit);
      g_string_truncate (former, (gsize) (strrchr (former->str, ' ') - former->str));
    }
  office_record_set_text (task, "former", former->str);
}

static void
number_task (OfficeAct *self, Numbering *numbering, OfficeRecord *task)
{
  g_autoptr (OfficeRecord) before = office_book_get (self->book, office_record_get_id (task));

  if (before != NULL && g_strcmp0 (office_record_get_text (before, "room"), office_record_get_text (task, "room")) == 0)
    return;
  if (before != NULL)
    keep_former (self, task, before);
  give_number (numbering, task);
}

/* Gives numbers to the tasks and keys to the rooms that the operation makes, and to tasks that it brings to another room. */
void
office_act_number (OfficeAct *self)
{
  g_auto (Numbering) numbering = numbering_of (self->book);

  for (guint i = 0; i < self->effects->written->len; i++)
    {
      OfficeRecord *record = g_ptr_array_index (self->effects->written, i);

      if (g_str_equal (office_record_get_kind_name (record), "task"))
        number_task (self, &numbering, record);
      else if (wants_key (record))
        give_key (&numbering, record);
    }
}

/**
 * office_effects_of_numbering:
 * @book: the host's book
 * @records: (element-type OfficeRecord): rooms and tasks, in the order in which they are to get theirs
 *
 * For a book of a version that had no short ids.
 *
 * Returns: (transfer full): keys for those of the rooms that have none, and numbers for those of the tasks
 */
OfficeEffects *
office_effects_of_numbering (OfficeBook *book, GPtrArray *records)
{
  g_auto (Numbering) numbering = numbering_of (book);
  OfficeEffects *effects = office_effects_new ();

  for (guint i = 0; i < records->len; i++)
    {
      OfficeRecord *record = g_ptr_array_index (records, i);
      gboolean is_task = g_str_equal (office_record_get_kind_name (record), "task");
      OfficeRecord *numbered;

      if (is_task ? office_record_has (record, "number") : !wants_key (record))
        continue;
      numbered = office_record_copy (record);
      if (is_task)
        give_number (&numbering, numbered);
      else
        give_key (&numbering, numbered);
      g_ptr_array_add (effects->written, numbered);
    }
  return effects;
}
