/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "office-import.h"

#include "office-import-date.h"
#include "office-json.h"
#include "office-problem.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * The JSON that Trello exports of a board (developer.atlassian.com/cloud/trello/guides/rest-api/object-definitions): lists become
 * columns, cards tasks, check items steps, comments messages of the task's discussion. Archived lists and their cards are archived
 * tasks. Custom fields, places and attachments become lines of the description, for which the office has no place of its own; what a
 * check item has beside its name stands behind it. Covers are left out, which is said, as are the comments that Trello itself left out
 * because it exports the newest 1,000 actions only.
 *
 * Nothing is taken for granted: a member of another type is as if it was not there.
 */

typedef struct {
  OfficeImport *import;
  JsonObject *board;
  GHashTable *columns;    /* id of a list → its place + 1; of an archived one 0 */
  GHashTable *list_names; /* id of an archived list → its name */
  GHashTable *labels;     /* id → place + 1 */
  GHashTable *people;     /* id → place + 1 */
  GHashTable *checklists; /* id of a card → GPtrArray of JsonObject */
  GHashTable *comments;   /* id of a card → GPtrArray of JsonObject, the newest first */
  GHashTable *fields;     /* id of a custom field → JsonObject */
  guint n_covers;
  guint n_attachments;
  guint n_missing_comments;
} Reader;

/* ---- members that may be anything ---- */

static const char *
get_text (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gboolean
get_boolean (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN
         && json_node_get_boolean (node);
}

static double
get_number (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) != G_TYPE_STRING
             ? json_node_get_double (node)
             : 0;
}

static JsonObject *
get_object (JsonObject *object, const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* Never NULL: the objects in an array, full. */
static GPtrArray *
list_objects (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  GPtrArray *list = g_ptr_array_new ();
  JsonArray *array = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (element))
        g_ptr_array_add (list, json_node_get_object (element));
    }
  return list;
}

static int
compare_pos (gconstpointer a, gconstpointer b)
{
  const double first = get_number (*(JsonObject *const *) a, "pos");
  const double second = get_number (*(JsonObject *const *) b, "pos");

  return first < second ? -1 : first > second;
}

static const char *
text_or (const char *text, const char *other)
{
  return text != NULL ? text : other;
}

/* ---- what cards refer to ---- */

static void
read_lists (Reader *self)
{
  g_autoptr (GPtrArray) lists = list_objects (self->board, "lists");

  g_ptr_array_sort (lists, compare_pos);
  for (guint i = 0; i < lists->len; i++)
    {
      JsonObject *list = lists->pdata[i];
      const char *id = get_text (list, "id"), *name = text_or (get_text (list, "name"), "");

      if (id == NULL)
        continue;
      if (get_boolean (list, "closed"))
        {
          g_hash_table_insert (self->columns, (char *) id, GINT_TO_POINTER (0));
          g_hash_table_insert (self->list_names, (char *) id, (char *) name);
        }
      else
        g_hash_table_insert (self->columns, (char *) id,
                             GINT_TO_POINTER (office_import_add_column (self->import, name, NULL) + 1));
    }
}

static const char *
get_hue (const char *color)
{
  static const struct {
    const char *color, *hue;
  } hues[] = {
    { "green", "green" }, { "yellow", "yellow" }, { "orange", "orange" }, { "red", "red" },  { "purple", "purple" },
    { "blue", "blue" },   { "sky", "teal" },      { "lime", "green" },    { "pink", "red" }, { "black", "slate" },
  };

  for (guint i = 0; color != NULL && i < G_N_ELEMENTS (hues); i++)
    if (g_str_has_prefix (color, hues[i].color))
      return hues[i].hue;
  return "slate";
}

/* A label without a name is called by its colour. */
static guint
take_label (Reader *self, JsonObject *label)
{
  const char *name = get_text (label, "name"), *color = get_text (label, "color");

  if (name == NULL || *name == '\0')
    name = text_or (color, _ ("Label"));
  return office_import_find_label (self->import, name, get_hue (color));
}

