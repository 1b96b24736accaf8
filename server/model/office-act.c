/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-id.h"
#include "office-reason.h"

static gboolean
refuse_reference (const char *member, const char *kind, GError **error)
{
  office_problem_set (error, OFFICE_PROBLEM_INVALID, member, "The member “%s” names no %s that is meant here", member,
                      kind);
  return FALSE;
}

gboolean
office_act_is_admin (OfficeAct *self)
{
  return g_str_equal (office_record_get_text (self->actor, "role"), "admin");
}

gboolean
office_act_is_guest (OfficeAct *self)
{
  return g_str_equal (office_record_get_text (self->actor, "role"), "guest");
}

/* A client knows no seq, and nothing of what is in the scopes of others. */
gboolean
office_act_is_host (OfficeAct *self)
{
  return office_book_next_seq (self->book, self->person) > 0;
}

OfficeRecord *
office_act_get (OfficeAct *self, const char *id, const char *kind)
{
  OfficeRecord *written = g_hash_table_lookup (self->written, id);
  g_autoptr (OfficeRecord) record = written != NULL ? office_record_ref (written) : office_book_get (self->book, id);

  return record != NULL && g_str_equal (office_record_get_kind_name (record), kind) ? g_steal_pointer (&record) : NULL;
}

/* What a person may not see is answered as what there is not. */
OfficeRecord *
office_act_find (OfficeAct *self, const char *member, const char *kind, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  const char *id;

  if (!office_json_get_id (self->with, member, OFFICE_JSON_REQUIRED, &id, error))
    return NULL;
  record = office_act_get (self, id, kind);
  if (record != NULL && office_access_may_see_scope (self->book, self->person, office_record_get_scope (record)))
    return g_steal_pointer (&record);
  office_problem_set (error, OFFICE_PROBLEM_NOT_FOUND, member, "There is no such %s", kind);
  office_reason_give (error, OFFICE_REASON_GONE);
  return NULL;
}

gboolean
office_act_check_open (OfficeAct *self, OfficeRecord *record, GError **error)
{
  const char *room = office_scope_get_room (office_record_get_scope (record));
  g_autoptr (OfficeRecord) room_record = room != NULL ? office_act_get (self, room, "room") : NULL;

  if (room_record == NULL || !office_record_get_boolean (room_record, "archived"))
    return TRUE;
  office_reason_set (error, OFFICE_REASON_ARCHIVED, "room");
  return FALSE;
}

OfficeRecord *
office_act_find_room (OfficeAct *self, const char *member, GError **error)
{
  g_autoptr (OfficeRecord) room = office_act_find (self, member, "room", error);

  return room != NULL && office_act_check_open (self, room, error) ? g_steal_pointer (&room) : NULL;
}

/*
 * What is said on a task or put on it goes where the task is. It may have gone to another room since the person saw it in
 * the one that they name; whoever sees that room still acts on the same task.
 */
OfficeRecord *
office_act_find_place (OfficeAct *self, GError **error)
{
  g_autoptr (OfficeRecord) task = NULL;
  g_autoptr (OfficeRecord) room = NULL;
  const char *named, *id;

  if (!office_json_get_id (self->with, "room", OFFICE_JSON_REQUIRED, &named, error)
      || !office_json_get_id (self->with, "task", OFFICE_JSON_OPTIONAL, &id, error))
    return NULL;
  task = id != NULL ? office_act_get (self, id, "task") : NULL;
  if (task == NULL || g_strcmp0 (office_record_get_text (task, "room"), named) == 0)
    return office_act_find_room (self, "room", error);
  g_clear_pointer (&task, office_record_unref);
  task = office_act_find (self, "task", "task", error);
  room = task != NULL ? office_act_get (self, office_record_get_text (task, "room"), "room") : NULL;
  return room != NULL && office_act_check_open (self, room, error) ? g_steal_pointer (&room) : NULL;
}

OfficeRecord *
office_act_find_in_room (OfficeAct *self, const char *member, const char *kind, const char *room, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;
  const char *id;

  if (!office_json_get_id (self->with, member, OFFICE_JSON_OPTIONAL, &id, error) || id == NULL)
    return NULL;
  record = office_act_get (self, id, kind);
  if (record != NULL && g_strcmp0 (office_record_get_text (record, "room"), room) == 0)
    return g_steal_pointer (&record);
  refuse_reference (member, kind, error);
  return NULL;
}

