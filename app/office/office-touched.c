/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-touched-private.h"

GHashTable *
office_touched_make_set (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
office_touched_note (GHashTable *set, const char *id)
{
  if (id != NULL)
    g_hash_table_add (set, g_strdup (id));
}

const char *
office_touched_get_room (OfficeRecord *record)
{
  return office_scope_get_room (office_record_get_scope (record));
}

void
office_touched_init (OfficeTouched *self)
{
  *self = (OfficeTouched){ .members = office_touched_make_set (),
                           .columns = office_touched_make_set (),
                           .labels = office_touched_make_set (),
                           .tasks = office_touched_make_set (),
                           .steps = office_touched_make_set (),
                           .talks = office_touched_make_set (),
                           .threads = office_touched_make_set (),
                           .reactions = office_touched_make_set (),
                           .pins = office_touched_make_set (),
                           .sources = office_touched_make_set (),
                           .moved = office_touched_make_set (),
                           .messages = g_ptr_array_new () };
}

void
office_touched_clear (OfficeTouched *self)
{
  g_hash_table_unref (self->members);
  g_hash_table_unref (self->columns);
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->tasks);
  g_hash_table_unref (self->steps);
  g_hash_table_unref (self->talks);
  g_hash_table_unref (self->threads);
  g_hash_table_unref (self->reactions);
  g_hash_table_unref (self->pins);
  g_hash_table_unref (self->sources);
  g_hash_table_unref (self->moved);
  g_ptr_array_unref (self->messages);
}
