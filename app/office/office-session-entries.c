/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-session-private.h"

#include "office-effects.h"
#include "office-problem.h"
#include "office-reason-words.h"

#include <glib/gi18n.h>

/* An entry of the outbox in words: what was done, what was written, and why it was refused. */

typedef char *(*Describe) (OfficeSession *self, JsonObject *with);

static const char *
get_text (JsonObject *with, const char *member)
{
  return json_object_get_string_member_with_default (with, member, "");
}

static char *
dup_room_name (OfficeSession *self, const char *id)
{
  OfficeRoom *room = office_session_find_room (self, id);

  return g_strdup (room != NULL ? office_room_get_name (room) : _ ("a room"));
}

/* The title of a task, quoted. */
static char *
dup_task_title (OfficeSession *self, const char *id)
{
  OfficeTask *task = office_session_find_task (self, id);

  /* Translators: a task's title in quotation marks */
  return task != NULL ? g_strdup_printf (_ ("“%s”"), office_task_get_title (task)) : g_strdup (_ ("a task"));
}

static char *
describe_message (OfficeSession *self, JsonObject *with)
{
  const char *task = json_object_get_string_member_with_default (with, "task", NULL);
  g_autofree char *place = task != NULL ? dup_task_title (self, task) : dup_room_name (self, get_text (with, "room"));

  /* Translators: %s is a task's title or a room's name */
  return task != NULL ? g_strdup_printf (_ ("Message on %s"), place) : g_strdup_printf (_ ("Message in %s"), place);
}

static char *
describe_file (OfficeSession *self, JsonObject *with)
{
  g_autofree char *task = dup_task_title (self, get_text (with, "task"));

  /* Translators: the name of a file, then a task's title */
  return g_strdup_printf (_ ("“%s” at %s"), get_text (with, "name"), task);
}

static char *
describe_new_task (OfficeSession *self, JsonObject *with)
{
  g_autofree char *room = dup_room_name (self, get_text (with, "room"));

  /* Translators: %s is a room's name */
  return g_strdup_printf (_ ("New task in %s"), room);
}

static char *
describe_move (OfficeSession *self, JsonObject *with)
{
  g_autofree char *task = dup_task_title (self, get_text (with, "id"));
  OfficeRecord *column = office_session_find_column (self, get_text (with, "column"));

  if (column == NULL)
    /* Translators: %s is a task's title */
    return g_strdup_printf (_ ("Move of %s"), task);
  /* Translators: a task's title, then the name of a column of the board */
  return g_strdup_printf (_ ("Move of %s to %s"), task, office_record_get_text (column, "name"));
}

static char *
describe_transfer (OfficeSession *self, JsonObject *with)
{
  g_autofree char *task = dup_task_title (self, get_text (with, "id"));
  g_autofree char *room = dup_room_name (self, get_text (with, "room"));

  /* Translators: a task's title, then the name of the room that it goes to */
  return g_strdup_printf (_ ("Move of %s to %s"), task, room);
}

static char *
describe_restore (OfficeSession *self, JsonObject *with)
{
  g_autofree char *task = dup_task_title (self, get_text (with, "id"));

  /* Translators: %s is a task's title: it was taken out of the trash */
  return g_strdup_printf (_ ("Restoring of %s"), task);
}

