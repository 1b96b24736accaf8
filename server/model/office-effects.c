/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-act-private.h"

#include "office-reason.h"

/**
 * office_overwritten_new:
 * @field: a field's name
 * @by: (nullable): who had changed it
 * @was: (nullable): what it was, copied
 *
 * Returns: (transfer full): a field that was replaced
 */
OfficeOverwritten *
office_overwritten_new (const char *field, const char *by, JsonNode *was)
{
  OfficeOverwritten *self = g_new0 (OfficeOverwritten, 1);

  self->field = g_strdup (field);
  self->by = g_strdup (by);
  self->was = was != NULL ? office_json_copy_node (was) : NULL;
  return self;
}

/**
 * office_overwritten_free:
 * @self: (nullable) (transfer full): a field that was replaced
 */
void
office_overwritten_free (OfficeOverwritten *self)
{
  if (self == NULL)
    return;
  g_free (self->field);
  g_free (self->by);
  g_clear_pointer (&self->was, json_node_unref);
  g_free (self);
}

/**
 * office_effects_new:
 *
 * Returns: (transfer full): no effects
 */
OfficeEffects *
office_effects_new (void)
{
  OfficeEffects *self = g_new0 (OfficeEffects, 1);

  self->written = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  self->gone = g_ptr_array_new_with_free_func ((GDestroyNotify) office_record_unref);
  self->overwritten = g_ptr_array_new_with_free_func ((GDestroyNotify) office_overwritten_free);
  return self;
}

/**
 * office_effects_free:
 * @self: (nullable) (transfer full): effects
 */
void
office_effects_free (OfficeEffects *self)
{
  if (self == NULL)
    return;
  g_free (self->operation);
  g_ptr_array_unref (self->written);
  g_ptr_array_unref (self->gone);
  g_clear_pointer (&self->overwritten, g_ptr_array_unref);
  g_free (self);
}

static const struct {
  const char *intent;
  OfficeActFunc act;
} operations[] = {
  { "message.send", office_act_message_send },
  { "message.schedule", office_act_message_schedule },
  { "message.pin", office_act_message_pin },
  { "message.save", office_act_message_save },
  { "reaction.add", office_act_reaction_add },
  { "reaction.remove", office_act_reaction_remove },
  { "file.add", office_act_file_add },
  { "read.mark", office_act_read_mark },
  { "activity.mark", office_act_activity_mark },
  { "reminder.set", office_act_reminder_set },
  { "room.prefer", office_act_room_prefer },
  { "draft.set", office_act_draft_set },
  { "task.create", office_act_task_create },
  { "task.move", office_act_task_move },
  { "task.restore", office_act_task_restore },
  { "task.archive", office_act_task_archive },
  { "task.snooze", office_act_task_snooze },
  { "feed.set", office_act_feed_set },
  { "task.transfer", office_act_task_transfer },
  { "put", office_act_put },
  { "patch", office_act_patch },
  { "remove", office_act_remove },
  { "room.create", office_act_room_create },
  { "room.open-direct", office_act_room_open_direct },
  { "member.add", office_act_member_add },
  { "member.remove", office_act_member_remove },
};

static OfficeActFunc
find_operation (const char *intent, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i].intent, intent))
      return operations[i].act;
  office_problem_set (error, OFFICE_PROBLEM_INVALID, "do", "This is an unknown operation");
  return NULL;
}

static OfficeRecord *
find_actor (OfficeBook *book, const char *person, GError **error)
{
  g_autoptr (OfficeRecord) actor = office_book_get (book, person);

  if (actor != NULL && g_str_equal (office_record_get_kind_name (actor), "person"))
    return g_steal_pointer (&actor);
  office_reason_set (error, OFFICE_REASON_NOT_A_MEMBER, NULL);
  return NULL;
}

/**
 * office_act_carry_out:
 * @act: what is done
 * @what: with what, by whom, to which book; the rest of it is filled in here
 * @error: an OFFICE_PROBLEM
 *
 * Returns: (transfer full): the effects; %NULL where it is refused
 */
OfficeEffects *
office_act_carry_out (OfficeActFunc act, const OfficeAct *what, GError **error)
{
  g_autoptr (OfficeRecord) actor = find_actor (what->book, what->person, error);
  g_autoptr (OfficeEffects) effects = office_effects_new ();
  g_autoptr (GHashTable) written = g_hash_table_new (g_str_hash, g_str_equal);
  OfficeAct self = *what;

  self.actor = actor;
  self.effects = effects;
  self.written = written;
  if (actor == NULL || !act (&self, error) || !office_act_follow (&self, error))
    return NULL;
  effects->operation = g_strdup (self.operation);
  return g_steal_pointer (&effects);
}

/**
 * office_effects_of:
 * @operation: what was done
 * @book: the book as it is before
 * @person: who did it
 * @office: the office's id
 * @now: the applying side's time, ms
 *
 * Checks form, limits, references, rights (the person's role and room membership as the book has them) and works out
 * what changes. Nothing is written; the caller writes `written` and `gone` in one transaction.
 *
 * Returns: the effects (empty where nothing changes); %NULL with an OFFICE_PROBLEM where it is refused
 */
OfficeEffects *
office_effects_of (OfficeOperation *operation, OfficeBook *book, const char *person, const char *office, gint64 now,
                   GError **error)
{
  OfficeActFunc act = find_operation (office_operation_get_intent (operation), error);
  const OfficeAct what = {
    .with = office_operation_get_with (operation),
    .book = book,
    .person = person,
    .office = office,
    .base = office_operation_get_base (operation),
    .follows = office_operation_get_follows (operation),
    .operation = office_operation_get_id (operation),
    .now = now,
  };

  return act != NULL ? office_act_carry_out (act, &what, error) : NULL;
}
