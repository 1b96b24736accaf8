/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-reason.h"
#include "office-recurrence.h"
#include "office-rules.h"

#include <string.h>

/* What the table of kinds cannot say of tasks and steps: what makes sense in one, and which other records it may name. */

#define DEEPEST 100  /* parents above a task */
#define WIDEST  2000 /* tasks that one is blocked by, and they by others, and so on */

static gboolean
refuse_circle (const char *field, OfficeReason why, GError **error)
{
  if (!office_rule_holds (OFFICE_RULE_CIRCLE))
    return TRUE;
  office_reason_set (error, why, field);
  return FALSE;
}

/* The task that it names, of any room that the actor sees. */
static gboolean
check_task (OfficeAct *self, const char *field, const char *id, GError **error)
{
  g_autoptr (OfficeRecord) task = office_act_get (self, id, "task");

  if (task != NULL && office_access_may_see_scope (self->book, self->person, office_record_get_scope (task)))
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, field, "The member “%s” names no task that is meant here", field);
  return FALSE;
}

/* Whether the task may be a part of that one, which may be a part of another, and so on: not of itself. */
gboolean
office_act_check_above (OfficeAct *self, const char *task, const char *parent, GError **error)
{
  g_autofree char *id = g_strdup (parent);

  for (guint i = 0; id != NULL; i++)
    {
      g_autoptr (OfficeRecord) above = NULL;

      if (g_str_equal (id, task))
        return refuse_circle ("parent", OFFICE_REASON_PART_OF_ITSELF, error);
      if (i == DEEPEST)
        return refuse_circle ("parent", OFFICE_REASON_TOO_DEEP, error);
      above = office_act_get (self, id, "task");
      g_free (id);
      id = above != NULL ? g_strdup (office_record_get_text (above, "parent")) : NULL;
    }
  return TRUE;
}

/* Goes from what would block the task to what blocks that, each once. */
static gboolean
check_block (OfficeAct *self, const char *task, const char *blocker, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) ahead = g_ptr_array_new ();

  if (!check_task (self, "blocked_by", blocker, error))
    return FALSE;
  g_ptr_array_add (ahead, (gpointer) blocker);
  while (ahead->len > 0)
    {
      const char *id = g_ptr_array_steal_index_fast (ahead, ahead->len - 1);
      g_autoptr (OfficeRecord) record = NULL;
      g_auto (GStrv) ids = NULL;

      if (g_str_equal (id, task))
        return refuse_circle ("blocked_by", OFFICE_REASON_WAITS_FOR_ITSELF, error);
      if (g_hash_table_size (seen) == WIDEST)
        return refuse_circle ("blocked_by", OFFICE_REASON_TOO_ENTANGLED, error);
      record = office_act_get (self, id, "task");
      ids = record != NULL ? office_record_dup_ids (record, "blocked_by") : g_new0 (char *, 1);
      for (guint i = 0; ids[i] != NULL; i++)
        if (!g_hash_table_contains (seen, ids[i]))
          {
            char *next = g_strdup (ids[i]);

            g_hash_table_add (seen, next);
            g_ptr_array_add (ahead, next);
          }
    }
  return TRUE;
}

static gboolean
check_zone (const char *name, GError **error)
{
  g_autoptr (GTimeZone) zone = office_zone_open (name);

  if (zone != NULL)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "zone", "The field “zone” names no time zone that is known here");
  return FALSE;
}

static gboolean
check_cover (OfficeAct *self, OfficeRecord *task, const char *id, GError **error)
{
  g_autoptr (OfficeRecord) file = office_act_get (self, id, "file");

  if (file != NULL && g_strcmp0 (office_record_get_text (file, "task"), office_record_get_id (task)) == 0)
    return TRUE;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "cover", "The member “cover” names no file of the task");
  return FALSE;
}

/* A person must be able to see what is given to them. */
static gboolean
check_assignee (OfficeAct *self, OfficeRecord *step, const OfficeField *field, const char *id, GError **error)
{
  return office_act_check_reference (self, field, office_scope_get_room (office_record_get_scope (step)), id, error);
}

/* A value of the field that has its form, in a task or a step that is made or changed. */
gboolean
office_act_check_work (OfficeAct *self, OfficeRecord *record, const OfficeField *field, JsonNode *value, GError **error)
{
  const char *text = value != NULL && JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
                         ? json_node_get_string (value)
                         : NULL;

  if (text == NULL || *text == '\0')
    return TRUE;
  if (g_str_equal (office_record_get_kind_name (record), "step"))
    return !g_str_equal (field->name, "assignee") || check_assignee (self, record, field, text, error);
  if (g_str_equal (field->name, "zone"))
    return check_zone (text, error);
  if (g_str_equal (field->name, "repeat"))
    return office_recurrence_check (text, error);
  if (g_str_equal (field->name, "parent"))
    return check_task (self, "parent", text, error)
           && office_act_check_above (self, office_record_get_id (record), text, error);
  if (g_str_equal (field->name, "cover"))
    return check_cover (self, record, text, error);
  return TRUE;
}

/* What is added to a set of the record's. */
gboolean
office_act_check_member (OfficeAct *self, OfficeRecord *record, const OfficeField *field, const char *id,
                         GError **error)
{
  if (g_str_equal (field->name, "blocked_by"))
    return check_block (self, office_record_get_id (record), id, error);
  return office_act_check_reference (self, field, office_record_get_text (record, "room"), id, error);
}
