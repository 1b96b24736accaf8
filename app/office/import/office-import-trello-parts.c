/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import-trello-private.h"

#include "office-import-date.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- checklists ---- */

/* Until when stands behind its name: steps have no such field. */
static char *
dup_step (JsonObject *item)
{
  const char *text = office_trello_text_or (office_trello_get_text (item, "name"), "");
  const char *due = office_trello_get_text (item, "due");
  g_autofree char *date = due != NULL ? office_import_read_date (due, OFFICE_IMPORT_MONTH_FIRST) : NULL;
  g_autofree char *day = date != NULL ? g_strndup (date, strlen ("2026-01-31")) : NULL;

  return day != NULL ? g_strdup_printf ("%s (%s)", text, day) : g_strdup (text);
}

static void
take_item (OfficeTrello *self, OfficeImportTask *task, JsonObject *item, const char *list)
{
  g_autofree char *text = dup_step (item);
  g_autofree char *named = list != NULL ? g_strdup_printf ("%s: %s", list, text) : NULL;
  const gboolean done = g_strcmp0 (office_trello_get_text (item, "state"), "complete") == 0;
  OfficeImportStep *step = office_import_task_add_step (task, named != NULL ? named : text, done);
  guint place;

  if (office_trello_find_person (self, office_trello_get_text (item, "idMember"), &place) != NULL)
    step->person = (int) place;
  else if (office_trello_get_text (item, "idMember") != NULL)
    office_import_report (self->import, 0, _ ("A card names a member whom the file does not have: %s"), task->title);
}

/* Trello calls a checklist so when nobody gives it another name, in the languages that it is used in here. */
static gboolean
has_own_name (const char *name)
{
  return *name != '\0' && !g_str_equal (name, "Checklist") && !g_str_equal (name, "Checkliste")
         && !g_str_equal (name, "清单");
}

/* Returns: how many of its items are to remind before they are due */
static guint
take_checklist (OfficeTrello *self, OfficeImportTask *task, JsonObject *checklist, gboolean one_of_several)
{
  g_autoptr (GPtrArray) items = office_trello_list_objects (checklist, "checkItems");
  const char *name = office_trello_text_or (office_trello_get_text (checklist, "name"), "");
  guint n_reminders = 0;

  if (items->len == 0)
    /* Translators: %s is the name of a checklist without anything in it; this is listed behind a colon */
    office_trello_leave_out (self, _ ("the empty checklist “%s”"), name);
  else if (!one_of_several && has_own_name (name))
    /* Translators: %s is the name of the checklist that a card of Trello has; its items are the task's steps */
    office_import_task_describe (task, _ ("Steps: %s"), name);
  g_ptr_array_sort (items, office_trello_compare_pos);
  for (guint i = 0; i < items->len; i++)
    {
      take_item (self, task, items->pdata[i], one_of_several && *name != '\0' ? name : NULL);
      n_reminders += office_trello_get_text (items->pdata[i], "due") != NULL
                     && office_trello_get_number (items->pdata[i], "dueReminder") > 0;
    }
  return n_reminders;
}

/**
 * office_trello_take_checklists:
 * @self: what is known of the board
 * @task: made of @card
 * @card: a card
 *
 * Of several lists the name stands before each step.
 */
void
office_trello_take_checklists (OfficeTrello *self, OfficeImportTask *task, JsonObject *card)
{
  const char *id = office_trello_get_text (card, "id");
  GPtrArray *checklists = id != NULL ? g_hash_table_lookup (self->checklists, id) : NULL;
  const guint n_said = office_trello_get_count (office_trello_get_object (card, "badges"), "checkItems");
  guint n_reminders = 0;

  for (guint i = 0; checklists != NULL && i < checklists->len; i++)
    n_reminders += take_checklist (self, task, checklists->pdata[i], checklists->len > 1);
  if (n_reminders > 0)
    office_trello_leave_out (
        self, g_dngettext (NULL, "the reminder of %u step", "the reminders of %u steps", n_reminders), n_reminders);
  if (n_said > task->steps->len)
    office_trello_leave_out (self,
                             g_dngettext (NULL, "%u step that is not in the file", "%u steps that are not in the file",
                                          n_said - task->steps->len),
                             n_said - task->steps->len);
}

/* ---- custom fields ---- */

static char *
dup_option (JsonObject *field, const char *id)
{
  g_autoptr (GPtrArray) options = office_trello_list_objects (field, "options");

  for (guint i = 0; i < options->len; i++)
    if (g_strcmp0 (office_trello_get_text (options->pdata[i], "id"), id) == 0)
      return g_strdup (office_trello_get_text (office_trello_get_object (options->pdata[i], "value"), "text"));
  return NULL;
}

static char *
dup_value (JsonObject *field, JsonObject *item)
{
  JsonObject *value = office_trello_get_object (item, "value");
  const char *checked = office_trello_get_text (value, "checked"), *date = office_trello_get_text (value, "date");

  if (value == NULL)
    return dup_option (field, office_trello_get_text (item, "idValue"));
  if (date != NULL)
    {
      char *day = office_import_read_date (date, OFFICE_IMPORT_MONTH_FIRST);

      return day != NULL ? day : g_strdup (date);
    }
  if (checked != NULL)
    return g_strdup (g_str_equal (checked, "true") ? _ ("yes") : _ ("no"));
  return g_strdup (
      office_trello_text_or (office_trello_get_text (value, "text"), office_trello_get_text (value, "number")));
}

