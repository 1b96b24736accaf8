/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import-trello-private.h"

#include "office-import-date.h"

#include <glib/gi18n.h>
#include <string.h>

/* ---- what has no place ---- */

/**
 * office_trello_leave_out:
 * @self: what is known of the board
 * @format: what of this card has no place in an office; translated, as it is listed behind a colon
 */
void
office_trello_leave_out (OfficeTrello *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->left_out, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void
leave_out_cover (OfficeTrello *self, JsonObject *card)
{
  JsonObject *cover = office_trello_get_object (card, "cover");
  const char *color = office_trello_get_text (cover, "color");
  const char *attachment = office_trello_get_text (card, "idAttachmentCover");

  if (color != NULL && *color != '\0')
    /* Translators: %s is the name of a color in Trello, as in “green”; this is listed behind a colon */
    office_trello_leave_out (self, _ ("its cover (%s)"), color);
  else if ((attachment != NULL && *attachment != '\0') || office_trello_get_text (cover, "idAttachment") != NULL
           || office_trello_get_text (cover, "idUploadedBackground") != NULL)
    office_trello_leave_out (self, "%s", _ ("the picture on its cover"));
}

static void
leave_out_stickers (OfficeTrello *self, JsonObject *card)
{
  g_autoptr (GPtrArray) stickers = office_trello_list_objects (card, "stickers");
  g_autoptr (GPtrArray) images = g_ptr_array_new ();
  g_autofree char *names = NULL;

  for (guint i = 0; i < stickers->len; i++)
    {
      const char *image = office_trello_get_text (stickers->pdata[i], "image");

      if (image != NULL && !g_ptr_array_find_with_equal_func (images, image, g_str_equal, NULL))
        g_ptr_array_add (images, (char *) image);
    }
  g_ptr_array_add (images, NULL);
  names = g_strjoinv (" ", (char **) images->pdata);
  if (stickers->len > 0)
    office_trello_leave_out (self,
                             /* Translators: %s are the names of stickers; this is listed behind a colon */
                             g_dngettext (NULL, "%u sticker (%s)", "%u stickers (%s)", stickers->len), stickers->len,
                             names);
}

/* The office reminds when a task is due; how long before is each person's own matter there. */
static void
leave_out_reminder (OfficeTrello *self, OfficeImportTask *task, JsonObject *card)
{
  const guint minutes = office_trello_get_count (card, "dueReminder");

  if (task->due != NULL && minutes > 0)
    office_trello_leave_out (self,
                             g_dngettext (NULL, "its reminder %u minute before it is due",
                                          "its reminder %u minutes before it is due", minutes),
                             minutes);
}

static void
leave_out_rest (OfficeTrello *self, JsonObject *card)
{
  g_autoptr (GPtrArray) plugins = office_trello_list_objects (card, "pluginData");
  const char *role = office_trello_get_text (card, "cardRole");

  if (plugins->len > 0)
    office_trello_leave_out (self, "%s", _ ("what Power-Ups keep about it"));
  if (role != NULL && *role != '\0')
    /* Translators: %s is a word of Trello's, as in “mirror” or “separator”; this is listed behind a colon */
    office_trello_leave_out (self, _ ("that it is a “%s”"), role);
  if (office_trello_get_boolean (card, "pinned"))
    office_trello_leave_out (self, "%s", _ ("that it is pinned"));
}

static void
report_left_out (OfficeTrello *self, OfficeImportTask *task)
{
  g_autofree char *list = NULL;

  if (self->left_out->len == 0)
    return;
  g_ptr_array_add (self->left_out, NULL);
  list = g_strjoinv (", ", (char **) self->left_out->pdata);
  /* Translators: a task's title, and a list of what it has no place for */
  office_import_report (self->import, 0, _ ("Left out of “%s”: %s"), task->title, list);
  g_ptr_array_set_size (self->left_out, 0);
}

/* ---- what has one ---- */

static void
take_date (OfficeTrello *self, OfficeImportTask *task, JsonObject *card, const char *name, char **date)
{
  const char *text = office_trello_get_text (card, name);

  if (text == NULL || *text == '\0')
    return;
  *date = office_import_read_date (text, OFFICE_IMPORT_MONTH_FIRST);
  if (*date != NULL)
    return;
  office_import_report (self->import, 0, _ ("“%s” is no date; it is in the description of: %s"), text, task->title);
  office_import_task_describe (task, "%s: %s", name, text);
}

static void
take_labels (OfficeTrello *self, OfficeImportTask *task, JsonObject *card)
{
  g_autoptr (GPtrArray) labels = office_trello_list_objects (card, "labels");
  g_autoptr (GPtrArray) ids = office_trello_list_texts (card, "idLabels");

  for (guint i = 0; i < labels->len; i++)
    office_import_task_add_label (task, office_trello_take_label (self, labels->pdata[i]));
  for (guint i = 0; labels->len == 0 && i < ids->len; i++)
    {
      const guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, ids->pdata[i]));

      if (place > 0)
        office_import_task_add_label (task, place - 1);
      else
        office_trello_leave_out (self, "%s", _ ("a label that the file does not have"));
    }
}