/* Every field by its name: a patch has mostly one. */
static char *
dup_fields (JsonObject *with)
{
  static const char *const members[] = { "set", "add", "take" };
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *node = json_object_get_member (with, members[i]);
      g_autoptr (GList) fields = node != NULL && JSON_NODE_HOLDS_OBJECT (node)
                                     ? json_object_get_members (json_node_get_object (node))
                                     : NULL;

      for (GList *l = fields; l != NULL; l = l->next)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", office_session_field_to_words (l->data));
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
describe_patch (OfficeSession *self, JsonObject *with)
{
  g_autofree char *fields = dup_fields (with);
  g_autofree char *task = NULL;

  if (g_str_equal (get_text (with, "kind"), "message"))
    return g_strdup (_ ("Edited message"));
  if (!g_str_equal (get_text (with, "kind"), "task"))
    /* Translators: %s is for example "the name" */
    return g_strdup_printf (_ ("Change of %s"), fields);
  task = dup_task_title (self, get_text (with, "id"));
  /* Translators: for example "the due date", then a task's title */
  return g_strdup_printf (_ ("Change of %s of %s"), fields, task);
}

static char *
describe_put (OfficeSession *self, JsonObject *with)
{
  const char *kind = get_text (with, "kind");
  g_autofree char *task = NULL;

  if (g_str_equal (kind, "column"))
    return g_strdup (_ ("New column"));
  if (g_str_equal (kind, "label"))
    return g_strdup (_ ("New label"));
  if (!g_str_equal (kind, "step"))
    return g_strdup (_ ("Something new"));
  task = dup_task_title (self, get_text (with, "task"));
  /* Translators: %s is a task's title */
  return g_strdup_printf (_ ("New step of %s"), task);
}

static char *
describe_removal (OfficeSession *self, JsonObject *with)
{
  static const struct {
    const char *kind, *words;
  } kinds[] = {
    { "message", N_ ("Deletion of a message") },
    { "column", N_ ("Removal of a column") },
    { "label", N_ ("Removal of a label") },
    { "step", N_ ("Removal of a step") },
    { "file", N_ ("Removal of a file") },
    { "reminder", N_ ("Removal of a reminder") },
    { "scheduled", N_ ("Removal of a scheduled message") },
  };
  const char *kind = get_text (with, "kind");
  g_autofree char *task = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, kinds[i].kind))
      return g_strdup (_ (kinds[i].words));
  task = dup_task_title (self, get_text (with, "id"));
  /* Translators: %s is a task's title: it was moved to the trash */
  return g_strdup_printf (_ ("Deletion of %s"), task);
}

static char *
describe_room (OfficeSession *self, JsonObject *with)
{
  return g_strdup (_ ("New room"));
}

static char *
describe_direct (OfficeSession *self, JsonObject *with)
{
  return g_strdup (_ ("New conversation"));
}

static char *
describe_membership (OfficeSession *self, JsonObject *with)
{
  g_autofree char *room = dup_room_name (self, get_text (with, "room"));

  /* Translators: %s is a room's name */
  return g_strdup_printf (_ ("Change of the members of %s"), room);
}

static char *
describe_reading (OfficeSession *self, JsonObject *with)
{
  g_autofree char *room = dup_room_name (self, get_text (with, "room"));

  /* Translators: %s is a room's name: up to where it was read */
  return g_strdup_printf (_ ("What was read in %s"), room);
}

static char *
describe_scheduled (OfficeSession *self, JsonObject *with)
{
  g_autofree char *room = dup_room_name (self, get_text (with, "room"));

  /* Translators: %s is a room's name */
  return g_strdup_printf (_ ("Scheduled message in %s"), room);
}

static char *
describe_pin (OfficeSession *self, JsonObject *with)
{
  return g_strdup (json_object_get_boolean_member_with_default (with, "pinned", FALSE) ? _ ("Pinning of a message")
                                                                                       : _ ("Unpinning of a message"));
}

static char *
describe_saving (OfficeSession *self, JsonObject *with)
{
  return g_strdup (_ ("Message saved for later"));
}

static char *
describe_reaction (OfficeSession *self, JsonObject *with)
{
  /* Translators: %s is an emoji */
  return g_strdup_printf (_ ("Reaction %s"), get_text (with, "emoji"));
}

static char *
describe_reminder (OfficeSession *self, JsonObject *with)
{
  return g_strdup (_ ("Reminder"));
}

static char *
describe_preference (OfficeSession *self, JsonObject *with)
{
  g_autofree char *room = dup_room_name (self, get_text (with, "room"));

  /* Translators: %s is a room's name: how somebody wants to have it, as a favourite or muted */
  return g_strdup_printf (_ ("Your settings for %s"), room);
}