/**
 * office_trello_take_fields:
 * @self: what is known of the board
 * @task: made of @card
 * @card: a card
 *
 * Each custom field becomes a line of the description.
 */
void
office_trello_take_fields (OfficeTrello *self, OfficeImportTask *task, JsonObject *card)
{
  g_autoptr (GPtrArray) items = office_trello_list_objects (card, "customFieldItems");
  guint n_lost = 0;
  gboolean first = TRUE;

  for (guint i = 0; i < items->len; i++)
    {
      const char *id = office_trello_get_text (items->pdata[i], "idCustomField");
      JsonObject *field = id != NULL ? g_hash_table_lookup (self->fields, id) : NULL;
      g_autofree char *value = dup_value (field, items->pdata[i]);

      if (value == NULL)
        {
          n_lost++;
          continue;
        }
      if (first && task->description->len > 0)
        g_string_append_c (task->description, '\n');
      first = FALSE;
      office_import_task_describe (task, "%s: %s", office_trello_text_or (office_trello_get_text (field, "name"), "?"),
                                   value);
    }
  if (n_lost > 0)
    office_trello_leave_out (self,
                             g_dngettext (NULL, "%u custom field whose value is not in the file",
                                          "%u custom fields whose values are not in the file", n_lost),
                             n_lost);
}

/* ---- attachments ---- */

static gboolean
take_attachment (OfficeImportTask *task, JsonObject *attachment, gboolean first)
{
  const char *url = office_trello_get_text (attachment, "url");
  const char *name = office_trello_get_text (attachment, "name");
  g_autofree char *plain = NULL;

  if (url == NULL || *url == '\0')
    return FALSE;
  plain = g_strdelimit (g_strdup (name != NULL && *name != '\0' ? name : url), "[]\r\n", ' ');
  if (first && task->description->len > 0)
    g_string_append_c (task->description, '\n');
  if (strpbrk (url, " <>()\n") != NULL)
    office_import_task_describe (task, "- %s: %s", plain, url);
  else
    office_import_task_describe (task, "- [%s](%s)", plain, url);
  return TRUE;
}

/**
 * office_trello_take_attachments:
 * @self: what is known of the board
 * @task: made of @card
 * @card: a card
 *
 * Whether it is a file or a link, the export has where it is and no more: a link in the description.
 */
void
office_trello_take_attachments (OfficeTrello *self, OfficeImportTask *task, JsonObject *card)
{
  g_autoptr (GPtrArray) attachments = office_trello_list_objects (card, "attachments");
  const guint n_said = office_trello_get_count (office_trello_get_object (card, "badges"), "attachments");
  guint n_taken = 0;

  for (guint i = 0; i < attachments->len; i++)
    n_taken += take_attachment (task, attachments->pdata[i], n_taken == 0);
  self->n_attachments += n_taken;
  if (MAX (n_said, attachments->len) > n_taken)
    office_trello_leave_out (self,
                             g_dngettext (NULL, "%u attachment that is not in the file",
                                          "%u attachments that are not in the file",
                                          MAX (n_said, attachments->len) - n_taken),
                             MAX (n_said, attachments->len) - n_taken);
}

/* ---- comments ---- */

/* Nullable. */
static const char *
get_author (OfficeTrello *self, JsonObject *action)
{
  JsonObject *author = office_trello_get_object (action, "memberCreator");
  const OfficeImportPerson *person;
  const char *name = office_trello_get_text (author, "fullName");

  if (name == NULL)
    name = office_trello_get_text (author, "username");
  if (name != NULL)
    return name;
  person = office_trello_find_person (self, office_trello_get_text (action, "idMemberCreator"), NULL);
  return person != NULL ? person->name : NULL;
}

/**
 * office_trello_take_comments:
 * @self: what is known of the board
 * @task: made of @card
 * @card: a card
 */
void
office_trello_take_comments (OfficeTrello *self, OfficeImportTask *task, JsonObject *card)
{
  const char *id = office_trello_get_text (card, "id");
  GPtrArray *comments = id != NULL ? g_hash_table_lookup (self->comments, id) : NULL;
  const guint n_said = office_trello_get_count (office_trello_get_object (card, "badges"), "comments");
  const guint n_there = comments != NULL ? comments->len : 0;

  for (guint i = n_there; i-- > 0;)
    {
      JsonObject *action = comments->pdata[i];
      const char *text = office_trello_get_text (office_trello_get_object (action, "data"), "text");
      const char *date = office_trello_get_text (action, "date");

      if (text != NULL && *text != '\0')
        office_import_task_add_comment (task, get_author (self, action),
                                        date != NULL ? office_import_read_instant (date) : 0, text);
    }
  self->n_missing_comments += n_said > n_there ? n_said - n_there : 0;
}