static void
read_labels (Reader *self)
{
  g_autoptr (GPtrArray) labels = list_objects (self->board, "labels");

  for (guint i = 0; i < labels->len; i++)
    if (get_text (labels->pdata[i], "id") != NULL)
      g_hash_table_insert (self->labels, (char *) get_text (labels->pdata[i], "id"),
                           GUINT_TO_POINTER (take_label (self, labels->pdata[i]) + 1));
}

static void
read_members (Reader *self)
{
  g_autoptr (GPtrArray) members = list_objects (self->board, "members");

  for (guint i = 0; i < members->len; i++)
    {
      const char *id = get_text (members->pdata[i], "id");
      const char *username = get_text (members->pdata[i], "username");
      const char *name = text_or (get_text (members->pdata[i], "fullName"), username);

      if (id != NULL && name != NULL)
        g_hash_table_insert (self->people, (char *) id,
                             GUINT_TO_POINTER (office_import_find_person (self->import, name, username) + 1));
    }
}

static void
group_by_card (GHashTable *groups, const char *card, JsonObject *object)
{
  GPtrArray *group = card != NULL ? g_hash_table_lookup (groups, card) : NULL;

  if (card == NULL)
    return;
  if (group == NULL)
    {
      group = g_ptr_array_new ();
      g_hash_table_insert (groups, (char *) card, group);
    }
  g_ptr_array_add (group, object);
}

static void
read_checklists (Reader *self)
{
  g_autoptr (GPtrArray) checklists = list_objects (self->board, "checklists");

  g_ptr_array_sort (checklists, compare_pos);
  for (guint i = 0; i < checklists->len; i++)
    group_by_card (self->checklists, get_text (checklists->pdata[i], "idCard"), checklists->pdata[i]);
}

static void
read_actions (Reader *self)
{
  g_autoptr (GPtrArray) actions = list_objects (self->board, "actions");

  for (guint i = 0; i < actions->len; i++)
    {
      JsonObject *data = get_object (actions->pdata[i], "data");

      /* The second: a comment that came with its card from another one. */
      if (g_strcmp0 (get_text (actions->pdata[i], "type"), "commentCard") == 0
          || g_strcmp0 (get_text (actions->pdata[i], "type"), "copyCommentCard") == 0)
        group_by_card (self->comments, get_text (get_object (data, "card"), "id"), actions->pdata[i]);
    }
}

static void
read_fields (Reader *self)
{
  g_autoptr (GPtrArray) fields = list_objects (self->board, "customFields");

  for (guint i = 0; i < fields->len; i++)
    if (get_text (fields->pdata[i], "id") != NULL)
      g_hash_table_insert (self->fields, (char *) get_text (fields->pdata[i], "id"), fields->pdata[i]);
}

/* ---- a card ---- */

static void
take_date (Reader *self, OfficeImportTask *task, JsonObject *card, const char *name, char **date)
{
  const char *text = get_text (card, name);

  if (text == NULL || *text == '\0')
    return;
  *date = office_import_read_date (text, OFFICE_IMPORT_MONTH_FIRST);
  if (*date != NULL)
    return;
  office_import_report (self->import, 0, _ ("“%s” is no date; it is in the description of: %s"), text, task->title);
  office_import_task_describe (task, "%s: %s", name, text);
}

static void
take_labels (Reader *self, OfficeImportTask *task, JsonObject *card)
{
  g_autoptr (GPtrArray) labels = list_objects (card, "labels");
  JsonNode *ids = json_object_get_member (card, "idLabels");

  for (guint i = 0; i < labels->len; i++)
    office_import_task_add_label (task, take_label (self, labels->pdata[i]));
  if (labels->len > 0 || ids == NULL || !JSON_NODE_HOLDS_ARRAY (ids))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (ids)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (ids), i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      const guint place = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->labels, id)) : 0;

      if (place > 0)
        office_import_task_add_label (task, place - 1);
    }
}