static char *
describe_activity (OfficeSession *self, JsonObject *with)
{
  return g_strdup (_ ("What was seen of the activity"));
}

static char *
describe_draft (OfficeSession *self, JsonObject *with)
{
  g_autofree char *room = dup_room_name (self, get_text (with, "room"));

  /* Translators: %s is a room's name */
  return g_strdup_printf (_ ("Draft in %s"), room);
}

static const struct {
  const char *intent;
  Describe describe;
} intents[] = {
  { "message.send", describe_message },
  { "file.add", describe_file },
  { "task.create", describe_new_task },
  { "task.move", describe_move },
  { "task.transfer", describe_transfer },
  { "task.restore", describe_restore },
  { "patch", describe_patch },
  { "put", describe_put },
  { "remove", describe_removal },
  { "room.create", describe_room },
  { "room.open-direct", describe_direct },
  { "member.add", describe_membership },
  { "member.remove", describe_membership },
  { "read.mark", describe_reading },
  { "message.schedule", describe_scheduled },
  { "message.pin", describe_pin },
  { "message.save", describe_saving },
  { "reaction.add", describe_reaction },
  { "reaction.remove", describe_reaction },
  { "reminder.set", describe_reminder },
  { "room.prefer", describe_preference },
  { "activity.mark", describe_activity },
  { "draft.set", describe_draft },
};

/**
 * office_session_dup_entry_title:
 * @self: a session
 * @entry: of the outbox
 *
 * Returns: (transfer full): what was done, in a few translated words
 */
char *
office_session_dup_entry_title (OfficeSession *self, OfficeOutboxEntry *entry)
{
  const char *intent;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  intent = office_operation_get_intent (entry->operation);
  for (guint i = 0; i < G_N_ELEMENTS (intents); i++)
    if (g_strcmp0 (intents[i].intent, intent) == 0)
      return intents[i].describe (self, office_operation_get_with (entry->operation));
  return g_strdup (_ ("A change"));
}

static void
add_words (GString *words, JsonObject *object)
{
  static const char *const members[] = { "text", "title", "description", "name", "topic", "status", "due" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = get_text (object, members[i]);

      if (*text != '\0')
        g_string_append_printf (words, "%s%s", words->len > 0 ? "\n\n" : "", text);
    }
}

/**
 * office_session_dup_entry_text:
 * @self: a session
 * @entry: of the outbox
 *
 * Returns: (transfer full): all that the person wrote in it, as plain words; empty where it carries none
 */
char *
office_session_dup_entry_text (OfficeSession *self, OfficeOutboxEntry *entry)
{
  g_autoptr (GString) words = g_string_new (NULL);
  JsonObject *with;
  JsonNode *set;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  with = office_operation_get_with (entry->operation);
  add_words (words, with);
  set = json_object_get_member (with, "set");
  if (set != NULL && JSON_NODE_HOLDS_OBJECT (set))
    add_words (words, json_node_get_object (set));
  return office_text_to_plain (words->str);
}

/**
 * office_session_dup_entry_reason:
 * @self: a session
 * @entry: of the outbox
 *
 * Returns: (transfer full) (nullable): why the host refused it, one sentence; %NULL: it did not
 */
char *
office_session_dup_entry_reason (OfficeSession *self, OfficeOutboxEntry *entry)
{
  const char *room;

  g_return_val_if_fail (OFFICE_IS_SESSION (self), NULL);
  g_return_val_if_fail (entry != NULL, NULL);

  if (entry->problem == NULL)
    return NULL;
  room = json_object_get_string_member_with_default (office_operation_get_with (entry->operation), "room", NULL);
  if (entry->problem->code == OFFICE_PROBLEM_NOT_FOUND && room != NULL && office_session_find_room (self, room) == NULL
      && !g_str_equal (office_operation_get_intent (entry->operation), "room.create"))
    return g_strdup (_ ("You are not in this room any more"));
  return g_strdup (office_reason_get_words_of (entry->problem));
}