static void
take_people (OfficeTrello *self, OfficeImportTask *task, JsonObject *card)
{
  g_autoptr (GPtrArray) ids = office_trello_list_texts (card, "idMembers");

  for (guint i = 0; i < ids->len; i++)
    {
      guint place;

      if (office_trello_find_person (self, ids->pdata[i], &place) != NULL)
        office_import_task_add_person (task, place);
      else
        office_import_report (self->import, 0, _ ("A card names a member whom the file does not have: %s"),
                              task->title);
    }
}

/* Who voted for it, as far as they are known, and how many there are beside. */
static void
take_votes (OfficeTrello *self, OfficeImportTask *task, JsonObject *card)
{
  g_autoptr (GPtrArray) ids = office_trello_list_texts (card, "idMembersVoted");
  g_autoptr (GString) names = g_string_new (NULL);
  guint n_named = 0,
        n_all = MAX (office_trello_get_count (office_trello_get_object (card, "badges"), "votes"), ids->len);

  for (guint i = 0; i < ids->len; i++)
    {
      const OfficeImportPerson *person = office_trello_find_person (self, ids->pdata[i], NULL);

      if (person == NULL)
        continue;
      g_string_append_printf (names, "%s%s", n_named++ > 0 ? ", " : "", person->name);
    }
  if (n_all == 0)
    return;
  if (task->description->len > 0)
    g_string_append_c (task->description, '\n');
  if (n_named > 0)
    /* Translators: how many people voted for a card of Trello, and the names of those who are known */
    office_import_task_describe (task, _ ("Votes: %u (%s)"), n_all, names->str);
  else
    /* Translators: how many people voted for a card of Trello */
    office_import_task_describe (task, _ ("Votes: %u"), n_all);
}

/* Nullable. Boards of today have an object there, the documentation speaks of a text. */
static char *
dup_coordinates (JsonObject *card)
{
  JsonObject *coordinates = office_trello_get_object (card, "coordinates");
  const char *text = office_trello_get_text (card, "coordinates");
  char latitude[G_ASCII_DTOSTR_BUF_SIZE], longitude[G_ASCII_DTOSTR_BUF_SIZE];

  if (text != NULL && *text != '\0')
    return g_strdup (text);
  if (!office_trello_has_number (coordinates, "latitude") || !office_trello_has_number (coordinates, "longitude"))
    return NULL;
  g_ascii_formatd (latitude, sizeof latitude, "%.6g", office_trello_get_number (coordinates, "latitude"));
  g_ascii_formatd (longitude, sizeof longitude, "%.6g", office_trello_get_number (coordinates, "longitude"));
  return g_strdup_printf ("%s, %s", latitude, longitude);
}

static void
take_location (OfficeImportTask *task, JsonObject *card)
{
  g_autofree char *coordinates = dup_coordinates (card);
  const char *const parts[] = { office_trello_get_text (card, "locationName"), office_trello_get_text (card, "address"),
                                coordinates };
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] == NULL || *parts[i] == '\0' || g_strcmp0 (parts[i], first) == 0)
        continue;
      if (first != NULL)
        {
          office_import_task_describe (task, "%s", parts[i]);
          continue;
        }
      first = parts[i];
      if (task->description->len > 0)
        g_string_append_c (task->description, '\n');
      /* Translators: where a card of Trello is on the map: its name, address or coordinates */
      office_import_task_describe (task, _ ("Place: %s"), first);
    }
}

static void
take_place (OfficeTrello *self, OfficeImportTask *task, JsonObject *card)
{
  const char *list = office_trello_get_text (card, "idList");
  const gboolean known = list != NULL && g_hash_table_contains (self->columns, list);
  const int place = known ? GPOINTER_TO_INT (g_hash_table_lookup (self->columns, list)) : 0;

  task->archived = office_trello_get_boolean (card, "closed");
  if (place > 0)
    task->column = place - 1;
  else if (known)
    {
      task->archived = TRUE;
      g_hash_table_add (self->used_lists, (char *) list);
      /* Translators: %s is the name of an archived list in Trello */
      office_import_task_describe (task, _ ("List: %s"), (const char *) g_hash_table_lookup (self->list_names, list));
    }
  else
    office_import_report (self->import, 0, _ ("A card is in a list that the file does not have: %s"), task->title);
}

/**
 * office_trello_read_card:
 * @self: what is known of the board
 * @card: a card
 *
 * Makes a task of it.
 */
void
office_trello_read_card (OfficeTrello *self, JsonObject *card)
{
  OfficeImportTask *task = office_import_add_task (self->import, 0,
                                                   office_trello_text_or (office_trello_get_text (card, "name"), ""));

  g_string_assign (task->description, office_trello_text_or (office_trello_get_text (card, "desc"), ""));
  take_place (self, task, card);
  take_date (self, task, card, "due", &task->due);
  take_date (self, task, card, "start", &task->start);
  task->is_template = office_trello_get_boolean (card, "isTemplate");
  task->done = !task->is_template && office_trello_get_boolean (card, "dueComplete");
  task->watched = office_trello_get_boolean (card, "subscribed");
  take_labels (self, task, card);
  take_people (self, task, card);
  office_trello_take_checklists (self, task, card);
  office_trello_take_fields (self, task, card);
  take_votes (self, task, card);
  take_location (task, card);
  office_trello_take_attachments (self, task, card);
  office_trello_take_comments (self, task, card);
  leave_out_cover (self, card);
  leave_out_stickers (self, card);
  leave_out_reminder (self, task, card);
  leave_out_rest (self, card);
  report_left_out (self, task);
}