static void
take_people (Reader *self, OfficeImportTask *task, JsonObject *card)
{
  JsonNode *ids = json_object_get_member (card, "idMembers");

  if (ids == NULL || !JSON_NODE_HOLDS_ARRAY (ids))
    return;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (ids)); i++)
    {
      JsonNode *node = json_array_get_element (json_node_get_array (ids), i);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      const guint place = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->people, id)) : 0;

      if (place > 0)
        office_import_task_add_person (task, place - 1);
      else
        office_import_report (self->import, 0, _ ("A card names a member whom the file does not have: %s"),
                              task->title);
    }
}

/* Who does a check item, and until when, behind its name: steps have no such fields. */
static char *
dup_step (Reader *self, JsonObject *item)
{
  const char *text = text_or (get_text (item, "name"), "");
  const char *member = get_text (item, "idMember"), *due = get_text (item, "due");
  const guint place = member != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->people, member)) : 0;
  const char *person = place > 0 ? ((OfficeImportPerson *) self->import->people->pdata[place - 1])->name : NULL;
  g_autofree char *date = due != NULL ? office_import_read_date (due, OFFICE_IMPORT_MONTH_FIRST) : NULL;
  g_autofree char *day = date != NULL ? g_strndup (date, strlen ("2026-01-31")) : NULL;

  if (person == NULL && day == NULL)
    return g_strdup (text);
  return g_strdup_printf ("%s (%s%s%s)", text, text_or (person, ""), person != NULL && day != NULL ? ", " : "",
                          text_or (day, ""));
}

/* Of several lists the name stands before each step. */
static void
take_checklists (Reader *self, OfficeImportTask *task, JsonObject *card)
{
  const char *id = get_text (card, "id");
  GPtrArray *checklists = id != NULL ? g_hash_table_lookup (self->checklists, id) : NULL;

  for (guint i = 0; checklists != NULL && i < checklists->len; i++)
    {
      g_autoptr (GPtrArray) items = list_objects (checklists->pdata[i], "checkItems");
      const char *name = get_text (checklists->pdata[i], "name");

      g_ptr_array_sort (items, compare_pos);
      for (guint k = 0; k < items->len; k++)
        {
          g_autofree char *text = dup_step (self, items->pdata[k]);
          const gboolean done = g_strcmp0 (get_text (items->pdata[k], "state"), "complete") == 0;
          g_autofree char *step = checklists->len > 1 && name != NULL && *name != '\0'
                                      ? g_strdup_printf ("%s: %s", name, text)
                                      : g_steal_pointer (&text);

          office_import_task_add_step (task, step, done);
        }
    }
}

static void
take_location (OfficeImportTask *task, JsonObject *card)
{
  const char *name = text_or (get_text (card, "locationName"), ""), *address = text_or (get_text (card, "address"), "");

  if (*name == '\0' && *address == '\0')
    return;
  if (task->description->len > 0)
    g_string_append_c (task->description, '\n');
  /* Translators: where a card of Trello is on the map, its name and address */
  office_import_task_describe (task, _ ("Place: %s"), *name != '\0' ? name : address);
  if (*name != '\0' && *address != '\0' && strcmp (name, address) != 0)
    office_import_task_describe (task, "%s", address);
}

static void
take_attachments (Reader *self, OfficeImportTask *task, JsonObject *card)
{
  g_autoptr (GPtrArray) attachments = list_objects (card, "attachments");

  for (guint i = 0; i < attachments->len; i++)
    {
      const char *url = get_text (attachments->pdata[i], "url");
      const char *name = text_or (get_text (attachments->pdata[i], "name"), url);
      g_autofree char *plain = name != NULL ? g_strdelimit (g_strdup (name), "[]\r\n", ' ') : NULL;

      if (url == NULL)
        continue;
      if (i == 0 && task->description->len > 0)
        g_string_append_c (task->description, '\n');
      if (strpbrk (url, " <>()\n") != NULL)
        office_import_task_describe (task, "- %s: %s", plain, url);
      else
        office_import_task_describe (task, "- [%s](%s)", plain, url);
      self->n_attachments++;
    }
}