gboolean
office_act_get_new_id (OfficeAct *self, const char **id, GError **error)
{
  g_autoptr (OfficeRecord) record = NULL;

  if (!office_json_get_id (self->with, "id", OFFICE_JSON_REQUIRED, id, error))
    return FALSE;
  /* Whoever could choose a derived id could make, say, the direct room of two others before they do. */
  if (self->operation != NULL && office_id_is_derived (*id))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, "id", "A derived id cannot be chosen");
      return FALSE;
    }
  record = office_book_get (self->book, *id);
  if (record == NULL)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_CONFLICT, "id", "There is a record with this id already");
  return FALSE;
}

gboolean
office_act_check_reference (OfficeAct *self, const OfficeField *field, const char *room, const char *id, GError **error)
{
  g_autoptr (OfficeRecord) record = office_act_get (self, id, field->target);
  g_autofree char *scope = office_scope_for_room (room);

  if (record == NULL)
    return refuse_reference (field->name, field->target, error);
  /* A person must be able to see what is given to them; everything else must be of the same room. */
  if (g_str_equal (field->target, "person") ? office_access_may_see_scope (self->book, id, scope)
                                            : g_strcmp0 (office_record_get_text (record, "room"), room) == 0)
    return TRUE;
  return refuse_reference (field->name, field->target, error);
}

OfficeRecord *
office_act_add (OfficeAct *self, const char *kind, const char *id, const char *scope)
{
  OfficeRecord *record = office_record_new (kind, id, scope);

  g_ptr_array_add (self->effects->written, record);
  g_hash_table_insert (self->written, (gpointer) office_record_get_id (record), record);
  return record;
}

OfficeRecord *
office_act_edit (OfficeAct *self, OfficeRecord *record)
{
  OfficeRecord *written = g_hash_table_lookup (self->written, office_record_get_id (record));

  if (written != NULL)
    return written;
  written = office_record_copy (record);
  office_record_set_rev (written, 0);
  g_ptr_array_add (self->effects->written, written);
  g_hash_table_insert (self->written, (gpointer) office_record_get_id (written), written);
  return written;
}

void
office_act_drop (OfficeAct *self, OfficeRecord *record)
{
  g_ptr_array_add (self->effects->gone,
                   office_record_new_gone (office_record_get_kind_name (record), office_record_get_id (record),
                                           office_record_get_scope (record), 0));
}

/* As it is now: what follows from it adds to it. */
GPtrArray *
office_act_dup_written (OfficeAct *self)
{
  GPtrArray *written = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);

  for (guint i = 0; i < self->effects->written->len; i++)
    g_ptr_array_add (written, office_record_ref (g_ptr_array_index (self->effects->written, i)));
  return written;
}

gboolean
office_act_drops (OfficeAct *self, OfficeRecord *record)
{
  for (guint i = 0; i < self->effects->gone->len; i++)
    if (g_str_equal (office_record_get_id (g_ptr_array_index (self->effects->gone, i)), office_record_get_id (record)))
      return TRUE;
  return FALSE;
}

gboolean
office_act_take (OfficeAct *self, OfficeRecord *record, const char *name, GError **error)
{
  const OfficeField *field = office_kind_find_field (office_record_get_kind (record), name);
  JsonNode *value = json_object_get_member (self->with, name);

  if (!office_field_check (field, value, error))
    return FALSE;
  office_record_set_value (record, field, value);
  return TRUE;
}

gboolean
office_act_changed_by_another (OfficeAct *self, OfficeRecord *record, const char *field, char **by)
{
  gint64 rev = office_book_field_rev (self->book, office_record_get_id (record), field, by, NULL);

  return rev > self->base && *by != NULL && !g_str_equal (*by, self->person);
}

gboolean
office_act_changed_elsewhere (OfficeAct *self, OfficeRecord *record, const char *field)
{
  g_autofree char *operation = NULL;
  gint64 rev = office_book_field_rev (self->book, office_record_get_id (record), field, NULL, &operation);

  return rev > self->base && (operation == NULL || g_strcmp0 (operation, self->follows) != 0);
}

void
office_act_note_overwritten (OfficeAct *self, OfficeRecord *record, const char *field)
{
  g_autofree char *by = NULL;

  if (office_act_changed_by_another (self, record, field, &by))
    g_ptr_array_add (self->effects->overwritten,
                     office_overwritten_new (field, by, office_record_get_node (record, field)));
}