static char *
dup_option (JsonObject *field, const char *id)
{
  g_autoptr (GPtrArray) options = list_objects (field, "options");

  for (guint i = 0; i < options->len; i++)
    if (g_strcmp0 (get_text (options->pdata[i], "id"), id) == 0)
      return g_strdup (get_text (get_object (options->pdata[i], "value"), "text"));
  return NULL;
}

static char *
dup_value (JsonObject *field, JsonObject *item)
{
  JsonObject *value = get_object (item, "value");

  if (value == NULL)
    return get_text (item, "idValue") != NULL ? dup_option (field, get_text (item, "idValue")) : NULL;
  if (get_text (value, "date") != NULL)
    return office_import_read_date (get_text (value, "date"), OFFICE_IMPORT_MONTH_FIRST);
  if (g_strcmp0 (get_text (value, "checked"), "true") == 0)
    return g_strdup (_ ("yes"));
  return g_strdup (text_or (get_text (value, "text"), get_text (value, "number")));
}

static void
take_fields (Reader *self, OfficeImportTask *task, JsonObject *card)
{
  g_autoptr (GPtrArray) items = list_objects (card, "customFieldItems");
  gboolean first = TRUE;

  for (guint i = 0; i < items->len; i++)
    {
      const char *id = get_text (items->pdata[i], "idCustomField");
      JsonObject *field = id != NULL ? g_hash_table_lookup (self->fields, id) : NULL;
      g_autofree char *value = field != NULL ? dup_value (field, items->pdata[i]) : NULL;

      if (value == NULL)
        continue;
      if (first && task->description->len > 0)
        g_string_append_c (task->description, '\n');
      first = FALSE;
      office_import_task_describe (task, "%s: %s", text_or (get_text (field, "name"), "?"), value);
    }
}

/* Of the comments that the card says to have. */
static guint
count_missing (JsonObject *card, guint n_comments)
{
  JsonObject *badges = get_object (card, "badges");
  const double n = badges != NULL ? get_number (badges, "comments") : 0;

  return n > n_comments && n < G_MAXUINT16 ? (guint) n - n_comments : 0;
}

static void
take_comments (Reader *self, OfficeImportTask *task, JsonObject *card)
{
  const char *id = get_text (card, "id");
  GPtrArray *comments = id != NULL ? g_hash_table_lookup (self->comments, id) : NULL;

  for (guint i = comments != NULL ? comments->len : 0; i-- > 0;)
    {
      JsonObject *action = comments->pdata[i];
      JsonObject *author = get_object (action, "memberCreator");
      const char *text = get_text (get_object (action, "data"), "text");
      const char *date = get_text (action, "date");

      if (text != NULL && *text != '\0')
        office_import_task_add_comment (task, text_or (get_text (author, "fullName"), get_text (author, "username")),
                                        date != NULL ? office_import_read_instant (date) : 0, text);
    }
  self->n_missing_comments += count_missing (card, comments != NULL ? comments->len : 0);
}

static void
take_place (Reader *self, OfficeImportTask *task, JsonObject *card)
{
  const char *list = get_text (card, "idList");
  const gboolean known = list != NULL && g_hash_table_contains (self->columns, list);
  const int place = known ? GPOINTER_TO_INT (g_hash_table_lookup (self->columns, list)) : 0;

  task->archived = get_boolean (card, "closed");
  if (place > 0)
    task->column = place - 1;
  else if (known)
    {
      task->archived = TRUE;
      /* Translators: %s is the name of an archived list in Trello */
      office_import_task_describe (task, _ ("List: %s"), (const char *) g_hash_table_lookup (self->list_names, list));
    }
  else
    office_import_report (self->import, 0, _ ("A card is in a list that the file does not have: %s"), task->title);
}

static gboolean
has_cover (JsonObject *card)
{
  JsonObject *cover = get_object (card, "cover");
  const char *attachment = get_text (card, "idAttachmentCover");

  return (attachment != NULL && *attachment != '\0')
         || (cover != NULL
             && (get_text (cover, "idAttachment") != NULL || get_text (cover, "color") != NULL
                 || get_text (cover, "idUploadedBackground") != NULL));
}

static void
read_card (Reader *self, JsonObject *card)
{
  OfficeImportTask *task = office_import_add_task (self->import, 0, text_or (get_text (card, "name"), ""));

  g_string_assign (task->description, text_or (get_text (card, "desc"), ""));
  take_place (self, task, card);
  take_date (self, task, card, "due", &task->due);
  take_date (self, task, card, "start", &task->start);
  task->is_template = get_boolean (card, "isTemplate");
  task->done = !task->is_template && get_boolean (card, "dueComplete");
  take_labels (self, task, card);
  take_people (self, task, card);
  take_checklists (self, task, card);
  take_fields (self, task, card);
  take_location (task, card);
  take_attachments (self, task, card);
  take_comments (self, task, card);
  self->n_covers += has_cover (card) ? 1 : 0;
}

/* ---- the board ---- */

static void
read_cards (Reader *self)
{
  g_autoptr (GPtrArray) cards = list_objects (self->board, "cards");

  g_ptr_array_sort (cards, compare_pos);
  for (guint i = 0; i < cards->len; i++)
    read_card (self, cards->pdata[i]);
  if (self->n_covers > 0)
    office_import_report (self->import, 0,
                          g_dngettext (NULL, "%u cover was left out", "%u covers were left out", self->n_covers),
                          self->n_covers);
  if (self->n_missing_comments > 0)
    office_import_report (self->import, 0,
                          g_dngettext (NULL, "%u comment is not in the file; Trello exports only the newest",
                                       "%u comments are not in the file; Trello exports only the newest",
                                       self->n_missing_comments),
                          self->n_missing_comments);
  if (self->n_attachments > 0)
    office_import_report (
        self->import, 0,
        g_dngettext (NULL, "%u attachment is a link in the description; its file was not in the export",
                     "%u attachments are links in the descriptions; their files were not in the export",
                     self->n_attachments),
        self->n_attachments);
}

static GHashTable *
make_index (GDestroyNotify destroy)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, destroy);
}

static void
free_group (gpointer group)
{
  g_ptr_array_unref (group);
}

static void
reader_clear (Reader *self)
{
  g_hash_table_unref (self->columns);
  g_hash_table_unref (self->list_names);
  g_hash_table_unref (self->labels);
  g_hash_table_unref (self->people);
  g_hash_table_unref (self->checklists);
  g_hash_table_unref (self->comments);
  g_hash_table_unref (self->fields);
}

/**
 * office_import_read_trello:
 * @text: (array length=length): JSON
 * @length: bytes
 * @error: an OFFICE_PROBLEM
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): what is on the board; %NULL: it is none
 */
OfficeImport *
office_import_read_trello (const char *text, gsize length, GError **error)
{
  g_autoptr (JsonObject) board = office_json_parse (text, length, OFFICE_IMPORT_LIMIT, error);
  Reader self = { .board = board };

  if (board == NULL)
    return NULL;
  if (!json_object_has_member (board, "cards") || !json_object_has_member (board, "lists"))
    {
      office_problem_set (error, OFFICE_PROBLEM_INVALID, NULL, "%s",
                          _ ("This is no board that was exported from Trello: it has no lists and cards."));
      return NULL;
    }
  self.import = office_import_new ();
  self.import->name = g_strdup (get_text (board, "name"));
  self.columns = make_index (NULL);
  self.list_names = make_index (NULL);
  self.labels = make_index (NULL);
  self.people = make_index (NULL);
  self.checklists = make_index (free_group);
  self.comments = make_index (free_group);
  self.fields = make_index (NULL);
  read_lists (&self);
  read_labels (&self);
  read_members (&self);
  read_checklists (&self);
  read_actions (&self);
  read_fields (&self);
  read_cards (&self);
  reader_clear (&self);
  office_import_fit (self.import);
  return self.import;
}
